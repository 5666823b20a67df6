import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Button, Card, Form, FormActions, RadioCards } from '../shared'
import type { Refusal } from '../shared/refused'

type Props = {
  ui: Ui
  slug: string
  projectId: string
  weekly: 'off' | 'draft' | 'auto'
  /** The page it stands on, to come back to. */
  on: 'settings' | 'reports'
  refused?: Refusal
}

/** Whether this project's weeks are summed up, and whether the summary goes by itself. */
export const WeeklyCard = ({ ui: { t }, slug, projectId, weekly, on, refused }: Props) => (
  <Card
    title={t('reports.weekly.title')}
    id="weekly-report"
    footer={on === 'settings' && <a href={urls.reports(slug, projectId)}>{t('reports.weekly.all')}</a>}
  >
    <Form action={urls.weeklyReports(slug, projectId)}>
      <input type="hidden" name="on" value={on} />
      <RadioCards
        name="weekly"
        label={t('reports.weekly.label')}
        value={refused?.values.weekly ?? weekly}
        error={refused?.errors.weekly && t(refused.errors.weekly)}
        options={[
          { value: 'draft', label: t('reports.weekly.draft'), hint: t('reports.weekly.draft_hint') },
          { value: 'auto', label: t('reports.weekly.auto'), hint: t('reports.weekly.auto_hint') },
          { value: 'off', label: t('reports.weekly.off') },
        ]}
      />
      <FormActions>
        <Button>{t('reports.weekly.save')}</Button>
      </FormActions>
    </Form>
  </Card>
)
