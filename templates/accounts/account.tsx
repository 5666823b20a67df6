import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Plain } from '../layouts/plain'
import { Button, ButtonLink, Form, FormActions, Icon, List, Notice, Row, TextField, Toast } from '../shared'
import type { WithChildren } from '../shared/attrs'
import { type Device, Devices } from './devices'
import { type Again, errorOf } from './form'

export type AccountProps = Again & {
  ui: Ui
  name: string
  email: string
  hasPassword: boolean
  /** Mails to the address were refused: nothing goes there any more. */
  unreachable: boolean
  /** Whether the sign-in is young enough for changing address and password. */
  fresh: boolean
  devices: Device[]
  /** Where they are told of things. */
  spaces: { slug: string; name: string }[]
  /** A word of success, already said. */
  notice?: string
}

const Part = ({ id, title, children }: WithChildren<{ id: string; title: string }>) => (
  <section class="account-part" aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
)

/** Everything about oneself: name, language, address, password, devices. */
export const AccountPage = (props: AccountProps) => {
  const { ui, name, values = {}, fresh, notice } = props
  const { t } = ui
  return (
    <Plain
      ui={ui}
      title={t('accounts.account.title')}
      heading={t('accounts.account.title')}
      lead={props.email}
      wide
      toasts={notice && <Toast message={notice} tone="success" closeLabel={t('shell.close')} />}
      foot={<a href={urls.workspaces()}>{t('errors.home')}</a>}
    >
      {props.unreachable && <Unreachable ui={ui} email={props.email} />}
      <Part id="person" title={t('accounts.account.person')}>
        <Form action={urls.accountName()}>
          <TextField
            name="name"
            label={t('accounts.name')}
            value={values.name ?? name}
            error={errorOf(ui, props, 'name')}
            autocomplete="name"
            maxlength={80}
            required
          />
          <FormActions>
            <Button>{t('accounts.account.save')}</Button>
          </FormActions>
        </Form>
        <Language ui={ui} />
      </Part>
      {fresh ? <Keys {...props} /> : <Confirm ui={ui} />}
      {props.spaces.length > 0 && (
        <Part id="told" title={t('preferences.title')}>
          <List label={t('preferences.title')}>
            {props.spaces.map(({ slug, name }) => (
              <Row title={name} href={urls.ownPreferences(slug)} aside={<Icon name="chevron-right" />} />
            ))}
          </List>
        </Part>
      )}
      <Part id="devices" title={t('accounts.account.sessions')}>
        <Devices ui={ui} devices={props.devices} />
      </Part>
      <form method="post" action={urls.signOut()}>
        <Button variant="ghost" icon="log-out">
          {t('shell.person.sign_out')}
        </Button>
      </form>
    </Plain>
  )
}

/** A code that comes back from there shows that mails arrive again. */
const Unreachable = ({ ui: { t }, email }: { ui: Ui; email: string }) => (
  <Notice
    tone="warning"
    icon="mail"
    title={t('communications.problem.mine.title')}
    actions={
      <form method="post" action={urls.accountConfirmation()}>
        <Button size="sm">{t('communications.problem.mine.check')}</Button>
      </form>
    }
  >
    <p>{t('communications.problem.mine.text', { email })}</p>
  </Notice>
)

/** One press changes it. */
const Language = ({ ui: { t, locale } }: { ui: Ui }) => (
  <form method="post" action={urls.language()}>
    <fieldset class="field">
      <legend>{t('accounts.account.language')}</legend>
      <div class="actions">
        {[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ].map(({ value, label }) => (
          <Button
            name="locale"
            value={value}
            icon={value === locale ? 'check' : undefined}
            aria-pressed={value === locale ? 'true' : 'false'}
          >
            {label}
          </Button>
        ))}
      </div>
    </fieldset>
  </form>
)

/** Before one's keys can be changed. */
const Confirm = ({ ui: { t } }: { ui: Ui }) => (
  <Part id="keys" title={`${t('accounts.account.email')} · ${t('accounts.account.password')}`}>
    <Notice icon="lock" title={t('accounts.account.confirm_title')}>
      <p>{t('accounts.account.confirm_text')}</p>
    </Notice>
    <form method="post" action={urls.accountConfirmation()}>
      <Button icon="mail">{t('accounts.account.confirm')}</Button>
    </form>
  </Part>
)

/** What one signs in with. */
const Keys = (props: AccountProps) => {
  const { ui, email, hasPassword, values = {} } = props
  const { t } = ui
  return (
    <>
      <Part id="address" title={t('accounts.account.email')}>
        <p class="meta">{t('accounts.account.email_text', { email })}</p>
        <Form action={urls.accountEmail()}>
          <TextField
            name="email"
            type="email"
            label={t('accounts.account.email_new')}
            value={values.email}
            error={errorOf(ui, props, 'email')}
            autocomplete="email"
            inputmode="email"
            autocapitalize="none"
            required
          />
          <FormActions>
            <Button>{t('accounts.account.email_send')}</Button>
          </FormActions>
        </Form>
      </Part>
      <Part id="secret" title={t('accounts.account.password')}>
        <p class="meta">
          {t(hasPassword ? 'accounts.account.password_some' : 'accounts.account.password_none')}
        </p>
        <Form action={urls.accountPassword()}>
          <TextField
            name="password"
            type="password"
            label={t('accounts.new_password')}
            hint={t('accounts.password_hint')}
            error={errorOf(ui, props, 'password')}
            autocomplete="new-password"
            minlength={12}
            required
          />
          <FormActions>
            <Button>
              {t(hasPassword ? 'accounts.account.password_change' : 'accounts.account.password_set')}
            </Button>
          </FormActions>
        </Form>
        {hasPassword && (
          <form method="post" action={urls.accountPasswordRemoval()}>
            <Button variant="ghost" icon="trash-2">
              {t('accounts.account.password_remove')}
            </Button>
          </form>
        )}
      </Part>
    </>
  )
}

/** A new address, shown before it is confirmed. */
export const EmailChangePage = ({ ui, token, email }: { ui: Ui; token: string; email: string }) => {
  const { t } = ui
  const title = t('accounts.email_change.title')
  return (
    <Plain ui={ui} title={title} heading={title} lead={t('accounts.email_change.lead', { email })}>
      <Form action={urls.emailChange(token)}>
        <Button variant="primary" size="lg" block>
          {t('accounts.email_change.confirm')}
        </Button>
        <ButtonLink variant="ghost" block href={urls.account()}>
          {t('accounts.back')}
        </ButtonLink>
      </Form>
    </Plain>
  )
}
