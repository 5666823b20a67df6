import { sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { dayIn } from '../../lib/days'
import { Conflict, Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { parseMoney } from '../../lib/money'
import { keepFiles, receiveAndRead } from '../files/receive'
import { dossier, dossierOf, dossierQueries } from './dossier'
import type { RepaymentInput, TransferInput } from './input'
import { mustKeepBooks } from './policy'
import { changed } from './requests'
import { awaitsMoney, paid } from './settle'

/** A file that proves a transfer, and where files are kept. */
export type Proof = { file: File; bucket: R2Bucket }

/**
 * Notes that the money came by bank transfer: its day, the words it came under, who notes it, and the file that proves
 * it, which the team keeps to itself.
 * @throws NotFound, Conflict when it is no longer pending (of several at once, one is kept), Invalid (`receivedOn`,
 *   `files`), Forbidden (a proof in an archived project)
 */
export async function recordTransfer(
  scope: ProjectScope,
  requestId: string,
  { reference, receivedOn }: TransferInput,
  proof?: Proof,
): Promise<void> {
  mustKeepBooks(scope)
  const today = dayIn(scope.workspace.timezone, scope.now)
  const transferOn = receivedOn ?? today
  if (transferOn > today) throw new Invalid({ receivedOn: 'payments.error.future' })
  const { found, received } = await withProof(scope, requestId, proof)
  if (!awaitsMoney(found)) throw new Conflict('payment_state')
  const extra = {
    transferReference: reference,
    transferOn,
    transferBy: scope.actor.membershipId,
    proofFileId: received[0]?.fileId ?? null,
  }
  const { writes, events } = paid(scope, found, 'transfer', extra)
  const kept = keepFiles(scope, received, { folder: 'content', shared: false })
  await scope.commit([...kept, ...writes], events)
}

/** The request and, where there is one, its proof taken in: one round trip. */
async function withProof(scope: ProjectScope, requestId: string, proof?: Proof) {
  if (!proof) return { found: await dossier(scope, requestId), received: [] }
  const r = scope.view('paymentRequests')
  const awaited = sql`exists (select 1 from ${r} where ${r.id} = ${requestId})`
  const queries = dossierQueries(scope, requestId)
  const { received, rows } = await receiveAndRead(scope, proof.bucket, [proof.file], awaited, ...queries)
  return { found: dossierOf(rows), received }
}

/**
 * Notes that money which came by transfer was given back by transfer. Asked twice with the same `base`, it is noted
 * once.
 * @throws NotFound, Invalid (`amount`), Conflict (not paid by transfer, or something went back since)
 */
export async function recordRepayment(
  scope: ProjectScope,
  requestId: string,
  { amount: text, base, reason }: RepaymentInput,
): Promise<void> {
  mustKeepBooks(scope)
  const { request } = await dossier(scope, requestId)
  if (request.amount === null) throw new NotFound()
  const back = request.refunded ?? 0
  if (!isRepayable(request) || back !== base) throw new Conflict('payment_state')
  const amount = parseMoney(text, request.currency)
  if (amount === null) throw new Invalid({ amount: 'errors.amount' })
  if (amount > request.amount - back) throw new Invalid({ amount: 'payments.error.too_much' })
  const refunded = back + amount
  const state = refunded === request.amount ? 'refunded' : 'partly_refunded'
  const id = newId(scope.now)
  const { now, actor } = scope
  await scope.commit(
    [
      changed(scope, request, { refunded, state, stateAt: now }),
      scope.insert('refunds', {
        id,
        requestId,
        amount,
        currency: request.currency,
        state: 'succeeded',
        reason,
        createdBy: actor.membershipId,
        createdAt: now,
        stateAt: now,
      }),
    ],
    {
      kind: 'payment.refunded',
      subjectId: requestId,
      facts: { kind: request.kind, source: 'transfer', refund: id },
      money: { amount, total: refunded, currency: request.currency },
      finance: true,
    },
  )
}

/** What came by transfer and has not all gone back. */
export const isRepayable = (request: { state: string; paidSource: string | null }): boolean =>
  request.paidSource === 'transfer' && (request.state === 'paid' || request.state === 'partly_refunded')
