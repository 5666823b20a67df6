import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Button, Form, List, Row } from '../shared'
import { Door } from './door'

/** One way in. `choose`: this workspace has several for this person, so that entering it chooses one. */
export type Space = {
  membershipId: string
  slug: string
  workspace: string
  /** Null for the team. */
  client: string | null
  choose: boolean
}

/** The signed-in person's workspaces. */
export const SpacesPage = ({ ui, spaces, email }: { ui: Ui; spaces: Space[]; email: string }) => {
  const { t } = ui
  const none = spaces.length === 0
  const heading = t(none ? 'accounts.spaces.none_title' : 'accounts.spaces.title')
  return (
    <Door
      ui={ui}
      title={heading}
      heading={heading}
      lead={none ? t('accounts.spaces.none', { email }) : t('accounts.spaces.lead')}
      foot={
        <>
          {email} · <a href={urls.account()}>{t('shell.person.account')}</a>
        </>
      }
    >
      {!none && (
        <List label={heading}>
          {spaces.map(space => (
            <Row
              title={space.workspace}
              href={space.choose ? undefined : urls.home(space.slug)}
              meta={
                space.client
                  ? t('accounts.spaces.as_client', { client: space.client })
                  : t('accounts.spaces.as_team')
              }
              aside={
                space.choose && (
                  <form method="post" action={urls.entrance(space.slug, space.membershipId)}>
                    <Button size="sm">{t('accounts.spaces.enter')}</Button>
                  </form>
                )
              }
            />
          ))}
        </List>
      )}
      <Form action={urls.signOut()}>
        <Button variant="ghost" icon="log-out" block>
          {t('shell.person.sign_out')}
        </Button>
      </Form>
    </Door>
  )
}

/** A link only leads here; the button chooses. */
export const EntrancePage = ({ ui, space }: { ui: Ui; space: Omit<Space, 'choose'> }) => {
  const { t } = ui
  const client = space.client ?? t('accounts.spaces.as_team')
  return (
    <Door
      ui={ui}
      title={t('accounts.spaces.entrance_title')}
      heading={t('accounts.spaces.entrance_title')}
      lead={t('accounts.spaces.entrance', { workspace: space.workspace, client })}
    >
      <Form action={urls.entrance(space.slug, space.membershipId)}>
        <Button variant="primary" size="lg" block>
          {t('accounts.spaces.enter')}
        </Button>
      </Form>
    </Door>
  )
}
