import type { ProjectScope } from '../../db/scope'
import type { Dispute } from '../../outside/provider'
import { attemptChange, type Outcome } from './confirm'
import { dossierOfAttempt } from './dossier'
import { changed } from './requests'
import { untilSettled } from './settle'

/** How a dispute ended, kept on its attempt: whatever is told of it later is older. */
const ended = { won: 'dispute_won', lost: 'dispute_lost' } as const

/**
 * The payer's bank takes the money back, or may; and how that ended. Each is noted once, whatever comes twice or in
 * another order.
 */
export function noteDispute(scope: ProjectScope, attemptId: string, dispute: Dispute): Promise<Outcome> {
  return untilSettled(async () => {
    const { request, attempt } = await dossierOfAttempt(scope, attemptId)
    const over = attempt.problem === ended.won || attempt.problem === ended.lost
    if (over || (dispute === 'open' && request.disputed)) return 'same'
    const disputed = dispute !== 'won'
    await scope.commit(
      [
        ...(request.disputed === disputed ? [] : [changed(scope, request, { disputed })]),
        ...(dispute === 'open' ? [] : [attemptChange(scope, attempt, { problem: ended[dispute] })]),
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
