import { dayNumber } from '../../lib/days'
import { instantAt } from '../../lib/zone'
import { finder } from './plain'

/** In which order the numbers of «03/04/2026» stand. */
export type Order = 'day_first' | 'month_first'

/** A date as it was written, with its time where it has one; `offset`: minutes east of Greenwich, where it says so. */
export type Written = { day: string; minutes?: number; offset?: number }

const monthOf = finder({
  '1': 'janvier, janv, january, jan',
  '2': 'février, févr, fév, february, feb',
  '3': 'mars, march, mar',
  '4': 'avril, avr, april, apr',
  '5': 'mai, may',
  '6': 'juin, june, jun',
  '7': 'juillet, juil, july, jul',
  '8': 'août, aout, august, aug',
  '9': 'septembre, sept, september, sep',
  '10': 'octobre, oct, october',
  '11': 'novembre, nov, november',
  '12': 'décembre, déc, december, dec',
})

const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ]+(.+))?$/i
const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[, ]+(?:à |at )?(.+))?$/i
const dayThenMonth =
  /^(?:\p{L}+\.?,? )?(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}+)\.?,? (\d{4})(?:[, ]+(?:à |at )?(.+))?$/iu
const monthThenDay =
  /^(?:\p{L}+\.?,? )??(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[, ]+(?:at )?(.+))?$/iu
const clock =
  /^(\d{1,2})(?:[:h](\d{2})?(?::\d{2}(?:[.,]\d+)?)?)?\s*([ap])?\.?m?\.?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i

/** Reads a date in any of the usual spellings, French or English. @returns null for what is none */
export function writtenDate(text: string, order: Order): Written | null {
  const clean = text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
  const [y, m, d, time] = partsOf(clean, order) ?? []
  if (!y || !m || !d) return null
  const year = y.length === 2 ? 2000 + Number(y) : Number(y)
  const day = `${String(year).padStart(4, '0')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const known = year >= 1980 && year <= 2100 && !Number.isNaN(dayNumber(day)) && isReal(day)
  if (!known) return null
  if (time === undefined) return { day }
  const rest = timeOf(time)
  return rest && { day, ...rest }
}

/** Year, month, day, time. */
function partsOf(text: string, order: Order): (string | undefined)[] | null {
  const dated = iso.exec(text)
  if (dated) return dated.slice(1)
  const [, a, b, year, time] = numbers.exec(text) ?? []
  if (year) return order === 'day_first' ? [year, b, a, time] : [year, a, b, time]
  const [, d, month = '', y, at] = dayThenMonth.exec(text) ?? []
  if (y && monthOf(month)) return [y, monthOf(month), d, at]
  const [, name = '', date, full, then] = monthThenDay.exec(text) ?? []
  return full && monthOf(name) ? [full, monthOf(name), date, then] : null
}

const isReal = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)

function timeOf(text: string): { minutes: number; offset?: number } | null {
  const [, h, m = '0', half, zone] = clock.exec(text) ?? []
  if (h === undefined) return null
  const hours = half ? (Number(h) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(h)
  if (hours > 23 || Number(m) > 59) return null
  const minutes = hours * 60 + Number(m)
  if (!zone) return { minutes }
  const [, sign, east = '0', odd = '0'] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? []
  return { minutes, offset: (sign === '-' ? -1 : 1) * (Number(east) * 60 + Number(odd)) }
}

/** The instant (ms UTC) of what was written, in a zone unless it names an offset; a date alone is its noon. */
export function instantWritten({ day, minutes = 12 * 60, offset }: Written, zone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000
  return offset === undefined ? instantAt(zone, wall) : wall - offset * 60_000
}

/** The order that the dates of a column betray; undefined where each could be read either way. */
export function orderOf(texts: readonly string[]): Order | undefined {
  for (const text of texts) {
    const [, a, b] = numbers.exec(text.trim()) ?? []
    if (Number(a) > 12) return 'day_first'
    if (Number(b) > 12) return 'month_first'
  }
  return undefined
}
