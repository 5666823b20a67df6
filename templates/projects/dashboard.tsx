import type { Ui } from '../../locales'
import type { Awaited, Dashboard } from '../../src/domain/overview/dashboard'
import { urls } from '../../src/urls'
import {
  ButtonLink,
  Callout,
  Card,
  Columns,
  Feed,
  Money,
  Notice,
  PageHeader,
  Progress,
  Stack,
  type StatProps,
  Stats,
  Timeline,
} from '../shared'
import { ProjectStateBadge } from './state'

type Props = {
  ui: Ui
  slug: string
  team: boolean
  finance: boolean
  currency: string
  data: Dashboard
  /** The last lines of the journal, already said. */
  recent: { at: number; text: string }[]
}

const DAY = 86_400_000

/** Whole days between two instants, by the calendar of the workspace's zone. */
const daysSince = (since: number, { format, now }: Ui) =>
  Math.max(0, Math.round((Date.parse(format.isoDay(now)) - Date.parse(format.isoDay(since))) / DAY))

/** The first screen of a project: state, next step, what is awaited, what is owed. */
export const ProjectDashboard = (props: Props) => {
  const { ui, slug, team, data } = props
  const { t } = ui
  const { project, awaited } = data
  const state = project.state === 'done' ? 'done' : awaited.length ? 'waiting_client' : 'in_progress'
  return (
    <div id="dashboard" hx-get={urls.project(slug, project.id)} {...live}>
      <PageHeader
        eyebrow={team ? project.client : undefined}
        title={project.name}
        meta={<ProjectStateBadge t={t} state={project.archivedAt ? 'archived' : state} />}
        lead={project.summary || undefined}
        actions={
          team && !project.archivedAt ? (
            <ButtonLink href={urls.steering(slug, project.id)} icon="pencil">
              {t('projects.dash.steer')}
            </ButtonLink>
          ) : undefined
        }
      />
      <Columns aside={<Side {...props} />}>
        {project.archivedAt && <Notice icon="archive">{t('projects.archived_banner')}</Notice>}
        <AwaitedCallout {...props} />
        <Figures {...props} />
        <Card title={t('projects.dash.timeline')} id="timeline">
          <Timeline
            label={t('projects.dash.timeline')}
            phases={data.phases.map(phase => ({
              name: phase.name,
              state: phase.state,
              stateLabel: t(`projects.dash.phase_state.${phase.state}`),
              note: phase.dueOn ? ui.format.shortDay(phase.dueOn) : undefined,
            }))}
          />
        </Card>
        {project.update && (
          <Card title={t('projects.dash.update')} id="update">
            <Stack>
              <p class="prose">{project.update}</p>
              {project.updateAt && (
                <p class="meta">
                  {t('projects.dash.by', {
                    name: project.updateBy ?? '',
                    when: ui.format.ago(project.updateAt, ui.now),
                  })}
                </p>
              )}
            </Stack>
          </Card>
        )}
      </Columns>
    </div>
  )
}

const live = {
  'hx-trigger':
    'live:project from:body, live:tickets from:body, live:board from:body, live:payments from:body',
  'hx-select': '#dashboard',
  'hx-target': 'this',
  'hx-swap': 'outerMorph',
}

