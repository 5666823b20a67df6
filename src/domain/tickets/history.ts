import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'

/** A longer story than this is in the project's journal. */
const LONGEST = 100

const columns = (scope: ProjectScope) => {
  const [events, actors, persons] = [scope.view('events'), scope.people('actor'), scope.people('person')]
  const person = sql<
    string | null
  >`(select ${persons.name} from ${persons} where ${persons.id} in (${events.facts} ->> 'personId', ${events.facts} ->> 'to'))`
  return {
    events,
    query: scope
      .select({
        id: events.id,
        kind: events.kind,
        facts: events.facts,
        money: events.money,
        internal: events.internal,
        at: events.at,
        actor: sql<string | null>`${actors.name}`.as('actor_name'),
        person: person.as('person_name'),
      })
      .from(events)
      .leftJoin(actors, eq(actors.id, events.actorId)),
  }
}

/** What happened to a ticket, newest first: the journal's lines, as far as this reader may see them. Rides in a batch. */
export function historyQuery(scope: ProjectScope, ticketId: string) {
  const { events, query } = columns(scope)
  return query.where(eq(events.subjectId, ticketId)).orderBy(desc(events.id)).limit(LONGEST)
}

/** What happened to others and has to do with it: merged into it, linked to it; and the import it came in with. */
export function besideQuery(scope: ProjectScope, ticketId: string) {
  const { events, query } = columns(scope)
  const tickets = scope.view('tickets', 'imported')
  const own = sql`(select ${tickets.number} from ${tickets} where ${tickets.id} = ${ticketId} and ${tickets.externalKey} is not null)`
  return query
    .where(
      or(
        and(
          inArray(events.kind, ['ticket.merged', 'ticket.linked', 'ticket.unlinked']),
          sql`${ticketId} in (${events.facts} ->> 'into', ${events.facts} ->> 'other')`,
        ),
        and(
          eq(events.kind, 'import.tickets'),
          sql`${own} between ${events.facts} ->> 'first' and ${events.facts} ->> 'last'`,
        ),
      ),
    )
    .orderBy(desc(events.id))
    .limit(LONGEST)
}
