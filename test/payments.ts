import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import type { ProjectScope } from '../src/db/scope'
import { createRequest } from '../src/domain/payments/requests'
import { newId } from '../src/lib/id'
import {
  type Back,
  type Order,
  type Provider,
  ProviderFailure,
  type Received,
  type Truth,
} from '../src/outside/provider'
import { signed } from '../src/outside/signature'
import { rows, scopeIn } from './harness'
import { people, world } from './world'

/** What tests about money act with: a provider that obeys, requests, a priced ticket, and signed webhooks. */

type Page = { order: Order; state: Truth['state']; paymentRef: string; backs: Map<string, Back> }

/** A provider in memory. `pages` are its checkouts by their reference; `calls` counts what it was asked. */
export class FakeProvider implements Provider {
  readonly refunds = true
  readonly mode = 'test'
  accountId: string | null = null
  readonly pages = new Map<string, Page>()
  readonly calls: string[] = []
  /** Thrown instead of the next answer; `after`: once everything is done. */
  fault: { error: ProviderFailure; after?: boolean } | null = null
  readonly name: 'stripe' | 'cinetpay'

  constructor(name: 'stripe' | 'cinetpay' = 'stripe') {
    this.name = name
  }

  takes = () => true
  refOf = (attemptId: string) => (this.name === 'cinetpay' ? attemptId : null)

  async open(order: Order) {
    this.calls.push(`open ${order.attemptId}`)
    if (this.fault && !this.fault.after) throw this.#trip()
    const ref = this.name === 'cinetpay' ? order.attemptId : `cs_${order.attemptId}`
    const page = this.pages.get(ref)
    if (page && JSON.stringify(page.order) !== JSON.stringify(order))
      throw new ProviderFailure('taken', 'key')
    if (!page)
      this.pages.set(ref, { order, state: 'open', paymentRef: `pi_${order.attemptId}`, backs: new Map() })
    if (this.fault) throw this.#trip()
    return { ref, url: `https://pay.test/${ref}` }
  }

  async truth(ref: string): Promise<Truth> {
    this.calls.push(`truth ${ref}`)
    return this.said(ref)
  }

  said(ref: string, more: Partial<Truth> = {}): Truth {
    const page = this.pages.get(ref)
    if (!page) throw new ProviderFailure('down', 'unknown')
    const { attemptId, amount, currency } = page.order
    return { ref, attemptId, state: page.state, amount, currency, paymentRef: page.paymentRef, ...more }
  }

  async expire(ref: string) {
    this.calls.push(`expire ${ref}`)
    const page = this.pages.get(ref)
    if (page?.state === 'open') page.state = 'expired'
    return this.said(ref)
  }

  async refund(paymentRef: string, amount: number, key: string): Promise<Back> {
    this.calls.push(`refund ${key}`)
    if (this.fault && !this.fault.after) throw this.#trip()
    const page = this.#by(paymentRef)
    const known = page.backs.get(key)
    if (known && known.amount !== amount) throw new ProviderFailure('taken', 'key_used')
    const back = known ?? { ref: `re_${key}`, key, amount, state: 'succeeded' as const }
    page.backs.set(key, back)
    if (this.fault) throw this.#trip()
    return back
  }

  async received(paymentRef: string) {
    return this.#receivedOf(this.#by(paymentRef))
  }

  verify = async () => null
  hear = async () => ({ about: 'nothing', why: 'ignored' }) as const
  test = async () => ({ identity: 'fake' })

  #by(paymentRef: string): Page {
    const page = [...this.pages.values()].find(p => p.paymentRef === paymentRef)
    if (!page) throw new ProviderFailure('refused', 'unknown')
    return page
  }

  #receivedOf(page: Page): Received {
    const { attemptId, amount, currency } = page.order
    return {
      attemptId,
      paymentRef: page.paymentRef,
      paid: true,
      amount,
      currency,
      backs: [...page.backs.values()],
    }
  }

  #trip(): ProviderFailure {
    const error = this.fault?.error ?? new ProviderFailure('down', 'no_answer')
    this.fault = null
    return error
  }
}

export const asking = {
  kind: 'deposit' as const,
  title: 'Acompte de 30 %',
  description: '',
  amount: '450',
  basis: 'with' as const,
  phaseId: null,
  dueOn: null,
  validUntil: null,
}

/** 450,00 € that came for a request, and were not asked for; what of it went back is in cents. */
export async function moneyTooMany(
  requestId: string,
  flag: 'duplicate' | 'late',
  refunded = 0,
): Promise<string> {
  const id = newId()
  await rows(
    `insert into payment_attempts (workspace_id, client_id, project_id, id, request_id, provider, amount, currency,
      state, flag, refunded, created_at, state_at)
    select workspace_id, client_id, project_id, ?, id, 'stripe', 45000, 'EUR', 'succeeded', ?, ?, 0, 0
    from payment_requests where id = ?`,
    id,
    flag,
    refunded,
    requestId,
  )
  return id
}

type Asked = Partial<Omit<typeof asking, 'dueOn'>> & { dueOn?: string | null }

