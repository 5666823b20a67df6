import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import { Button, Card, Form, FormActions, PageHeader, SelectField } from '../shared'

type Props = {
  ui: Ui
  slug: string
  mail: { id: string; projectId: string | null; subject: string }
  projects: { id: string; name: string; client: string }[]
  refused?: Refused
}

/** Which project a mail is about, where it is not the one its address says. */
export const ChooseProject = ({ ui: { t }, slug, mail, projects, refused }: Props) => (
  <div class="stack max-w-3xl">
    <PageHeader
      title={t('inbound.move.title')}
      lead={t('inbound.move.lead')}
      meta={mail.subject || t('inbound.no_subject')}
      crumbs={{
        label: t('inbound.title'),
        items: [{ label: t('inbound.title'), href: urls.inbound(slug) }],
      }}
    />
    <Card>
      <Form action={urls.inboundProject(slug, mail.id)}>
        <SelectField
          name="project"
          label={t('inbound.project')}
          value={mail.projectId ?? ''}
          error={refused?.errors.project && t(refused.errors.project)}
          options={projects.map(project => ({
            value: project.id,
            label: `${project.client} · ${project.name}`,
          }))}
        />
        <FormActions>
          <Button variant="primary">{t('inbound.move.submit')}</Button>
        </FormActions>
      </Form>
    </Card>
  </div>
)
