import type * as z from 'zod'
import type { Sandbox } from '../context.ts'
import { accountId } from './accounts.ts'
import { expire } from './checkout.ts'
import { newCustomer } from './customer.ts'
import { missing, StripeError } from './errors.ts'
import { seconds } from './events.ts'
import { asList } from './expand.ts'
import { refund } from './money-back.ts'
import * as params from './params.ts'
import { newSession } from './session.ts'
import type { Charge } from './types.ts'

type Operation = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  params: z.ZodType
  run: (sandbox: Sandbox, params: unknown, id: string, account: string) => object
}

function operation<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  schema: z.ZodType<T>,
  run: (sandbox: Sandbox, params: T, id: string, account: string) => object,
): Operation {
  return { method, path, params: schema, run: run as Operation['run'] }
}

const tables = (sandbox: Sandbox) => sandbox.store.state.stripe

/** Every operation of Stripe's API that the sandbox plays. */
export const operations: Operation[] = [
  operation('POST', '/checkout/sessions', params.sessionCreate, (sandbox, p) => {
    const { customers, sessions, lineItems, intentData } = tables(sandbox)
    if (p.customer && !customers[p.customer]) throw missing('customer', p.customer, 'customer', 400)
    const [session, lines] = newSession(p, sandbox.origin, seconds())
    sessions[session.id] = session
    lineItems[session.id] = lines
    const { description, metadata, receipt_email } = p.payment_intent_data ?? {}
    intentData[session.id] = JSON.parse(JSON.stringify({ description, metadata, receipt_email }))
    sandbox.store.touch()
    sandbox.log(`stripe session ${session.id.slice(0, 16)}… ${session.amount_total} ${session.currency}`)
    return session
  }),
  operation('GET', '/checkout/sessions', params.sessionList, (sandbox, p) => {
    const all = Object.values(tables(sandbox).sessions).filter(
      s =>
        (!p.status || s.status === p.status) &&
        (!p.customer || s.customer === p.customer) &&
        (!p.payment_intent || s.payment_intent === p.payment_intent) &&
        (!p.customer_details || s.customer_email === p.customer_details.email) &&
        within(s.created, p.created),
    )
    return page(all, p, '/v1/checkout/sessions')
  }),
  operation('GET', '/checkout/sessions/:id', params.expandOnly, (sandbox, _, id) => {
    return tables(sandbox).sessions[id] ?? lost('checkout.session', id)
  }),
  operation('GET', '/checkout/sessions/:id/line_items', params.pageOnly, (sandbox, _, id) => {
    const lines = tables(sandbox).lineItems[id] ?? lost('checkout.session', id)
    return asList(lines, `/v1/checkout/sessions/${id}/line_items`)
  }),
  operation('POST', '/checkout/sessions/:id/expire', params.expandOnly, (sandbox, _, id) => {
    const session = tables(sandbox).sessions[id] ?? lost('checkout.session', id)
    void expire(sandbox, session)
    return session
  }),
  operation('POST', '/refunds', params.refundCreate, (sandbox, p) => {
    const charge = chargeOf(sandbox, p)
    const more = { ...(p.metadata && { metadata: p.metadata }), ...(p.reason && { reason: p.reason }) }
    return refund(sandbox, charge, p.amount, more)
  }),
  operation('GET', '/refunds', params.refundList, (sandbox, p) => {
    const all = Object.values(tables(sandbox).refunds).filter(
      r =>
        (!p.charge || r.charge === p.charge) &&
        (!p.payment_intent || r.payment_intent === p.payment_intent) &&
        within(r.created, p.created),
    )
    return page(all, p, '/v1/refunds')
  }),
  operation('POST', '/customers', params.customerCreate, (sandbox, p) => {
    const customer = newCustomer(p, seconds())
    tables(sandbox).customers[customer.id] = customer
    sandbox.store.touch()
    return customer
  }),
  operation('POST', '/customers/:id', params.customerCreate, (sandbox, p, id) => {
    const customer = tables(sandbox).customers[id] ?? lost('customer', id)
    const { expand: _, metadata, ...fields } = p
    Object.assign(customer, fields, { metadata: { ...customer.metadata, ...metadata } })
    sandbox.store.touch()
    return customer
  }),
  operation('DELETE', '/customers/:id', params.expandOnly, (sandbox, _, id) => {
    if (!tables(sandbox).customers[id]) lost('customer', id)
    delete tables(sandbox).customers[id]
    sandbox.store.touch()
    return { id, object: 'customer', deleted: true }
  }),
  operation('GET', '/customers', params.customerList, (sandbox, p) => {
    const all = Object.values(tables(sandbox).customers).filter(
      c => (!p.email || c.email === p.email) && within(c.created, p.created),
    )
    return page(all, p, '/v1/customers')
  }),
  operation('GET', '/events', params.eventList, (sandbox, p) => {
    const all = Object.values(tables(sandbox).events).filter(
      e =>
        (!p.type || e.type === p.type) &&
        (!p.types || p.types.includes(e.type)) &&
        within(e.created, p.created),
    )
    return page(all, p, '/v1/events')
  }),
  operation('GET', '/account', params.expandOnly, (_sandbox, _params, _id, account) => ({
    id: accountId(account),
    object: 'account',
    business_profile: { name: 'Bac à sable' },
    charges_enabled: true,
    country: 'FR',
    default_currency: 'eur',
    details_submitted: true,
    payouts_enabled: true,
    type: 'standard',
  })),
  ...(
    [
      ['/customers/:id', 'customers', 'customer'],
      ['/payment_intents/:id', 'paymentIntents', 'payment_intent'],
      ['/charges/:id', 'charges', 'charge'],
      ['/refunds/:id', 'refunds', 'refund'],
      ['/disputes/:id', 'disputes', 'dispute'],
      ['/invoices/:id', 'invoices', 'invoice'],
      ['/events/:id', 'events', 'event'],
    ] as const
  ).map(([path, table, noun]) =>
    operation(
      'GET',
      path,
      params.expandOnly,
      (sandbox, _, id) => tables(sandbox)[table][id] ?? lost(noun, id),
    ),
  ),
]

