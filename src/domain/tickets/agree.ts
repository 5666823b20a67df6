import { and, eq, isNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { sha256 } from '../../lib/crypto'
import { Conflict } from '../../lib/errors'
import { taskOf } from './accept'
import { dossier } from './dossier'
import type { Ticket } from './moves'
import { allow, eventOf, transition } from './transition'

export type Agreed = Pick<
  Row<'paymentRequests'>,
  | 'id'
  | 'title'
  | 'description'
  | 'amount'
  | 'taxes'
  | 'currency'
  | 'delayDays'
  | 'validUntil'
  | 'agreedAt'
  | 'agreedBy'
>

/**
 * The exact text that a *bon pour accord* seals: one fact a line, in this order, each as JSON so that no words can
 * pass for another line. Made from the request's own row, so that anybody can make it again and compare.
 */
export const agreementText = (ticket: Pick<Ticket, 'id' | 'number'>, request: Agreed): string =>
  [
    ['version', 1],
    ['ticket', ticket.id],
    ['number', ticket.number],
    ['request', request.id],
    ['title', request.title],
    ['description', request.description],
    ['amount', request.amount],
    ['currency', request.currency],
    ['taxes', (request.taxes ?? []).map(t => [t.name, t.rate, t.amount])],
    ['delay_days', request.delayDays],
    ['valid_until', request.validUntil],
    ['agreed_by', request.agreedBy],
    ['agreed_at', request.agreedAt],
  ]
    .map(fact => JSON.stringify(fact))
    .join('\n')

/**
 * The client agrees to a price to be invoiced later: sealed, the ticket accepted, its one task made; the request
 * stays due.
 * @param requestId the price they saw: another one meanwhile is a `Conflict`
 * @throws NotFound, Forbidden, Conflict
 */
export async function agreeToPrice(scope: ProjectScope, ticketId: string, requestId: string): Promise<void> {
  const { ticket, offer, ends } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, 'agree')
  if (offer?.id !== requestId || offer.agreedAt !== null) throw new Conflict('changed')
  const seal = { agreedAt: scope.now, agreedBy: scope.me }
  const digest = await sha256(agreementText(ticket, { ...offer, ...seal }))
  await scope.commit(
    [
      transition(scope, ticket, 'accepted'),
      scope.update('paymentRequests', { ...seal, agreedSha256: digest }, r =>
        and(eq(r.id, requestId), eq(r.state, 'pending'), isNull(r.agreedAt)),
      ),
      taskOf(scope, ticket, ends.backlog ?? null),
    ],
    eventOf(ticket, 'ticket.agreed', 'accepted', {
      facts: { requestId, sha256: digest },
      money: { amount: offer.amount, currency: offer.currency },
    }),
  )
}
