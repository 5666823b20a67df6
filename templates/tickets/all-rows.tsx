import type { Ui } from '../../locales'
import type { AllLine } from '../../src/domain/tickets/all'
import { urls } from '../../src/urls'
import { Avatar, Icon, RelativeTime, Row } from '../shared'
import { SlaLine } from './sla'
import { StateBadge, typeIcon } from './state'

/** One request of the team's list. Short markup: it comes fifty times. */
export function AllRow({ ui, slug, line }: { ui: Ui; slug: string; line: AllLine }) {
  const { t } = ui
  const { number, subject, type, urgency, unread, assignee } = line
  return (
    <Row
      href={urls.ticket(slug, line.projectId, line.id)}
      unread={unread}
      data-state={line.archivedAt === null ? line.state : undefined}
      title={
        <>
          {unread && <span class="sr-only">{t('ticketList.list.unread')} </span>}
          {subject}
        </>
      }
      lead={
        <>
          <input
            type="checkbox"
            name="ids"
            value={line.id}
            aria-label={t('ticketList.list.select', { number })}
          />
          <Icon name={typeIcon[type]} repeated />
        </>
      }
      meta={
        <>
          #{number} ·{' '}
          {urgency === 'urgent' ? <b class="urgent">{ui.urgency(urgency)}</b> : ui.urgency(urgency)}
          {/* The icon says the type; the line has room for whose it is. */}
          <span class="sr-only"> · {t(`tickets.type.${type}`)}</span>
          {` · ${line.client} · ${line.project}`}
          {line.tags.map(tag => (
            <span class="tag">{tag}</span>
          ))}
        </>
      }
      aside={
        <>
          <SlaLine ui={ui} ticket={line} audience="team" />
          <StateBadge ui={ui} state={line.state} paid={line.paid} />
          {assignee && <Avatar name={assignee} size="sm" alone />}
          <RelativeTime at={line.updatedAt} text={ui.format.ago(line.updatedAt, ui.now)} />
        </>
      }
    />
  )
}
