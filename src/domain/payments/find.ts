import { and, eq, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'
import type { Row } from '../../db/tables'
import { isId } from '../../lib/id'
import type { ProviderName } from '../../lib/providers'

export type Found = { id: string; projectId: string; workspaceId: string }

/** Who says something: a workspace's own account, or (null) the deployment's. */
export type Speaker = { provider: ProviderName; account: { id: string; workspaceId: string } | null }

/**
 * An attempt by what a provider names: our own id, its checkout, or its money. Null: none of the speaker's. Whoever
 * owns an account can make it say anything: it is heard about attempts of that very account, in its own workspace,
 * and the deployment's account about its own alone.
 */
export async function findAttempt(
  system: SystemScope,
  { provider, account }: Speaker,
  named: { attemptId?: string | null; ref?: string | null; paymentRef?: string | null },
): Promise<Found | null> {
  const t = system.table('paymentAttempts')
  const ways: SQL[] = []
  if (named.attemptId && isId(named.attemptId)) ways.push(eq(t.id, named.attemptId))
  if (named.ref) ways.push(eq(t.providerRef, named.ref))
  if (named.paymentRef) ways.push(eq(t.paymentRef, named.paymentRef))
  if (ways.length === 0) return null
  const own = account
    ? and(eq(t.accountId, account.id), eq(t.workspaceId, account.workspaceId))
    : isNull(t.accountId)
  const [found] = await system.read(
    ...([
      system
        .select({ id: t.id, projectId: t.projectId, workspaceId: t.workspaceId })
        .from(t)
        .where(and(eq(t.provider, provider), own, or(...ways)))
        // Where two are named, the checkout is what the word is about; the comparison then says what is wrong.
        .orderBy(sql`${t.providerRef} = ${named.ref ?? ''} desc`)
        .limit(1),
    ] as const),
  )
  return found[0] ?? null
}

const MINUTE = 60_000
/** Asked about first after two minutes, then each time after twice as long, but every quarter of an hour at least. */
const [FIRST, LONGEST] = [2 * MINUTE, 13 * MINUTE]
const AT_ONCE = 50

export type Due = Pick<
  Row<'paymentAttempts'>,
  'id' | 'projectId' | 'provider' | 'accountId' | 'providerRef' | 'paymentRef' | 'state'
>
const dueOf = ({ id, projectId, provider, accountId, providerRef, paymentRef, state }: Due): Due => ({
  id,
  projectId,
  provider,
  accountId,
  providerRef,
  paymentRef,
  state,
})

/**
 * Takes up the attempts whose provider should be asked how they stand: not final, or voided with a page not known to
 * be closed. Two crons at once take different ones.
 */
export async function dueAttempts(system: SystemScope): Promise<Due[]> {
  const t = system.table('paymentAttempts')
  const { now } = system
  const wait = sql`min(${LONGEST}, ${FIRST} * (1 << min(${t.checks}, 8)))`
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
  const rows = await system.claim('paymentAttempts', { checkedAt: now, checks: sql`${t.checks} + 1` }, some)
  return rows.map(dueOf)
}

/** A refund that was asked for in vain is looked for at once; one under way at a bank takes days. */
const [LOOK, FOLLOW] = [2 * MINUTE, 60 * MINUTE]

/** Takes up the attempts whose money is said to be going back, and not known to have arrived. */
export async function dueRefunds(system: SystemScope): Promise<Due[]> {
  const [t, r] = [system.table('paymentAttempts'), system.table('refunds')]
  const { now } = system
  const waiting = (state: 'asked' | 'pending', wait: number) =>
    sql`(${r.state} = ${state} and ${r.stateAt} < ${now - wait}
      and (${t.checkedAt} is null or ${t.checkedAt} < ${now - wait}))`
  const due = sql`${t.id} in (select ${r.attemptId} from ${r} join ${t} on ${t.id} = ${r.attemptId}
    where ${waiting('asked', LOOK)} or ${waiting('pending', FOLLOW)} limit ${AT_ONCE})`
  const rows = await system.claim('paymentAttempts', { checkedAt: now }, due)
  return rows.map(dueOf)
}

/** Requests whose validity may have passed somewhere on earth, with their projects. */
export async function lapsing(system: SystemScope): Promise<Pick<Found, 'id' | 'projectId'>[]> {
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
