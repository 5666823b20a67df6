import type { Ui } from '../../locales'
import type { Awaited, Dashboard } from '../../src/domain/overview/dashboard'
import type { Piece } from '../../src/domain/projects/steering'
import { urls } from '../../src/urls'
import { ToApprove } from '../approvals/list'
import {
  ButtonLink,
  Callout,
  Card,
  Columns,
  Feed,
  Icon,
  IconLink,
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
import { PhaseDialog } from './phase'
import { ProjectStateBadge } from './state'
import { PieceDialogs } from './steering'

type Props = {
  ui: Ui
  slug: string
  team: boolean
  finance: boolean
  /** The reader is the one it is handed to: they need not be told. */
  mine: boolean
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
  const edits = mayEdit(props)
  return (
    <>
      <div id="dashboard" hx-get={urls.project(slug, project.id)} {...live}>
        <PageHeader
          eyebrow={team ? project.client : undefined}
          title={project.name}
          meta={
            <>
              <ProjectStateBadge t={t} state={project.archivedAt ? 'archived' : data.state} />
              {data.ball.holder === 'team' && t('projects.dash.ours_since', { days: data.ball.days })}
              {project.contact && !props.mine && (
                <span>
                  {t(team ? 'projects.contact.theirs' : 'projects.contact.yours', { name: project.contact })}
                </span>
              )}
            </>
          }
          lead={project.summary || undefined}
          actions={
            team && (
              <>
                {edits && (
                  <ButtonLink href={urls.steering(slug, project.id)} icon="pencil">
                    {t('projects.dash.steer')}
                  </ButtonLink>
                )}
                <ButtonLink href={urls.seenAs(slug, project.id)} icon="eye" variant="ghost">
                  {t('projects.seen_as.title')}
                </ButtonLink>
              </>
            )
          }
        />
        <Columns aside={<Side {...props} />}>
          {project.archivedAt && <Notice icon="archive">{t('projects.archived_banner')}</Notice>}
          <AwaitedCallout {...props} />
          <Figures {...props} />
          <AlsoAwaited {...props} />
          <ToApprove ui={ui} slug={slug} project={project.id} team={team} approvals={data.approvals} />
          <Phases {...props} />
          <LastUpdate {...props} />
        </Columns>
      </div>
      {edits && <PieceDialogs ui={ui} slug={slug} project={project} />}
      {edits &&
        data.phases.map(phase => (
          <PhaseDialog ui={ui} slug={slug} project={project} phase={phase} on="dashboard" />
        ))}
    </>
  )
}

const mayEdit = ({ team, data }: Props) => team && data.project.archivedAt === null

/** The pencil beside a piece: its dialog here, its own page without JavaScript. */
const Edit = ({ ui: { t }, slug, data, piece }: Props & { piece: Piece }) => (
  <IconLink
    class="edit"
    icon="pencil"
    size="sm"
    href={urls.steeringPiece(slug, data.project.id, piece)}
    data-dialog={`edit-${piece}`}
    label={t(`projects.piece.${piece}`)}
  />
)

const Phases = (props: Props) => {
  const { ui, slug, data } = props
  const { t } = ui
  const edits = mayEdit(props)
  if (data.phases.length === 0 && !edits) return null
  return (
    <Card
      title={t('projects.dash.timeline')}
      id="timeline"
      actions={
        <a href={urls.timeline(slug, data.project.id)}>
          {t(edits ? 'projects.timeline.arrange' : 'projects.timeline.see')}
        </a>
      }
    >
      <Timeline
        label={t('projects.dash.timeline')}
        phases={data.phases.map(phase => ({
          name: phase.name,
          state: phase.state,
          stateLabel: t(`projects.dash.phase_state.${phase.state}`),
          note: noteOf(phase, props),
          href: approvalOf(phase, props),
          ...(edits && {
            href: urls.phase(slug, data.project.id, phase.id),
            dialog: `edit-phase-${phase.id}`,
          }),
        }))}
      />
    </Card>
  )
}

const LastUpdate = (props: Props) => {
  const { ui, data } = props
  const { t } = ui
  const { project } = data
  const edits = mayEdit(props)
  if (!project.update && !edits) return null
  return (
    <Card title={t('projects.dash.update')} id="update" actions={edits && <Edit {...props} piece="update" />}>
      <Stack>
        <p class={project.update ? 'prose' : 'meta'}>{project.update || t('projects.dash.update_none')}</p>
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
        actions={mayEdit(props) ? <WriteAwaited {...props} /> : undefined}
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
        <>
          {!(mayEdit(props) && first.kind === 'written') && (
            <ButtonLink
              href={hrefOf(first, slug, data.project.id, team)}
              variant="primary"
              iconEnd="arrow-right"
            >
              {t(actionOf(first, props))}
            </ButtonLink>
          )}
          {mayEdit(props) && <WriteAwaited {...props} />}
        </>
      }
    >
      {first.reason && <p>{first.reason}</p>}
    </Callout>
  )
}

/** The team writes what it awaits where the client reads it. */
const WriteAwaited = ({ ui: { t }, slug, data }: Props) => (
  <ButtonLink
    href={urls.steeringPiece(slug, data.project.id, 'awaited')}
    data-dialog="edit-awaited"
    icon="pencil"
  >
    {t(data.project.awaited ? 'projects.piece.awaited_change' : 'projects.piece.awaited_add')}
  </ButtonLink>
)

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
const sinceOf = ({ days }: Awaited, { ui, team }: Props): string =>
  days == null ? '' : ui.t(team ? 'projects.dash.theirs_since' : 'projects.dash.yours_since', { days })

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
  return a.kind === 'task' ? urls.task(slug, project, a.id) : urls.steeringPiece(slug, project, 'awaited')
}

/** A date without its year when it is this one. */
const dayOf = (day: string, { format, now }: Ui) =>
  day.slice(0, 4) === format.isoDay(now).slice(0, 4) ? format.shortDay(day) : format.day(day)

const Figures = (props: Props) => {
  const { ui, slug, finance, currency, data } = props
  const { t, format } = ui
  const { project, progress, remaining, estimate } = data
  const edits = mayEdit(props)
  const items: StatProps[] = [
    {
      label: t('projects.dash.next'),
      value: (
        <>
          {project.nextStep || t('projects.dash.next_none')}
          {edits && <Edit {...props} piece="next" />}
        </>
      ),
      wide: true,
    },
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
  if (estimate || edits)
    items.push({
      label: t('projects.dash.estimated'),
      value: (
        <>
          {estimate ? dayOf(estimate.on, ui) : t('projects.dash.next_none')}
          {edits && <Edit {...props} piece="date" />}
        </>
      ),
      note:
        estimate?.moved && project.state !== 'done'
          ? t('projects.dash.moved', { days: data.ball.waited, date: dayOf(estimate.moved, ui) })
          : undefined,
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
