import type { Ui } from '../../locales'
import type { Start, TemplateName } from '../../src/domain/projects/templates'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ErrorSummary,
  Form,
  FormActions,
  PageHeader,
  RadioCards,
  SelectField,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { ClientFirst } from './client-first'
import { NameAndSummary } from './settings'

type Props = {
  ui: Ui
  slug: string
  clients: { id: string; name: string }[]
  clientId?: string
  starts: (Start & { name: TemplateName })[]
  refused?: Refusal
}

/** A new project for one of the clients, from a template. */
export const NewProject = ({ ui, slug, clients, clientId, starts, refused }: Props) => {
  const { t } = ui
  const f = refilled(t, refused, { clientId: clientId ?? sole(clients), template: 'website' })
  const header = (
    <PageHeader
      title={t('projects.new')}
      crumbs={{
        label: t('projects.title'),
        items: [{ label: t('projects.title'), href: urls.projects(slug) }],
      }}
    />
  )
  if (clients.length === 0)
    return (
      <>
        {header}
        <ClientFirst ui={ui} slug={slug} />
      </>
    )
  return (
    <>
      {header}
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
          <NameAndSummary ui={ui} f={f} />
          <RadioCards
            name="template"
            label={t('projects.template.label')}
            hint={t('projects.template.hint')}
            value={f.value('template')}
            error={f.error('template')}
            options={starts.map(({ name, phases }) => ({
              value: name,
              label: t(`projects.template.${name}`),
              hint: phases.length ? phases.join(' → ') : t('projects.template.blank_hint'),
            }))}
          />
          <Checkbox
            name="starterTasks"
            label={t('projects.template.tasks')}
            hint={t('projects.template.tasks_hint')}
            checked={f.on('starterTasks', true)}
          />
          <SelectField
            name="requests"
            label={t('projects.field.requests')}
            hint={t('projects.field.requests_hint')}
            value={f.value('requests')}
            error={f.error('requests')}
            options={[
              { value: '', label: t('projects.template.requests_default') },
              { value: 'on', label: t('projects.template.requests_on') },
              { value: 'off', label: t('projects.template.requests_off') },
            ]}
          />
          <TextField
            name="estimatedOn"
            type="date"
            label={t('projects.field.estimated')}
            optional={t('projects.optional')}
            value={f.value('estimatedOn')}
            error={f.error('estimatedOn')}
          />
          <FormActions>
            <Button variant="primary">{t('projects.create')}</Button>
            <ButtonLink href={urls.projects(slug)} variant="ghost">
              {t('common.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

/** The one there is to choose. */
const sole = (clients: { id: string }[]) => (clients.length === 1 ? clients[0]?.id : undefined)