const AwaitedCallout = ({ ui, slug, team, data }: Props) => {
  const { t } = ui
  const [first, ...others] = data.awaited
  if (!first)
    return (
      <Callout
        icon="circle-check"
        title={t(team ? 'projects.dash.nothing_team' : 'projects.dash.nothing')}
        class="callout-calm"
      >
        {!team && <p>{t('projects.dash.nothing_text')}</p>}
      </Callout>
    )
  const since = t(team ? 'projects.dash.theirs_since' : 'projects.dash.yours_since', {
    days: daysSince(first.since, ui),
  })
  return (
    <Callout
      eyebrow={t(team ? 'projects.dash.awaited_team' : 'projects.dash.awaited')}
      icon="hourglass"
      title={titleOf(first, ui)}
      meta={since}
      actions={
        <ButtonLink href={hrefOf(first, slug, data.project.id)} variant="primary" iconEnd="arrow-right">
          {t(actionOf(first))}
        </ButtonLink>
      }
    >
      {first.reason && <p>{first.reason}</p>}
      {others.length > 0 && (
        <ul class="callout-more">
          {others.slice(0, 5).map(other => (
            <li>
              <a href={hrefOf(other, slug, data.project.id)}>{titleOf(other, ui)}</a>
            </li>
          ))}
          {others.length > 5 && <li>{t('projects.dash.more', { n: others.length - 5 })}</li>}
        </ul>
      )}
    </Callout>
  )
}

const titleOf = (a: Awaited, { t }: Ui): string =>
  a.kind === 'written' ? a.title : t(`projects.dash.${a.kind}`, { title: a.title })

const actionOf = (a: Awaited) =>
  (
    ({
      written: 'projects.dash.write',
      task: 'projects.dash.write',
      clarify: 'projects.dash.open_ticket',
      price: 'projects.dash.see_price',
      payment: 'projects.dash.pay',
    }) as const
  )[a.kind]

const hrefOf = (a: Awaited, slug: string, project: string): string =>
  a.kind === 'clarify' || a.kind === 'price'
    ? urls.ticket(slug, project, a.id)
    : a.kind === 'payment'
      ? urls.payment(slug, project, a.id)
      : urls.messages(slug, project)

const Figures = ({ ui, slug, finance, currency, data }: Props) => {
  const { t, format } = ui
  const { project, progress, remaining } = data
  const items: StatProps[] = [
    { label: t('projects.dash.next'), value: project.nextStep || t('projects.dash.next_none') },
  ]
  if (progress !== null)
    items.push({
      label: t('projects.dash.progress'),
      value: t('projects.dash.percent', { n: progress }),
      note: <Progress value={progress} label={t('projects.dash.progress')} />,
    })
  if (project.estimatedOn)
    items.push({ label: t('projects.dash.estimated'), value: format.day(project.estimatedOn) })
  if (finance && remaining !== null)
    items.push({
      label: t('projects.dash.remaining'),
      value: remaining ? <Money text={format.money(remaining, currency)} /> : t('projects.dash.nothing_due'),
      href: urls.payments(slug, project.id),
    })
  return <Stats items={items} />
}

const Side = ({ ui, slug, team, data, finance, recent }: Props) => {
  const { t } = ui
  const { project } = data
  return (
    <>
      {!team && (
        <Card title={t('projects.dash.quick')} id="quick" quiet>
          <Stack>
            {project.requestsEnabled && !project.archivedAt && (
              <ButtonLink href={urls.newTicket(slug, project.id)} icon="plus" block>
                {t('projects.dash.new_ticket')}
              </ButtonLink>
            )}
            <ButtonLink href={urls.messages(slug, project.id)} icon="messages-square" block>
              {t('projects.dash.write')}
            </ButtonLink>
            <ButtonLink href={urls.files(slug, project.id)} icon="folder" block>
              {t('projects.dash.files')}
            </ButtonLink>
            {finance && (
              <ButtonLink href={urls.payments(slug, project.id)} icon="wallet" block>
                {t('projects.dash.payments')}
              </ButtonLink>
            )}
          </Stack>
        </Card>
      )}
      {recent.length > 0 && (
        <Card
          title={t('projects.dash.recent')}
          id="recent"
          quiet
          footer={<a href={urls.journal(slug, project.id)}>{t('projects.dash.journal')}</a>}
        >
          <Feed
            label={t('projects.dash.recent')}
            items={recent.map(e => ({ at: ui.format.ago(e.at, ui.now), text: e.text }))}
          />
        </Card>
      )}
    </>
  )
}
