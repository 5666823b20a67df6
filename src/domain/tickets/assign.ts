import { and, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { over } from '../../lib/ticket-filter'
import { ticketQuery } from './dossier'
import type { Ticket } from './moves'
import type { Consequences } from './transition'

/** Whether it may be given to somebody now: what is over stays with whoever had it. */
export const takesAssignee = (scope: ProjectScope, ticket: Pick<Ticket, 'state'>): boolean =>
  scope.isTeam && scope.project.archivedAt === null && !over.some(state => state === ticket.state)

/**
 * Gives a request to somebody of the team, or to nobody; its task follows where it has nobody yet. Neither its date nor
 * anything else that the client sees changes.
 * @throws NotFound, Forbidden (archived), Invalid (`assigneeId`: not of the team, or may not enter), Conflict (it is
 *   over, or somebody else was faster)
 */
export async function assignTicket(
  scope: ProjectScope,
  ticketId: string,
  membershipId: string | null,
): Promise<void> {
  if (!scope.isTeam) throw new NotFound()
  const [[ticket], assignees] = await scope.read(
    ticketQuery(scope, ticketId),
    assignableQuery(scope, membershipId ?? ''),
  )
  if (!ticket) throw new NotFound()
  if (membershipId && !assignees[0]) throw new Invalid({ assigneeId: 'errors.choice' })
  const { writes, events } = assignment(scope, ticket, membershipId)
  if (events.length > 0) await scope.commit(writes, events)
}

/** What giving it away changes; nothing where they have it already. @throws Forbidden (archived), Conflict (over) */
export function assignment(scope: ProjectScope, ticket: Ticket, to: string | null): Consequences {
  if (scope.project.archivedAt !== null) throw new Forbidden()
  if (!takesAssignee(scope, ticket)) throw new Conflict('ticket_state')
  const from = ticket.assigneeId
  if (from === to) return { writes: [], events: [] }
  const give = scope.update('tickets', { assigneeId: to }, t =>
    and(eq(t.id, ticket.id), from === null ? isNull(t.assigneeId) : eq(t.assigneeId, from)),
  )
  const giveTask = scope.updateAll('tasks', { assigneeId: to, updatedAt: scope.now }, t =>
    and(eq(t.ticketId, ticket.id), isNull(t.assigneeId), ne(t.state, 'done')),
  )
  return {
    writes: to === null ? [give] : [give, giveTask],
    events: [
      {
        kind: 'ticket.assigned',
        subjectId: ticket.id,
        internal: true,
        facts: { number: ticket.number, from, to, given: to !== null },
      },
    ],
  }
}

/** Those of the team who may enter this project, by name; or the one of them with this id. Rides in a batch. */
export function assignableQuery(scope: ProjectScope, membershipId?: string) {
  const people = scope.people()
  const access = scope.view('projectAccess')
  return scope
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(
      and(
        membershipId === undefined ? undefined : eq(people.id, membershipId),
        ne(people.role, 'contact'),
        isNotNull(people.acceptedAt),
        isNull(people.removedAt),
        or(
          eq(people.allProjects, true),
          sql`exists (select 1 from ${access} where ${access.membershipId} = ${people.id})`,
        ),
      ),
    )
    .orderBy(people.name)
}
