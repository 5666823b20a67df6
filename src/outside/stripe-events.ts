import type Stripe from 'stripe'
import type { Dispute, News, Received } from './provider'
import { idOf, truthOf } from './stripe-truth'

/** What of an event's object is kept: ids, states and amounts; never who paid, from where, or with what. */
const fields = [
  ...['id', 'object', 'status', 'payment_status', 'client_reference_id', 'created', 'expires_at', 'livemode'],
  ...['amount', 'amount_total', 'amount_refunded', 'currency', 'paid', 'refunded', 'disputed'],
  ...['reason', 'failure_code', 'failure_reason'],
]
/** Things it names: their ids. */
const named = ['payment_intent', 'charge', 'customer', 'invoice']
/** Our own words on it. */
const ours = ['attempt', 'request', 'workspace', 'refund']

type Thing = Record<string, unknown>

const some = (thing: Thing | null | undefined, names: readonly string[]): Thing =>
  Object.fromEntries(names.filter(n => isPlain(thing?.[n])).map(n => [n, thing?.[n]]))

const isPlain = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) && String(value).length <= 500

/** An event as it is stored: enough to be processed again, and nobody's personal data. */
export function kept({ id, type, created, livemode, data }: Stripe.Event): string {
  const object = (data?.object ?? {}) as unknown as Thing
  const ids = named.map(n => [n, idOf(object[n] as string | { id: string } | null)] as const)
  return JSON.stringify({
    id,
    type,
    created,
    livemode,
    data: {
      object: {
        ...some(object, fields),
        ...Object.fromEntries(ids.filter(([, value]) => value)),
        metadata: some(object.metadata as Thing | null, ours),
      },
    },
  })
}

/** What may have to be asked to understand an event. */
export type Ask = {
  received: (paymentRef: string) => Promise<Received | null>
  disputeStatus: (id: string) => Promise<string>
}

const ignored: News = { about: 'nothing', why: 'ignored' }

/**
 * What a kept event amounts to. Those of a Checkout Session say all of it; those of refunds and disputes come in any
 * order and say but a part, so that it is the account that is asked how things stand.
 */
export async function hear(payload: string, ask: Ask): Promise<News> {
  const event = JSON.parse(payload) as Stripe.Event
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.expired':
      return { about: 'checkout', truth: truthOf(event.data.object), source: 'webhook' }
    case 'checkout.session.async_payment_failed': {
      const truth = truthOf(event.data.object)
      const problem = 'async_payment_failed'
      return { about: 'checkout', truth: { ...truth, state: 'failed', problem }, source: 'webhook' }
    }
    case 'charge.refunded':
    case 'charge.refund.updated':
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return money(idOf(event.data.object.payment_intent), ask)
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed': {
      const dispute = event.data.object
      const news = await money(idOf(dispute.payment_intent), ask)
      if (news.about !== 'money') return news
      return { ...news, dispute: disputeOf(await ask.disputeStatus(dispute.id)) }
    }
    default:
      return ignored
  }
}

async function money(paymentRef: string | null, ask: Ask): Promise<News> {
  const received = paymentRef && (await ask.received(paymentRef))
  return received ? { about: 'money', received } : { about: 'nothing', why: 'unknown' }
}

/** An inquiry that was closed took nothing. */
const disputeOf = (status: string): Dispute => {
  if (status === 'lost') return 'lost'
  return status === 'won' || status === 'warning_closed' || status === 'prevented' ? 'won' : 'open'
}
