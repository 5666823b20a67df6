import type { Ui } from '../../locales'
import type { ApprovalLine } from '../../src/domain/approvals/approvals'
import { urls } from '../../src/urls'
import { Card, EmptyState, Icon, List, PageHeader, Row } from '../shared'
import { ApprovalBadge, subjectOf } from './state'

type Props = { ui: Ui; slug: string; project: string; team: boolean; approvals: ApprovalLine[] }

const Lines = ({ ui, slug, project, approvals }: Props) => (
  <List label={ui.t('approvals.title')}>
    {approvals.map(a => (
      <Row
        title={subjectOf(ui, a)}
        href={urls.approval(slug, project, a.id)}
        lead={<Icon name={a.phaseId ? 'milestone' : 'file'} repeated />}
        meta={
          a.decidedAt === null
            ? ui.t('approvals.asked_since', { when: ui.format.ago(a.askedAt, ui.now) })
            : ui.t('approvals.decided_on', { date: ui.format.date(a.decidedAt) })
        }
        aside={<ApprovalBadge ui={ui} state={a.state} />}
      />
    ))}
  </List>
)

/** The project's record: everything that was asked, whatever became of it. */
export const ApprovalsPage = (props: Props) => {
  const { ui, slug, project, team, approvals } = props
  const { t } = ui
  return (
    <div id="approvals" hx-get={urls.approvals(slug, project)} {...live('#approvals')}>
      <PageHeader title={t('approvals.title')} lead={t('approvals.lead')} />
      {approvals.length === 0 ? (
        <EmptyState
          icon="shield-check"
          title={t('approvals.none')}
          text={t(team ? 'approvals.none_team' : 'approvals.none_client')}
        />
      ) : (
        <Card flush>
          <Lines {...props} />
        </Card>
      )}
    </div>
  )
}

/** Refetches itself when something of the project's approvals changes. */
export const live = (select: string) => ({
  'hx-trigger': 'live:project from:body',
  'hx-select': select,
  'hx-target': 'this',
  'hx-swap': 'outerMorph',
})

/** «À valider» on the dashboard: what is open, and the way to the whole record. */
export const ToApprove = (props: Props) => {
  const { ui, slug, project, team, approvals } = props
  if (approvals.length === 0) return null
  const open = approvals.filter(a => a.state === 'asked')
  return (
    <Card
      title={ui.t(
        open.length === 0 ? 'approvals.title' : team ? 'approvals.pending_team' : 'approvals.pending',
      )}
      id="to-approve"
      flush
      footer={<a href={urls.approvals(slug, project)}>{ui.t('approvals.all')}</a>}
    >
      <Lines {...props} approvals={open.length ? open : approvals.slice(0, 2)} />
    </Card>
  )
}
