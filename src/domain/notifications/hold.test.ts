import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cadences, categories } from '../../lib/cadence'
import { offsetAt } from '../../lib/zone'
import { holdOf, nextHour, QUIET } from './hold'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Two years, over eight changes of the clocks. */
const START = Date.parse('2026-01-01T00:00:00Z')
const instants = fc.integer({ min: START, max: START + 730 * DAY })
const zones = ['Europe/Paris', 'America/Toronto', 'Africa/Abidjan']
const wall = (zone: string, at: number) => new Date(at + offsetAt(zone, at))

const asked = (more: object = {}) => ({
  membershipId: 'm',
  category: 'message' as const,
  cadence: 'grouped' as const,
  about: '/w/a/p/b/messages',
  digest: { hour: 8, zone: 'Europe/Paris' },
  ...more,
})

describe('a mail’s wait', () => {
  it('is none for what must reach a person, whatever they chose', () => {
    for (const cadence of cadences)
      expect(holdOf(asked({ category: 'due', cadence }), START)).toEqual({ heldUntil: null, groupKey: null })
  })

  it('is what they chose for anything else', () => {
    for (const category of categories.filter(one => one !== 'due')) {
      const hold = (cadence: string) => holdOf(asked({ category, cadence }), START)
      expect(hold('now')).toEqual({ heldUntil: null, groupKey: null })
      expect(hold('never')).toBe(null)
      expect(hold('grouped')).toEqual({
        heldUntil: START + QUIET,
        groupKey: `m:${category}:/w/a/p/b/messages`,
      })
      expect(hold('daily')).toEqual({
        heldUntil: Date.parse('2026-01-01T07:00:00Z'),
        groupKey: 'm:daily',
      })
    }
  })
})

describe('the hour of a day’s mail', () => {
  it.each([
    // Spring: 2 o'clock does not come in Paris on 29 March, nor in Toronto on 8 March: as the clocks are put forward.
    ['Europe/Paris', 2, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    ['America/Toronto', 2, '2026-03-07T12:00:00Z', '2026-03-08T07:00:00Z'],
    // Autumn: 2 o'clock comes twice in Paris on 25 October, 1 o'clock in Toronto on 1 November: the first of them alone.
    ['Europe/Paris', 2, '2026-10-24T12:00:00Z', '2026-10-25T00:00:00Z'],
    ['Europe/Paris', 2, '2026-10-25T00:30:00Z', '2026-10-26T01:00:00Z'],
    ['America/Toronto', 1, '2026-10-31T12:00:00Z', '2026-11-01T05:00:00Z'],
    ['America/Toronto', 1, '2026-11-01T05:30:00Z', '2026-11-02T06:00:00Z'],
    // The day after a change is as ever.
    ['Europe/Paris', 8, '2026-03-28T07:00:00Z', '2026-03-29T06:00:00Z'],
    ['Europe/Paris', 8, '2026-10-24T06:00:00Z', '2026-10-25T07:00:00Z'],
    ['Africa/Abidjan', 0, '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z'],
  ])('in %s at %i, asked at %s, is %s', (zone, hour, now, then) => {
    expect(new Date(nextHour(zone, hour, Date.parse(now))).toISOString()).toBe(
      new Date(Date.parse(then)).toISOString(),
    )
  })

  it('comes within a day, shows that hour, and comes once a day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), instants, (zone, hour, now) => {
        const at = nextHour(zone, hour, now)
        expect(at).toBeGreaterThan(now)
        expect(at - now).toBeLessThanOrEqual(25 * HOUR)
        // Only where the clocks were just put forward does it show the hour after.
        const shown = wall(zone, at)
        const skipped = offsetAt(zone, at) > offsetAt(zone, at - 1)
        expect([hour, ...(skipped ? [hour + 1] : [])]).toContain(shown.getUTCHours())
        expect(shown.getUTCMinutes()).toBe(0)
        const day = (instant: number) => wall(zone, instant).toISOString().slice(0, 10)
        expect(day(nextHour(zone, hour, at))).not.toBe(day(at))
        // Whatever comes in between waits for the same moment.
        expect(nextHour(zone, hour, at - 1)).toBe(at)
      }),
      { numRuns: 500 },
    )
  })
})
