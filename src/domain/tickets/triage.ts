import { and, eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { calendarOf } from '../../lib/working-time'
import { promisedAnew } from './clock'
import { ticketQuery } from './dossier'
import type { Ticket } from './moves'
import { policiesQuery, promisedFor } from './sla'
import { sameClock } from './transition'

/** Type and urgency are corrected while there is still something to do. */
export const takesTriage = (scope: ProjectScope, ticket: Pick<Ticket, 'state'>): boolean =>
  scope.isTeam &&
  scope.project.archivedAt === null &&
  ['open', 'waiting_client', 'quoted', 'accepted', 'in_progress'].includes(ticket.state)

/**
 * The team corrects what the client chose; the journal keeps both, and both promises. What was used of the time
 * stays used.
 * @throws NotFound, Forbidden (archived), Conflict (the ticket is over)
 */
export async function triageTicket(
  scope: ProjectScope,
  ticketId: string,
  to: Pick<Ticket, 'type' | 'urgency'>,
): Promise<void> {
  if (!scope.isTeam) throw new NotFound()
  const [[ticket], policies] = await scope.read(ticketQuery(scope, ticketId), policiesQuery(scope))
  if (!ticket) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  if (!takesTriage(scope, ticket)) throw new Conflict('ticket_state')
  if (ticket.type === to.type && ticket.urgency === to.urgency) return
  const promised = promisedFor(policies, to)
  const clock = promisedAnew(calendarOf(scope.workspace), ticket, promised)
  await scope.commit(
    [
      scope.update('tickets', { ...to, ...clock, updatedAt: scope.now }, t =>
        and(
          eq(t.id, ticketId),
          eq(t.type, ticket.type),
          eq(t.urgency, ticket.urgency),
          sameClock(t, ticket),
          sql`${t.firstTook} is ${ticket.firstTook}`,
        ),
      ),
    ],
    {
      kind: 'ticket.triaged',
      subjectId: ticketId,
      facts: {
        number: ticket.number,
        fromType: ticket.type,
        type: to.type,
        fromUrgency: ticket.urgency,
        urgency: to.urgency,
        fromFirst: ticket.firstTarget,
        first: promised.firstTarget,
        fromResolve: ticket.resolveTarget,
        resolve: promised.resolveTarget,
      },
    },
  )
}
