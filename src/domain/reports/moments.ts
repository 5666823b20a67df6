import { dayIn, dayNumber, daysAfter, mondayOf, startOfDay } from '../../lib/days'
import { calendarOf, type WorkingWeek } from '../../lib/working-time'
import { instantAt } from '../../lib/zone'

const MINUTE = 60_000
const DAY = 86_400_000
/** Minutes from midnight. */
const [DRAFTED, SENT, NOON] = [14 * 60, 16 * 60 + 30, 12 * 60]

type Place = { timezone: string; calendar: WorkingWeek | null }

const wall = (zone: string, day: string, minute: number) =>
  instantAt(zone, dayNumber(day) * DAY + minute * MINUTE)

/** The Monday (`YYYY-MM-DD`) of the week that an instant falls in. */
export const weekOf = (zone: string, at: number): string => mondayOf(dayIn(zone, at))

/** The first instant of a week. */
export const startOf = (zone: string, week: string): number => startOfDay(zone, week)

/** The first instant after a week's Sunday. */
export const endOf = (zone: string, week: string): number => startOfDay(zone, daysAfter(week, 7))

/** Until when a week's draft is offered: the noon of the next Monday. */
export const offeredUntil = (zone: string, week: string): number => wall(zone, daysAfter(week, 7), NOON)

/**
 * When a week is summed up and, where it goes by itself, sent: 14:00 and 16:30 of its last working day up to Friday, at
 * the next working moment if there is a break then, and earlier where that day's work ends early.
 * @returns null for a week without a working day
 */
export function momentsOf(place: Place, week: string): { draftAt: number; sendAt: number } | null {
  const calendar = calendarOf(place)
  for (let weekday = 4; weekday >= 0; weekday--) {
    const day = daysAfter(week, weekday)
    const spans = calendar.week[weekday] ?? []
    const end = spans.at(-1)?.[1]
    if (end === undefined || calendar.isClosed(day)) continue
    /** The first working minute from one on; the day's last where there is none. */
    const working = (minute: number) => {
      const span = spans.find(([, to]) => to > minute)
      return span ? Math.max(span[0], minute) : end - 1
    }
    const draft = working(Math.min(DRAFTED, end - 180))
    const send = working(Math.max(Math.min(SENT, end - 30), draft + 15))
    return { draftAt: wall(place.timezone, day, draft), sendAt: wall(place.timezone, day, send) }
  }
  return null
}
