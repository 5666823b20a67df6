import { type HolidaySet, holidayOn } from './holidays'
import { instantAt, offsetAt } from './zone'

/** Seven days from Monday, each with its spans in minutes from midnight; holidays from a set; own days over both. */
export type WorkingWeek = {
  week: [number, number][][]
  holidays: HolidaySet | null
  /** `closed` false: a holiday on which there is work all the same. */
  days: { on: string; name: string; closed: boolean }[]
}

/** Short for the days of a week, from Monday. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/**
 * When work is done, ready to be counted with: seven days from Monday, each with its spans `[from, to)` in minutes from
 * midnight (0 to 1440) as the clocks of the zone show them, in order and apart.
 */
export type Calendar = {
  zone: string
  week: readonly (readonly (readonly [number, number])[])[]
  isClosed(day: string): boolean
}

const office: [number, number][] = [
  [9 * 60, 12 * 60 + 30],
  [14 * 60, 18 * 60],
]

/** What holds where nothing was set: Monday to Friday, 9–12:30 and 14–18, no holidays. */
export const usualWeek = (holidays: HolidaySet | null = null): WorkingWeek => ({
  week: [office, office, office, office, office, [], []],
  holidays,
  days: [],
})

const made = new WeakMap<object, Calendar>()

/** The calendar of a workspace. One and the same for one and the same object, so that what it worked out serves again. */
export function calendarOf(workspace: { timezone: string; calendar: WorkingWeek | null }): Calendar {
  const known = made.get(workspace)
  if (known) return known
  const { week, holidays, days } = workspace.calendar ?? usualWeek()
  const own = new Map(days.map(day => [day.on, day.closed]))
  const calendar: Calendar = {
    zone: workspace.timezone,
    week,
    isClosed: day => own.get(day) ?? (holidays !== null && holidayOn(holidays, day) !== undefined),
  }
  made.set(workspace, calendar)
  return calendar
}

const MINUTE = 60_000
const DAY = 86_400_000
/** Days: nothing is looked for further away than twenty years. */
const FURTHEST = 7305

/** One date of a calendar in instants: its midnight, and its spans. */
type Day = { start: number; spans: readonly (readonly [number, number])[] }
const seen = new WeakMap<Calendar, Map<number, Day>>()

function dayOf(calendar: Calendar, n: number): Day {
  let days = seen.get(calendar)
  if (!days) {
    days = new Map()
    seen.set(calendar, days)
  }
  const known = days.get(n)
  if (known) return known
  const at = (minute: number) => instantAt(calendar.zone, n * DAY + minute * MINUTE)
  // Day 0 of 1970 was a Thursday.
  const spans = calendar.week[(((n + 3) % 7) + 7) % 7] ?? []
  const closed = spans.length === 0 || calendar.isClosed(new Date(n * DAY).toISOString().slice(0, 10))
  const day = { start: at(0), spans: closed ? [] : spans.map(([from, to]) => [at(from), at(to)] as const) }
  days.set(n, day)
  return day
}

const dateAt = (calendar: Calendar, at: number) => Math.floor((at + offsetAt(calendar.zone, at)) / DAY)

/**
 * The first instant (ms UTC) at which `ms` of working time have passed since `from`; 0 or less: `from` itself. What is
 * done at the end of a span is done in the evening, not on the next morning. An hour counts as it passes: a span over the
 * night of a clock change is as long as it really lasts.
 * @throws RangeError if that is more than twenty years away: little is worked, or nothing at all (a week without spans).
 */
export function addWorking(calendar: Calendar, from: number, ms: number): number {
  if (ms <= 0) return from
  let left = ms
  const first = dateAt(calendar, from)
  for (let n = first; n < first + FURTHEST; n++) {
    for (const [begin, end] of dayOf(calendar, n).spans) {
      const start = Math.max(begin, from)
      if (end <= start) continue
      if (left <= end - start) return start + left
      left -= end - start
    }
  }
  throw new RangeError('A calendar with too few working hours')
}

/** The working time (ms) in `[from, to)`; 0 if `to` is not after `from`. */
export function workingBetween(calendar: Calendar, from: number, to: number): number {
  let sum = 0
  for (let n = dateAt(calendar, from); to > from; n++) {
    const { start, spans } = dayOf(calendar, n)
    if (start >= to) break
    for (const [begin, end] of spans) sum += Math.max(0, Math.min(end, to) - Math.max(begin, from))
  }
  return sum
}
