import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Avatar, Card, Count, EmptyState, List, PageHeader, Row, Tag } from '../shared'
import { ProjectStateBadge } from './state'

export type ProjectRow = {
  id: string
  name: string
  client: string
  shown: 'in_progress' | 'waiting_client' | 'done' | 'archived'
  estimatedOn: string | null
  nextStep: string
  phase: string | null
  /** Messages that the reader has not read. */
  unread: number
}

type Props = {
  /** For a client, whose projects are all their own. */
  team?: boolean
  ui: Ui
  slug: string
  projects: ProjectRow[]
  title: string
  lead?: string
  actions?: Child
  empty: { title: string; text: string; action?: Child }
}

/** Projects, each with its state and what comes next. */
export const ProjectList = ({
  ui: { t, format, now },
  slug,
  team = true,
  projects,
  title,
  lead,
  actions,
  empty,
}: Props) => (
  <>
    <PageHeader title={title} lead={lead} actions={actions} />
    {projects.length === 0 ? (
      <EmptyState icon="square-kanban" title={empty.title} text={empty.text} action={empty.action} />
    ) : (
      <Card flush>
        <List label={t('projects.caption')}>
          {projects.map(p => (
            <Row
              title={p.name}
              href={urls.project(slug, p.id)}
              lead={<Avatar name={p.client} />}
              meta={[team && p.client, p.nextStep].filter(Boolean).join(' · ')}
              aside={
                <>
                  {p.unread > 0 && <Count value={p.unread} label={t('shell.nav.unread_messages')} />}
                  {p.phase && p.shown !== 'done' && <Tag icon="milestone">{p.phase}</Tag>}
                  {p.estimatedOn && <Tag icon="calendar">{format.nearDay(p.estimatedOn, now)}</Tag>}
                  <ProjectStateBadge t={t} state={p.shown} />
                </>
              }
            />
          ))}
        </List>
      </Card>
    )}
  </>
)
