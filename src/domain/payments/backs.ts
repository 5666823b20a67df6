import { and, asc, eq } from 'drizzle-orm'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { newId } from '../../lib/id'
import type { Back, Received } from '../../outside/provider'
import { attemptChange, confirm, type Outcome } from './confirm'
import { type Dossier, dossierOf, dossierQueries, requestOf } from './dossier'
import type { Attempt } from './policy'
import { changed } from './requests'
import { untilSettled } from './settle'

type Refund = Row<'refunds'>
/** A provider's word about one refund; without its id and amount where the word is our own. */
type Said = Omit<Back, 'ref' | 'amount'> & { ref: string | null; amount: number | null }

/** A refund only ever goes forward; one that had gone may still come back from the bank. */
const rank: Record<Refund['state'], number> = { asked: 0, pending: 1, succeeded: 2, failed: 3 }
/** What has left us. */
const isOut = (state: Refund['state'] | null): boolean => state === 'pending' || state === 'succeeded'

/**
 * Takes a provider's word about money and all that went back of it, however often and in whatever order it comes. A
 * refund told before its payment tells of the payment too.
 */
export async function applyReceived(
  scope: ProjectScope,
  attemptId: string,
  received: Received,
  source: 'webhook' | 'check',
): Promise<Outcome> {
  const { amount, currency, paymentRef, backs } = received
  const truth = {
    ref: null,
    attemptId: received.attemptId,
    state: 'paid',
    amount,
    currency,
    paymentRef,
  } as const
  const first = received.paid ? await confirm(scope, attemptId, truth, source) : 'same'
  if (first === 'mismatch' || backs.length === 0) return first
  return (await applyBacks(scope, attemptId, backs)) ? 'applied' : first
}

/** Takes a provider's word about refunds of an attempt. @returns whether there was anything new in it */
export function applyBacks(scope: ProjectScope, attemptId: string, said: readonly Said[]): Promise<boolean> {
  return untilSettled(async () => {
    const r = scope.view('refunds')
    const [refunds, ...found] = await scope.read(
      scope.select().from(r).where(eq(r.attemptId, attemptId)).orderBy(asc(r.createdAt), asc(r.id)),
      ...dossierQueries(scope, requestOf(scope, attemptId)),
    )
    const dossier = dossierOf(found)
    const attempt = dossier.attempts.find(a => a.id === attemptId)
    if (attempt?.state !== 'succeeded') return false
    const { writes, events } = follow(scope, { ...dossier, attempt }, refunds, said)
    if (writes.length > 0) await scope.commit(writes, events)
    return writes.length > 0
  })
}

type Next = { refund: Refund; before: Refund['state'] | null; said: Said }

function follow(
  scope: ProjectScope,
  { attempt, request }: Dossier & { attempt: Attempt },
  refunds: readonly Refund[],
  said: readonly Said[],
): { writes: Write[]; events: NewEvent[] } {
  const next = said.flatMap((word): Next[] => {
    const known = refunds.find(r => (word.ref && r.providerRef === word.ref) || r.id === word.key)
    if (!known)
      return word.amount ? [{ refund: foreign(scope, attempt, word), before: null, said: word }] : []
    return rank[word.state] > rank[known.state] ? [{ refund: known, before: known.state, said: word }] : []
  })
  if (next.length === 0) return { writes: [], events: [] }
  const moved = ({ refund, before, said: { state } }: Next) =>
    (Number(isOut(state)) - Number(isOut(before))) * (refund.amount ?? 0)
  const delta = next.reduce((sum, n) => sum + moved(n), 0)
  const total = attempt.refunded + delta
  return {
    writes: [
      ...next.map(n => written(scope, n)),
      ...(delta ? totals(scope, { attempt, request }, delta) : []),
    ],
    events: next.flatMap(n => told(n, { attempt, request }, moved(n), total)),
  }
}

/** Given back over there, without our asking. */
const foreign = (scope: ProjectScope, attempt: Attempt, word: Said): Refund => ({
  id: newId(scope.now),
  workspaceId: attempt.workspaceId,
  clientId: attempt.clientId,
  projectId: attempt.projectId,
  requestId: attempt.requestId,
  attemptId: attempt.id,
  amount: word.amount,
  currency: attempt.currency,
  state: word.state,
  providerRef: word.ref,
  reason: '',
  problem: word.problem ?? null,
  createdBy: null,
  createdAt: scope.now,
  stateAt: scope.now,
})

function written(scope: ProjectScope, { refund, before, said }: Next): Write {
  // Its key is the attempt and the provider's id: of several at once one is kept.
  if (before === null) return scope.insert('refunds', refund)
  const set = {
    state: said.state,
    stateAt: scope.now,
    providerRef: said.ref ?? refund.providerRef,
    problem: said.problem ?? null,
  }
  return scope.update('refunds', set, t => and(eq(t.id, refund.id), eq(t.state, before)))
}

function totals(
  scope: ProjectScope,
  { attempt, request }: Pick<Dossier, 'request'> & { attempt: Attempt },
  delta: number,
): Write[] {
  const refunded = (request.refunded ?? 0) + delta
  const state = refunded === 0 ? 'paid' : refunded === request.amount ? 'refunded' : 'partly_refunded'
  return [
    attemptChange(scope, attempt, { refunded: attempt.refunded + delta }),
    // What was flagged never paid the request: giving it back takes nothing from it.
    ...(attempt.flag ? [] : [changed(scope, request, { refunded, state, stateAt: scope.now })]),
  ]
}

function told(
  { refund, before, said }: Next,
  { attempt, request }: Pick<Dossier, 'request'> & { attempt: Attempt },
  moved: number,
  total: number,
): NewEvent[] {
  const facts = { kind: request.kind, attempt: attempt.id, refund: refund.id, flag: attempt.flag }
  const amount = refund.amount ?? 0
  const money = { amount, total, currency: attempt.currency }
  if (said.state === 'failed') {
    // One that nobody here knew of, and that came to nothing, is no news.
    if (before === null) return []
    const problem = said.problem ?? null
    return [
      {
        kind: 'payment.refund_failed',
        subjectId: request.id,
        facts: { ...facts, problem },
        money,
        finance: true,
        internal: true,
      },
    ]
  }
  return moved === 0 ? [] : [{ kind: 'payment.refunded', subjectId: request.id, facts, money, finance: true }]
}
