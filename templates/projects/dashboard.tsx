import type { Ui } from '../../locales'
import type { Awaited, Dashboard } from '../../src/domain/overview/dashboard'
import { urls } from '../../src/urls'
import { ToApprove } from '../approvals/list'
import {
  ButtonLink,
  Callout,
  Card,
  Columns,
  Feed,
  Icon,
  List,
  Money,
  Notice,
  PageHeader,
  Progress,
  Row,
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
  approve: boolean
  currency: string
  data: Dashboard
  /** The last lines of the journal, already said. */
  recent: { at: number; text: string }[]
}

/** The first screen of a project: state, next step, what is awaited, what is owed. */
export const ProjectDashboard = (props: Props) => {
  const { ui, slug, team, data } = props
  const { t } = ui
  const { project } = data
  return (
    <div id="dashboard" hx-get={urls.project(slug, project.id)} {...live}>
      <PageHeader
        eyebrow={team ? project.client : undefined}
        title={project.name}
        meta={<ProjectStateBadge t={t} state={project.archivedAt ? 'archived' : data.state} />}
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
        <AlsoAwaited {...props} />
        <ToApprove ui={ui} slug={slug} project={project.id} team={team} approvals={data.approvals} />
        <Card title={t('projects.dash.timeline')} id="timeline">
          <Timeline
            label={t('projects.dash.timeline')}
            phases={data.phases.map(phase => ({
              name: phase.name,
              state: phase.state,
              stateLabel: t(`projects.dash.phase_state.${phase.state}`),
              note: noteOf(phase, props),
              href: approvalOf(phase, props),
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

const AwaitedCallout = (props: Props) => {
  const { ui, slug, team, data, finance, approve } = props
  const { t } = ui
  const [first] = data.awaited
  if (!first)
    return (
      <Callout
        icon="circle-check"
        title={t(team ? 'projects.dash.nothing_team' : 'projects.dash.nothing')}
        calm
      >
        {!team && <p>{t('projects.dash.nothing_text')}</p>}
      </Callout>
    )
  const colleague = !team && ((!finance && first.kind === 'price') || (!approve && first.kind === 'approval'))
  return (
    <Callout
      eyebrow={t(
        team
          ? 'projects.dash.awaited_team'
          : colleague
            ? 'projects.dash.awaited_colleague'
            : 'projects.dash.awaited',
      )}
      icon="hourglass"
      title={titleOf(first, props)}
      meta={[sinceOf(first, props), moneyOf(first, props), dueOf(first, props)].filter(Boolean).join(' · ')}
      actions={
        <ButtonLink href={hrefOf(first, slug, data.project.id, team)} variant="primary" iconEnd="arrow-right">
          {t(actionOf(first, props))}
        </ButtonLink>
      }
    >
      {first.reason && <p>{first.reason}</p>}
    </Callout>
  )
}

/** The newest approval of a phase that still says something. */
const markOf = (phase: { id: string }, { data }: Props) =>
  data.approvals.find(
    a => a.phaseId === phase.id && (a.state === 'asked' || a.state === 'approved' || a.state === 'changes'),
  )

const approvalOf = (phase: { id: string }, props: Props) => {
  const mark = markOf(phase, props)
  return mark && urls.approval(props.slug, props.data.project.id, mark.id)
}

const noteOf = (phase: { id: string; dueOn: string | null }, props: Props) => {
  const { ui } = props
  const mark = markOf(phase, props)
  const due = phase.dueOn ? ui.format.shortDay(phase.dueOn) : undefined
  const said = mark && ui.t(`approvals.state.${mark.state}`)
  return said && due ? `${due} · ${said}` : (said ?? due)
}

/** What else is awaited, each with its own way there. */
const AlsoAwaited = (props: Props) => {
  const { ui, slug, team, data } = props
  const { t } = ui
  const others = data.awaited
    .slice(1)
    .filter(a => a.kind !== 'approval')
    .slice(0, 8)
  if (others.length === 0) return null
  return (
    <Card title={t(team ? 'projects.dash.also_team' : 'projects.dash.also')} id="also" flush>
      <List>
        {others.map(other => (
          <Row
            title={titleOf(other, props)}
            href={hrefOf(other, slug, data.project.id, team)}
            lead={<Icon name={iconOf[other.kind]} />}
            meta={[sinceOf(other, props), dueOf(other, props)].filter(Boolean).join(' · ')}
            aside={moneyOf(other, props) && <Money text={moneyOf(other, props)} />}
          />
        ))}
      </List>
    </Card>
  )
}

const iconOf = {
  written: 'message-circle',
  task: 'hourglass',
  clarify: 'circle-help',
  price: 'tag',
  payment: 'wallet',
  approval: 'badge-check',
} as const

/** Each is said to whoever reads it: the team, the client who may answer, or a colleague of theirs who may not. */
const titleOf = (a: Awaited, { ui: { t }, team, finance, approve }: Props): string => {
  if (a.kind === 'written') return a.title
  const { kind, title } = a
  if (kind === 'price' && (team || !finance)) return t('projects.dash.price_others', { title })
  if (kind === 'task' && team) return t('projects.dash.task_team', { title })
  if (kind === 'approval' && (team || !approve)) return t('projects.dash.approval_others', { title })
  return t(`projects.dash.${kind}`, { title })
}

/** «Chez vous depuis 3 jours» */
const sinceOf = (a: Awaited, { ui, team }: Props): string =>
  ui.t(team ? 'projects.dash.theirs_since' : 'projects.dash.yours_since', {
    days: ui.format.daysSince(a.since, ui.now),
  })

const moneyOf = (a: Awaited, { ui, finance, currency }: Props): string =>
  finance && a.amount !== null ? ui.format.money(a.amount, a.currency ?? currency) : ''

const dueOf = (a: Awaited, { ui }: Props): string =>
  a.dueOn
    ? ui.t(a.dueOn < ui.format.isoDay(ui.now) ? 'projects.dash.late' : 'projects.dash.due', {
        date: ui.format.shortDay(a.dueOn),
      })
    : ''

const actionOf = (a: Awaited, { team, finance, approve }: Props) =>
  (
    ({
      written: team ? 'projects.dash.steer' : 'projects.dash.write',
      task: team ? 'projects.dash.see_task' : 'projects.dash.write',
      clarify: 'projects.dash.open_ticket',
      price: team || !finance ? 'projects.dash.open_ticket' : 'projects.dash.see_price',
      approval: team || !approve ? 'approvals.follow' : 'approvals.see',
      payment: team ? 'projects.dash.see_payment' : 'projects.dash.pay',
    }) as const
  )[a.kind]

const hrefOf = (a: Awaited, slug: string, project: string, team: boolean): string => {
  if (a.kind === 'clarify' || a.kind === 'price') return urls.ticket(slug, project, a.id)
  if (a.kind === 'approval') return urls.approval(slug, project, a.id)
  if (a.kind === 'payment') return urls.payment(slug, project, a.id)
  if (!team) return urls.messages(slug, project)
  return a.kind === 'task' ? urls.task(slug, project, a.id) : urls.steering(slug, project)
}

const Figures = ({ ui, slug, finance, currency, data }: Props) => {
  const { t, format } = ui
  const { project, progress, remaining } = data
  const items: StatProps[] = [
    { label: t('projects.dash.next'), value: project.nextStep || t('projects.dash.next_none'), wide: true },
  ]
  if (progress !== null)
    items.push({
      label: t('projects.dash.progress'),
      value: t('projects.dash.percent', { n: progress }),
      note: <Progress value={progress} label={t('projects.dash.progress')} />,
    })
  if (finance && remaining !== null)
    items.push({
      label: t('projects.dash.remaining'),
      value: remaining ? <Money text={format.money(remaining, currency)} /> : t('projects.dash.nothing_due'),
      href: urls.payments(slug, project.id),
    })
  if (project.estimatedOn)
    items.push({ label: t('projects.dash.estimated'), value: format.nearDay(project.estimatedOn, ui.now) })
  return <Stats items={items} />
}

const Side = ({ ui, slug, team, data, finance, recent }: Props) => {
  const { t } = ui
  const { project } = data
  return (
    <>
      {!team && (
        <Card title={t('projects.dash.quick')} id="quick" quiet>
          <div class="quick">
            {project.requestsEnabled && !project.archivedAt && (
              <ButtonLink href={urls.newTicket(slug, project.id)} icon="plus" block>
                {t('projects.dash.new_ticket')}
              </ButtonLink>
            )}
            <ButtonLink href={urls.messages(slug, project.id)} icon="messages-square" block>
              {t('projects.dash.message')}
            </ButtonLink>
            <ButtonLink href={urls.files(slug, project.id)} icon="folder" block>
              {t('projects.dash.files')}
            </ButtonLink>
            {finance && (
              <ButtonLink href={urls.payments(slug, project.id)} icon="wallet" block>
                {t('projects.dash.payments')}
              </ButtonLink>
            )}
          </div>
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
