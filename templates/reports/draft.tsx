import { urls } from '../../src/urls'
import { Button, Card, ErrorSummary, Form, FormActions, Notice, PageHeader, TextArea } from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { goesLine } from './list'
import { type Rendered, type ReportProps, reportHeader, Words } from './report'

type Props = ReportProps & {
  /** Whether this person sees amounts: then also the words about them, which are theirs to change. */
  finance: boolean
  /** What stands in the fields where it is not what is stored. */
  typed?: { body: string; money: string }
  /** What is said of these words. */
  said?: 'anew' | 'conflict'
  /** The state of the draft that they are to replace. */
  seen: number
  html: Rendered
  /** What somebody else saved in the meantime, rendered. */
  theirs?: Rendered
  refused?: Refusal
}

/** A draft beside what the client will read; its one form sends, saves, leaves and begins anew. */
export const ReportDraft = (props: Props) => {
  const { ui, slug, projectId, report, finance, typed, said, seen, html, theirs, refused } = props
  const { t } = ui
  const f = refilled(t, refused, typed ?? { body: report.body, money: report.money })
  const part = (name: Parameters<typeof urls.reportPart>[3]) =>
    urls.reportPart(slug, projectId, report.id, name)
  return (
    <>
      <PageHeader {...reportHeader(props)} lead={leadOf(props)} />
      {said === 'anew' && <Notice>{t('reports.anew_done')}</Notice>}
      {said === 'conflict' && <Notice tone="warning">{t('reports.conflict')}</Notice>}
      <div class="report-draft">
        <Card>
          <Form action={urls.report(slug, projectId, report.id)} id="report-form">
            <ErrorSummary title={t('errors.form')} errors={f.errors} />
            <input type="hidden" name="seen" value={seen} />
            <TextArea
              name="body"
              label={t('reports.field.body')}
              hint={t('reports.hint')}
              rows={18}
              maxlength={8000}
              value={f.value('body')}
              error={f.error('body')}
            />
            {finance ? (
              <TextArea
                name="money"
                label={t('reports.field.money')}
                hint={t('reports.money_hint')}
                rows={4}
                maxlength={3000}
                value={f.value('money')}
                error={f.error('money')}
              />
            ) : (
              <p class="meta">{t('reports.money_unseen')}</p>
            )}
            <FormActions>
              <Button variant="primary" icon="send" formaction={part('sending')}>
                {t('reports.send')}
              </Button>
              <Button>{t('reports.save')}</Button>
              {/* With a script the preview follows by itself. */}
              <Button formaction={part('preview')} icon="eye" class="report-look">
                {t('reports.look')}
              </Button>
              <Button variant="ghost" formaction={part('compilation')} icon="rotate-ccw">
                {t('reports.anew')}
              </Button>
              <Button variant="ghost" formaction={part('leaving')}>
                {t('reports.leave')}
              </Button>
            </FormActions>
          </Form>
        </Card>
        <div class="stack">
          <Card
            title={t('reports.preview')}
            id="report-preview"
            class="report"
            quiet
            hx-post={part('preview')}
            hx-trigger="input from:#report-form delay:500ms"
            hx-include="#report-form"
            hx-select="#report-preview"
            hx-target="this"
            hx-swap="outerMorph"
          >
            <Words ui={ui} html={html} />
          </Card>
          {theirs && (
            <Card title={t('reports.theirs')} id="report-theirs" class="report" quiet>
              <Words ui={ui} html={theirs} />
            </Card>
          )}
        </div>
      </div>
    </>
  )
}

/** When it goes by itself, and who changed it last; else what it is for. */
function leadOf({ ui, report }: Props) {
  const { changer, changedAt } = report
  const changed =
    changer && changedAt
      ? ui.t('reports.changed_by', { name: changer, when: ui.format.ago(changedAt, ui.now) })
      : undefined
  return [goesLine(ui, report), changed].filter(Boolean).join(' · ') || ui.t('reports.read_over')
}

type Ask = ReportProps & {
  finance: boolean
  typed: { body: string; money: string }
  seen: number
  html: Rendered
}

/** Asks before somebody's words are replaced by the journal's. */
export const CompileAnew = (props: Ask) => {
  const { ui, slug, projectId, report, finance, typed, seen, html } = props
  const { t } = ui
  const part = (name: Parameters<typeof urls.reportPart>[3]) =>
    urls.reportPart(slug, projectId, report.id, name)
  return (
    <>
      <PageHeader {...reportHeader(props)} title={t('reports.anew_title')} lead={t('reports.anew_lead')} />
      <div class="report-draft">
        <Card quiet class="report">
          <Words ui={ui} html={html} />
        </Card>
        <Card title={t('reports.anew_yours')} id="yours">
          <p class="report-own">{typed.body}</p>
          <Form action={part('compilation')}>
            <input type="hidden" name="seen" value={seen} />
            <input type="hidden" name="body" value={typed.body} />
            {finance && <input type="hidden" name="money" value={typed.money} />}
            <FormActions>
              <Button variant="primary" name="sure" value="1">
                {t('reports.anew_yes')}
              </Button>
              <Button formaction={part('preview')}>{t('reports.anew_no')}</Button>
            </FormActions>
          </Form>
        </Card>
      </div>
    </>
  )
}
