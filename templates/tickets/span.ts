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
 * Working time: «2 j», «2 j 3 h», «4 h 30 min».
 * @param day the length of a working day (ms), in which what is longer than one is counted
 * @param exact to the minute, however long; else two units at most
 */
export function workingSpan({ t, format }: Ui, ms: number, day: number, exact = false): string {
  const say = (unit: 'days' | 'hours' | 'minutes', n: number) =>
    n > 0 ? t(`sla.span.${unit}`, { n: format.number(n) }) : ''
  const minutes = Math.round(ms / MINUTE)
  const days = Math.floor(minutes / (day / MINUTE))
  const rest = minutes - days * (day / MINUTE)
  const said = [say('days', days), say('hours', Math.floor(rest / 60)), say('minutes', rest % 60)]
  const some = said.filter(Boolean).slice(0, exact ? 3 : 2)
  return some.join(' ') || t('sla.span.minutes', { n: 0 })
}
