import type { ProjectScope } from '../../db/scope'
import { Conflict, Invalid, NotFound } from '../../lib/errors'
import { parseMoney } from '../../lib/money'
import { type Provider, ProviderFailure, type Received } from '../../outside/provider'
import { attemptChange, confirm, type Outcome } from './confirm'
import { type Dossier, dossierOfAttempt } from './dossier'
import { type Attempt, isRefundable, mustKeepBooks } from './policy'
import { changed } from './requests'
import { type Plan, untilSettled } from './settle'

/**
 * Gives back a part of what came through a provider, or all of it. Asked twice with the same `base`, it goes once.
 * @throws NotFound, Invalid, Conflict (something went back since), ProviderFailure (`down`: it may have gone all the same)
 */
export async function refundAttempt(
  scope: ProjectScope,
  named: { request: string; attempt: string },
  input: { amount: string; base: number },
  provider: Provider,
): Promise<void> {
  mustKeepBooks(scope)
  const { attempt } = await dossierOfAttempt(scope, named.attempt)
  if (attempt.requestId !== named.request) throw new NotFound()
  if (!isRefundable(attempt) || attempt.refunded !== input.base) throw new Conflict('payment_state')
  if (!provider.refunds || !attempt.paymentRef) throw new ProviderFailure('refused', 'no_refunds')
  const amount = parseMoney(input.amount, attempt.currency)
  if (amount === null) throw new Invalid({ amount: 'errors.amount' })
  if (amount > attempt.amount - attempt.refunded) throw new Invalid({ amount: 'payments.error.too_much' })
  // Who asked stands in the journal before the money moves.
  await scope.commit([], {
    kind: 'payment.refund_asked',
    subjectId: attempt.requestId,
    facts: { attempt: attempt.id, provider: attempt.provider },
    money: { amount, currency: attempt.currency },
    finance: true,
    internal: true,
  })
  // The amount is not in the key: of two asked for at once, the provider takes one and refuses the other.
  const received = await provider
    .refund(attempt.paymentRef, amount, `${attempt.id}-refund-${attempt.refunded}`)
    .catch(error => {
      throw error instanceof ProviderFailure && error.kind === 'taken' ? new Conflict('payment_state') : error
    })
  await applyReceived(scope, attempt.id, received, 'check')
}

/**
 * Takes a provider's word about money and what went back of it: cumulated, so that it may come twice and in any
 * order. A refund told before its payment tells of the payment too.
 */
export async function applyReceived(
  scope: ProjectScope,
  attemptId: string,
  received: Received,
  source: 'webhook' | 'check',
): Promise<Outcome> {
  const { amount, currency, paymentRef } = received
  const first = received.paid
    ? await confirm(
        scope,
        attemptId,
        { ref: null, attemptId: received.attemptId, state: 'paid', amount, currency, paymentRef },
        source,
      )
    : 'same'
  if (first === 'mismatch') return first
  return untilSettled(async () => {
    const known = await dossierOfAttempt(scope, attemptId)
    const plan = wentBack(scope, known, received.refunded)
    if (!plan) return first
    await scope.commit(plan.writes, plan.events)
    return plan.outcome
  })
}

function wentBack(
  scope: ProjectScope,
  { attempt, request }: Dossier & { attempt: Attempt },
  total: number,
): Plan<Outcome> | null {
  const back = total - attempt.refunded
  if (back <= 0 || attempt.state !== 'succeeded') return null
  const refunded = (request.refunded ?? 0) + back
  const state = refunded === request.amount ? 'refunded' : 'partly_refunded'
  return {
    outcome: 'applied',
    writes: [
      attemptChange(scope, attempt, { refunded: total }),
      // What was flagged never paid the request: giving it back takes nothing from it.
      ...(attempt.flag ? [] : [changed(scope, request, { refunded, state, stateAt: scope.now })]),
    ],
    events: [
      {
        kind: 'payment.refunded',
        subjectId: request.id,
        facts: { kind: request.kind, attempt: attempt.id, flag: attempt.flag },
        money: { amount: back, total, currency: attempt.currency },
        finance: true,
      },
    ],
  }
}

/** The payer's bank takes the money back, or may. Noted once. */
export function noteDispute(scope: ProjectScope, attemptId: string): Promise<Outcome> {
  return untilSettled(async () => {
    const { request, attempt } = await dossierOfAttempt(scope, attemptId)
    if (request.disputed) return 'same'
    await scope.commit([changed(scope, request, { disputed: true })], {
      kind: 'payment.disputed',
      subjectId: request.id,
      facts: { kind: request.kind, attempt: attempt.id },
      money: { amount: attempt.amount, currency: attempt.currency },
      finance: true,
      internal: true,
    })
    return 'applied'
  })
}
