import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { AddressMark, AddressNotice, type Unreachable } from '../communications/problem'
import {
  Avatar,
  Badge,
  Button,
  ButtonLink,
  Card,
  ConfirmDialog,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  List,
  PageHeader,
  RadioCards,
  Row,
  Tag,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { AccessFields, type ProjectChoice } from './access'

type Role = 'owner' | 'admin' | 'member' | 'contact'
export type Member = Unreachable & {
  id: string
  name: string
  email: string | null
  role: Role
  allProjects: boolean
  acceptedAt: number | null
}

const crumbs = ({ t }: Ui, slug: string) => ({
  label: t('workspaces.settings.title'),
  items: [
    { label: t('workspaces.settings.title'), href: urls.settings(slug) },
    { label: t('workspaces.members.title'), href: urls.members(slug) },
  ],
})

/** Who works in this workspace. */
export const MemberList = ({
  ui,
  slug,
  members,
  me,
}: {
  ui: Ui
  slug: string
  members: Member[]
  me: string
}) => {
  const { t } = ui
  return (
    <>
      <PageHeader
        title={t('workspaces.members.title')}
        crumbs={{
          label: t('workspaces.settings.title'),
          items: [{ label: t('workspaces.settings.title'), href: urls.settings(slug) }],
        }}
        actions={
          <ButtonLink href={urls.newMember(slug)} variant="primary" icon="user-plus">
            {t('workspaces.members.invite')}
          </ButtonLink>
        }
      />
      <Card flush>
        <List label={t('workspaces.members.caption')}>
          {members.map(member => (
            <Row
              title={member.name || member.email || ''}
              href={urls.member(slug, member.id)}
              lead={<Avatar name={member.name || member.email || '?'} />}
              meta={member.name ? member.email : undefined}
              aside={
                <>
                  <AddressMark t={t} person={member} />
                  {!member.acceptedAt && <Badge tone="warning">{t('workspaces.members.pending')}</Badge>}
                  {member.id === me && <Tag>{t('workspaces.members.you')}</Tag>}
                  <Tag>{t(`workspaces.members.role_${member.role}`)}</Tag>
                </>
              }
            />
          ))}
        </List>
      </Card>
    </>
  )
}

export type MemberFormProps = {
  ui: Ui
  slug: string
  projects: ProjectChoice[]
  /** Only an owner makes an owner. */
  owner: boolean
  member?: Member & { projectIds: string[] }
  refused?: Refusal
}

/** Invites a member of the team, or changes what one may do. */
export const MemberForm = ({ ui, slug, projects, owner, member, refused }: MemberFormProps) => {
  const { t } = ui
  const { value, on, error, errors } = refilled(t, refused, { role: member?.role ?? 'member' })
  const roles = (['owner', 'admin', 'member'] as const).filter(r => owner || r !== 'owner')
  return (
    <>
      <PageHeader
        title={member ? member.name || member.email || '' : t('workspaces.members.invite')}
        lead={member ? undefined : t('workspaces.members.invite_lead')}
        crumbs={crumbs(ui, slug)}
        actions={
          member && (
            <ButtonLink
              href={urls.memberRemoval(slug, member.id)}
              variant="ghost"
              icon="trash-2"
              data-dialog="removal"
            >
              {t('workspaces.members.remove')}
            </ButtonLink>
          )
        }
      />
      {member && <AddressNotice ui={ui} person={member} action={urls.memberAddress(slug, member.id)} />}
      <Card class="narrow">
        <Form action={member ? urls.member(slug, member.id) : urls.members(slug)}>
          <ErrorSummary title={t('errors.form')} errors={errors} />
          {!member && (
            <FieldRow>
              <TextField
                name="email"
                type="email"
                label={t('workspaces.members.email')}
                value={value('email')}
                error={error('email')}
                required
                autocomplete="off"
              />
              <TextField
                name="name"
                label={t('workspaces.members.name')}
                optional={t('clients.optional')}
                value={value('name')}
                error={error('name')}
                autocomplete="off"
              />
            </FieldRow>
          )}
          <RadioCards
            name="role"
            label={t('workspaces.members.role')}
            value={value('role')}
            error={error('role')}
            options={roles.map(role => ({
              value: role,
              label: t(`workspaces.members.role_${role}`),
              hint: t(`workspaces.members.role_${role}_hint`),
            }))}
          />
          <AccessFields
            t={t}
            words="workspaces.members"
            projects={projects}
            limited={on('limited', member ? !member.allProjects : false)}
            chosen={member?.projectIds ?? []}
          />
          <FormActions>
            <Button variant="primary">
              {t(member ? 'workspaces.members.save' : 'workspaces.members.send')}
            </Button>
            <ButtonLink href={urls.members(slug)} variant="ghost">
              {t('common.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
      {member && (
        <ConfirmDialog
          id="removal"
          title={`${t('workspaces.members.remove')} · ${member.name}`}
          description={t('workspaces.members.remove_lead')}
          action={urls.memberRemoval(slug, member.id)}
          confirmLabel={t('workspaces.members.remove')}
          cancelLabel={t('common.cancel')}
          danger
        />
      )}
    </>
  )
}
