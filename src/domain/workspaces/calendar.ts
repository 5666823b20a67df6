import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import { dayIn, dayNumber, daysAfter } from '../../lib/days'
import { Invalid } from '../../lib/errors'
import { line } from '../../lib/fields'
import { type Holiday, type HolidaySet, holidaysFrom } from '../../lib/holidays'
import { addWorking, type Calendar, calendarOf, usualWeek, type WorkingWeek } from '../../lib/working-time'

/** Own days at most, each a date; and as many of them at once. */
const MOST = 500
const MOST_AT_ONCE = 92

/** Changes the week and the set of holidays; own days stay. */
export async function changeWeek(
  scope: WorkspaceScope,
  { week, holidays }: Pick<WorkingWeek, 'week' | 'holidays'>,
): Promise<void> {
  await save(scope, { ...present(scope), week, holidays })
}

const day = z.iso.date('errors.date')

export const daysInput = z
  .object({
    from: day,
    to: z.union([z.literal(''), day]).optional(),
    name: line(60),
    kind: z.enum(['closed', 'worked']).default('closed'),
  })
  .transform(({ from, to, name, kind }) => ({ from, to: to || from, name, closed: kind === 'closed' }))

export type OwnDays = z.output<typeof daysInput>

/**
 * Closes a stretch of days, or says that they are worked although they are holidays; what was said of these dates
 * before no longer holds.
 * @throws Invalid when the stretch ends before it begins or is too long, or there would be too many own days
 */
export async function setDays(scope: WorkspaceScope, { from, to, name, closed }: OwnDays): Promise<void> {
  const length = dayNumber(to) - dayNumber(from) + 1
  if (length < 1) throw new Invalid({ to: 'workspaces.error.days_order' })
  if (length > MOST_AT_ONCE) throw new Invalid({ to: 'workspaces.error.days_many' })
  const kept = present(scope).days.filter(d => d.on < from || d.on > to)
  const added = Array.from({ length }, (_, n) => ({ on: daysAfter(from, n), name, closed }))
  const days = [...kept, ...added].sort((a, b) => (a.on < b.on ? -1 : 1))
  if (days.length > MOST) throw new Invalid({ to: 'workspaces.error.days_full' })
  await save(scope, { ...present(scope), days })
}

export const stretchInput = z.object({ from: day, to: day })

/** Takes back what was said of the dates from one to another. */
export async function unsetDays(
  scope: WorkspaceScope,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const calendar = present(scope)
  await save(scope, { ...calendar, days: calendar.days.filter(d => d.on < from || d.on > to) })
}

const present = ({ workspace }: WorkspaceScope): WorkingWeek => workspace.calendar ?? usualWeek()

/** Only onto the calendar that was read: of two people who change it at once, the second is told. */
async function save(scope: WorkspaceScope, calendar: WorkingWeek): Promise<void> {
  const { id, calendar: before } = scope.workspace
  const read = before && JSON.stringify(before)
  await scope.commit([scope.update('workspaces', { calendar }, t => sql`${t.calendar} is ${read}`)], {
    kind: 'workspace.calendar_changed',
    subjectId: id,
    internal: true,
  })
}

/** A stretch of own days under one name. */
export type Stretch = { from: string; to: string; name: string; closed: boolean }

/** Everything the page of the calendar shows. */
export type CalendarPage = {
  week: WorkingWeek['week']
  holidays: HolidaySet | null
  /** The next twelve months of the set. `free`: its weekday has no work anyhow; `own`: what was said of the day instead. */
  coming: { on: string; word: Holiday; free: boolean; own?: { name: string; closed: boolean } }[]
  days: Stretch[]
  /** The next date without work although its weekday has some. */
  nextClosed?: { on: string; word?: Holiday; name?: string }
  /** When four hours of work that begins now will be done; nothing for a week without work. */
  fourHours?: number
}

/** The calendar as it stands, from today on. Asks nothing of the database. */
export function calendarPage({ workspace, now }: WorkspaceScope): CalendarPage {
  const { week, holidays, days } = workspace.calendar ?? usualWeek()
  const calendar = calendarOf(workspace)
  const today = dayIn(workspace.timezone, now)
  const own = new Map(days.map(d => [d.on, d]))
  const coming = holidays ? holidaysFrom(holidays, today, 365) : []
  const closed = firstClosed(calendar, today)
  return {
    week,
    holidays,
    coming: coming.map(({ on, word }) => ({ on, word, free: isFree(calendar, on), own: own.get(on) })),
    days: stretches(days.filter(d => d.on >= today)),
    nextClosed: closed
      ? {
          on: closed,
          word: coming.find(({ on }) => on === closed)?.word,
          name: own.get(closed)?.name,
        }
      : undefined,
    fourHours: week.some(spans => spans.length > 0) ? addWorking(calendar, now, 4 * 3_600_000) : undefined,
  }
}

/** Whether a date's weekday has no work. Day 0 of 1970 was a Thursday. */
const isFree = ({ week }: Calendar, on: string): boolean => !week[(dayNumber(on) + 3) % 7]?.length

function firstClosed(calendar: Calendar, today: string): string | undefined {
  for (let n = 0; n < 365; n++) {
    const on = daysAfter(today, n)
    if (!isFree(calendar, on) && calendar.isClosed(on)) return on
  }
}

/** Days that follow one another under one name, as one. */
function stretches(days: WorkingWeek['days']): Stretch[] {
  const found: Stretch[] = []
  for (const { on, name, closed } of days) {
    const last = found.at(-1)
    if (last && last.name === name && last.closed === closed && daysAfter(last.to, 1) === on) last.to = on
    else found.push({ from: on, to: on, name, closed })
  }
  return found
}
