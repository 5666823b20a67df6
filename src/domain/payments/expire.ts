import type { ProjectScope } from '../../db/scope'
import { dossier } from './dossier'
import { isLapsed } from './policy'
import { changed, noneProcessing, voidOpen } from './requests'

/**
 * A request whose validity has passed asks no more; while a provider is at work on it, it waits. Prices of tickets
 * lapse with their tickets.
 * @returns whether it did
 * @throws Conflict when something else has just happened to it
 */
export async function expireRequest(scope: ProjectScope, id: string): Promise<boolean> {
  const { request, attempts } = await dossier(scope, id)
  if (request.state !== 'pending' || request.kind === 'ticket' || !isLapsed(scope, request)) return false
  if (attempts.some(a => a.state === 'processing')) return false
  await scope.commit(
    [
      noneProcessing(scope, id),
      changed(scope, request, { state: 'expired', stateAt: scope.now }),
      voidOpen(scope, id),
    ],
    {
      kind: 'payment.expired',
      subjectId: id,
      facts: { kind: request.kind },
      money: { amount: request.amount, currency: request.currency },
    },
  )
  return true
}
