import type { MessageKey, Ui } from '../../locales'
import type { ImportKind } from '../../src/domain/imports/columns'
import { urls } from '../../src/urls'
import {
  Button,
  Card,
  Columns,
  ErrorSummary,
  FileField,
  Form,
  FormActions,
  Icon,
  List,
  Notice,
  PageHeader,
  RadioCards,
  Row,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'

type Props = {
  ui: Ui
  slug: string
  projectId: string
  archived: boolean
  kind: ImportKind
  past: { said: string; at: number; by: string | null }[]
  refused?: Refusal
}

const names: Record<ImportKind, { label: MessageKey; hint: MessageKey; icon: 'ticket' | 'list-checks' }> = {
  tickets: { label: 'imports.kind.tickets', hint: 'imports.kind.tickets_hint', icon: 'ticket' },
  tasks: { label: 'imports.kind.tasks', hint: 'imports.kind.tasks_hint', icon: 'list-checks' },
}

/** Which file, and what it holds. */
export const ImportStart = ({ ui, slug, projectId, archived, kind, past, refused }: Props) => {
  const { t, format, now } = ui
  const { error, errors } = refilled(t, refused)
  return (
    <>
      <PageHeader
        title={t('imports.title')}
        lead={t('imports.lead')}
        crumbs={{
          label: t('projects.settings.title'),
          items: [{ label: t('projects.settings.title'), href: urls.projectSettings(slug, projectId) }],
        }}
      />
      <Columns aside={<Advice ui={ui} />}>
        {archived ? (
          <Notice>{t('imports.archived')}</Notice>
        ) : (
          <Card>
            <Form action={urls.importReview(slug, projectId)} multipart>
              <ErrorSummary title={t('errors.form')} errors={errors} />
              <RadioCards
                name="kind"
                label={t('imports.what')}
                value={kind}
                columns={2}
                options={(['tickets', 'tasks'] as const).map(value => ({
                  value,
                  label: t(names[value].label),
                  hint: t(names[value].hint),
                  icon: names[value].icon,
                }))}
              />
              <FileField
                name="file"
                label={t('imports.file')}
                hint={t('imports.file_hint')}
                prompt={t('imports.file_prompt')}
                error={error('file')}
                accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
              />
              <FormActions>
                <Button variant="primary">{t('imports.look')}</Button>
              </FormActions>
            </Form>
          </Card>
        )}
        {past.length > 0 && (
          <Card title={t('imports.past')} id="past" flush>
            <List label={t('imports.past')}>
              {past.map(one => (
                <Row
                  title={one.said}
                  lead={<Icon name="history" repeated />}
                  meta={one.by}
                  aside={<span>{format.ago(one.at, now)}</span>}
                />
              ))}
            </List>
          </Card>
        )}
      </Columns>
    </>
  )
}

const advice = [
  'imports.advice.title',
  'imports.advice.key',
  'imports.advice.quiet',
  'imports.advice.states',
] as const

const Advice = ({ ui: { t } }: { ui: Ui }) => (
  <Card title={t('imports.advice.heading')} id="advice" quiet>
    <ul class="prose">
      {advice.map(key => (
        <li>{t(key)}</li>
      ))}
    </ul>
  </Card>
)
