import { type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Row, Tables } from '../../db/tables'
import { dayLength } from '../../lib/promises'
import { calendarOf } from '../../lib/working-time'
import type { Promised } from './clock'
import type { Ticket } from './moves'

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

/** The length of a working day here (ms): what a promise of days is counted in. */
export const workingDay = (scope: Pick<WorkspaceScope, 'workspace'>): number =>
  dayLength(calendarOf(scope.workspace))

/** When the promise that falls due first does; null where none runs. */
export const nextDue = (t: Tables['tickets']): SQL =>
  sql`min(coalesce(${t.firstDueAt}, ${t.resolveDueAt}), coalesce(${t.resolveDueAt}, ${t.firstDueAt}))`
