import type { Ui } from '../../locales'
import type { Hanging } from '../../src/domain/projects/phases'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Dialog,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  Notice,
  PageHeader,
  SelectField,
  Stack,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'

export type Phase = {
  id: string
  name: string
  state: 'upcoming' | 'current' | 'done'
  startsOn: string | null
  dueOn: string | null
}
type Project = { id: string; name: string }
type Props = { ui: Ui; slug: string; project: Project; phase: Phase; refused?: Refusal }

const states = ['upcoming', 'current', 'done'] as const

/** Name, state and dates of a phase. `prefix` keeps ids apart where several stand on a page. */
const PhaseFields = ({
  ui: { t },
  phase,
  refused,
  prefix = '',
}: Omit<Props, 'slug' | 'project'> & { prefix?: string }) => {
  const f = refilled(t, refused, { ...phase })
  const field = (name: string) => ({
    id: `${prefix}${name}`,
    name,
    value: f.value(name),
    error: f.error(name),
  })
  return (
    <>
      <ErrorSummary title={t('errors.form')} errors={f.errors} />
      <FieldRow>
        <TextField {...field('name')} label={t('projects.phase.name')} required maxlength={60} />
        <SelectField
          {...field('state')}
          label={t('projects.phase.state')}
          options={states.map(s => ({ value: s, label: t(`projects.dash.phase_state.${s}`) }))}
        />
      </FieldRow>
      <FieldRow>
        <TextField {...field('startsOn')} type="date" label={t('projects.phase.starts')} />
        <TextField {...field('dueOn')} type="date" label={t('projects.phase.due')} />
      </FieldRow>
    </>
  )
}

type DialogProps = Omit<Props, 'refused'> & {
  /** Where the dialog stands: there it goes back to. */
  on: 'dashboard' | 'timeline'
}

/** The client's word on the whole phase. */
const AskApproval = ({ ui: { t }, slug, project, phase }: Omit<Props, 'refused'>) => (
  <ButtonLink href={urls.newApproval(slug, project.id, { phase: phase.id })} icon="badge-check">
    {t('approvals.ask.phase')}
  </ButtonLink>
)

/** A phase edited where it stands. */
export const PhaseDialog = ({ ui, slug, project, phase, on }: DialogProps) => {
  const { t } = ui
  return (
    <Dialog id={`edit-phase-${phase.id}`} title={phase.name} closeLabel={t('shell.close')} keep>
      <Form action={urls.phase(slug, project.id, phase.id)}>
        <input type="hidden" name="on" value={on} />
        <PhaseFields ui={ui} phase={phase} prefix={`${phase.id}-`} />
        <FormActions>
          <Button variant="primary">{t('projects.phase.save')}</Button>
          <AskApproval ui={ui} slug={slug} project={project} phase={phase} />
          <Button variant="ghost" formmethod="dialog" formnovalidate>
            {t('common.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

const Header = ({ ui: { t }, slug, project, title }: Props & { title: string }) => (
  <PageHeader
    title={title}
    crumbs={{
      label: t('projects.title'),
      items: [
        { label: project.name, href: urls.project(slug, project.id) },
        { label: t('projects.timeline.title'), href: urls.timeline(slug, project.id) },
      ],
    }}
  />
)

/** The same on a page of its own. */
export const PhasePage = (props: Props) => {
  const { ui, slug, project, phase, refused } = props
  const { t } = ui
  return (
    <>
      <Header {...props} title={phase.name} />
      <Card class="narrow">
        <Form action={urls.phase(slug, project.id, phase.id)}>
          <PhaseFields ui={ui} phase={phase} refused={refused} />
          <FormActions>
            <Button variant="primary">{t('projects.phase.save')}</Button>
            <AskApproval ui={ui} slug={slug} project={project} phase={phase} />
            <ButtonLink href={urls.timeline(slug, project.id)} variant="ghost">
              {t('common.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

/** Asks before a phase goes; says what hangs on it and where that can go. */
export const PhaseRemoval = (props: Props & { others: Phase[]; hanging: Hanging }) => {
  const { ui, slug, project, phase, others, hanging, refused } = props
  const { t } = ui
  const f = refilled(t, refused)
  const held = hanging.tasks + hanging.tickets + hanging.payments > 0
  const stays = hanging.approvals > 0 || (held && others.length === 0)
  const back = (
    <ButtonLink href={urls.timeline(slug, project.id)} variant="ghost">
      {t(stays ? 'projects.phase.back' : 'common.cancel')}
    </ButtonLink>
  )
  return (
    <>
      <Header {...props} title={t('projects.phase.remove_title', { name: phase.name })} />
      <Card class="narrow">
        {stays ? (
          <Stack>
            <Notice tone="warning" icon="triangle-alert">
              {t(hanging.approvals ? 'projects.phase.approved_stays' : 'projects.phase.alone_stays')}
            </Notice>
            <FormActions>
              <ButtonLink href={urls.phase(slug, project.id, phase.id)} variant="primary">
                {t('projects.phase.edit')}
              </ButtonLink>
              {back}
            </FormActions>
          </Stack>
        ) : (
          <Form action={urls.phaseRemoval(slug, project.id, phase.id)}>
            <ErrorSummary title={t('errors.form')} errors={f.errors} />
            <p>{held ? t('projects.phase.holds', hanging) : t('projects.phase.holds_nothing')}</p>
            {held && (
              <SelectField
                name="into"
                label={t('projects.phase.into')}
                placeholder={t('projects.phase.into_choose')}
                value={f.value('into')}
                error={f.error('into')}
                options={others.map(o => ({ value: o.id, label: o.name }))}
                required
              />
            )}
            <FormActions>
              <Button variant="danger">{t('projects.phase.remove')}</Button>
              {back}
            </FormActions>
          </Form>
        )}
      </Card>
    </>
  )
}
