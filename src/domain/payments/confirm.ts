import { and, eq, isNull, ne, or } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Changes } from '../../db/writes'
import type { Truth } from '../../outside/provider'
import { type Dossier, dossierOfAttempt } from './dossier'
import type { Attempt } from './policy'
import { changed } from './requests'
import { awaitsMoney, type Plan, paid, type Source, untilSettled } from './settle'

/** What became of a provider's word. `same`: nothing new in it. */
export type Outcome = 'applied' | 'same' | 'mismatch' | 'late' | 'duplicate'

type Known = Dossier & { attempt: Attempt }
type From = Exclude<Source, 'transfer'>

/**
 * Takes a provider's word about a checkout: once, whatever comes twice, together or in another order. Money is never
 * turned away: what the request does not await any more is kept on the attempt and flagged.
 */
export function confirm(
  scope: ProjectScope,
  attemptId: string,
  truth: Truth,
  source: From,
): Promise<Outcome> {
  return untilSettled(async () => {
    const known = await dossierOfAttempt(scope, attemptId)
    const { outcome, writes, events } = planFor(scope, known, truth, source)
    if (writes.length > 0) await scope.commit(writes, events)
    return outcome
  })
}

function planFor(scope: ProjectScope, known: Known, truth: Truth, source: From): Plan<Outcome> {
  const { attempt } = known
  if (!fits(attempt, truth)) return mismatch(scope, attempt, truth)
  if (truth.state === 'paid') return received(scope, known, truth, source)
  const to = attempt.state === 'succeeded' ? undefined : follows[truth.state](attempt, scope.now)
  return to ? moved(scope, attempt, truth, to) : { outcome: 'same', writes: [], events: [] }
}

/** Its object, amount and currency are ours. What is paid must say all three. */
function fits(attempt: Attempt, truth: Truth): boolean {
  if (truth.attemptId !== attempt.id) return false
  if (truth.ref && attempt.providerRef && truth.ref !== attempt.providerRef) return false
  const silent = truth.amount === null && truth.state !== 'paid'
  return silent || (truth.amount === attempt.amount && truth.currency === attempt.currency)
}

type Later = 'processing' | 'failed' | 'expired'
/** A page that is still open so long after it should have closed is over for us. */
const GRACE = 10 * 60_000

/**
 * Where an attempt goes from here; nowhere when the word is older than what we know. A page that was voided may have
 * been paid on all the same, by a means that takes its time.
 */
const follows: Record<Exclude<Truth['state'], 'paid'>, (a: Attempt, now: number) => Later | undefined> = {
  open: ({ state, expiresAt }, now) =>
    state === 'created' && expiresAt !== null && expiresAt + GRACE < now ? 'expired' : undefined,
  processing: ({ state }) =>
    state === 'created' || state === 'voided' || state === 'expired' ? 'processing' : undefined,
  failed: ({ state }) => (state === 'failed' ? undefined : 'failed'),
  expired: ({ state }) => (state === 'created' ? 'expired' : undefined),
}

function moved(scope: ProjectScope, attempt: Attempt, truth: Truth, to: Later): Plan<Outcome> {
  const { problem = null } = truth
  return {
    outcome: 'applied',
    writes: [attemptChange(scope, attempt, { ...refs(attempt, truth), state: to, problem })],
    events: [
      {
        kind: `payment.${to === 'expired' ? 'checkout_expired' : to}`,
        subjectId: attempt.requestId,
        facts: { attempt: attempt.id, provider: attempt.provider, problem },
        finance: true,
      },
    ],
  }
}

function received(scope: ProjectScope, known: Known, truth: Truth, source: From): Plan<Outcome> {
  const { attempt, request } = known
  if (attempt.state === 'succeeded') return { outcome: 'same', writes: [], events: [] }
  const isAsked = request.amount === attempt.amount && request.currency === attempt.currency
  const succeeded = { ...refs(attempt, truth), state: 'succeeded' as const, problem: null }
  if (isAsked && awaitsMoney(known)) {
    const { writes, events } = paid(scope, known, source, {}, attempt.provider)
    return { outcome: 'applied', writes: [attemptChange(scope, attempt, succeeded), ...writes], events }
  }
  const outcome = ['paid', 'partly_refunded', 'refunded'].includes(request.state) ? 'duplicate' : 'late'
  return {
    outcome,
    writes: [
      attemptChange(scope, attempt, { ...succeeded, flag: outcome }),
      changed(scope, request, { [outcome]: true }),
    ],
    events: [
      {
        kind: `payment.${outcome}`,
        subjectId: request.id,
        facts: { kind: request.kind, attempt: attempt.id, provider: attempt.provider },
        money: { amount: attempt.amount, currency: attempt.currency },
        finance: true,
      },
    ],
  }
}

/** Said loudly, once; nothing is paid by it. */
function mismatch(scope: ProjectScope, attempt: Attempt, truth: Truth): Plan<Outcome> {
  if (attempt.problem === 'mismatch') return { outcome: 'mismatch', writes: [], events: [] }
  return {
    outcome: 'mismatch',
    writes: [
      scope.update('paymentAttempts', { problem: 'mismatch' }, t =>
        and(
          eq(t.id, attempt.id),
          eq(t.state, attempt.state),
          or(isNull(t.problem), ne(t.problem, 'mismatch')),
        ),
      ),
    ],
    events: [
      {
        kind: 'payment.mismatch',
        subjectId: attempt.requestId,
        facts: { attempt: attempt.id, provider: attempt.provider, said: truth.state },
        money: {
          amount: attempt.amount,
          currency: attempt.currency,
          saidAmount: truth.amount,
          saidCurrency: truth.currency,
        },
        finance: true,
        internal: true,
      },
    ],
  }
}

const refs = (attempt: Attempt, truth: Truth): Changes<'paymentAttempts'> => ({
  providerRef: attempt.providerRef ?? truth.ref,
  paymentRef: truth.paymentRef ?? attempt.paymentRef,
})

/** A guarded change of an attempt: of several at once one holds. */
export const attemptChange = (
  scope: ProjectScope,
  attempt: Attempt,
  set: Changes<'paymentAttempts'>,
): Write =>
  scope.update('paymentAttempts', { ...set, stateAt: scope.now }, t =>
    and(eq(t.id, attempt.id), eq(t.state, attempt.state), eq(t.refunded, attempt.refunded)),
  )
