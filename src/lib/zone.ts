const DAY = 86_400_000
const WEEK = 7 * DAY

/** A week of UTC in one zone: the offset it begins with, and the instant (if any) from which another one holds. */
type Stretch = { before: number; after: number; change: number }
type Zone = { format: Intl.DateTimeFormat; weeks: Map<number, Stretch> }

const zones = new Map<string, Zone>()

function zoneOf(name: string): Zone {
  let zone = zones.get(name)
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
    zone = { format, weeks: new Map() }
    zones.set(name, zone)
  }
  return zone
}

/** What Intl says: `… GMT+02:00`, `… GMT` for none, seconds too in the days of local mean time. */
function asked({ format }: Zone, at: number): number {
  const [, sign, hours, minutes, seconds = '0'] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(at)) ?? []
  if (!sign) return 0
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -size : size
}

/** Offsets change at most once in a week, so that two questions tell all of it, and a dozen more find the change. */
function stretch(zone: Zone, week: number): Stretch {
  const known = zone.weeks.get(week)
  if (known) return known
  let [low, high] = [week * WEEK, (week + 1) * WEEK]
  const [before, after] = [asked(zone, low), asked(zone, high)]
  while (before !== after && high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000
    if (asked(zone, middle) === before) low = middle
    else high = middle
  }
  const found = { before, after, change: before === after ? Number.POSITIVE_INFINITY : high }
  zone.weeks.set(week, found)
  return found
}

const around = (zone: Zone, at: number) => stretch(zone, Math.floor(at / WEEK))

function offsetIn(zone: Zone, at: number): number {
  const { before, after, change } = around(zone, at)
  return at < change ? before : after
}

/** Whether clocks can be read off an IANA name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name.includes('/') || name === 'UTC'
  } catch {
    return false
  }
}

/** What to add to an instant (ms UTC) to read it off the wall of an IANA zone: `2 * 3_600_000` for Paris in summer. */
export const offsetAt = (zone: string, at: number): number => offsetIn(zoneOf(zone), at)

/**
 * The first instant (ms UTC) at which the clocks of a zone show this time or a later one. `wall` is the time as they show
 * it, written as if it were UTC. A time that a spring night skips is the instant of the change; of a time that an autumn
 * night shows twice it is the first. Never decreases as `wall` grows.
 */
export function instantAt(name: string, wall: number): number {
  const zone = zoneOf(name)
  // No offset reaches a day, so that whatever changes around this time does so between these two.
  const [before, after] = [offsetIn(zone, wall - DAY), offsetIn(zone, wall + DAY)]
  if (before === after) return wall - before
  const first = around(zone, wall - DAY).change
  const change = first > wall - DAY && first <= wall + DAY ? first : around(zone, wall + DAY).change
  return wall - before < change ? wall - before : Math.max(change, wall - after)
}
