import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Form, TextField } from '../shared'
import { Door } from './door'
import { type Again, errorOf } from './form'

/** Asks for the way to a new password. */
export const ForgotPage = (props: Again & { ui: Ui }) => {
  const { ui, values = {} } = props
  const { t } = ui
  return (
    <Door
      ui={ui}
      title={t('accounts.forgot.title')}
      heading={t('accounts.forgot.title')}
      lead={t('accounts.forgot.lead')}
      foot={
        <>
          {t('accounts.forgot.or_code')} <a href={urls.signIn()}>{t('accounts.over.sign_in')}</a>
        </>
      }
    >
      <Form action={urls.forgot()}>
        <TextField
          name="email"
          type="email"
          label={t('accounts.email')}
          value={values.email}
          error={errorOf(ui, props, 'email')}
          autocomplete="username"
          inputmode="email"
          autocapitalize="none"
          autofocus
          required
        />
        <Button variant="primary" size="lg" block icon="mail">
          {t('accounts.forgot.send')}
        </Button>
      </Form>
    </Door>
  )
}

/** The same for every address. */
export const ForgotSentPage = ({ ui: { t }, ui }: { ui: Ui }) => (
  <Door
    ui={ui}
    title={t('accounts.forgot.title')}
    heading={t('accounts.forgot.sent_title')}
    lead={t('accounts.forgot.sent')}
  >
    <ButtonLink href={urls.signIn()}>{t('accounts.over.sign_in')}</ButtonLink>
  </Door>
)

/** The new password itself. */
export const ResetPage = (props: Again & { ui: Ui; token: string; email: string }) => {
  const { ui, token, email } = props
  const { t } = ui
  return (
    <Door
      ui={ui}
      title={t('accounts.reset.title')}
      heading={t('accounts.reset.title')}
      lead={t('accounts.reset.lead', { email })}
    >
      <Form action={urls.reset(token)}>
        {/* So that a password manager knows whose password it keeps. */}
        <input type="email" value={email} autocomplete="username" hidden readonly />
        <TextField
          name="password"
          type="password"
          label={t('accounts.new_password')}
          hint={t('accounts.password_hint')}
          error={errorOf(ui, props, 'password')}
          autocomplete="new-password"
          minlength={12}
          autofocus
          required
        />
        <Button variant="primary" size="lg" block>
          {t('accounts.reset.save')}
        </Button>
      </Form>
    </Door>
  )
}

/** A link that was used, is too old, or never was: what to do now. */
export const OverPage = ({ ui, what }: { ui: Ui; what: 'reset' | 'invitation' | 'email' }) => {
  const { t } = ui
  const title = t('accounts.over.title')
  return (
    <Door ui={ui} title={title} heading={title} lead={t(`accounts.over.${what}`)}>
      <div class="actions">
        {what === 'reset' && (
          <ButtonLink variant="primary" href={urls.forgot()}>
            {t('accounts.over.reset_again')}
          </ButtonLink>
        )}
        {what === 'email' ? (
          <ButtonLink href={urls.account()}>{t('accounts.over.account')}</ButtonLink>
        ) : (
          <ButtonLink href={urls.signIn()}>{t('accounts.over.sign_in')}</ButtonLink>
        )}
      </div>
    </Door>
  )
}
