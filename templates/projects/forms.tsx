import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  EmptyState,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  Notice,
  PageHeader,
  SelectField,
  Stack,
  TextArea,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'

type Fields = ReturnType<typeof refilled>
type Stored = { requestsEnabled: boolean }

const Details = ({ ui: { t }, f, stored }: { ui: Ui; f: Fields; stored?: Stored }) => (
  <>
    <TextField
      name="name"
      label={t('projects.field.name')}
      value={f.value('name')}
      error={f.error('name')}
      required
      maxlength={120}
    />
    <TextArea
      name="summary"
      label={t('projects.field.summary')}
      hint={t('projects.field.summary_hint')}
      optional={t('projects.optional')}
      value={f.value('summary')}
      error={f.error('summary')}
      rows={2}
    />
    <TextField
      name="estimatedOn"
      type="date"
      label={t('projects.field.estimated')}
      optional={t('projects.optional')}
      value={f.value('estimatedOn')}
      error={f.error('estimatedOn')}
    />
    <Checkbox
      name="requestsEnabled"
      label={t('projects.field.requests')}
      hint={t('projects.field.requests_hint')}
      checked={f.on('requestsEnabled', stored?.requestsEnabled ?? true)}
    />
  </>
)

type NewProps = {
  ui: Ui
  slug: string
  clients: { id: string; name: string }[]
  clientId?: string
  refused?: Refusal
}

/** A new project for one of the clients. */
export const NewProject = ({ ui, slug, clients, clientId, refused }: NewProps) => {
  const { t } = ui
  const f = refilled(t, refused, { clientId })
  return (
    <>
      <PageHeader
        title={t('projects.new')}
        crumbs={{
          label: t('projects.title'),
          items: [{ label: t('projects.title'), href: urls.projects(slug) }],
        }}
      />
      {clients.length === 0 ? (
        <EmptyState
          icon="users"
          title={t('projects.no_client')}
          text={t('projects.no_client_text')}
          action={
            <ButtonLink href={urls.newClient(slug)} variant="primary" icon="plus">
              {t('clients.new')}
            </ButtonLink>
          }
        />
      ) : (
        <Card class="narrow">
          <Form action={urls.projects(slug)}>
            <ErrorSummary title={t('errors.form')} errors={f.errors} />
            <SelectField
              name="clientId"
              label={t('projects.field.client')}
              placeholder={t('projects.field.client_choose')}
              value={f.value('clientId')}
              error={f.error('clientId')}
              options={clients.map(c => ({ value: c.id, label: c.name }))}
              required
            />
            <Details ui={ui} f={f} />
            <FormActions>
              <Button variant="primary">{t('projects.create')}</Button>
              <ButtonLink href={urls.projects(slug)} variant="ghost">
                {t('common.cancel')}
              </ButtonLink>
            </FormActions>
          </Form>
        </Card>
      )}
    </>
  )
}

type Phase = {
  id: string
  name: string
  state: 'upcoming' | 'current' | 'done'
  startsOn: string | null
  dueOn: string | null
}
type SettingsProps = {
  ui: Ui
  slug: string
  project: {
    id: string
    name: string
    summary: string
    state: 'in_progress' | 'done'
    archivedAt: number | null
    requestsEnabled: boolean
    estimatedOn: string | null
  }
  phases: Phase[]
  refused?: Refusal
}

/** A project's details, its phases, and its end. */
export const ProjectSettings = ({ ui, slug, project, phases, refused }: SettingsProps) => {
  const { t } = ui
  const f = refilled(t, refused, {
    name: project.name,
    summary: project.summary,
    estimatedOn: project.estimatedOn,
  })
  return (
    <>
      <PageHeader title={t('projects.settings.title')} />
      <Stack class="narrow">
        {project.archivedAt !== null ? (
          <Notice icon="archive">{t('projects.archived_banner')}</Notice>
        ) : (
          <>
            <Card title={t('projects.settings.details')} id="details">
              <Form action={urls.projectSettings(slug, project.id)}>
                <ErrorSummary title={t('errors.form')} errors={f.errors} />
                <Details ui={ui} f={f} stored={project} />
                <FormActions>
                  <Button variant="primary">{t('projects.save')}</Button>
                </FormActions>
              </Form>
            </Card>
            <Card title={t('projects.settings.phases')} id="phases">
              <Stack>
                {phases.map(phase => (
                  <PhaseForm ui={ui} slug={slug} project={project.id} phase={phase} />
                ))}
                <Form action={urls.phases(slug, project.id)} id="new-phase">
                  <FieldRow>
                    <TextField
                      id="new-phase-name"
                      name="name"
                      label={t('projects.settings.phase_add')}
                      required
                      maxlength={60}
                    />
                  </FieldRow>
                  <FormActions>
                    <Button icon="plus">{t('projects.settings.phase_add')}</Button>
                  </FormActions>
                </Form>
              </Stack>
            </Card>
          </>
        )}
        <EndCard ui={ui} slug={slug} project={project} />
      </Stack>
    </>
  )
}

