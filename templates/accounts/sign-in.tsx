import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Button, CodeField, Form, FormActions, Notice, TextField } from '../shared'
import { Door, type Face } from './door'
import { type Again, errorOf, Hidden } from './form'

type Props = Again & {
  ui: Ui
  face?: Face
  /** Whether the password is asked for too. */
  password: boolean
  next?: string
  /** Address and password do not belong together. */
  refused?: boolean
}

const here = (face: Face | undefined) => (face ? urls.workspaceSignIn(face.slug) : urls.signIn())

/** The address, and a code by e-mail; or the address and a password. */
export const SignInPage = (props: Props) => {
  const { ui, face, password, next, refused, values = {} } = props
  const { t } = ui
  const lead = password ? 'lead_password' : face ? 'lead_workspace' : 'lead'
  return (
    <Door
      ui={ui}
      face={face}
      title={t('accounts.sign_in.title')}
      heading={t(face ? 'accounts.sign_in.heading_workspace' : 'accounts.sign_in.heading')}
      lead={t(`accounts.sign_in.${lead}`)}
      foot={t('accounts.sign_in.invited_only')}
    >
      <Form action={here(face)}>
        {refused && (
          <div role="alert">
            <Notice tone="danger" icon="circle-alert">
              {t('accounts.error.credentials')}
            </Notice>
          </div>
        )}
        <Hidden name="next" value={next} />
        <TextField
          name="email"
          type="email"
          label={t('accounts.email')}
          value={values.email}
          error={errorOf(ui, props, 'email')}
          autocomplete={password ? 'username' : 'email'}
          inputmode="email"
          autocapitalize="none"
          autofocus={!values.email}
          required
        />
        {password && (
          <>
            <TextField
              name="password"
              type="password"
              label={t('accounts.password')}
              error={errorOf(ui, props, 'password')}
              autocomplete="current-password"
              autofocus={Boolean(values.email)}
              required
            />
            <a class="link" href={urls.forgot()}>
              {t('accounts.sign_in.forgot')}
            </a>
          </>
        )}
        <Button variant="primary" size="lg" block icon={password ? 'key-round' : 'mail'}>
          {t(password ? 'accounts.sign_in.enter' : 'accounts.sign_in.send')}
        </Button>
      </Form>
      <p class="plain-other">
        {password ? (
          <a class="link" href={face ? urls.workspaceSignIn(face.slug, next) : urls.signIn(next)}>
            {t('accounts.sign_in.with_code')}
          </a>
        ) : (
          <a class="link" href={urls.withPassword(face?.slug, next)}>
            {t('accounts.sign_in.with_password')}
          </a>
        )}
      </p>
    </Door>
  )
}

type CodeProps = {
  ui: Ui
  face?: Face
  ask: string
  /** Where it was sent; nothing in a browser that did not ask. */
  email?: string
  next?: string
  /** What was typed, and the sentence about it. */
  code?: string
  error?: string
}

/** The six characters of the mail. */
export const CodePage = ({ ui, face, ask, email, next, code, error }: CodeProps) => {
  const { t } = ui
  const again = face ? urls.workspaceSignIn(face.slug, next) : urls.signIn(next)
  return (
    <Door
      ui={ui}
      face={face}
      title={t('accounts.code.title')}
      heading={t('accounts.code.title')}
      lead={email ? t('accounts.code.lead', { email }) : t('accounts.code.lead_elsewhere')}
      foot={t('accounts.code.missing')}
    >
      <Form action={urls.codeTries(face?.slug)}>
        <Hidden name="ask" value={ask} />
        <Hidden name="next" value={next} />
        <CodeField
          name="code"
          label={t('accounts.code.label')}
          hint={t('accounts.code.hint')}
          value={code}
          error={error}
          autofocus
        />
        <FormActions>
          <Button variant="primary" size="lg" block>
            {t('accounts.code.enter')}
          </Button>
        </FormActions>
      </Form>
      <p class="plain-other">
        <a class="link" href={again}>
          {t('accounts.code.again')}
        </a>
      </p>
    </Door>
  )
}
