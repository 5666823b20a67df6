import { and, eq, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'
import { isId } from '../../lib/id'
import type { ProviderName } from '../../outside/provider'

export type Found = { id: string; projectId: string }

/** An attempt of ours by what a provider names: our own id, its checkout, or its money. Null: none of ours. */
export async function findAttempt(
  system: SystemScope,
  provider: ProviderName,
  named: { attemptId?: string | null; ref?: string | null; paymentRef?: string | null },
): Promise<Found | null> {
  const t = system.table('paymentAttempts')
  const ways: SQL[] = []
  if (named.attemptId && isId(named.attemptId)) ways.push(eq(t.id, named.attemptId))
  if (named.ref) ways.push(eq(t.providerRef, named.ref))
  if (named.paymentRef) ways.push(eq(t.paymentRef, named.paymentRef))
  if (ways.length === 0) return null
  const [found] = await system.read(
    ...([
      system
        .select({ id: t.id, projectId: t.projectId })
        .from(t)
        .where(and(eq(t.provider, provider), or(...ways)))
        // Where two are named, the checkout is what the word is about; the comparison then says what is wrong.
        .orderBy(sql`${t.providerRef} = ${named.ref ?? ''} desc`)
        .limit(1),
    ] as const),
  )
  return found[0] ?? null
}

const MINUTE = 60_000
/** Asked about first after two minutes, then ever more rarely, but every quarter of an hour at least (cron included). */
const [FIRST, LONGEST] = [2 * MINUTE, 13 * MINUTE]
const AT_ONCE = 50

export type Due = Found & { provider: ProviderName; providerRef: string | null; state: string }

/**
 * Takes up the attempts whose provider should be asked how they stand: not final, or voided with a page not known to
 * be closed. Two crons at once take different ones.
 */
export async function dueAttempts(system: SystemScope): Promise<Due[]> {
  const t = system.table('paymentAttempts')
  const { now } = system
  const wait = sql`min(${LONGEST}, max(${FIRST}, ${t.checkedAt} - ${t.createdAt}))`
  const waits = and(
    or(
      and(
        or(eq(t.state, 'created'), eq(t.state, 'processing')),
        lt(t.createdAt, now - FIRST),
        or(isNull(t.problem), ne(t.problem, 'mismatch')),
        or(isNotNull(t.providerRef), lt(t.expiresAt, now)),
      ),
      and(eq(t.state, 'voided'), isNotNull(t.checkoutUrl)),
    ),
    or(isNull(t.checkedAt), sql`${now} - ${t.checkedAt} >= ${wait}`, lt(t.checkedAt, t.stateAt)),
  )
  const some = sql`${t.id} in (select ${t.id} from ${t} where ${waits} order by ${t.checkedAt} limit ${AT_ONCE})`
  const rows = await system.claim('paymentAttempts', { checkedAt: now }, some)
  return rows.map(({ id, projectId, provider, providerRef, state }) => ({
    id,
    projectId,
    provider,
    providerRef,
    state,
  }))
}

/** Requests whose validity may have passed somewhere on earth, with their projects. */
export async function lapsing(system: SystemScope): Promise<Found[]> {
  const t = system.table('paymentRequests')
  const today = new Date(system.now + 14 * 60 * MINUTE).toISOString().slice(0, 10)
  const [rows] = await system.read(
    system
      .select({ id: t.id, projectId: t.projectId })
      .from(t)
      .where(and(eq(t.state, 'pending'), ne(t.kind, 'ticket'), lt(t.validUntil, today)))
      .limit(200),
  )
  return rows
}
