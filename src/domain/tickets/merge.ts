import { eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Invalid } from '../../lib/errors'
import { isId } from '../../lib/id'
import { dossierOf, dossierQueries, endOffer } from './dossier'
import { allow, eventOf, firstAct, transition } from './transition'

/**
 * One of two requests about the same thing ends in the other, which its page then leads to.
 * @param into the other one's id, or its number as people write it («12», «#12»)
 * @throws NotFound, Forbidden, Invalid (`into`: unknown here, itself, closed or merged), Conflict
 */
export async function mergeTicket(scope: ProjectScope, ticketId: string, into: string): Promise<void> {
  const [targets, ...rest] = await scope.read(targetQuery(scope, into), ...dossierQueries(scope, ticketId))
  const { ticket, offer } = dossierOf(rest)
  const target = targets[0]
  allow(scope, ticket, offer, 'merge')
  if (!target || target.id === ticketId) throw new Invalid({ into: 'tickets.error.into' })
  if (target.state === 'merged' || target.state === 'closed')
    throw new Invalid({ into: 'tickets.error.into_over' })
  const tickets = scope.view('tickets')
  const stillLive = sql`exists (select 1 from ${tickets} where ${tickets.id} = ${target.id} and ${tickets.state} not in ('merged', 'closed'))`
  await scope.commit(
    [
      scope.require(stillLive),
      ...endOffer(scope, offer),
      transition(scope, ticket, 'merged', { mergedIntoId: target.id, ...firstAct(scope, ticket) }),
    ],
    eventOf(ticket, 'ticket.merged', 'merged', { facts: { into: target.id, intoNumber: target.number } }),
  )
}

function targetQuery(scope: ProjectScope, into: string) {
  const tickets = scope.view('tickets')
  const named = isId(into) ? eq(tickets.id, into) : eq(tickets.number, Number(into.replace(/^#/, '')) || 0)
  return scope
    .select({ id: tickets.id, number: tickets.number, state: tickets.state })
    .from(tickets)
    .where(named)
}
