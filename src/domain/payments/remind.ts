import { and, eq, isNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Invalid } from '../../lib/errors'
import { dossier } from './dossier'
import { isOverdue, isPayable, mustKeepBooks, mustNotBeProcessing, type Request } from './policy'

const DAY = 86_400_000

/** Whether the client was reminded of it less than a day ago. */
export const justReminded = (scope: ProjectScope, request: Pick<Request, 'remindedAt'>): boolean =>
  request.remindedAt !== null && scope.now - request.remindedAt < DAY

/**
 * Reminds the paying contacts of what they owe, by mail, at once.
 * @param again twice within a day is meant
 * @throws NotFound, Conflict (nothing to pay now, being paid, or somebody has just done it), Invalid (`again`)
 */
export async function remind(scope: ProjectScope, id: string, again: boolean): Promise<void> {
  mustKeepBooks(scope)
  const { request, attempts, ticket } = await dossier(scope, id)
  mustNotBeProcessing(attempts)
  if (!isPayable(scope, request, ticket)) throw new Conflict('payment_state')
  if (justReminded(scope, request) && !again) throw new Invalid({ again: 'payments.error.reminded' })
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
