import type { ProjectScope } from '../../db/scope'
import { dossier } from './dossier'
import { isLapsed, isTickets } from './policy'
import { changed, noneProcessing, voidOpen } from './requests'
import { thingOf } from './things'

/**
 * A request whose validity has passed asks no more; while a provider is at work on it, it waits. What keeps its price
 * at its own place lapses there, and what was agreed to never does.
 * @returns whether it did
 * @throws Conflict when something else has just happened to it
 */
export async function expireRequest(scope: ProjectScope, id: string): Promise<boolean> {
  const found = await dossier(scope, id)
  const { request, attempts } = found
  if (request.state !== 'pending' || isTickets(request) || request.agreedAt !== null) return false
  if (!isLapsed(scope, request)) return false
  if (attempts.some(a => a.state === 'processing')) return false
  const next = thingOf(request).dropped(scope, found)
  await scope.commit(
    [
      noneProcessing(scope, id),
      changed(scope, request, { state: 'expired', stateAt: scope.now }),
      voidOpen(scope, id),
      ...next.writes,
    ],
    [
      {
        kind: 'payment.expired',
        subjectId: id,
        facts: { kind: request.kind },
        money: { amount: request.amount, currency: request.currency },
      },
      ...next.events,
    ],
  )
  return true
}
