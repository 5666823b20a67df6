import { and, eq, isNotNull, lt } from 'drizzle-orm'
import type { Config } from '../../config'
import type { ProjectScope } from '../../db/scope'
import type { Provider, Truth } from '../../outside/provider'
import { keepIn, providerOf, sealedAccountsQuery } from './accounts'
import { applyBacks, applyReceived } from './backs'
import { confirm, type Outcome } from './confirm'
import type { Due } from './find'

/** Asks the provider how an attempt stands, and takes its word. @throws ProviderFailure */
export async function recheck(scope: ProjectScope, due: Due, provider: Provider): Promise<Outcome> {
  if (due.state === 'voided') return closePage(scope, due, provider)
  if (due.providerRef) return confirm(scope, due.id, await provider.truth(due.providerRef), 'check')
  // Asked for in vain: nobody ever had that page's address, and the key is too old to be tried again.
  return confirm(scope, due.id, neverOpened(due.id), 'check')
}

const neverOpened = (attemptId: string): Truth => ({
  ref: null,
  attemptId,
  state: 'expired',
  amount: null,
  currency: null,
  paymentRef: null,
})

/** Closes a voided attempt's page, once; what was paid on it before is not lost. */
async function closePage(scope: ProjectScope, due: Due, provider: Provider): Promise<Outcome> {
  if (!due.providerRef) return 'same'
  const truth = await provider.expire(due.providerRef)
  const outcome = await confirm(scope, due.id, truth, 'check')
  const attempts = scope.view('paymentAttempts')
  const over = truth.state !== 'open'
  const [[kept]] = await scope.read(
    scope.select({ expiresAt: attempts.expiresAt }).from(attempts).where(eq(attempts.id, due.id)),
  )
  if (over || (kept?.expiresAt ?? 0) < scope.now)
    await scope.commit([scope.updateAll('paymentAttempts', { checkoutUrl: null }, t => eq(t.id, due.id))], [])
  return outcome
}

/** A refund nobody heard of for so long never arrived: its key is still fresh, so that none goes twice. */
const LOST = 60 * 60_000

/** Asks the provider what went back of an attempt's money, and gives up what it was never asked for. */
export async function recheckRefunds(scope: ProjectScope, due: Due, provider: Provider): Promise<void> {
  const received = due.paymentRef ? await provider.received(due.paymentRef) : null
  if (!received) return
  await applyReceived(scope, due.id, received, 'check')
  const r = scope.view('refunds')
  const [lost] = await scope.read(
    scope
      .select({ id: r.id })
      .from(r)
      .where(and(eq(r.attemptId, due.id), eq(r.state, 'asked'), lt(r.createdAt, scope.now - LOST))),
  )
  const failed = { ref: null, amount: null, state: 'failed', problem: 'never_arrived' } as const
  await applyBacks(
    scope,
    due.id,
    lost.map(({ id }) => ({ ...failed, key: id })),
  )
}

/** Closes the pages that a change or a cancellation has just voided, without waiting for the cron. */
export async function closeVoided(scope: ProjectScope, requestId: string, config: Config): Promise<void> {
  const a = scope.view('paymentAttempts')
  const [voided, accounts] = await scope.read(
    scope
      .select()
      .from(a)
      .where(and(eq(a.requestId, requestId), eq(a.state, 'voided'), isNotNull(a.checkoutUrl))),
    sealedAccountsQuery(scope),
  )
  for (const due of voided) {
    const provider = await providerOf(config, accounts, due, keepIn(scope))
    if (provider) await recheck(scope, due, provider)
  }
}