const PhaseForm = ({
  ui: { t },
  slug,
  project,
  phase,
}: {
  ui: Ui
  slug: string
  project: string
  phase: Phase
}) => (
  <Form action={urls.phase(slug, project, phase.id)} aria-label={phase.name} class="phase-form">
    <FieldRow>
      <TextField
        id={`name-${phase.id}`}
        name="name"
        label={t('projects.settings.phase_name')}
        value={phase.name}
        required
        maxlength={60}
      />
      <SelectField
        id={`state-${phase.id}`}
        name="state"
        label={t('projects.settings.phase_state')}
        value={phase.state}
        options={(['upcoming', 'current', 'done'] as const).map(s => ({
          value: s,
          label: t(`projects.dash.phase_state.${s}`),
        }))}
      />
    </FieldRow>
    <FieldRow>
      <TextField
        id={`starts-${phase.id}`}
        name="startsOn"
        type="date"
        label={t('projects.settings.phase_starts')}
        value={phase.startsOn ?? ''}
      />
      <TextField
        id={`due-${phase.id}`}
        name="dueOn"
        type="date"
        label={t('projects.settings.phase_due')}
        value={phase.dueOn ?? ''}
      />
    </FieldRow>
    <FormActions>
      <Button size="sm">{t('projects.settings.phase_save')}</Button>
      <ButtonLink
        href={urls.newApproval(slug, project, { phase: phase.id })}
        size="sm"
        variant="ghost"
        icon="badge-check"
      >
        {t('approvals.ask.phase')}
      </ButtonLink>
    </FormActions>
  </Form>
)

const EndCard = ({ ui: { t }, slug, project }: Pick<SettingsProps, 'ui' | 'slug' | 'project'>) => {
  const archived = project.archivedAt !== null
  const done = project.state === 'done'
  return (
    <Card title={t('projects.settings.end')} id="end">
      <Stack>
        {!archived && (
          <Form action={urls.projectState(slug, project.id)}>
            <input type="hidden" name="state" value={done ? 'in_progress' : 'done'} />
            {!done && <p class="meta">{t('projects.settings.done_hint')}</p>}
            <FormActions>
              <Button icon={done ? 'rotate-ccw' : 'circle-check'}>
                {t(done ? 'projects.settings.resume' : 'projects.settings.done')}
              </Button>
            </FormActions>
          </Form>
        )}
        <Form action={urls.archive(slug, project.id)}>
          <input type="hidden" name="archived" value={archived ? '' : '1'} />
          {!archived && <p class="meta">{t('projects.settings.archive_hint')}</p>}
          <FormActions>
            <Button icon="archive">
              {t(archived ? 'projects.settings.restore' : 'projects.settings.archive')}
            </Button>
          </FormActions>
        </Form>
      </Stack>
    </Card>
  )
}

type SteerProps = {
  ui: Ui
  slug: string
  project: { id: string; name: string; nextStep: string; awaited: string; update: string }
  refused?: Refusal
}

/** Three lines that the client reads first. */
export const SteeringForm = ({ ui: { t }, slug, project, refused }: SteerProps) => {
  const f = refilled(t, refused, project)
  return (
    <>
      <PageHeader
        title={t('projects.steer.title')}
        lead={t('projects.steer.lead')}
        crumbs={{
          label: t('projects.title'),
          items: [{ label: project.name, href: urls.project(slug, project.id) }],
        }}
      />
      <Card class="narrow">
        <Form action={urls.steering(slug, project.id)}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <TextField
            name="nextStep"
            label={t('projects.steer.next')}
            hint={t('projects.steer.next_hint')}
            value={f.value('nextStep')}
            error={f.error('nextStep')}
            maxlength={300}
          />
          <TextField
            name="awaited"
            label={t('projects.steer.awaited')}
            hint={t('projects.steer.awaited_hint')}
            value={f.value('awaited')}
            error={f.error('awaited')}
            maxlength={300}
          />
          <TextArea
            name="update"
            label={t('projects.steer.update')}
            hint={t('projects.steer.update_hint')}
            value={f.value('update')}
            error={f.error('update')}
            rows={4}
          />
          <FormActions>
            <Button variant="primary">{t('projects.steer.publish')}</Button>
            <ButtonLink href={urls.project(slug, project.id)} variant="ghost">
              {t('common.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