/** A request of 450,00 € for Maison Lune's site. */
export async function aRequest(more: Asked = {}): Promise<string> {
  return createRequest(await scopeIn('camille'), { ...asking, ...more })
}

/** A ticket of Léa's with its price of 120,00 €, waiting to be paid. */
export async function aPricedTicket(scope: ProjectScope): Promise<{ ticketId: string; requestId: string }> {
  const [ticketId, requestId] = [newId(), newId()]
  const { now } = scope
  await scope.commit(
    [
      scope.insert('tickets', {
        id: ticketId,
        number: 1 + (await rows('select id from tickets')).length,
        type: 'improvement',
        urgency: 'evolution',
        state: 'quoted',
        subject: 'Une galerie de photos',
        body: 'Sur la page d’accueil.',
        openedBy: people.lea.membership,
        createdAt: now,
        updatedAt: now,
        stateAt: now,
      }),
      scope.insert('paymentRequests', {
        id: requestId,
        kind: 'ticket',
        ticketId,
        title: 'Une galerie de photos',
        amount: 12_000,
        taxes: [],
        currency: 'EUR',
        stateAt: now,
        createdAt: now,
      }),
    ],
    [],
  )
  return { ticketId, requestId }
}

type State = Record<string, unknown>
export const requestRow = async (id: string): Promise<State> =>
  (await rows('select * from payment_requests where id = ?', id))[0] ?? {}
export const attemptRows = (requestId: string): Promise<State[]> =>
  rows('select * from payment_attempts where request_id = ? order by created_at, id', requestId)
export const webhookRows = (): Promise<State[]> => rows('select * from webhook_events order by id')

/** A Checkout Session of Stripe's for an attempt, as its events carry it. */
export function session(attempt: State, more: Record<string, unknown> = {}) {
  return {
    id: attempt.provider_ref ?? `cs_${attempt.id}`,
    object: 'checkout.session',
    client_reference_id: attempt.id,
    metadata: { attempt: attempt.id },
    status: 'complete',
    payment_status: 'paid',
    amount_total: attempt.amount,
    currency: String(attempt.currency).toLowerCase(),
    payment_intent: `pi_${attempt.id}`,
    ...more,
  }
}

export function charge(attempt: State, refunded: number) {
  return {
    id: `ch_${attempt.id}`,
    object: 'charge',
    metadata: { attempt: attempt.id },
    payment_intent: `pi_${attempt.id}`,
    paid: true,
    status: 'succeeded',
    amount: attempt.amount,
    amount_refunded: refunded,
    currency: String(attempt.currency).toLowerCase(),
  }
}

/** A refund of Stripe's, as its API lists it. */
export const refundOf = (attempt: State, amount: number, more: Record<string, unknown> = {}) => ({
  id: `re_${attempt.id}_${amount}`,
  object: 'refund',
  amount,
  currency: String(attempt.currency).toLowerCase(),
  payment_intent: `pi_${attempt.id}`,
  status: 'succeeded',
  metadata: {},
  ...more,
})

/** What Stripe answers when it is asked about an attempt's money: its intent, its refunds, its disputes. */
export function stripeKnows(attempt: State, refunds: object[] = [], dispute = 'needs_response') {
  return playOutside(url => {
    if (url.pathname.startsWith('/v1/refunds')) return { object: 'list', data: refunds, has_more: false }
    if (url.pathname.startsWith('/v1/disputes')) return { id: 'dp_1', object: 'dispute', status: dispute }
    return { id: `pi_${attempt.id}`, object: 'payment_intent', latest_charge: charge(attempt, 0) }
  })
}

export type StripeEvent = { id: string; type: string; body: string }

export function stripeEvent(type: string, object: object, id = `evt_${newId()}`): StripeEvent {
  return { id, type, body: JSON.stringify({ id, object: 'event', type, data: { object } }) }
}

const hexOf = (mac: ArrayBuffer) =>
  Array.from(new Uint8Array(mac), b => b.toString(16).padStart(2, '0')).join('')

/** `Stripe-Signature` as Stripe makes it; @param at milliseconds */
export async function stripeSignature(body: string, at = Date.now(), secret = 'whsec_stripe_test') {
  const seconds = Math.floor(at / 1000)
  const mac = await signed(new TextEncoder().encode(secret), `${seconds}.${body}`)
  return `t=${seconds},v1=${hexOf(mac)}`
}

/** Plays the outside: `answer` gets each request and says JSON, or throws. */
export function playOutside(answer: (url: URL, init: { body: string; headers: Headers }) => unknown) {
  return vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = input instanceof Request ? input : new Request(String(input), init as RequestInit)
    const said = answer(new URL(request.url), {
      body: new TextDecoder().decode(await request.arrayBuffer()),
      headers: request.headers,
    })
    return said instanceof Response ? said : Response.json(said)
  })
}

/** Nothing is handed to the real queues: the test itself says when a message is consumed, and how often. */
export function quietQueues(): void {
  for (const queue of [env.WEBHOOKS, env.EVENTS, env.MAIL] as Queue<unknown>[]) {
    vi.spyOn(queue, 'send').mockResolvedValue(undefined as never)
    vi.spyOn(queue, 'sendBatch').mockResolvedValue(undefined as never)
  }
}

export { env, world }
