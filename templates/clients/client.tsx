import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { AddressMark, type Unreachable } from '../communications/problem'
import {
  Avatar,
  Badge,
  ButtonLink,
  Card,
  Columns,
  EmptyState,
  Facts,
  List,
  PageHeader,
  Row,
  Tag,
} from '../shared'

type Person = Unreachable & {
  id: string
  name: string
  email: string | null
  finance: boolean
  approve: boolean
  acceptedAt: number | null
}

export type ClientPageProps = {
  /** What the managers wrote of it, in a card of its own. */
  notes?: Child
  ui: Ui
  slug: string
  client: { id: string; name: string; email: string | null; phone: string | null; address: string | null }
  contacts: Person[]
  projects: { id: string; name: string; state: 'in_progress' | 'done'; archivedAt: number | null }[]
}

/** One client: who they are, their people, their projects. */
export const ClientPage = ({ ui: { t }, slug, client, contacts, projects, notes }: ClientPageProps) => {
  const details = [
    { label: t('clients.email'), value: client.email },
    { label: t('clients.phone'), value: client.phone },
    { label: t('clients.address'), value: client.address },
  ].filter(d => d.value)
  const invite = (
    <ButtonLink href={urls.newContact(slug, client.id)} icon="user-plus" size="sm">
      {t('clients.contact.new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title={client.name}
        crumbs={{
          label: t('clients.title'),
          items: [{ label: t('clients.title'), href: urls.clients(slug) }],
        }}
        actions={
          <>
            <ButtonLink href={urls.clientCommunications(slug, client.id)} icon="mail">
              {t('communications.centre.title')}
            </ButtonLink>
            <ButtonLink href={urls.allPayments(slug, { client: client.id })} icon="wallet">
              {t('shell.nav.payments')}
            </ButtonLink>
            <ButtonLink href={urls.editClient(slug, client.id)} icon="pencil">
              {t('clients.edit')}
            </ButtonLink>
          </>
        }
      />
      <Columns
        aside={
          <Card title={t('clients.details')} id="details" quiet>
            {details.length ? <Facts items={details} /> : <p class="meta">{t('clients.no_details')}</p>}
          </Card>
        }
      >
        <Card title={t('clients.contacts')} id="contacts" actions={contacts.length > 0 && invite} flush>
          {contacts.length === 0 ? (
            <EmptyState
              icon="user-plus"
              title={t('clients.contact.none')}
              text={t('clients.contact.none_text')}
              action={invite}
            />
          ) : (
            <List>
              {contacts.map(person => (
                <Row
                  title={person.name || person.email || ''}
                  href={urls.contact(slug, client.id, person.id)}
                  lead={<Avatar name={person.name || person.email || '?'} />}
                  meta={person.name ? person.email : undefined}
                  aside={
                    <>
                      <AddressMark t={t} person={person} />
                      {!person.acceptedAt && <Badge tone="warning">{t('clients.contact.pending')}</Badge>}
                      {person.finance && <Tag icon="wallet">{t('clients.contact.rights_finance')}</Tag>}
                      {person.approve && <Tag icon="badge-check">{t('clients.contact.rights_approve')}</Tag>}
                    </>
                  }
                />
              ))}
            </List>
          )}
        </Card>
        <Card
          title={t('clients.projects')}
          id="projects"
          flush
          actions={
            <ButtonLink href={urls.newProject(slug, client.id)} icon="plus" size="sm">
              {t('projects.new')}
            </ButtonLink>
          }
        >
          {projects.length === 0 ? (
            <EmptyState icon="square-kanban" title={t('projects.none')} text={t('projects.none_text')} />
          ) : (
            <List>
              {projects.map(project => (
                <Row
                  title={project.name}
                  href={urls.project(slug, project.id)}
                  aside={
                    (project.archivedAt || project.state === 'done') && (
                      <Badge tone={project.archivedAt ? 'neutral' : 'success'}>
                        {t(`projects.state.${project.archivedAt ? 'archived' : 'done'}`)}
                      </Badge>
                    )
                  }
                />
              ))}
            </List>
          )}
        </Card>
        {notes}
      </Columns>
    </>
  )
}
