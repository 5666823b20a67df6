import type { Sandbox } from '../context.ts'
import type { Delivery } from '../state.ts'
import { newCustomer, newInvoice } from './customer.ts'
import { StripeError } from './errors.ts'
import { emit, seconds } from './events.ts'
import { type Method, newCharge, newPaymentIntent } from './payment.ts'
import { details } from './session.ts'
import type { Charge, PaymentIntent, Session } from './types.ts'

/**
 * The person pays. A card is paid at once; a SEPA debit completes the session unpaid, and `settleLater`
 * decides. Resolves when the application has had the webhooks' first attempt. Throws unless open.
 */
export async function pay(sandbox: Sandbox, session: Session, method: Method): Promise<void> {
  mustBeOpen(session)
  const now = seconds()
  const { stripe } = sandbox.store.state
  session.status = 'complete'
  session.url = null
  session.customer_details = details(session.customer_email)
  if (session.customer_creation === 'always') {
    const customer = newCustomer({ email: session.customer_email ?? undefined }, now)
    stripe.customers[customer.id] = customer
    session.customer = customer.id
  }
  const intent = intentOf(sandbox, session)
  if (method === 'sepa_debit') {
    intent.status = 'processing'
    await emit(sandbox, 'checkout.session.completed', session)
    return
  }
  await Promise.all(paid(sandbox, session, intent, method, 'checkout.session.completed'))
}

/** The bank refuses the card: the session stays open. */
export async function decline(sandbox: Sandbox, session: Session): Promise<void> {
  mustBeOpen(session)
  const intent = intentOf(sandbox, session)
  intent.last_payment_error = {
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'Your card was declined.',
    type: 'card_error',
  }
  await emit(sandbox, 'payment_intent.payment_failed', intent)
}

/** The outcome of an asynchronous method, days later. Throws unless the session awaits one. */
export async function settleLater(sandbox: Sandbox, session: Session, succeeds: boolean): Promise<void> {
  const intent = intentOf(sandbox, session)
  if (session.status !== 'complete' || intent.status !== 'processing') {
    throw new StripeError(400, 'This session awaits no asynchronous payment.')
  }
  if (succeeds) {
    await Promise.all(
      paid(sandbox, session, intent, 'sepa_debit', 'checkout.session.async_payment_succeeded'),
    )
    return
  }
  intent.status = 'requires_payment_method'
  intent.last_payment_error = {
    code: 'debit_not_authorized',
    message: 'The debit was refused by the bank.',
    type: 'invalid_request_error',
  }
  await Promise.all([
    emit(sandbox, 'payment_intent.payment_failed', intent),
    emit(sandbox, 'checkout.session.async_payment_failed', session),
  ])
}

/** Expires an open session, at once; the webhook follows. Throws Stripe's 400 (not a rejection) otherwise. */
export function expire(sandbox: Sandbox, session: Session): Promise<Delivery> {
  if (session.status !== 'open') {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`
    throw new StripeError(400, message)
  }
  session.status = 'expired'
  session.url = null
  return emit(sandbox, 'checkout.session.expired', session)
}

/** Expires every open session whose time is over. */
export function expireDue(sandbox: Sandbox): void {
  for (const session of Object.values(sandbox.store.state.stripe.sessions)) {
    if (session.status === 'open' && session.expires_at <= seconds()) void expire(sandbox, session)
  }
}

function paid(sandbox: Sandbox, session: Session, intent: PaymentIntent, method: Method, type: string) {
  const { stripe } = sandbox.store.state
  const charge: Charge = newCharge(intent, method, session.customer_email, seconds())
  stripe.charges[charge.id] = charge
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  intent.latest_charge = charge.id
  session.payment_status = 'paid'
  const sent = [emit(sandbox, 'payment_intent.succeeded', intent), emit(sandbox, 'charge.succeeded', charge)]
  if (session.invoice_creation.enabled) {
    const count = Object.keys(stripe.invoices).length + 1
    const invoice = newInvoice(session, stripe.lineItems[session.id] ?? [], count, seconds())
    stripe.invoices[invoice.id] = invoice
    session.invoice = invoice.id
    sent.push(emit(sandbox, 'invoice.paid', invoice))
  }
  sent.push(emit(sandbox, type, session))
  return sent
}

function intentOf(sandbox: Sandbox, session: Session): PaymentIntent {
  const { stripe } = sandbox.store.state
  const known = session.payment_intent && stripe.paymentIntents[session.payment_intent]
  if (known) return known
  const intent = newPaymentIntent(session, stripe.intentData[session.id] ?? {}, seconds())
  stripe.paymentIntents[intent.id] = intent
  session.payment_intent = intent.id
  return intent
}

function mustBeOpen(session: Session): void {
  if (session.status !== 'open') throw new StripeError(400, 'This Checkout Session is no longer open.')
}
