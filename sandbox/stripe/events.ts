import type { Sandbox } from '../context.ts'
import { inOrder, type Order } from '../courier.ts'
import { stripeId } from '../ids.ts'
import type { Delivery, Proof } from '../state.ts'
import { hookOf, ownerOf } from './accounts.ts'
import type { StripeEvent } from './types.ts'

export const API_VERSION = '2026-10-28.endive'

/** Seconds since 1970, as Stripe counts. */
export const seconds = () => Math.floor(Date.now() / 1000)

/** Writes an event down and sends it. Resolves after the first attempt (at once where Stripe is held). */
export function emit(
  sandbox: Sandbox,
  type: string,
  object: StripeEvent['data']['object'],
  previous?: Record<string, unknown>,
): Promise<Delivery> {
  const event: StripeEvent = {
    id: stripeId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: seconds(),
    // What happened is told as it was then, whatever becomes of the object.
    data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  }
  sandbox.store.state.stripe.events[event.id] = event
  sandbox.store.touch()
  return sandbox.courier.post(parcel(sandbox, event))
}

/**
 * Sends events that were sent before: each `times` times in parallel, one event after the other in the order
 * asked for, once each (no retries), even where Stripe is held.
 */
export async function redeliver(
  sandbox: Sandbox,
  events: readonly StripeEvent[],
  how: { order?: Order; times?: number; proof?: Proof } = {},
): Promise<Delivery[]> {
  const { order = 'as-is', times = 1, proof = 'good' } = how
  const done: Delivery[] = []
  for (const event of inOrder(events, order)) {
    const copies = Array.from({ length: times }, () =>
      sandbox.courier.post(parcel(sandbox, event), { proof, retry: false }),
    )
    done.push(...(await Promise.all(copies)))
  }
  return done
}

function parcel(sandbox: Sandbox, event: StripeEvent) {
  return {
    service: 'stripe' as const,
    ...hookOf(sandbox, ownerOf(sandbox, event.data.object.id)),
    kind: event.type,
    ref: event.id,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(event, null, 2),
  }
}
