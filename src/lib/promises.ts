import type { Calendar } from './working-time'

const MINUTE = 60_000

/** The working time (ms) of an ordinary day: the average of the days of the week on which there is work. */
export function dayLength({ week }: Pick<Calendar, 'week'>): number {
  const days = week.map(spans => spans.reduce((sum, [from, to]) => sum + to - from, 0)).filter(m => m > 0)
  const average = days.reduce((sum, m) => sum + m, 0) / days.length
  return Math.round(days.length > 0 ? average : 8 * 60) * MINUTE
}

/** Whether a promise was kept: null while nobody knows, or where there was none. Milliseconds of working time. */
export const kept = (took: number | null, target: number | null): boolean | null =>
  took === null || target === null ? null : took <= target

const units: Record<string, 'day' | 'hour' | 'minute'> = {
  j: 'day',
  jour: 'day',
  jours: 'day',
  d: 'day',
  day: 'day',
  days: 'day',
  h: 'hour',
  heure: 'hour',
  heures: 'hour',
  hour: 'hour',
  hours: 'hour',
  min: 'minute',
  mn: 'minute',
  m: 'minute',
  minute: 'minute',
  minutes: 'minute',
}

/**
 * Working time as people write it: «4 h», «2 j», «1,5 j», «1 j 4 h», «2h30», «30 min», a bare number being hours.
 * @param day the length of a working day (ms)
 * @returns milliseconds, in whole minutes; null for what is none of these, or is not more than nothing
 */
export function parseSpan(text: string, day: number): number | null {
  const said = text.toLowerCase().replace(/[\s\u00a0\u202f]+/g, '')
  const parts = [...said.matchAll(/(\d+(?:[.,]\d+)?)([a-z]*)/g)]
  if (parts.length === 0 || parts.map(p => p[0]).join('') !== said) return null
  let sum = 0
  let last: 'day' | 'hour' | 'minute' | null = null
  for (const [, digits = '', word = ''] of parts) {
    const unit: 'day' | 'hour' | 'minute' | undefined = word
      ? units[word]
      : last === 'hour'
        ? 'minute'
        : last === null
          ? 'hour'
          : undefined
    if (!unit) return null
    const length = { day, hour: 60 * MINUTE, minute: MINUTE }[unit]
    sum += Number(digits.replace(',', '.')) * length
    last = unit
  }
  const whole = Math.round(sum / MINUTE) * MINUTE
  return whole > 0 && Number.isSafeInteger(whole) ? whole : null
}
