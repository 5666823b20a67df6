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

/** The first instant of a date in an IANA zone: midnight there, or whatever comes first where the clocks skip it. */
export function startOfDay(timeZone: string, day: string): number {
  const QUARTER = 900_000
  // No zone is further than 14 hours ahead of UTC or 12 behind it; offsets are whole quarters of an hour.
  let [before, from] = [
    (dayNumber(day) * DAY - 15 * 3_600_000) / QUARTER,
    (dayNumber(day) * DAY + 13 * 3_600_000) / QUARTER,
  ]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dayIn(timeZone, middle * QUARTER) < day) before = middle
    else from = middle
  }
  return from * QUARTER
}
