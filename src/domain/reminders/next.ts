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
  /** When the latest one went; null for a payment: its own page says it, of those sent by hand, too. */
  last: number | null
}

/** What a thing's page asks to know of its reminders; for the team. Rides in the page's batch. */
export function nextQuery(scope: ProjectScope, kind: Awaiting, id: string) {
  const [s, people] = [scope.view('reminderSnoozes', 'held'), scope.people('holder')]
  const [w, gone] = [scope.view('workspaces'), scope.view('reminders', 'gone')]
  const pieces = piecesOf(scope, kind)
  const name = sql`(select ${people.name} from ${s} inner join ${people} on ${people.id} = ${s.by}
    where ${s.subjectId} = ${pieces.id})`
  const rests = sql`(select ${w.reminders} from ${w})`
  const last = sql`(select nullif(max(${gone.at}), 0) from ${gone}
    where ${gone.kind} = ${kind} and ${gone.subjectId} = ${pieces.id} and ${gone.since} = ${pieces.text})`
  const more = {
    settings: sql<string | null>`${rests}`.as('settings'),
    until: sql<number>`${pieces.snoozed}`.as('until'),
    by: sql<string | null>`${name}`.as('by_name'),
    last: sql<number | null>`${kind === 'payment' ? null : last}`.as('last_at'),
  }
  return waitsQuery(scope, kind, ({ id: own }) => eq(own as never, id), 1, more)
}

/** Reads the row of `nextQuery`; null where nothing is waited for, or such things are not reminded of. */
export function nextOf(scope: ProjectScope, rows: readonly unknown[] | undefined): NextReminder | null {
  const row = rows?.[0] as
    | (Awaited & { settings: string | null; until: number; by: string | null; last: number | null })
    | undefined
  const schedule = row?.settings ? JSON.parse(row.settings)[row.kind] : null
  if (!row || !schedule?.on) return null
  const { kind, id, until, by, last } = row
  const snoozed = until > scope.now ? { by: by ?? '', until } : null
  const next = nextReminder(row, schedule.days, calendarOf(scope.workspace), scope.now)
  return next || snoozed || last ? { kind, id, at: next?.at ?? null, snoozed, last } : null
}
