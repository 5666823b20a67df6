import { eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Awaiting } from '../../lib/reminders'
import { calendarOf } from '../../lib/working-time'
import { nextReminder } from './plan'
import { type Awaited, piecesOf, waitsQuery } from './waits'

/** The reminder that comes next on a thing's page, or who holds it back until when. */
export type NextReminder = {
  kind: Awaiting
  id: string
  /** When the next one goes (ms UTC); null: none any more. */
  at: number | null
  snoozed: { by: string; until: number } | null
}

/** What a thing's page asks to know of its reminders; for the team. Rides in the page's batch. */
export function nextQuery(scope: ProjectScope, kind: Awaiting, id: string) {
  const [s, people, w] = [
    scope.view('reminderSnoozes', 'held'),
    scope.people('holder'),
    scope.view('workspaces'),
  ]
  const pieces = piecesOf(scope, kind)
  const name = sql`(select ${people.name} from ${s} inner join ${people} on ${people.id} = ${s.by}
    where ${s.subjectId} = ${pieces.id})`
  const rests = sql`(select ${w.reminders} from ${w})`
  const more = {
    settings: sql<string | null>`${rests}`.as('settings'),
    until: sql<number>`${pieces.snoozed}`.as('until'),
    by: sql<string | null>`${name}`.as('by_name'),
  }
  return waitsQuery(scope, kind, ({ id: own }) => eq(own as never, id), 1, more)
}

/** Reads the row of `nextQuery`; null where nothing is waited for, or such things are not reminded of. */
export function nextOf(scope: ProjectScope, rows: readonly unknown[] | undefined): NextReminder | null {
  const row = rows?.[0] as
    | (Awaited & { settings: string | null; until: number; by: string | null })
    | undefined
  const schedule = row?.settings ? JSON.parse(row.settings)[row.kind] : null
  if (!row || !schedule?.on) return null
  const { kind, id, until, by } = row
  const snoozed = until > scope.now ? { by: by ?? '', until } : null
  const next = nextReminder(row, schedule.days, calendarOf(scope.workspace), scope.now)
  return next || snoozed ? { kind, id, at: next?.at ?? null, snoozed } : null
}
