import { asc, eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Conflict, Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { parseMoney } from '../../lib/money'
import { type Provider, ProviderFailure } from '../../outside/provider'
import { applyBacks } from './backs'
import { dossierOfAttempt } from './dossier'
import { type Attempt, isRefundable, mustKeepBooks } from './policy'

export type Refund = Row<'refunds'>

/** A request's refunds, oldest first, for batches of others. */
export function refundsQuery(scope: ProjectScope, requestId: string) {
  const r = scope.view('refunds')
  return scope.select().from(r).where(eq(r.requestId, requestId)).orderBy(asc(r.createdAt), asc(r.id))
}

/**
 * Gives back a part of what came through a provider, or all of it. The row stands before the provider is asked, and its
 * id is the key: asked twice, or again after an answer that never came, it goes once.
 * @throws NotFound, Invalid, Conflict (something went back since), ProviderFailure (`down`: it may have gone all the
 *   same, and the cron finds out; `refused`: it did not)
 */
export async function refundAttempt(
  scope: ProjectScope,
  named: { request: string; attempt: string },
  input: { amount: string; base: number; reason?: string },
  provider: Provider,
): Promise<void> {
  mustKeepBooks(scope)
  const { attempt } = await dossierOfAttempt(scope, named.attempt)
  if (attempt.requestId !== named.request) throw new NotFound()
  if (!isRefundable(attempt) || attempt.refunded !== input.base) throw new Conflict('payment_state')
  if (!provider.refunds || !attempt.paymentRef) throw new ProviderFailure('refused', 'no_refunds')
  if (provider.name !== attempt.provider || provider.accountId !== attempt.accountId) throw new NotFound()
  const amount = parseMoney(input.amount, attempt.currency)
  if (amount === null) throw new Invalid({ amount: 'errors.amount' })
  if (amount > attempt.amount - attempt.refunded) throw new Invalid({ amount: 'payments.error.too_much' })
  const id = await ask(scope, attempt, amount, input.reason ?? '')
  try {
    const back = await provider.refund(attempt.paymentRef, amount, id)
    await applyBacks(scope, attempt.id, [{ ...back, key: id }])
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind === 'down') throw error
    await giveUp(scope, attempt.id, id, error.code)
    throw error.kind === 'taken' ? new Conflict('payment_state') : error
  }
}

/** The refund's row: a new one, or the one whose answer is still awaited. @returns its id */
async function ask(scope: ProjectScope, attempt: Attempt, amount: number, reason: string): Promise<string> {
  const r = scope.view('refunds')
  const a = scope.view('paymentAttempts')
  const id = newId(scope.now)
  const asked = sql`${r.attemptId} = ${attempt.id} and ${r.state} = 'asked'`
  try {
    await scope.commit(
      [
        // Who asked stands in the journal before the money moves, and of several at once one is asked for.
        scope.require(sql`not exists (select 1 from ${r} where ${asked}) and exists (select 1 from ${a}
          where ${a.id} = ${attempt.id} and ${a.state} = 'succeeded' and ${a.refunded} = ${attempt.refunded})`),
        scope.insert('refunds', {
          id,
          requestId: attempt.requestId,
          attemptId: attempt.id,
          amount,
          currency: attempt.currency,
          state: 'asked',
          reason,
          createdBy: scope.actor.membershipId,
          createdAt: scope.now,
          stateAt: scope.now,
        }),
      ],
      {
        kind: 'payment.refund_asked',
        subjectId: attempt.requestId,
        facts: { attempt: attempt.id, provider: attempt.provider, refund: id },
        money: { amount, currency: attempt.currency },
        finance: true,
        internal: true,
      },
    )
    return id
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
  const [[awaited]] = await scope.read(scope.select().from(r).where(asked))
  if (awaited?.amount !== amount) throw new Conflict('payment_state')
  return awaited.id
}

/** The provider will not: said once. */
async function giveUp(
  scope: ProjectScope,
  attemptId: string,
  refundId: string,
  problem: string,
): Promise<void> {
  await applyBacks(scope, attemptId, [{ ref: null, key: refundId, amount: null, state: 'failed', problem }])
}
