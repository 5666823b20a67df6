import type { Ui } from '../../locales'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long, as one reads a clock on the wall, in one unit: «25 min», «3 h», «2 j». */
export function roughly({ t, format }: Ui, ms: number): string {
  const say = (unit: 'days' | 'hours' | 'minutes', n: number) =>
    t(`sla.span.${unit}`, { n: format.number(Math.floor(n)) })
  if (ms >= 2 * DAY) return say('days', ms / DAY)
  return ms >= HOUR ? say('hours', ms / HOUR) : say('minutes', Math.max(1, ms / MINUTE))
}

/**
 * Working time: «2 j», «2 j 3 h», «4 h 30».
 * @param day the length of a working day (ms), in which what is longer than one is counted
 * @param exact to the minute, however long
 */
export function workingSpan({ t, format }: Ui, ms: number, day: number, exact = false): string {
  const say = (unit: 'days' | 'hours' | 'minutes', n: number) =>
    n > 0 ? t(`sla.span.${unit}`, { n: format.number(n) }) : ''
  const minutes = Math.round(ms / MINUTE)
  const days = Math.floor(minutes / (day / MINUTE))
  const rest = minutes - days * (day / MINUTE)
  const [h, m] = [Math.floor(rest / 60), rest % 60]
  // Beyond a day, a few minutes are left out where it need not be exact.
  const hours =
    h > 0 && m > 0 && (exact || days === 0)
      ? t('sla.span.both', { h: format.number(h), m: String(m).padStart(2, '0') })
      : say('hours', h) || (exact || days === 0 ? say('minutes', m) : '')
  return [say('days', days), hours].filter(Boolean).join(' ') || t('sla.span.minutes', { n: 0 })
}
