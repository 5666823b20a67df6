import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Stripe } from 'stripe'
import { configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import type { Row } from '../db/tables'
import { afterCommit } from '../domain/activity/nudge'
import { confirm, type Outcome } from '../domain/payments/confirm'
import { findAttempt } from '../domain/payments/find'
import { applyReceived, noteDispute } from '../domain/payments/refund'
import type { Received, Truth } from '../outside/provider'
import { type Providers, providersOf } from '../outside/providers'
import { idOf, receivedOf, truthOf } from '../outside/stripe'

type Stored = Row<'webhookEvents'>
/** `unknown`: it is about nothing of ours. `ignored`: nothing follows from such an event. */
type Became = Outcome | 'ignored' | 'unknown'

/** A system scope whose commits nudge queue and screens; `settled` waits for the nudges. */
function withNudges(env: Env, now: number) {
  const pending: Promise<unknown>[] = []
  const after = afterCommit(env, promise => pending.push(promise))
  return {
    system: enterSystem({ db: env.DB, now, after }),
    settled: () => Promise.allSettled(pending),
  }
}

export { withNudges }

/**
 * Draws the consequences of one stored webhook. It may come twice, together, or in another order than things happened.
 * @throws what went wrong (a provider that does not answer…): the event stays unprocessed and comes again
 */
export async function consumeWebhook(
  env: Env,
  message: { provider: 'stripe' | 'cinetpay' | 'resend'; id: string },
  now = Date.now(),
): Promise<void> {
  const { system, settled } = withNudges(env, now)
  const t = system.table('webhookEvents')
  const itself = and(eq(t.provider, message.provider), eq(t.id, message.id))
  const [[event]] = await system.read(system.select().from(t).where(itself))
  if (!event || event.processedAt !== null) return
  const nowhere = { workspaceId: '', clientId: null, projectId: null }
  try {
    const outcome = await apply(system, providersOf(configOf(env)), event)
    const done = { processedAt: now, outcome, tries: sql`${t.tries} + 1` }
    await system.commit(
      nowhere,
      [system.write.updateAll('webhookEvents', done, and(itself, isNull(t.processedAt)))],
      [],
    )
  } catch (error) {
    const tried = { tries: sql`${t.tries} + 1` }
    await system.commit(nowhere, [system.write.updateAll('webhookEvents', tried, itself)], [])
    throw error
  } finally {
    await settled()
  }
}

function apply(system: SystemScope, providers: Providers, event: Stored): Promise<Became> {
  if (event.provider === 'stripe') return applyStripe(system, providers, event)
  if (event.provider === 'cinetpay') return applyCinetpay(system, providers, event)
  return Promise.resolve('ignored')
}

async function applyStripe(system: SystemScope, providers: Providers, stored: Stored): Promise<Became> {
  const event = JSON.parse(stored.payload) as Stripe.Event
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.expired':
      return checkout(system, truthOf(event.data.object))
    case 'checkout.session.async_payment_failed':
      return checkout(system, {
        ...truthOf(event.data.object),
        state: 'failed',
        problem: 'async_payment_failed',
      })
    case 'charge.refunded':
      return money(system, receivedOf(event.data.object))
    // These two name the money alone: what became of it in all is the provider's to say.
    case 'refund.created':
      return moneyOf(system, providers, idOf(event.data.object.payment_intent))
    case 'charge.dispute.created':
      return moneyOf(system, providers, idOf(event.data.object.payment_intent), true)
    default:
      return 'ignored'
  }
}

async function checkout(system: SystemScope, truth: Truth): Promise<Became> {
  const found = await findAttempt(system, 'stripe', { attemptId: truth.attemptId, ref: truth.ref })
  return found ? confirm(await system.project(found.projectId), found.id, truth, 'webhook') : 'unknown'
}

async function money(system: SystemScope, received: Received, disputed = false): Promise<Became> {
  const { attemptId, paymentRef } = received
  const found = await findAttempt(system, 'stripe', { attemptId, paymentRef })
  if (!found) return 'unknown'
  const scope = await system.project(found.projectId)
  const outcome = await applyReceived(scope, found.id, received, 'webhook')
  return disputed && outcome !== 'mismatch' ? noteDispute(scope, found.id) : outcome
}

async function moneyOf(
  system: SystemScope,
  { stripe }: Providers,
  paymentRef: string | null,
  disputed = false,
): Promise<Became> {
  const received = paymentRef ? await stripe?.received(paymentRef) : null
  return received ? money(system, received, disputed) : 'unknown'
}

/** A notification is a hint, whatever it says: only the check marks paid. */
async function applyCinetpay(system: SystemScope, { cinetpay }: Providers, stored: Stored): Promise<Became> {
  const { transaction } = JSON.parse(stored.payload) as { transaction: string }
  const found = await findAttempt(system, 'cinetpay', { attemptId: transaction, ref: transaction })
  if (!found || !cinetpay) return 'unknown'
  const truth = await cinetpay.truth(transaction)
  return confirm(await system.project(found.projectId), found.id, truth, 'check')
}

const MINUTE = 60_000

/** Hands what was stored but not processed to the queue again: after a minute, then ever more rarely, never for good. */
export async function sweepWebhooks(env: Env, now = Date.now()): Promise<{ webhooks: number }> {
  const system = enterSystem({ db: env.DB, now })
  const t = system.table('webhookEvents')
  const wait = sql`${MINUTE} * (1 + min(${t.tries} * ${t.tries}, 720))`
  const [waiting] = await system.read(
    system
      .select({ provider: t.provider, id: t.id })
      .from(t)
      .where(and(isNull(t.processedAt), lt(t.receivedAt, sql`${now} - ${wait}`)))
      .limit(100),
  )
  if (waiting.length > 0) await env.WEBHOOKS.sendBatch(waiting.map(body => ({ body, contentType: 'json' })))
  return { webhooks: waiting.length }
}
