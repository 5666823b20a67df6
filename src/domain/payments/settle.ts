import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Conflict } from '../../lib/errors'
import { acceptedByPayment } from '../tickets/accept'
import type { Dossier } from './dossier'
import { changed, voidOpen } from './requests'

/** Where the word came from that something is paid: the three there are. */
export type Source = 'webhook' | 'check' | 'transfer'

/** What is to be committed, and what it amounts to. */
export type Plan<O> = { outcome: O; writes: Write[]; events: NewEvent[] }

/** Whether a request can still be paid by money that has come: nobody asks for its validity any more. */
export const awaitsMoney = ({ request, ticket }: Dossier): boolean =>
  request.state === 'pending' &&
  (request.kind !== 'ticket' || request.agreedAt !== null || ticket?.state === 'quoted')

/**
 * The request is paid: its other checkouts are voided and its ticket, if it was waiting for it, goes on.
 * @param extra what else is kept with it (a transfer's reference); @param provider whose checkout it was
 */
export function paid(
  scope: ProjectScope,
  dossier: Dossier,
  source: Source,
  extra: { transferReference?: string } = {},
  provider: string | null = null,
): Omit<Plan<never>, 'outcome'> {
  const { request, ticket } = dossier
  const { now } = scope
  const next = ticket ? acceptedByPayment(scope, ticket) : { writes: [], events: [] }
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
