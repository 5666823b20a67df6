import { and, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Row, Tables } from '../../db/tables'
import type { Promised } from './clock'
import type { Ticket, TicketState } from './moves'

export type Policy = Pick<Row<'slaPolicies'>, 'type' | 'urgency' | 'firstMinutes' | 'resolveMinutes'>

const MINUTE = 60_000

/** All that this workspace promises: a dozen rows; rides in a read. */
export function policiesQuery(scope: WorkspaceScope) {
  const policies = scope.view('slaPolicies')
  return scope
    .select({
      type: policies.type,
      urgency: policies.urgency,
      firstMinutes: policies.firstMinutes,
      resolveMinutes: policies.resolveMinutes,
    })
    .from(policies)
}

/** The same for the form of a new request: nothing where the client is not to see what is promised. */
export const promisesQuery = (scope: WorkspaceScope) =>
  policiesQuery(scope).where(slaAudience(scope) ? undefined : sql`0`)

/** What is promised for a type and an urgency. */
export function promisedFor(
  policies: readonly Policy[],
  { type, urgency }: Pick<Ticket, 'type' | 'urgency'>,
): Promised {
  const policy = policies.find(p => p.type === type && p.urgency === urgency)
  const ms = (minutes: number | null | undefined) => (minutes ? minutes * MINUTE : null)
  return { firstTarget: ms(policy?.firstMinutes), resolveTarget: ms(policy?.resolveMinutes) }
}

/** Who the promises are shown to: the team with its alarms, the client without, or nobody (null). */
export const slaAudience = (scope: WorkspaceScope): 'team' | 'client' | null =>
  scope.isTeam ? 'team' : scope.workspace.serving.promises ? 'client' : null

/** The columns that `SlaLine` shows a ticket's promises from. */
export const slaColumns = (t: Tables['tickets']) => ({
  firstTarget: t.firstTarget,
  resolveTarget: t.resolveTarget,
  firstDueAt: t.firstDueAt,
  resolveDueAt: t.resolveDueAt,
  firstTook: t.firstTook,
  resolveTook: t.resolveTook,
  firstAlarm: t.firstAlarm,
  resolveAlarm: t.resolveAlarm,
})

/** `late`: a promise is past. `close`: three quarters of one are. `none`: nothing is promised, or it is over. */
export const slaStates = ['late', 'close', 'on_time', 'paused', 'none'] as const
export type SlaState = (typeof slaStates)[number]

const paused: TicketState[] = ['waiting_client', 'quoted']

/** The tickets whose promises stand so now; each ticket is in exactly one of these. */
export function slaIs(t: Tables['tickets'], state: SlaState, now: number): SQL | undefined {
  // Once answered, only the resolution is left; a column that is null compares to nothing.
  const promised = or(isNotNull(t.firstTarget), isNotNull(t.resolveTarget))
  const runs = or(isNotNull(t.firstDueAt), isNotNull(t.resolveDueAt))
  const late = sql`coalesce(${or(lte(t.firstDueAt, now), lte(t.resolveDueAt, now))}, 0)`
  const warned = sql`coalesce(${or(
    and(gt(t.firstDueAt, now), sql`${t.firstAlarm} = 'warned'`),
    and(gt(t.resolveDueAt, now), sql`${t.resolveAlarm} = 'warned'`),
  )}, 0)`
  const waits = and(promised, inArray(t.state, paused))
  if (state === 'late') return and(runs, late)
  if (state === 'close') return and(runs, sql`not ${late}`, warned)
  if (state === 'on_time') return and(runs, sql`not ${late}`, sql`not ${warned}`)
  if (state === 'paused') return and(waits, isNull(t.firstDueAt), isNull(t.resolveDueAt))
  return and(isNull(t.firstDueAt), isNull(t.resolveDueAt), sql`not coalesce(${waits}, 0)`)
}
