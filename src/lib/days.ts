import { instantAt } from './zone'

const zones = new Map<string, Intl.DateTimeFormat>()

/** The day (`YYYY-MM-DD`) that an instant falls on in an IANA zone. */
export function dayIn(timeZone: string, at: number): string {
  let format = zones.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    zones.set(timeZone, format)
  }
  return format.format(at)
}

const DAY = 86_400_000

/** A date (`YYYY-MM-DD`) as a number: days next to each other differ by one, whatever the clocks did between them. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)

/** The date some days after another. */
export const daysAfter = (day: string, n: number): string =>
  new Date((dayNumber(day) + n) * DAY).toISOString().slice(0, 10)

/** The Monday of a date's week. Day 0 of 1970 was a Thursday. */
export const mondayOf = (day: string): string => daysAfter(day, -((dayNumber(day) + 3) % 7))

/** The first instant of a date in an IANA zone: midnight there, or whatever comes first where the clocks skip it. */
export const startOfDay = (timeZone: string, day: string): number => instantAt(timeZone, dayNumber(day) * DAY)
