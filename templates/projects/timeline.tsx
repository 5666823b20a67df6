import type { Ui } from '../../locales'
import type { Mark, TimelinePhase } from '../../src/domain/overview/timeline'
import { urls } from '../../src/urls'
import {
  Badge,
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Icon,
  IconButton,
  IconLink,
  Money,
  PageHeader,
  Stack,
  TextField,
  type Tone,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { PhaseDialog } from './phase'

type Props = {
  ui: Ui
  slug: string
  project: { id: string; name: string }
  phases: TimelinePhase[]
  /** The team, in a project that is not archived. */
  edits: boolean
  finance: boolean
  refused?: Refusal
}

/** All the phases with their dates, what was approved on them and what is paid with them. */
export const TimelinePage = (props: Props) => {
  const { ui, slug, project, phases, edits, refused } = props
  const { t } = ui
  const f = refilled(t, refused)
  return (
    <>
      <div id="phases" hx-get={urls.timeline(slug, project.id)} {...live}>
        <PageHeader
          title={t('projects.timeline.title')}
          lead={phases.length && edits ? t('projects.timeline.lead') : undefined}
          crumbs={{
            label: t('projects.title'),
            items: [{ label: project.name, href: urls.project(slug, project.id) }],
          }}
        />
        <Stack class="narrow">
          {phases.length === 0 ? (
            <EmptyState
              icon="milestone"
              title={t('projects.timeline.none')}
              text={t(edits ? 'projects.timeline.none_team' : 'projects.timeline.none_text')}
            />
          ) : (
            <ol class="phases" aria-label={t('projects.timeline.title')} data-sortable={edits}>
              {phases.map((phase, at) => (
                <PhaseItem {...props} phase={phase} at={at} />
              ))}
            </ol>
          )}
        </Stack>
      </div>
      {edits && (
        <Form action={urls.timeline(slug, project.id)} class="narrow new-phase">
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <TextField
            name="name"
            label={t('projects.phase.add')}
            value={f.value('name')}
            error={f.error('name')}
            required
            maxlength={60}
          />
          <Button icon="plus">{t('projects.phase.add_button')}</Button>
        </Form>
      )}
      {edits &&
        phases.map(phase => (
          <PhaseDialog ui={ui} slug={slug} project={project} phase={phase} on="timeline" />
        ))}
    </>
  )
}

const live = {
  'hx-trigger': 'live:project from:body, live:payments from:body',
  'hx-select': '#phases',
  'hx-target': 'this',
  'hx-swap': 'outerMorph',
}

const PhaseItem = (props: Props & { phase: TimelinePhase; at: number }) => {
  const { ui, phase, edits } = props
  const { t } = ui
  return (
    <li
      id={`phase-${phase.id}`}
      class="phase"
      data-state={phase.state}
      aria-current={phase.state === 'current' ? 'step' : undefined}
    >
      <span class="node">{phase.state === 'done' && <Icon name="check" />}</span>
      <div>
        <h2>{phase.name}</h2>
        <p class="meta">
          {[t(`projects.dash.phase_state.${phase.state}`), datesOf(phase, ui)].filter(Boolean).join(' · ')}
        </p>
        {phase.marks.length > 0 && (
          <ul class="phase-marks">
            {phase.marks.map(mark => (
              <li>
                <MarkLine {...props} mark={mark} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {edits && <Tools {...props} />}
    </li>
  )
}

/** «du 3 au 12 nov.», «avant le 12 nov.» */
const datesOf = ({ startsOn, dueOn }: TimelinePhase, { t, format }: Ui): string => {
  if (startsOn && dueOn)
    return t('projects.timeline.from_to', { from: format.shortDay(startsOn), to: format.shortDay(dueOn) })
  if (dueOn) return t('projects.timeline.until', { date: format.shortDay(dueOn) })
  return startsOn ? t('projects.timeline.from', { date: format.shortDay(startsOn) }) : ''
}

const tones: Record<Mark['state'], Tone> = {
  asked: 'warning',
  approved: 'success',
  changes: 'danger',
  pending: 'warning',
  paid: 'success',
  partly_refunded: 'neutral',
  refunded: 'neutral',
}

const MarkLine = ({ ui: { t, format }, slug, project, finance, mark }: Props & { mark: Mark }) => {
  if (mark.kind === 'approval')
    return (
      <Badge tone={tones[mark.state]} icon="badge-check">
        {t(`projects.timeline.approval.${mark.state}`)}
      </Badge>
    )
  const { amount, currency, id, state, title } = mark
  return (
    <>
      <Badge tone={tones[state]} icon="wallet">
        {t(`projects.timeline.payment.${state}`)}
      </Badge>
      {finance && amount !== null && (
        <a href={urls.payment(slug, project.id, id)}>
          {title} · <Money text={format.money(amount, currency)} />
        </a>
      )}
    </>
  )
}

/** Up, down, edit, remove; the hand at the end drags, and its form says where to. */
const Tools = ({
  ui: { t },
  slug,
  project,
  phases,
  phase,
  at,
}: Props & { phase: TimelinePhase; at: number }) => {
  const place = urls.phasePosition(slug, project.id, phase.id)
  const of = { name: phase.name }
  return (
    <div class="phase-tools">
      <form action={place} method="post">
        <IconButton
          icon="arrow-up"
          size="sm"
          name="step"
          value="up"
          label={t('projects.phase.up', of)}
          disabled={at === 0}
        />
        <IconButton
          icon="arrow-down"
          size="sm"
          name="step"
          value="down"
          label={t('projects.phase.down', of)}
          disabled={at === phases.length - 1}
        />
      </form>
      <IconLink
        icon="pencil"
        size="sm"
        href={urls.phase(slug, project.id, phase.id)}
        data-dialog={`edit-phase-${phase.id}`}
        label={t('projects.phase.edit_named', of)}
      />
      <IconLink
        icon="trash-2"
        size="sm"
        href={urls.phaseRemoval(slug, project.id, phase.id)}
        label={t('projects.phase.remove_named', of)}
      />
      <form action={place} method="post" class="phase-drop" data-drop>
        <input type="hidden" name="to" value={at} />
        <span class="grip" aria-hidden="true">
          <Icon name="grip-vertical" />
        </span>
      </form>
    </div>
  )
}
