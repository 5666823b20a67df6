import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import type { Preferences } from '../../src/domain/notifications/choices'
import type { Choosable } from '../../src/lib/cadence'
import { urls } from '../../src/urls'
import { Plain } from '../layouts/plain'
import { Button, ButtonLink, brandVersion, Notice, Stack, Toast } from '../shared'
import type { Refusal } from '../shared/refused'
import { ChoicesForm } from './choices'

type Props = {
  ui: Ui
  token: string
  preferences: Preferences
  /** What the link offers to stop at once. */
  stopping?: Choosable | 'daily'
  refused?: Refusal
  /** A word of success, already said. */
  notice?: string
}

const looks = ({ slug, name, accent }: Preferences['workspace']) => ({
  brandHref: urls.brandCss(slug, brandVersion(accent)),
  workspace: { name, href: urls.workspaceSignIn(slug) },
})

/** The choices of whoever got the mail, without signing in: nothing else of theirs, and no way further in. */
export const PreferencesByLink = ({ ui, token, preferences, stopping, refused, notice }: Props) => {
  const { t } = ui
  const { workspace, email } = preferences
  return (
    <Plain
      ui={ui}
      {...looks(workspace)}
      title={`${t('preferences.title')} · ${workspace.name}`}
      heading={t('preferences.title')}
      lead={t('preferences.whose', { email: masked(email), workspace: workspace.name })}
      toasts={notice && <Toast message={notice} tone="success" closeLabel={t('shell.close')} />}
      wide
    >
      <Stack>
        {stopping && <Stop ui={ui} token={token} preferences={preferences} what={stopping} />}
        <p>{t('preferences.lead')}</p>
        <ChoicesForm ui={ui} action={urls.preferences(token)} preferences={preferences} refused={refused} />
      </Stack>
    </Plain>
  )
}

/** One press for those who came to be rid of it. */
const Stop = ({
  ui: { t },
  token,
  preferences,
  what,
}: Pick<Props, 'ui' | 'token' | 'preferences'> & { what: Choosable | 'daily' }) => {
  const comes = preferences.cadences.some(({ category, cadence }) =>
    what === 'daily' ? cadence === 'daily' : category === what && cadence !== 'never',
  )
  if (!comes) return <Notice tone="success" icon="check" title={t('preferences.stopped')} />
  const text: Child =
    what === 'daily'
      ? t('preferences.stop.daily')
      : t('preferences.stop.kind', { kind: t(`preferences.kind.${what}`) })
  return (
    <Notice
      icon="mail"
      title={t('preferences.stop.title')}
      actions={
        <form method="post" action={urls.unsubscribe(token)}>
          <input type="hidden" name="page" value="1" />
          <Button>{t('preferences.stop.button')}</Button>
        </form>
      }
    >
      <p>{text}</p>
    </Notice>
  )
}

/** A link that was good once, or whose reader has no access any more. */
export const PreferencesOver = ({ ui, gone }: { ui: Ui; gone: boolean }) => {
  const { t } = ui
  return (
    <Plain ui={ui} title={t('preferences.over.title')} heading={t('preferences.over.title')}>
      <Notice tone="neutral" icon="clock">
        <p>{t(gone ? 'preferences.over.gone' : 'preferences.over.text')}</p>
      </Notice>
      {!gone && (
        <ButtonLink href={urls.signIn()} block>
          {t('preferences.over.sign_in')}
        </ButtonLink>
      )}
    </Plain>
  )
}

/** Enough to know whose it is for whoever knows it already. */
const masked = (email: string) => email.replace(/^(.)[^@]*/u, '$1…')
