import { newId } from '../../src/lib/id'

/**
 * What happened at the provider, told independently of the product: attempts, everything that is said about each, and
 * how each must end.
 */
export type Attempt = {
  id: string
  request: string
  amount: number
  session: string
  intent: string
  /** What the provider knows of it, whenever it is asked. */
  refunds: { id: string; amount: number; status: string }[]
  dispute: string | null
}
export type Said = { id: string; attempt: Attempt; body: string }
export type End = { state: string; refunded: number; disputed: number; duplicate: number; received: number }
export type Story = { attempts: Attempt[]; said: Said[]; ends: Map<string, End> }

const pending: End = { state: 'pending', refunded: 0, disputed: 0, duplicate: 0, received: 0 }
const paid: End = { ...pending, state: 'paid', received: 1 }

/** @param count how many requests there are */
export function tell(count: number): Story {
  const story: Story = { attempts: [], said: [], ends: new Map() }
  for (let n = 0; n < count; n++) kinds[n % kinds.length]?.(story, 1000 + n * 7)
  return story
}

/** How a payment may go, one after the other. */
const kinds: ((story: Story, amount: number) => void)[] = [
  (story, amount) => {
    const a = attempt(story, amount, paid)
    completed(story, a)
    say(story, a, 'payment_intent.succeeded', { id: a.intent, object: 'payment_intent' })
  },
  (story, amount) => {
    const a = attempt(story, amount, paid)
    completed(story, a, { payment_status: 'unpaid' })
    say(story, a, 'checkout.session.async_payment_succeeded', session(a))
  },
  (story, amount) => {
    const a = attempt(story, amount, pending)
    completed(story, a, { payment_status: 'unpaid' })
    say(story, a, 'checkout.session.async_payment_failed', session(a, { payment_status: 'unpaid' }))
  },
  (story, amount) => {
    const a = attempt(story, amount, { ...paid, state: 'partly_refunded', refunded: 300 })
    a.refunds.push({ id: `re_${a.id}`, amount: 300, status: 'succeeded' })
    completed(story, a)
    about(story, a, ['refund.created', 'charge.refunded'])
  },
  (story, amount) => {
    const a = attempt(story, amount, paid)
    a.refunds.push({ id: `re_${a.id}`, amount: 500, status: 'failed' })
    completed(story, a)
    about(story, a, ['refund.created', 'refund.updated', 'refund.failed'])
  },
  (story, amount) => {
    const a = attempt(story, amount, { ...paid, disputed: 1 })
    a.dispute = 'lost'
    completed(story, a)
    about(story, a, ['charge.dispute.created', 'charge.dispute.closed'])
  },
  (story, amount) => {
    const a = attempt(story, amount, pending)
    say(story, a, 'checkout.session.expired', session(a, { status: 'expired', payment_status: 'unpaid' }))
  },
  (story, amount) => {
    const a = attempt(story, amount, pending)
    completed(story, a, { amount_total: amount + 1 })
  },
  (story, amount) => {
    const a = attempt(story, amount, { ...paid, duplicate: 1 })
    completed(story, a)
    completed(story, attempt(story, amount, undefined, a.request))
  },
]

function attempt(story: Story, amount: number, end: End | undefined, request = newId()): Attempt {
  const id = newId()
  const made: Attempt = {
    id,
    request,
    amount,
    session: `cs_${id}`,
    intent: `pi_${id}`,
    refunds: [],
    dispute: null,
  }
  story.attempts.push(made)
  if (end) story.ends.set(request, end)
  return made
}

export const session = (a: Attempt, more: object = {}) => ({
  id: a.session,
  object: 'checkout.session',
  client_reference_id: a.id,
  status: 'complete',
  payment_status: 'paid',
  amount_total: a.amount,
  currency: 'eur',
  payment_intent: a.intent,
  ...more,
})

export const eventOf = (type: string, object: object, id = `evt_${newId()}`) =>
  JSON.stringify({ id, object: 'event', type, data: { object } })

function say(story: Story, a: Attempt, type: string, object: object): void {
  const id = `evt_${newId()}`
  story.said.push({ id, attempt: a, body: eventOf(type, object, id) })
}

const completed = (story: Story, a: Attempt, more: object = {}) =>
  say(story, a, 'checkout.session.completed', session(a, more))

function about(story: Story, a: Attempt, types: string[]): void {
  for (const type of types) say(story, a, type, { id: `dp_${a.id}`, payment_intent: a.intent })
}
