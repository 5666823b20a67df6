import { sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Invalid } from '../../lib/errors'
import { followersQuery, joinIn } from './audience'
import { dossierOf, dossierQueries, endOffer } from './dossier'
import { namedQuery } from './links'
import { allow, eventOf, firstAct, transition } from './transition'

/**
 * One of two requests about the same thing ends in the other, which its page then leads to; whoever opened or followed
 * it follows the other from then on.
 * @param into the other one's id, or its number as people write it («12», «#12»)
 * @throws NotFound, Forbidden, Invalid (`into`: unknown here, itself, closed or merged), Conflict
 */
export async function mergeTicket(scope: ProjectScope, ticketId: string, into: string): Promise<void> {
  const [targets, followers, ...rest] = await scope.read(
    namedQuery(scope, into),
    followersQuery(scope, ticketId),
    ...dossierQueries(scope, ticketId),
  )
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
      ...[...new Set([ticket.openedBy, ...followers.map(f => f.membershipId)])].map(id =>
        joinIn(scope, target.id, id),
      ),
      transition(scope, ticket, 'merged', { mergedIntoId: target.id, ...firstAct(scope, ticket) }),
    ],
    eventOf(ticket, 'ticket.merged', 'merged', {
      facts: { into: target.id, intoNumber: target.number, requestId: offer?.id ?? null },
    }),
  )
}
