import type { ProjectScope } from '../../db/scope'
import { dossier, endOffer } from './dossier'
import type { MoveName, TicketState } from './moves'
import { allow, eventOf, firstAct, transition } from './transition'

/** A no, from either side: the ticket ends, its open price with it. */
async function end(
  scope: ProjectScope,
  ticketId: string,
  [move, to, kind]: readonly [MoveName, TicketState, string],
  reason: string,
): Promise<void> {
  const { ticket, offer } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, move)
  await scope.commit(
    [...endOffer(scope, offer), transition(scope, ticket, to, { reason, ...firstAct(scope, ticket) })],
    eventOf(ticket, kind, to, { facts: { requestId: offer?.id ?? null } }),
  )
}

/** The team refuses, and says why. @throws NotFound, Forbidden, Conflict */
export const refuseTicket = (scope: ProjectScope, ticketId: string, reason: string) =>
  end(scope, ticketId, ['refuse', 'refused', 'ticket.refused'], reason)

/** The client does not want it at that price. @throws NotFound, Forbidden, Conflict (also while a payment is being processed) */
export const declineTicket = (scope: ProjectScope, ticketId: string, reason = '') =>
  end(scope, ticketId, ['decline', 'declined', 'ticket.declined'], reason)

/** The client takes the request back. @throws NotFound, Forbidden, Conflict */
export const withdrawTicket = (scope: ProjectScope, ticketId: string) =>
  end(scope, ticketId, ['withdraw', 'withdrawn', 'ticket.withdrawn'], '')

/** The team opens a refused or declined ticket again. @throws NotFound, Forbidden, Conflict */
export async function reopenRefused(scope: ProjectScope, ticketId: string): Promise<void> {
  const { ticket, offer } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, 'reopen_refused')
  await scope.commit(
    [transition(scope, ticket, 'open', { reason: '' })],
    eventOf(ticket, 'ticket.reopened_by_team', 'open'),
  )
}
