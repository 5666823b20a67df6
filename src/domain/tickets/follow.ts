import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import type { TaskState } from '../tasks/ends'
import { type MoveName, moveNamed, type Ticket } from './moves'
import { type Consequences, destination, eventOf, firstAct, transition } from './transition'

const kinds: Partial<Record<MoveName, string>> = {
  start: 'ticket.started',
  set_back: 'ticket.set_back',
  finish: 'ticket.resolved',
  restart: 'ticket.restarted',
}

/**
 * What a task's change of column does to the ticket it was made from: En cours starts it, Backlog sets it back,
 * Terminé resolves it, leaving Terminé opens it again. Nothing for a task of no ticket, or of one that is over.
 * Commit it together with the task's own change.
 */
export function followTask(
  scope: ProjectScope,
  task: Pick<Row<'tasks'>, 'state'> & { ticket: Ticket | null },
  to: TaskState,
): Consequences {
  const { ticket } = task
  const none = { writes: [], events: [] }
  if (!ticket || task.state === to) return none
  if (ticket.state === 'waiting_client' && to !== 'done') return keepInMind(scope, ticket, to) ?? none
  const name = moveFor(task.state, to)
  if (!name || !moveNamed(name).from.includes(ticket.state)) return none
  const next = destination(ticket, name, true)
  return {
    writes: [transition(scope, ticket, next, firstAct(scope, ticket))],
    events: [eventOf(ticket, kinds[name] as string, next, { facts: { byTask: true } })],
  }
}

function moveFor(from: TaskState, to: TaskState): MoveName | null {
  if (to === 'done') return 'finish'
  if (from === 'done') return 'restart'
  if (to === 'in_progress') return 'start'
  return to === 'backlog' ? 'set_back' : null
}

/** While the ticket waits for the client it stays there; only where it goes back to follows the task. */
function keepInMind(scope: ProjectScope, ticket: Ticket, to: TaskState): Consequences | null {
  const cameFrom = to === 'in_progress' ? 'in_progress' : to === 'backlog' ? 'accepted' : null
  if (!cameFrom || ticket.cameFrom === 'open') return null
  return {
    writes: [scope.updateAll('tickets', { cameFrom }, t => eq(t.id, ticket.id))],
    events: [],
  }
}
