import { and, eq, isNotNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Provider, Truth } from '../../outside/provider'
import type { Providers } from '../../outside/providers'
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

/** Closes the pages that a change or a cancellation has just voided, without waiting for the cron. */
export async function closeVoided(
  scope: ProjectScope,
  requestId: string,
  providers: Providers,
): Promise<void> {
  const a = scope.view('paymentAttempts')
  const [voided] = await scope.read(
    scope
      .select({
        id: a.id,
        projectId: a.projectId,
        provider: a.provider,
        providerRef: a.providerRef,
        state: a.state,
      })
      .from(a)
      .where(and(eq(a.requestId, requestId), eq(a.state, 'voided'), isNotNull(a.checkoutUrl))),
  )
  for (const due of voided) {
    const provider = providers[due.provider]
    if (provider) await recheck(scope, due, provider)
  }
}
