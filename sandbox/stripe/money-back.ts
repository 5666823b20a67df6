import type { Sandbox } from '../context.ts'
import { showAmount } from './currency.ts'
import { StripeError } from './errors.ts'
import { emit, seconds } from './events.ts'
import { newDispute, newRefund } from './payment.ts'
import type { Charge, Dispute, Refund } from './types.ts'

/**
 * Refunds `amount` minor units of a charge, or what is left of it. The webhooks follow by themselves.
 * Throws Stripe's 400 when the charge is refunded, disputed, or smaller.
 */
export function refund(
  sandbox: Sandbox,
  charge: Charge,
  amount: number | undefined,
  more: Record<string, unknown> = {},
): Refund {
  const left = charge.amount - charge.amount_refunded
  if (charge.disputed) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`
    throw new StripeError(400, message, { code: 'charge_disputed' })
  }
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`
    throw new StripeError(400, message, { code: 'charge_already_refunded' })
  }
  const back = amount ?? left
  if (back < 1) {
    throw new StripeError(400, 'Invalid positive integer', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    })
  }
  if (back > left) {
    const [asked, rest] = [back, left].map(minor => showAmount(minor, charge.currency, 'en'))
    const message = `Refund amount (${asked}) is greater than unrefunded amount on charge (${rest})`
    throw new StripeError(400, message, { param: 'amount' })
  }
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded }
  const made = newRefund(charge, back, more, seconds())
  sandbox.store.state.stripe.refunds[made.id] = made
  charge.amount_refunded += back
  charge.refunded = charge.amount_refunded === charge.amount
  void emit(sandbox, 'refund.created', made)
  void emit(sandbox, 'charge.refunded', charge, previous)
  return made
}

/** The payer's bank sends a refund back: it had gone, and comes to nothing. Throws where there is none to send back. */
export async function failRefund(sandbox: Sandbox, charge: Charge): Promise<Refund> {
  const made = Object.values(sandbox.store.state.stripe.refunds).findLast(
    r => r.charge === charge.id && r.status !== 'failed',
  )
  if (!made) throw new StripeError(400, 'This charge has no refund to send back.')
  made.status = 'failed'
  made.failure_reason = 'expired_or_canceled_card'
  charge.amount_refunded -= made.amount
  charge.refunded = false
  await Promise.all([emit(sandbox, 'refund.updated', made), emit(sandbox, 'refund.failed', made)])
  return made
}

/** The payer's bank takes the money back. Throws when the charge is disputed already. */
export async function openDispute(sandbox: Sandbox, charge: Charge): Promise<Dispute> {
  if (charge.disputed) throw new StripeError(400, 'This charge is already disputed.')
  const dispute = newDispute(charge, seconds())
  sandbox.store.state.stripe.disputes[dispute.id] = dispute
  charge.disputed = true
  await emit(sandbox, 'charge.dispute.created', dispute)
  return dispute
}

/** The bank decides for us or for the payer. */
export async function closeDispute(sandbox: Sandbox, dispute: Dispute, won: boolean): Promise<void> {
  if (dispute.status !== 'needs_response') throw new StripeError(400, 'This dispute is closed.')
  dispute.status = won ? 'won' : 'lost'
  await emit(sandbox, 'charge.dispute.closed', dispute)
}
