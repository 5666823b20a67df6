import { eq } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { newId } from '../../lib/id'
import type { TaskState } from '../tasks/ends'
import { between } from '../tasks/position'
import { joinIn } from './audience'
import { type Dossier, dossier } from './dossier'
import { allow, type Consequences, destination, eventOf, firstAct, transition } from './transition'

/** Its task goes along, to the end of another column. */
function taskTo(scope: ProjectScope, { task, ends }: Dossier, state: TaskState): Write[] {
  if (!task || task.state === state) return []
  const changes = {
    state,
    position: between(ends[state] ?? null, null),
    updatedAt: scope.now,
    blockedReason: '',
    blockedAt: null,
    doneAt: state === 'done' ? scope.now : null,
  }
  return [scope.updateAll('tasks', changes, t => eq(t.id, task.id))]
}

/** The team is done: its task goes to Terminé. @throws NotFound, Forbidden, Conflict */
export async function resolveTicket(scope: ProjectScope, ticketId: string): Promise<void> {
  const { writes, events } = resolution(scope, await dossier(scope, ticketId))
  await scope.commit(writes, events)
}

/** What that changes. @throws NotFound, Forbidden, Conflict */
export function resolution(scope: ProjectScope, known: Dossier): Consequences {
  const { ticket, offer } = known
  allow(scope, ticket, offer, 'resolve')
  return {
    writes: [transition(scope, ticket, 'resolved', firstAct(scope, ticket)), ...taskTo(scope, known, 'done')],
    events: [eventOf(ticket, 'ticket.resolved', 'resolved')],
  }
}

/**
 * The client is not satisfied, within 14 days: their words stand in the thread, the same task is taken up again.
 * @throws NotFound, Forbidden, Conflict
 */
export async function reopenTicket(scope: ProjectScope, ticketId: string, words: string): Promise<void> {
  const known = await dossier(scope, ticketId)
  const { ticket, offer, task } = known
  allow(scope, ticket, offer, 'reopen')
  const to = destination(ticket, 'reopen', task !== null)
  const id = newId(scope.now)
  const row = { id, ticketId, authorId: scope.me, body: words, createdAt: scope.now }
  await scope.commit(
    [
      transition(scope, ticket, to),
      ...taskTo(scope, known, 'in_progress'),
      scope.insert('replies', row),
      joinIn(scope, ticketId, scope.me),
    ],
    eventOf(ticket, 'ticket.reopened', to, { facts: { replyId: id } }),
  )
}

/** The client is satisfied. @throws NotFound, Forbidden, Conflict */
export async function confirmTicket(scope: ProjectScope, ticketId: string): Promise<void> {
  const { ticket, offer } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, 'confirm')
  await scope.commit([transition(scope, ticket, 'closed')], eventOf(ticket, 'ticket.confirmed', 'closed'))
}
