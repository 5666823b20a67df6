import type { ProjectScope } from '../../db/scope'
import { dayIn } from '../../lib/days'
import { Invalid } from '../../lib/errors'
import { newId } from '../../lib/id'
import { amountOf } from './amount'
import { dossier, endOffer } from './dossier'
import type { PriceInput } from './input'
import type { Offer, Ticket } from './moves'
import { allow, type Consequences, eventOf, firstAct, transition } from './transition'

/** What the price form says, checked against the workspace's currency and today. @throws Invalid */
export function pricedOf(scope: ProjectScope, input: PriceInput) {
  const priced = amountOf(input.amount, input.entry, scope.workspace)
  const today = dayIn(scope.workspace.timezone, scope.now)
  if (input.validUntil && input.validUntil < today) throw new Invalid({ validUntil: 'tickets.error.past' })
  const { description, delayDays, terms, validUntil } = input
  return { ...priced, currency: scope.workspace.currency, description, delayDays, terms, validUntil }
}

/**
 * Puts a price on a ticket, or a new one in its place: the older request is cancelled and its open checkouts voided
 * in the same commit.
 * @returns the payment request's id
 * @throws NotFound, Forbidden, Invalid (`amount`, `validUntil`), Conflict (also while a payment is being processed)
 */
export async function priceTicket(scope: ProjectScope, ticketId: string, input: PriceInput): Promise<string> {
  const { ticket, offer } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, 'price')
  const { amount, currency, ...terms } = pricedOf(scope, input)
  const id = newId(scope.now)
  const request = scope.insert('paymentRequests', {
    ...terms,
    id,
    kind: 'ticket',
    ticketId,
    phaseId: ticket.phaseId,
    title: ticket.subject,
    amount,
    currency,
    stateAt: scope.now,
    createdBy: scope.me,
    createdAt: scope.now,
  })
  await scope.commit(
    [
      ...endOffer(scope, offer),
      transition(scope, ticket, 'quoted', { reason: '', ...firstAct(scope, ticket) }),
      request,
    ],
    eventOf(ticket, offer ? 'ticket.repriced' : 'ticket.priced', 'quoted', {
      facts: { requestId: id, replaces: offer?.id ?? null },
      money: { amount, currency },
    }),
  )
  return id
}

/**
 * What the end of a price does to its ticket: open again, the request cancelled or expired, its checkouts voided.
 * Nothing for a ticket that is not quoted. Commit it as it is.
 */
export function priceGone(
  scope: ProjectScope,
  ticket: Ticket,
  offer: Offer,
  to: 'cancelled' | 'expired',
): Consequences {
  if (ticket.state !== 'quoted') return { writes: [], events: [] }
  const kind = to === 'expired' ? 'ticket.price_expired' : 'ticket.price_withdrawn'
  return {
    writes: [...endOffer(scope, offer, to), transition(scope, ticket, 'open')],
    events: [eventOf(ticket, kind, 'open', { facts: { requestId: offer.id } })],
  }
}

/** The team takes its price back. @throws NotFound, Forbidden, Conflict */
export async function withdrawPrice(scope: ProjectScope, ticketId: string): Promise<void> {
  const { ticket, offer } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, 'withdraw_price')
  const { writes, events } = offer
    ? priceGone(scope, ticket, offer, 'cancelled')
    : {
        writes: [transition(scope, ticket, 'open')],
        events: [eventOf(ticket, 'ticket.price_withdrawn', 'open')],
      }
  await scope.commit(writes, events)
}
