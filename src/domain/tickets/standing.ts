import { and, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Tables } from '../../db/tables'
import type { SlaState } from '../../lib/ticket-filter'

/** The tickets whose promises stand so at an instant; each ticket is in exactly one of these. */
export function slaIs(t: Tables['tickets'], state: SlaState, now: number): SQL | undefined {
  const promised = or(isNotNull(t.firstTarget), isNotNull(t.resolveTarget))
  const runs = or(isNotNull(t.firstDueAt), isNotNull(t.resolveDueAt))
  // A column that is null compares to nothing.
  const late = sql`coalesce(${or(lte(t.firstDueAt, now), lte(t.resolveDueAt, now))}, 0)`
  const warned = sql`coalesce(${or(
    and(gt(t.firstDueAt, now), sql`${t.firstAlarm} = 'warned'`),
    and(gt(t.resolveDueAt, now), sql`${t.resolveAlarm} = 'warned'`),
  )}, 0)`
  const stands = and(isNull(t.firstDueAt), isNull(t.resolveDueAt))
  const waits = and(promised, inArray(t.state, ['waiting_client', 'quoted']))
  if (state === 'late') return and(runs, late)
  if (state === 'close') return and(runs, sql`not ${late}`, warned)
  if (state === 'on_time') return and(runs, sql`not ${late}`, sql`not ${warned}`)
  if (state === 'paused') return and(stands, waits)
  return and(stands, sql`not coalesce(${waits}, 0)`)
}
