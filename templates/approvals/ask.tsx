import type { Ui } from '../../locales'
import type { Subject } from '../../src/domain/approvals/text'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  CheckboxList,
  ErrorSummary,
  Form,
  FormActions,
  Notice,
  PageHeader,
  Stack,
  TextArea,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'

export type AskProps = {
  ui: Ui
  slug: string
  project: string
  subject: Subject
  /** One is open of the same already. */
  open: boolean
  refused?: Refusal
}

/** The team asks: what exactly, with which deliverables, and a word beside it. */
export const AskForm = ({ ui, slug, project, subject, open, refused }: AskProps) => {
  const { t } = ui
  const f = refilled(t, refused)
  const phase = 'phase' in subject ? subject : undefined
  const version = 'version' in subject ? subject.version : undefined
  return (
    <>
      <PageHeader
        title={t('approvals.ask.title')}
        eyebrow={
          phase
            ? t('approvals.phase_named', { title: phase.phase.name })
            : version && t('approvals.version_named', { title: version.name, number: version.number })
        }
        lead={t('approvals.ask.lead')}
        crumbs={{
          label: t('approvals.crumbs'),
          items: [{ label: t('approvals.title'), href: urls.approvals(slug, project) }],
        }}
      />
      <Stack class="narrow">
        {open && <Notice>{t('approvals.ask.open')}</Notice>}
        <Card>
          <Form action={urls.approvals(slug, project)}>
            <ErrorSummary title={t('errors.form')} errors={f.errors} />
            {phase && <input type="hidden" name="phase" value={phase.phase.id} />}
            {version && <input type="hidden" name="file" value={version.fileId} />}
            {version && <input type="hidden" name="version" value={version.id} />}
            {phase && phase.versions.length > 0 && (
              <CheckboxList
                name="covers"
                label={t('approvals.ask.covers')}
                hint={t('approvals.ask.covers_hint')}
                options={phase.versions.map(v => ({
                  value: v.id,
                  label: t('approvals.version_named', { title: v.name, number: v.number }),
                }))}
                values={phase.versions.map(v => v.id)}
              />
            )}
            <TextArea
              name="message"
              label={t('approvals.ask.message')}
              optional={t('approvals.ask.optional')}
              value={f.value('message')}
              error={f.error('message')}
              rows={4}
            />
            <FormActions>
              <Button variant="primary" icon="send">
                {t('approvals.ask.send')}
              </Button>
              <ButtonLink
                href={
                  version ? urls.projectFile(slug, project, version.fileId) : urls.approvals(slug, project)
                }
                variant="ghost"
              >
                {t('common.cancel')}
              </ButtonLink>
            </FormActions>
          </Form>
        </Card>
      </Stack>
    </>
  )
}