function lost(noun: string, id: string): never {
  throw missing(noun, id)
}

function chargeOf(sandbox: Sandbox, p: { charge?: string; payment_intent?: string }): Charge {
  const { charges, paymentIntents } = tables(sandbox)
  if (p.charge) return charges[p.charge] ?? lost('charge', p.charge)
  if (!p.payment_intent) {
    throw new StripeError(
      400,
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  }
  const intent = paymentIntents[p.payment_intent] ?? lost('payment_intent', p.payment_intent)
  const charge = intent.latest_charge && charges[intent.latest_charge]
  if (charge) return charge
  const message = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`
  throw new StripeError(400, message, { code: 'payment_intent_unexpected_state', param: 'payment_intent' })
}

type Range = number | { gt?: number; gte?: number; lt?: number; lte?: number }

function within(at: number, range: Range | undefined): boolean {
  if (range === undefined) return true
  if (typeof range === 'number') return at === range
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range
  return at > gt && at >= gte && at < lt && at <= lte
}

type Paging = { limit?: number; starting_after?: string; ending_before?: string }

/** Newest first, as Stripe lists. The tables keep the order in which things came about. */
function page(all: readonly { id: string }[], p: Paging, url: string): object {
  const newest = all.toReversed()
  const from = p.starting_after ? newest.findIndex(item => item.id === p.starting_after) + 1 : 0
  const to = p.ending_before ? newest.findIndex(item => item.id === p.ending_before) : newest.length
  const cut = newest.slice(from, to)
  const limit = Math.min(100, p.limit ?? 10)
  return asList(cut.slice(0, limit), url, cut.length > limit)
}
