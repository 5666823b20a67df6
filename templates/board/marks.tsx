import type { TaskCard, TicketCard } from '../../src/domain/board/board'
import { Avatar, Badge, Tag } from '../shared'
import type { BoardContext } from './context'

/** Where a task comes from, and what is particular about it. */
export const TaskLabels = ({ at, task }: { at: BoardContext; task: TaskCard }) => {
  const { t } = at.ui
  return (
    <>
      {task.ticketId ? (
        <Badge tone="accent" icon="ticket">
          {t('tasks.from.ticket')}
        </Badge>
      ) : (
        <Badge>{t('tasks.from.project')}</Badge>
      )}
      {at.team && task.priority === 'high' && task.state !== 'done' && (
        <Badge tone="warning" icon="flag">
          {t('board.priority_high')}
        </Badge>
      )}
    </>
  )
}

/** Whether there is any such thing to say, or the line is left out. */
export const hasMeta = (at: BoardContext, task: TaskCard): boolean =>
  task.number !== null ||
  !task.shared ||
  task.checklist !== null ||
  task.comments !== null ||
  (task.state === 'done' ? task.doneAt !== null : Boolean(task.dueOn) || (at.team && task.priority === 'low'))

export const TaskMeta = ({ at, task }: { at: BoardContext; task: TaskCard }) => {
  const { t, format } = at.ui
  const over = task.state === 'done'
  return (
    <>
      {task.number !== null && <Tag>#{task.number}</Tag>}
      {task.dueOn && !over && task.dueOn < at.today && (
        <Badge tone="danger" icon="calendar">
          {t('board.overdue', { date: format.shortDay(task.dueOn) })}
        </Badge>
      )}
      {task.dueOn && !over && task.dueOn >= at.today && (
        <Tag icon="calendar">{format.shortDay(task.dueOn)}</Tag>
      )}
      {over && task.doneAt !== null && <Tag icon="check">{format.shortDate(task.doneAt)}</Tag>}
      {at.team && task.priority === 'low' && !over && <Tag icon="arrow-down">{t('board.priority_low')}</Tag>}
      {task.checklist !== null && (
        <Tag icon="list-checks">
          <span class="sr-only">{t('board.list.progress')} </span>
          {task.checklist}
        </Tag>
      )}
      {task.comments !== null && (
        <Tag icon="message-circle">
          <span class="sr-only">{t('board.comments.title')} </span>
          {task.comments}
        </Tag>
      )}
      {!task.shared && <Tag icon="lock">{t('board.internal')}</Tag>}
    </>
  )
}

const tones = { open: 'info', waiting_client: 'warning', quoted: 'accent' } as const

export const TicketLabels = ({ at, ticket }: { at: BoardContext; ticket: TicketCard }) => {
  const { t, urgency } = at.ui
  return (
    <>
      <Badge tone={tones[ticket.state]}>{t(`tickets.state.${ticket.state}`)}</Badge>
      {ticket.urgency === 'urgent' && (
        <Badge tone="danger" icon="zap">
          {urgency('urgent')}
        </Badge>
      )}
    </>
  )
}

export const TicketMeta = ({ at, ticket }: { at: BoardContext; ticket: TicketCard }) => (
  <>
    <Tag icon="ticket">#{ticket.number}</Tag>
    <span>{at.ui.format.ago(ticket.createdAt, at.ui.now)}</span>
  </>
)

export const Face = ({ name }: { name: string | null }) =>
  name ? <Avatar name={name} size="sm" alone /> : null
