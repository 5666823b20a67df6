import type { Ui } from '../../locales'
import type { Report } from '../../src/domain/reports/reports'
import { urls } from '../../src/urls'
import { Card, Notice, PageHeader, Prose, Stack, TextArea } from '../shared'
import { ReportState, sentLine } from './list'

export type ReportProps = {
  ui: Ui
  slug: string
  projectId: string
  projectName: string
  report: Report
  team: boolean
}

/** Its words rendered; `money`: nothing where there are none, or where they are not for this reader. */
export type Rendered = { body: string; money: string }

export const reportHeader = ({ ui, slug, projectId, projectName, report, team }: ReportProps) => ({
  eyebrow: projectName,
  title: ui.t('reports.week', { day: ui.format.day(report.week) }),
  crumbs: {
    label: ui.t('reports.title'),
    items: [{ label: ui.t('reports.title'), href: urls.reports(slug, projectId) }],
  },
  meta: (
    <>
      {team && <ReportState ui={ui} report={report} />}
      {report.state === 'sent' && <span>{sentLine(ui, report)}</span>}
    </>
  ),
})

/** A report as it was sent, or left. @param unsent what somebody had written when it went */
export const ReportPage = (props: ReportProps & { html: Rendered; unsent?: string }) => {
  const { ui, html, unsent } = props
  return (
    <>
      <PageHeader {...reportHeader(props)} />
      <Stack class="narrow">
        {unsent !== undefined && (
          <>
            <Notice tone="warning">{ui.t('reports.too_late')}</Notice>
            <TextArea name="unsent" label={ui.t('reports.yours')} value={unsent} rows={10} readonly />
          </>
        )}
        <Card class="report">
          <Words ui={ui} html={html} />
        </Card>
      </Stack>
    </>
  )
}

/** The words, those about money apart. */
export const Words = ({ ui: { t }, html }: { ui: Ui; html: Rendered }) => (
  <>
    <Prose html={html.body} />
    {html.money && (
      <div class="report-money">
        <Prose html={html.money} />
        <p class="meta">{t('reports.money_apart')}</p>
      </div>
    )}
  </>
)
