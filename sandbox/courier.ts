import { randomUUID } from 'node:crypto'
import type { Settings } from './settings.ts'
import { cinetpayToken, stripeSignature, svixHeaders } from './signatures.ts'
import type { Delivery, Proof, Service } from './state.ts'
import type { Store } from './store.ts'

const ANSWER_WITHIN = 10_000
const OLD = 400_000

export type Parcel = Pick<Delivery, 'service' | 'url' | 'kind' | 'ref' | 'contentType' | 'body' | 'secret'>
export type Order = 'as-is' | 'reversed' | 'shuffled'

/** Carries webhooks to the application: signs, sends, retries, holds, and keeps the log. */
export type Courier = ReturnType<typeof createCourier>

export function createCourier(store: Store, settings: Settings, log: (line: string) => void) {
  const timers = new Map<string, NodeJS.Timeout>()
  const underWay = new Map<string, Promise<void>>()
  const stopped = new AbortController()

  /** Sends one, or holds it where the service is held. Resolves once the first attempt is over. */
  async function post(parcel: Parcel, how: { proof?: Proof; retry?: boolean } = {}): Promise<Delivery> {
    const { proof = 'good', retry = true } = how
    const held = retry && store.state.hold[parcel.service]
    const delivery: Delivery = {
      id: randomUUID(),
      ...parcel,
      proof,
      retry,
      state: held ? 'held' : 'waiting',
      attempts: [],
      createdAt: Date.now(),
    }
    store.state.deliveries.push(delivery)
    store.touch()
    // Nobody ever said where to.
    if (!delivery.url) delivery.state = 'failed'
    else if (!held) await attempt(delivery)
    return delivery
  }

  function attempt(delivery: Delivery): Promise<void> {
    const running = underWay.get(delivery.id)
    if (running) return running
    clearTimeout(timers.get(delivery.id))
    const run = send(delivery).finally(() => underWay.delete(delivery.id))
    underWay.set(delivery.id, run)
    return run
  }

  async function send(delivery: Delivery): Promise<void> {
    const at = Date.now()
    const answer = await fetch(delivery.url, {
      method: 'POST',
      headers: { 'content-type': delivery.contentType, ...proofHeaders(delivery, settings, at) },
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(ANSWER_WITHIN)]),
    }).then(
      response => ({ status: response.status }),
      (error: Error) => ({ error: cause(error) }),
    )
    // A reset or a stop in between has forgotten it.
    if (stopped.signal.aborted || !store.state.deliveries.includes(delivery)) return
    delivery.attempts.push({ at, ms: Date.now() - at, ...answer })
    const ok = 'status' in answer && answer.status >= 200 && answer.status < 300
    settle(delivery, ok)
    const said = 'status' in answer ? answer.status : answer.error
    log(`${delivery.service} ${delivery.kind} ${delivery.ref} → ${said}`)
  }

  function settle(delivery: Delivery, ok: boolean): void {
    const wait = delivery.retry ? settings.retryAfter[delivery.attempts.length - 1] : undefined
    delivery.state = ok ? 'delivered' : wait === undefined ? 'failed' : 'waiting'
    delivery.nextAt = delivery.state === 'waiting' && wait !== undefined ? Date.now() + wait : undefined
    if (delivery.nextAt) schedule(delivery)
    store.touch()
  }

  function schedule(delivery: Delivery): void {
    const wait = Math.max(0, (delivery.nextAt ?? 0) - Date.now())
    timers.set(
      delivery.id,
      setTimeout(() => {
        timers.delete(delivery.id)
        void attempt(delivery)
      }, wait),
    )
  }

  return {
    post,

    /** Sends now, one after the other, what is held for the service, and holds no more. */
    async release(service: Service, order: Order = 'as-is'): Promise<Delivery[]> {
      store.state.hold[service] = false
      const held = store.state.deliveries.filter(d => d.service === service && d.state === 'held')
      for (const delivery of inOrder(held, order)) {
        delivery.state = 'waiting'
        await attempt(delivery)
      }
      store.touch()
      return held
    },

    /** Tries now everything that waits for another attempt, and waits for what is under way. */
    async flush(): Promise<Delivery[]> {
      const waiting = store.state.deliveries.filter(d => d.state === 'waiting')
      await Promise.all(waiting.map(attempt))
      return waiting
    },

    /** Takes up again what a former run left waiting. */
    resume(): void {
      for (const delivery of store.state.deliveries) if (delivery.state === 'waiting') schedule(delivery)
    },

    /** Forgets the timers, for a reset. */
    forget(): void {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },

    stop(): void {
      this.forget()
      stopped.abort()
    },
  }
}

/** A copy in the order asked for. */
export function inOrder<T>(items: readonly T[], order: Order): T[] {
  if (order === 'reversed') return items.toReversed()
  if (order === 'as-is') return [...items]
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
  }
  return copy
}

function proofHeaders(delivery: Delivery, settings: Settings, now: number): Record<string, string> {
  const at = delivery.proof === 'old' ? now - OLD : now
  const forged = delivery.proof === 'forged'
  const { service, body } = delivery
  if (service === 'stripe') {
    const secret = forged ? 'whsec_of_a_stranger' : (delivery.secret ?? settings.stripeWebhookSecret)
    return {
      'stripe-signature': stripeSignature(secret, body, at),
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    }
  }
  if (service === 'resend') {
    const secret = forged ? `whsec_${btoa('a stranger')}` : settings.resendWebhookSecret
    return { ...svixHeaders(secret, delivery.ref, body, at), 'user-agent': 'Svix-Webhooks/1.0' }
  }
  const secret = forged ? 'a stranger' : (delivery.secret ?? settings.cinetpaySecretKey)
  return { 'x-token': cinetpayToken(secret, new URLSearchParams(body)), 'user-agent': 'CinetPay/1.0' }
}

function cause(error: Error): string {
  const inner = error.cause as { code?: string } | undefined
  return inner?.code ?? error.name
}
