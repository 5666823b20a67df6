import { and, asc, eq, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'
import { Conflict } from '../../lib/errors'
import { dossier } from './dossier'
import { REOPENABLE } from './moves'
import { priceGone } from './price'
import { allow, eventOf, transition } from './transition'

/** At most this many at each run of the cron: what is left waits a minute. */
const BATCH = 40
const DAY = 86_400_000

type Due = { id: string; projectId: string }

/**
 * Closes what was resolved 14 days ago and never confirmed. Running it twice is harmless.
 * @returns how many it closed
 */
export async function closeOldTickets(system: SystemScope): Promise<number> {
  const t = system.table('tickets')
  const [due] = await system.read(
    system
      .select({ id: t.id, projectId: t.projectId })
      .from(t)
      .where(and(eq(t.state, 'resolved'), lte(t.stateAt, system.now - REOPENABLE)))
      .limit(BATCH),
  )
  return each(due, async ({ id, projectId }) => {
    const scope = await system.project(projectId)
    const { ticket, offer } = await dossier(scope, id)
    allow(scope, ticket, offer, 'close')
    await scope.commit([transition(scope, ticket, 'closed')], eventOf(ticket, 'ticket.closed', 'closed'))
  })
}

/**
 * Opens again the tickets whose price was not answered in its time (the end of the day, in the workspace's zone).
 * One that a provider is at work on waits. Running it twice is harmless.
 * @returns how many expired
 */
export async function expirePrices(system: SystemScope): Promise<number> {
  const [r, t, a] = [
    system.table('paymentRequests'),
    system.table('tickets'),
    system.table('paymentAttempts'),
  ]
  // Somewhere it may already be tomorrow: the zone decides for each.
  const tomorrow = new Date(system.now + DAY).toISOString().slice(0, 10)
  const [due] = await system.read(
    system
      .select({ id: t.id, projectId: t.projectId })
      .from(r)
      .innerJoin(t, eq(t.id, r.ticketId))
      .where(
        and(
          eq(r.state, 'pending'),
          isNull(r.agreedAt),
          isNotNull(r.validUntil),
          lt(r.validUntil, tomorrow),
          eq(t.state, 'quoted'),
          sql`not exists (select 1 from ${a} where ${a.requestId} = ${r.id} and ${a.state} = 'processing')`,
        ),
      )
      .orderBy(asc(r.validUntil))
      .limit(BATCH),
  )
  return each(due, async ({ id, projectId }) => {
    const scope = await system.project(projectId)
    const { ticket, offer } = await dossier(scope, id)
    allow(scope, ticket, offer, 'expire')
    if (!offer) throw new Conflict('offer')
    const { writes, events } = priceGone(scope, ticket, offer, 'expired')
    await scope.commit(writes, events)
  })
}

/** One after the other; what is not due after all, or was changed by somebody meanwhile, is left alone. */
async function each(due: Due[], act: (one: Due) => Promise<void>): Promise<number> {
  let done = 0
  for (const one of due) {
    try {
      await act(one)
      done++
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
  return done
}
