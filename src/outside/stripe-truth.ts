import type Stripe from 'stripe'
import type { Back, Received, Truth } from './provider'

type Session = Stripe.Checkout.Session

/** A bank debit that came back leaves its session complete and unpaid: only the intent says that it is over. */
const cameBack = ({ payment_intent: intent }: Session): boolean =>
  typeof intent === 'object' &&
  (intent?.status === 'requires_payment_method' || intent?.status === 'canceled')

const stateOf = (session: Session): Truth['state'] => {
  if (session.payment_status === 'paid' || session.payment_status === 'no_payment_required') return 'paid'
  if (session.status === 'expired') return 'expired'
  if (session.status !== 'complete') return 'open'
  return cameBack(session) ? 'failed' : 'processing'
}

/** A Checkout Session as it stands. A completed one is paid only if it says so: bank debits take days. */
export function truthOf(session: Session): Truth {
  return {
    ref: session.id,
    attemptId: session.client_reference_id,
    state: stateOf(session),
    amount: session.amount_total,
    currency: session.currency?.toUpperCase() ?? null,
    paymentRef: idOf(session.payment_intent),
  }
}

/** A charge with everything that was asked to go back of it. */
export function receivedOf(
  charge: Stripe.Charge,
  refunds: readonly Stripe.Refund[],
  paymentRef: string,
): Received {
  return {
    attemptId: charge.metadata?.attempt ?? null,
    paymentRef,
    paid: charge.paid && charge.status === 'succeeded',
    amount: charge.amount,
    currency: charge.currency.toUpperCase(),
    backs: refunds.map(backOf),
  }
}

const ended: Record<string, Back['state']> = { succeeded: 'succeeded', failed: 'failed', canceled: 'failed' }

export function backOf(refund: Stripe.Refund): Back {
  return {
    ref: refund.id,
    key: refund.metadata?.refund ?? null,
    amount: refund.amount,
    state: ended[refund.status ?? ''] ?? 'pending',
    ...(refund.failure_reason ? { problem: refund.failure_reason } : {}),
  }
}

export const idOf = (thing: string | { id: string } | null | undefined): string | null =>
  typeof thing === 'string' ? thing : (thing?.id ?? null)
