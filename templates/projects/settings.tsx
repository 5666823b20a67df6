import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { WeeklyCard } from '../reports/weekly'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ErrorSummary,
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

export const NameAndSummary = ({ ui: { t }, f }: { ui: Ui; f: Fields }) => (
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
  </>
)

type Props = {
  ui: Ui
  slug: string
  project: {
    id: string
    name: string
    summary: string
    state: 'in_progress' | 'done'
    archivedAt: number | null
    requestsEnabled: boolean
    contactId: string | null
    weekly: 'off' | 'draft' | 'auto'
  }
  /** The client's contacts who may enter the project. */
  contacts: { id: string; name: string }[]
  refused?: Refusal
}

/** A project's details, whom it is for, and its end. Its phases are kept on the timeline. */
export const ProjectSettings = (props: Props) => {
  const { ui, slug, project, refused } = props
  const { t } = ui
  const f = refilled(t, refused, { name: project.name, summary: project.summary })
  return (
    <>
      <PageHeader
        title={t('projects.settings.title')}
        actions={
          <>
            <ButtonLink href={urls.imports(slug, project.id)} icon="upload">
              {t('imports.title')}
            </ButtonLink>
            <ButtonLink href={urls.timeline(slug, project.id)} icon="milestone">
              {t('projects.timeline.title')}
            </ButtonLink>
          </>
        }
      />
      <Stack class="narrow">
        {project.archivedAt !== null ? (
          <Notice icon="archive">{t('projects.archived_banner')}</Notice>
        ) : (
          <Card title={t('projects.settings.details')} id="details">
            <Form action={urls.projectSettings(slug, project.id)}>
              <ErrorSummary title={t('errors.form')} errors={f.errors} />
              <NameAndSummary ui={ui} f={f} />
              <Checkbox
                name="requestsEnabled"
                label={t('projects.field.requests')}
                hint={t('projects.field.requests_hint')}
                checked={f.on('requestsEnabled', project.requestsEnabled)}
              />
              <FormActions>
                <Button variant="primary">{t('projects.save')}</Button>
              </FormActions>
            </Form>
          </Card>
        )}
        {project.archivedAt === null && <ContactCard {...props} />}
        {project.archivedAt === null && (
          <WeeklyCard ui={ui} slug={slug} projectId={project.id} weekly={project.weekly} on="settings" />
        )}
        <EndCard ui={ui} slug={slug} project={project} />
      </Stack>
    </>
  )
}

const ContactCard = ({ ui: { t }, slug, project, contacts, refused }: Props) => (
  <Card title={t('projects.contact.title')} id="contact">
    <Form action={urls.projectContact(slug, project.id)}>
      <SelectField
        name="contactId"
        label={t('projects.contact.label')}
        hint={t(contacts.length ? 'projects.contact.hint' : 'projects.contact.none_hint')}
        placeholder={t('projects.contact.none')}
        value={project.contactId ?? ''}
        error={refused?.errors.contactId && t(refused.errors.contactId)}
        options={contacts.map(c => ({ value: c.id, label: c.name }))}
      />
      <FormActions>
        <Button>{t('projects.contact.save')}</Button>
      </FormActions>
    </Form>
  </Card>
)

const EndCard = ({ ui: { t }, slug, project }: Pick<Props, 'ui' | 'slug' | 'project'>) => {
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
