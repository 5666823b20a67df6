import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Invalid, TooMany } from '../../lib/errors'
import { dossierOf, dossierQueries } from './dossier'
import { isOverdue, isPayable, mustKeepBooks, mustNotBeProcessing, type Request } from './policy'

const DAY = 86_400_000
/** As often in a day, whoever means it: each is a mail to everybody who pays there. */
const MOST = 3

/** Whether the client was reminded of it less than a day ago. */
export const justReminded = (scope: ProjectScope, request: Pick<Request, 'remindedAt'>): boolean =>
  request.remindedAt !== null && scope.now - request.remindedAt < DAY

/**
 * Reminds the paying contacts of what they owe, by mail, at once.
 * @param again twice within a day is meant
 * @throws NotFound, Conflict (nothing to pay now, being paid, or somebody has just done it), Invalid (`again`),
 *   TooMany
 */
export async function remind(scope: ProjectScope, id: string, again: boolean): Promise<void> {
  mustKeepBooks(scope)
  const e = scope.view('events')
  const [[sent], ...found] = await scope.read(
    scope
      .select({ count: sql<number>`count(*)`.as('sent_count') })
      .from(e)
      .where(and(eq(e.subjectId, id), eq(e.kind, 'payment.reminded'), gt(e.at, scope.now - DAY))),
    ...dossierQueries(scope, id),
  )
  const { request, attempts, ticket } = dossierOf(found)
  mustNotBeProcessing(attempts)
  if (!isPayable(scope, request, ticket)) throw new Conflict('payment_state')
  if (justReminded(scope, request) && !again) throw new Invalid({ again: 'payments.error.reminded' })
  if ((sent?.count ?? 0) >= MOST) throw new TooMany(DAY / 1000)
  const { remindedAt } = request
  await scope.commit(
    [
      scope.update('paymentRequests', { remindedAt: scope.now }, r =>
        and(
          eq(r.id, id),
          eq(r.state, 'pending'),
          remindedAt === null ? isNull(r.remindedAt) : eq(r.remindedAt, remindedAt),
        ),
      ),
    ],
    {
      kind: 'payment.reminded',
      subjectId: id,
      facts: { kind: request.kind, overdue: isOverdue(scope, request) },
      money: { amount: request.amount, currency: request.currency },
    },
  )
}
