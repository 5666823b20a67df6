import type { Ui } from '../../locales'
import type { Dashboard } from '../../src/domain/overview/dashboard'
import type { Piece } from '../../src/domain/projects/steering'
import { urls } from '../../src/urls'
import { Card, IconLink, Money, Progress, Stack, type StatProps, Stats, Timeline } from '../shared'

/** What every part of a project's first screen is given. */
export type DashboardProps = {
  ui: Ui
  slug: string
  team: boolean
  /** They invite people. */
  manage: boolean
  finance: boolean
  /** The reader is the one it is handed to: they need not be told. */
  mine: boolean
  approve: boolean
  currency: string
  data: Dashboard
  /** The last lines of the journal, already said. */
  recent: { at: number; text: string }[]
}

export const mayEdit = ({ team, data }: DashboardProps) => team && data.project.archivedAt === null

/** The pencil beside a piece: its dialog here, its own page without JavaScript. */
const Edit = ({ ui: { t }, slug, data, piece }: DashboardProps & { piece: Piece }) => (
  <IconLink
    class="edit"
    icon="pencil"
    size="sm"
    href={urls.steeringPiece(slug, data.project.id, piece)}
    data-dialog={`edit-${piece}`}
    label={t(`projects.piece.${piece}`)}
  />
)

export const Phases = (props: DashboardProps) => {
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

export const LastUpdate = (props: DashboardProps) => {
  const { ui, data } = props
  const { t } = ui
  const { project } = data
  const edits = mayEdit(props)
  if (!project.update && !edits && !data.reports) return null
  return (
    <Card
      title={t('projects.dash.update')}
      id="update"
      actions={edits && <Edit {...props} piece="update" />}
      footer={data.reports > 0 && <a href={urls.reports(props.slug, project.id)}>{t('reports.title')}</a>}
    >
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

/** The newest approval of a phase that still says something. */
const markOf = (phase: { id: string }, { data }: DashboardProps) =>
  data.approvals.find(
    a => a.phaseId === phase.id && (a.state === 'asked' || a.state === 'approved' || a.state === 'changes'),
  )

const approvalOf = (phase: { id: string }, props: DashboardProps) => {
  const mark = markOf(phase, props)
  return mark && urls.approval(props.slug, props.data.project.id, mark.id)
}

const noteOf = (phase: { id: string; dueOn: string | null }, props: DashboardProps) => {
  const { ui } = props
  const mark = markOf(phase, props)
  const due = phase.dueOn ? ui.format.shortDay(phase.dueOn) : undefined
  const said = mark && ui.t(`approvals.state.${mark.state}`)
  return said && due ? `${due} · ${said}` : (said ?? due)
}

/** A date without its year when it is this one. */
const dayOf = (day: string, { format, now }: Ui) =>
  day.slice(0, 4) === format.isoDay(now).slice(0, 4) ? format.shortDay(day) : format.day(day)

export const Figures = (props: DashboardProps) => {
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
