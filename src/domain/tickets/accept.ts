import { type SQL, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { newId } from '../../lib/id'
import { between } from '../tasks/position'
import { dossier } from './dossier'
import type { Ticket } from './moves'
import { allow, type Consequences, eventOf, firstAct, transition } from './transition'

/**
 * The one task of an accepted ticket, in Backlog. A ticket that already has its task (it was refused later on, and
 * opened again) gets that one back instead of a second.
 * @param last the last position in Backlog as read, null for an empty one; undefined where it was not read
 */
export function taskOf(scope: ProjectScope, ticket: Ticket, last?: string | null): Write {
  const position = last === undefined ? afterAll(scope) : between(last, null)
  const placed = { state: 'backlog', doneAt: null, blockedAt: null, blockedReason: '' } as const
  return scope.put(
    'tasks',
    {
      ...placed,
      id: newId(scope.now),
      ticketId: ticket.id,
      phaseId: ticket.phaseId,
      title: ticket.subject,
      description: ticket.body,
      position: position as string,
      assigneeId: ticket.assigneeId,
      priority: ticket.urgency === 'urgent' ? 'high' : 'normal',
      createdBy: scope.actor.membershipId,
      createdAt: scope.now,
      updatedAt: scope.now,
    },
    t => [t.ticketId],
    { ...placed, position, updatedAt: scope.now },
  )
}

/** A position after all others, found by the database itself. */
function afterAll(scope: ProjectScope): SQL {
  const tasks = scope.view('tasks', 'others')
  return sql`coalesce((select max(${tasks.position}) || 'V' from ${tasks}), 'a0')`
}

/**
 * What a paid price does to its ticket: accepted, with its one task in Backlog. Nothing for a ticket that is not
 * quoted: one agreed to earlier goes on as it is, and late money makes no task.
 * Commit it together with the request's own change; of several payments at once one passes.
 * @param ticket the whole row as read
 */
export function acceptedByPayment(scope: ProjectScope, ticket: Ticket): Consequences {
  if (ticket.state !== 'quoted') return { writes: [], events: [] }
  return {
    writes: [transition(scope, ticket, 'accepted'), taskOf(scope, ticket)],
    events: [eventOf(ticket, 'ticket.paid', 'accepted')],
  }
}

/** The team takes an open ticket as it is. @throws NotFound, Forbidden, Conflict */
export async function acceptTicket(scope: ProjectScope, ticketId: string): Promise<void> {
  const { ticket, offer, ends } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, 'accept')
  await scope.commit(
    [
      transition(scope, ticket, 'accepted', firstAct(scope, ticket)),
      taskOf(scope, ticket, ends.backlog ?? null),
    ],
    eventOf(ticket, 'ticket.accepted', 'accepted'),
  )
}
