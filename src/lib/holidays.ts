import { daysAfter } from './days'
import { dates, sets, years } from './holidays.gen'

/** A set of public holidays: metropolitan France, Québec, Côte d’Ivoire. */
export type HolidaySet = keyof typeof sets
/** A holiday's word; its names stand in the locales (`holidays.<word>`). */
export type Holiday = keyof typeof dates

export const holidaySets = Object.keys(sets) as HolidaySet[]

/** The last year whose moving holidays are known. */
export const lastHolidayYear = years[1]

/** Set by the moon as it is seen: the dates known beforehand are forecasts. */
export const forecast: readonly Holiday[] = ['night_of_destiny', 'eid_al_fitr', 'eid_al_adha', 'mawlid']

/** The set that fits a place, if there is one: a new workspace begins with it. */
export function fittingSet(locale: string, timezone: string): HolidaySet | null {
  if (timezone === 'Europe/Paris') return 'FR'
  if (timezone === 'Africa/Abidjan') return 'CI'
  const eastern = ['America/Toronto', 'America/Montreal'].includes(timezone)
  return eastern && locale === 'fr-CA' ? 'CA-QC' : null
}

const indexes = new Map<HolidaySet, Map<string, Holiday>>()

/** A set by date: `MM-DD` for a fixed holiday, `YYYY-MM-DD` for a moving one. */
function index(set: HolidaySet): Map<string, Holiday> {
  const known = indexes.get(set)
  if (known) return known
  const made = new Map<string, Holiday>()
  for (const word of sets[set].split(' ') as Holiday[])
    for (const date of dates[word].split(' '))
      made.set(date.includes('-') ? date : date.replace(/(..)(..)(..)/, '20$1-$2-$3'), word)
  indexes.set(set, made)
  return made
}

/** The public holiday that a day (`YYYY-MM-DD`) is, if it is one. */
export const holidayOn = (set: HolidaySet, day: string): Holiday | undefined =>
  index(set).get(day) ?? index(set).get(day.slice(5))

/** The holidays from a day on, for as many days, in order. */
export function holidaysFrom(set: HolidaySet, day: string, days: number): { on: string; word: Holiday }[] {
  const found: { on: string; word: Holiday }[] = []
  for (let n = 0; n < days; n++) {
    const on = daysAfter(day, n)
    const word = holidayOn(set, on)
    if (word) found.push({ on, word })
  }
  return found
}
