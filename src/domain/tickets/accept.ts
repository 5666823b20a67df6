import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Invalid } from '../../lib/errors'
import { newId } from '../../lib/id'
import { between } from '../tasks/position'
import { assignableQuery } from './assign'
import { dossierOf, dossierQueries } from './dossier'
import type { acceptInput } from './input'
import type { Ticket } from './moves'
import { allow, type Consequences, eventOf, firstAct, transition } from './transition'

/** A task as the team wants it, made out of what the client wrote. */
export type TaskDraft = Pick<Ticket, 'phaseId' | 'assigneeId'> & {
  title: string
  description: string
  priority: 'low' | 'normal' | 'high'
}

/** What its task says when nobody says otherwise. */
export const draftOf = (
  ticket: Pick<Ticket, 'subject' | 'body' | 'urgency' | 'phaseId' | 'assigneeId'>,
): TaskDraft => ({
  title: ticket.subject,
  description: ticket.body,
  priority: ticket.urgency === 'urgent' ? 'high' : 'normal',
  phaseId: ticket.phaseId,
  assigneeId: ticket.assigneeId,
})

/**
 * The one task of an accepted ticket, in Backlog. A ticket that already has its task (it was refused later on, and
 * opened again) gets that one back instead of a second.
 * @param last the last position in Backlog as read, null for an empty one; undefined where it was not read
 * @param draft what the team made of the request's words; they stand for a task that it gets back, too
 */
export function taskOf(scope: ProjectScope, ticket: Ticket, last?: string | null, draft?: TaskDraft): Write {
  const position = last === undefined ? afterAll(scope) : between(last, null)
  const placed = { state: 'backlog', doneAt: null, blockedAt: null, blockedReason: '' } as const
  return scope.put(
    'tasks',
    {
      ...placed,
      id: newId(scope.now),
      ticketId: ticket.id,
      ...(draft ?? draftOf(ticket)),
      position: position as string,
      createdBy: scope.actor.membershipId,
      createdAt: scope.now,
      updatedAt: scope.now,
    },
    t => [t.ticketId],
    { ...draft, ...placed, position, updatedAt: scope.now },
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

/**
 * The team takes an open ticket: its one task stands in Backlog, which the client may read.
 * @param sent the task as it should be; without a title, as the request's own words make it
 * @throws NotFound (a phase of elsewhere, too), Forbidden, Conflict, Invalid (`assigneeId`: not of the team here)
 */
export async function acceptTicket(
  scope: ProjectScope,
  ticketId: string,
  sent: Partial<z.output<typeof acceptInput>> = {},
): Promise<void> {
  const { title, assigneeId = null } = sent
  const [assignable, ...rest] = await scope.read(
    assignableQuery(scope, assigneeId ?? ''),
    ...dossierQueries(scope, ticketId),
  )
  const { ticket, offer, ends } = dossierOf(rest)
  allow(scope, ticket, offer, 'accept')
  if (assigneeId && !assignable[0]) throw new Invalid({ assigneeId: 'errors.choice' })
  const { description = '', priority = 'normal', phaseId = null } = sent
  const draft = title === undefined ? undefined : { title, description, priority, phaseId, assigneeId }
  await scope.commit(
    [
      transition(scope, ticket, 'accepted', firstAct(scope, ticket)),
      taskOf(scope, ticket, ends.backlog ?? null, draft),
    ],
    eventOf(ticket, 'ticket.accepted', 'accepted'),
  )
}
