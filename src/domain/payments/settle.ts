import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Changes } from '../../db/writes'
import { Conflict } from '../../lib/errors'
import type { Dossier } from './dossier'
import { changed, voidOpen } from './requests'
import { thingOf } from './things'

/** Where the word came from that something is paid: the three there are. */
export type Source = 'webhook' | 'check' | 'transfer'

/** What is to be committed, and what it amounts to. */
export type Plan<O> = { outcome: O; writes: Write[]; events: NewEvent[] }

/** Whether a request can still be paid by money that has come: nobody asks for its validity any more. */
export const awaitsMoney = (dossier: Dossier): boolean =>
  dossier.request.state === 'pending' && thingOf(dossier.request).awaits(dossier)

/**
 * The request is paid: its other checkouts are voided and what it was for, if it was waiting for it, goes on.
 * @param extra what else is kept with it (a transfer's reference); @param provider whose checkout it was
 */
export function paid(
  scope: ProjectScope,
  dossier: Dossier,
  source: Source,
  extra: Changes<'paymentRequests'> = {},
  provider: string | null = null,
): Omit<Plan<never>, 'outcome'> {
  const { request } = dossier
  const { now } = scope
  const next = thingOf(request).paid(scope, dossier)
  return {
    writes: [
      changed(scope, request, { state: 'paid', stateAt: now, paidAt: now, paidSource: source, ...extra }),
      voidOpen(scope, request.id),
      ...next.writes,
    ],
    events: [
      {
        kind: 'payment.received',
        subjectId: request.id,
        facts: { kind: request.kind, source, provider },
        money: { amount: request.amount, currency: request.currency },
      },
      ...next.events,
    ],
  }
}

/** Somebody else was faster: reads again and decides again. States only ever go forward, so this ends. */
export async function untilSettled<T>(once: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await once()
    } catch (error) {
      if (!(error instanceof Conflict) || tries === 10) throw error
    }
  }
}
