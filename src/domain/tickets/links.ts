import { and, eq, or } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { isId } from '../../lib/id'
import { ticketQuery } from './dossier'

/** The smaller id stands first, so that a link is kept once. */
const pair = (a: string, b: string) => (a < b ? { ticketId: a, otherId: b } : { ticketId: b, otherId: a })

/** A ticket by its id, or by its number as people write it («12», «#12»). */
export function namedQuery(scope: ProjectScope, name: string) {
  const tickets = scope.view('tickets', 'named')
  const number = Number(name.replace(/^#/, '')) || 0
  return scope
    .select({ id: tickets.id, number: tickets.number, state: tickets.state })
    .from(tickets)
    .where(isId(name) ? eq(tickets.id, name) : eq(tickets.number, number))
}

/** The tickets that have to do with this one; rides in a batch. */
export function linkedQuery(scope: ProjectScope, ticketId: string) {
  const [links, tickets] = [scope.view('ticketLinks'), scope.view('tickets', 'linked')]
  return scope
    .select({ id: tickets.id, number: tickets.number, subject: tickets.subject, state: tickets.state })
    .from(links)
    .innerJoin(
      tickets,
      or(
        and(eq(links.ticketId, ticketId), eq(tickets.id, links.otherId)),
        and(eq(links.otherId, ticketId), eq(tickets.id, links.ticketId)),
      ),
    )
    .orderBy(tickets.number)
}

async function both(scope: ProjectScope, ticketId: string, other: string) {
  if (!scope.isTeam) throw new NotFound()
  const [[ticket], [named]] = await scope.read(ticketQuery(scope, ticketId), namedQuery(scope, other))
  if (!ticket) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  return { ticket, named }
}

/**
 * Two tickets of the project have to do with each other. Linked already: nothing is written.
 * @param other its number as people write it, or its id
 * @throws NotFound (a contact), Forbidden (archived), Invalid (`other`: unknown here, or itself)
 */
export async function linkTickets(scope: ProjectScope, ticketId: string, other: string): Promise<void> {
  const { ticket, named } = await both(scope, ticketId, other)
  if (!named || named.id === ticketId) throw new Invalid({ other: 'tickets.error.into' })
  try {
    await scope.commit(
      [scope.insert('ticketLinks', { ...pair(ticketId, named.id), createdAt: scope.now })],
      eventOf('ticket.linked', ticket, named),
    )
  } catch (error) {
    if (!(error instanceof Conflict) || error.reason !== 'taken') throw error
  }
}

/** @param otherId the other ticket's id @throws NotFound, Forbidden (archived), Conflict (no such link any more) */
export async function unlinkTickets(scope: ProjectScope, ticketId: string, otherId: string): Promise<void> {
  const { ticket, named } = await both(scope, ticketId, otherId)
  if (!named) throw new Conflict('changed')
  const { ticketId: first, otherId: second } = pair(ticketId, named.id)
  await scope.commit(
    [scope.remove('ticketLinks', l => and(eq(l.ticketId, first), eq(l.otherId, second)))],
    eventOf('ticket.unlinked', ticket, named),
  )
}

const eventOf = (
  kind: string,
  ticket: { id: string; number: number },
  other: { id: string; number: number },
) => ({
  kind,
  subjectId: ticket.id,
  internal: true,
  facts: { number: ticket.number, other: other.id, otherNumber: other.number },
})
