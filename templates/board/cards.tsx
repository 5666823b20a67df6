import type { TaskCard, TicketCard } from '../../src/domain/board/board'
import { urls } from '../../src/urls'
import { BoardCard, Icon } from '../shared'
import type { BoardContext } from './context'
import { Face, hasMeta, TaskLabels, TaskMeta, TicketLabels, TicketMeta } from './marks'

/**
 * Opens the page's one move menu, which the script fills for this card; without it, leads to where the card is moved
 * on its own page. Three hundred cards stay light.
 */
const MoveLink = ({ at, href, title }: { at: BoardContext; href: string; title: string }) => (
  <a
    class="btn btn-icon"
    data-variant="ghost"
    data-size="sm"
    data-move
    href={href}
    draggable={false}
    aria-label={`${at.ui.t('board.move_card')} ${title}`}
  >
    <Icon name="ellipsis" repeated />
  </a>
)

export const TaskOnBoard = ({ at, task }: { at: BoardContext; task: TaskCard }) => {
  const href = urls.task(at.slug, at.project, task.id)
  const reason = task.state === 'waiting_client' && task.blockedReason
  return (
    <BoardCard
      id={task.id}
      card={task.id}
      title={task.title}
      href={href}
      data-ticket={task.ticketId ?? undefined}
      data-internal={task.shared ? undefined : ''}
      {...(at.edits && {
        'data-who': task.assigneeId ?? undefined,
        'data-due': task.dueOn ?? undefined,
        'data-priority': task.priority === 'normal' ? undefined : task.priority,
      })}
      labels={<TaskLabels at={at} task={task} />}
      meta={
        (reason || hasMeta(at, task)) && (
          <>
            {reason && <span class="board-reason">{reason}</span>}
            <TaskMeta at={at} task={task} />
          </>
        )
      }
      assignee={task.assignee && <Face name={task.assignee} />}
      menu={at.edits && <MoveLink at={at} href={`${href}#place`} title={task.title} />}
    />
  )
}

/** A request nobody has decided on yet. Only an open one can be taken as it is: `data-accept` lets it be dropped. */
export const TicketOnBoard = ({ at, ticket }: { at: BoardContext; ticket: TicketCard }) => {
  const href = urls.ticket(at.slug, at.project, ticket.id)
  const open = at.edits && ticket.state === 'open'
  return (
    <BoardCard
      id={ticket.id}
      card={ticket.id}
      title={ticket.title}
      href={href}
      data-accept={open ? '' : undefined}
      data-fixed={open ? undefined : ''}
      labels={<TicketLabels at={at} ticket={ticket} />}
      meta={<TicketMeta at={at} ticket={ticket} />}
      assignee={<Face name={ticket.assignee} />}
      menu={open && <MoveLink at={at} href={href} title={ticket.title} />}
    />
  )
}
