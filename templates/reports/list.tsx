import type { Ui } from '../../locales'
import type { listReports } from '../../src/domain/reports/reports'
import { urls } from '../../src/urls'
import { Badge, Card, Columns, EmptyState, Icon, List, PageHeader, Pager, Row, Stack } from '../shared'
import type { Refusal } from '../shared/refused'
import { WeeklyCard } from './weekly'

type Listed = Awaited<ReturnType<typeof listReports>>

type Props = Listed & {
  ui: Ui
  slug: string
  projectId: string
  projectName: string
  team: boolean
  /** May settle how they are made. */
  manager: boolean
  /** The page begins below this week. */
  before?: string
  refused?: Refusal
}

/** A project's weeks, newest first: for the team all of them, for contacts those that were sent. */
export const ReportList = (props: Props) => {
  const { ui, slug, projectId, team, manager, underWay, weekly, refused } = props
  const { t } = ui
  const list = <Weeks {...props} />
  return (
    <>
      <PageHeader
        eyebrow={props.projectName}
        title={t('reports.title')}
        lead={t(team ? (underWay ? `reports.lead.${weekly}` : 'reports.over') : 'reports.lead_client')}
      />
      {manager && underWay ? (
        <Columns
          aside={
            <WeeklyCard
              ui={ui}
              slug={slug}
              projectId={projectId}
              weekly={weekly}
              on="reports"
              refused={refused}
            />
          }
        >
          {list}
        </Columns>
      ) : (
        <Stack class="narrow">{list}</Stack>
      )}
    </>
  )
}

const Weeks = (props: Props) => {
  const { ui, slug, projectId, team, weekly, underWay, reports, older, before } = props
  const { t } = ui
  return (
    <div
      id="reports"
      class="stack"
      hx-get={urls.reports(slug, projectId, before)}
      hx-trigger="live:project from:body"
      hx-select="#reports"
      hx-target="this"
      hx-swap="outerMorph"
    >
      {reports.length === 0 ? (
        <EmptyState
          icon="history"
          title={t('reports.none')}
          text={t(team && weekly !== 'off' && underWay ? 'reports.none_team' : 'reports.none_client')}
        />
      ) : (
        <Card flush>
          <List label={t('reports.title')}>
            {reports.map(report => (
              <Row
                title={t('reports.week', { day: ui.format.day(report.week) })}
                href={urls.report(slug, projectId, report.id)}
                lead={<Icon name={report.state === 'sent' ? 'mail' : 'pencil'} />}
                meta={metaOf(report, props)}
                aside={team && <ReportState ui={ui} report={report} />}
                unread={report.open}
              />
            ))}
          </List>
        </Card>
      )}
      {older && (
        <Pager
          label={t('reports.pages')}
          next={{ label: t('reports.older'), href: urls.reports(slug, projectId, older) }}
        />
      )}
    </div>
  )
}

const metaOf = (report: Listed['reports'][number], { ui }: Props) => {
  if (report.state === 'sent') return sentLine(ui, report)
  return goesLine(ui, report)
}

/** That a draft goes by itself, and when. */
export const goesLine = ({ t, format }: Ui, report: { open: boolean; goesAt: number | null }) =>
  report.open && report.goesAt !== null
    ? t('reports.goes_alone', { time: format.time(report.goesAt) })
    : undefined

/** Who sent it and when; without a name, it went by itself. */
export const sentLine = (
  { t, format }: Ui,
  report: { sentAt: number | null; sender: string | null },
): string => {
  const when = report.sentAt === null ? '' : format.dateTime(report.sentAt)
  return report.sender
    ? t('reports.sent_by', { name: report.sender, when })
    : t('reports.sent_alone', { when })
}

/** Where a report stands; a draft whose time is over counts as not sent. */
export const ReportState = ({
  ui: { t },
  report,
}: {
  ui: Ui
  report: { state: 'draft' | 'sent' | 'left'; open: boolean }
}) => {
  if (report.state === 'sent') return <Badge tone="success">{t('reports.state.sent')}</Badge>
  return report.open ? (
    <Badge tone="accent">{t('reports.state.draft')}</Badge>
  ) : (
    <Badge>{t('reports.state.left')}</Badge>
  )
}
