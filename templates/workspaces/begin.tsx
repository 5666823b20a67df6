import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { ButtonLink, Card, List, Row } from '../shared'
import { Icon } from '../shared/icon'

export type BeginProps = {
  ui: Ui
  slug: string
  /** The first client's id. */
  client?: string
  contact: boolean
  project: boolean
}

/** What a new workspace needs before its first day of work, in this order; the next step is a button. */
export const Begin = ({ ui: { t }, slug, client, contact, project }: BeginProps) => {
  const steps = [
    { name: 'client', does: t('clients.new'), href: urls.newClient(slug), done: Boolean(client) },
    {
      name: 'contact',
      does: t('clients.contact.new'),
      href: client ? urls.newContact(slug, client) : urls.newClient(slug),
      done: contact,
    },
    { name: 'project', does: t('projects.new'), href: urls.newProject(slug, client), done: project },
  ] as const
  const next = steps.find(step => !step.done)
  return (
    <Card
      title={t('workspaces.begin.title')}
      id="begin"
      flush
      actions={
        <ButtonLink href={urls.settings(slug)} variant="ghost" size="sm" icon="pencil">
          {t('workspaces.begin.look')}
        </ButtonLink>
      }
    >
      <List>
        {steps.map(step => (
          <Row
            title={t(`workspaces.begin.${step.name}`)}
            meta={t(`workspaces.begin.${step.name}_text`)}
            lead={<Icon name={step.done ? 'circle-check' : icons[step.name]} />}
            aside={
              step === next && (
                <ButtonLink href={step.href} variant="primary" size="sm">
                  {step.does}
                </ButtonLink>
              )
            }
          />
        ))}
      </List>
    </Card>
  )
}

const icons = { client: 'users', contact: 'user-plus', project: 'square-kanban' } as const
