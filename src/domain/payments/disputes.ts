import { and, eq, isNull } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Dispute } from '../../outside/provider'
import type { Outcome } from './confirm'
import { dossierOfAttempt } from './dossier'
import type { Attempt } from './policy'
import { changed } from './requests'
import { untilSettled } from './settle'

/** How a dispute stands, kept on its attempt: once it has ended, whatever is told of it later is older. */
const noted = { open: 'disputed', won: 'dispute_won', lost: 'dispute_lost' } as const

/**
 * The payer's bank takes the money back, or may; and how that ended. Each is noted once, whatever comes twice, together
 * or in another order; money that came twice may be disputed twice.
 */
export function noteDispute(scope: ProjectScope, attemptId: string, dispute: Dispute): Promise<Outcome> {
  return untilSettled(async () => {
    const { request, attempt, attempts } = await dossierOfAttempt(scope, attemptId)
    const isOver = attempt.problem === noted.won || attempt.problem === noted.lost
    if (isOver || attempt.problem === noted[dispute]) return 'same'
    const others = attempts.filter(a => a.id !== attemptId)
    const disputed =
      dispute !== 'won' || others.some(a => a.problem === noted.open || a.problem === noted.lost)
    await scope.commit(
      [
        ...(request.disputed === disputed ? [] : [changed(scope, request, { disputed })]),
        mark(scope, attempt, noted[dispute]),
      ],
      {
        kind: dispute === 'open' ? 'payment.disputed' : `payment.dispute_${dispute}`,
        subjectId: request.id,
        facts: { kind: request.kind, attempt: attempt.id },
        money: { amount: attempt.amount, currency: attempt.currency },
        finance: true,
        internal: true,
      },
    )
    return 'applied'
  })
}

/** Of several who say the same at once, one is heard. */
const mark = (scope: ProjectScope, { id, problem: before }: Attempt, problem: string): Write =>
  scope.update('paymentAttempts', { problem, stateAt: scope.now }, t =>
    and(eq(t.id, id), before === null ? isNull(t.problem) : eq(t.problem, before)),
  )
