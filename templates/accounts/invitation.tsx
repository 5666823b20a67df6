import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Facts, Form, TextField } from '../shared'
import { Door, type Face } from './door'
import { type Again, errorOf, Hidden } from './form'

/** Who is invited to what. */
export type Offered = {
  face: Face
  email: string
  /** Empty where the person has not said their name yet. */
  name: string
  client: string | null
  project: string | null
}

const leadOf = ({ t }: Ui, { client, project, face }: Offered): string => {
  if (!client) return t('accounts.invitation.team', { workspace: face.name })
  return project
    ? t('accounts.invitation.contact_project', { client, project })
    : t('accounts.invitation.contact', { client })
}

/** An invitation, and one button. */
export const InvitationPage = (props: Again & { ui: Ui; token: string; offered: Offered }) => {
  const { ui, token, offered, values = {} } = props
  const { t } = ui
  return (
    <Door
      ui={ui}
      face={offered.face}
      title={t('accounts.invitation.title')}
      heading={t('accounts.invitation.heading', { workspace: offered.face.name })}
      lead={leadOf(ui, offered)}
      foot={t('accounts.invitation.for', { email: offered.email })}
    >
      <Form action={urls.invitation(token)}>
        {!offered.name && (
          <TextField
            name="name"
            label={t('accounts.name')}
            hint={t('accounts.invitation.name_hint')}
            value={values.name}
            error={errorOf(ui, props, 'name')}
            autocomplete="name"
            maxlength={80}
            autofocus
            required
          />
        )}
        <Button variant="primary" size="lg" block>
          {t('accounts.invitation.accept')}
        </Button>
      </Form>
    </Door>
  )
}

/** The invitation is for another address than the one that is signed in. */
export const OtherPersonPage = (props: { ui: Ui; token: string; offered: Offered; present: string }) => {
  const { ui, token, offered, present } = props
  const { t } = ui
  return (
    <Door
      ui={ui}
      face={offered.face}
      title={t('accounts.invitation.title')}
      heading={t('accounts.invitation.heading', { workspace: offered.face.name })}
      lead={t('accounts.invitation.somebody_else_text', { email: offered.email })}
    >
      <Facts items={[{ label: t('accounts.invitation.somebody_else'), value: present }]} />
      <Form action={urls.signOut()}>
        <Hidden name="next" value={urls.invitation(token)} />
        <Button variant="primary" block>
          {t('accounts.invitation.leave')}
        </Button>
        <ButtonLink block href={urls.workspaces()}>
          {t('accounts.invitation.stay')}
        </ButtonLink>
      </Form>
    </Door>
  )
}
