import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holidaySets } from '../../lib/holidays'
import { calendarOf, workingBetween } from '../../lib/working-time'
import { offsetAt } from '../../lib/zone'
import { DAY, dueAt, remindersUntil, type Wait } from './plan'

const [HALF, HOUR] = [1_800_000, 3_600_000]
const START = Date.UTC(2026, 0, 1)

/** Spans that begin and end on the half hour, as the naive clock below ticks. */
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 4 })
  .map(list => list.sort((a, b) => a - b).map(n => n * 30))
  .map(list =>
    Array.from({ length: Math.floor(list.length / 2) }, (_, i): [number, number] => [
      list[2 * i] ?? 0,
      list[2 * i + 1] ?? 0,
    ]),
  )

const calendars = fc
  .record({
    timezone: fc.constantFrom('Europe/Paris', 'America/Toronto', 'Africa/Abidjan', 'America/St_Johns'),
    week: fc.array(spans, { minLength: 7, maxLength: 7 }),
    holidays: fc.constantFrom(null, ...holidaySets),
  })
  .map(({ timezone, week, holidays }) => calendarOf({ timezone, calendar: { week, holidays, days: [] } }))

const instants = fc.integer({ min: 0, max: 365 * 48 }).map(n => START + n * HALF)

const waits: fc.Arbitrary<{ wait: Wait; days: number[] }> = fc
  .record({
    kind: fc.constantFrom('payment', 'approval', 'clarification'),
    begun: instants,
    quiet: fc.option(fc.integer({ min: -5, max: 20 })),
    days: fc.uniqueArray(fc.integer({ min: -30, max: 60 }), { minLength: 1, maxLength: 6 }),
  })
  .map(({ kind, begun, quiet, days }) => {
    const payment = kind === 'payment'
    const since = payment ? new Date(begun).toISOString().slice(0, 10) : String(begun)
    const own = (payment ? days : days.map(n => Math.max(1, Math.abs(n)))).sort((a, b) => a - b)
    return {
      wait: { kind, since, noted: null, quietUntil: quiet === null ? 0 : begun + quiet * DAY },
      days: [...new Set(own)],
    }
  })

it('goes in working time by day alone, each step once and in order, never before it is due or while it is quiet', () => {
  fc.assert(
    fc.property(calendars, waits, instants, (calendar, { wait, days }, now) => {
      const found = remindersUntil(wait, days, calendar, now, now + 90 * DAY)
      let before = Number.NEGATIVE_INFINITY
      let last = now - 1
      for (const { step, at, passed } of found) {
        expect(workingBetween(calendar, at, at + 1)).toBe(1)
        const minute = (((at + offsetAt(calendar.zone, at)) % DAY) + DAY) % DAY
        expect(minute).toBeGreaterThanOrEqual(7 * HOUR)
        expect(minute).toBeLessThan(21 * HOUR)
        expect(step).toBeGreaterThan(before)
        expect(passed.every(p => p < step && p > before)).toBe(true)
        expect(at).toBeGreaterThanOrEqual(
          Math.max(dueAt(calendar.zone, wait, step), wait.quietUntil, last + 1),
        )
        ;[before, last] = [step, at]
      }
    }),
    { numRuns: 300 },
  )
})

it('is what a clock that ticks would do', () => {
  fc.assert(
    fc.property(calendars, waits, (calendar, { wait, days }) => {
      const begun = wait.kind === 'payment' ? Date.parse(wait.since) : Number(wait.since)
      const [from, to] = [begun - 5 * DAY, begun + 20 * DAY]
      const open = (at: number) => {
        const wall = (((at + offsetAt(calendar.zone, at)) % DAY) + DAY) % DAY
        return workingBetween(calendar, at, at + 1) === 1 && wall >= 7 * HOUR && wall < 21 * HOUR
      }
      const naive: [number, number][] = []
      let [noted, quiet] = [Number.NEGATIVE_INFINITY, wait.quietUntil]
      for (let at = from; at <= to; at += HALF) {
        if (!open(at) || at < quiet) continue
        const step = days.filter(d => dueAt(calendar.zone, wait, d) <= at).at(-1)
        if (step === undefined || step <= noted) continue
        let could = dueAt(calendar.zone, wait, step)
        while (!open(could)) could += HALF
        if (at - could <= 14 * DAY && at - dueAt(calendar.zone, wait, step) <= 60 * DAY) {
          naive.push([step, at])
          if (wait.kind === 'payment') quiet = at + DAY
        }
        noted = step
      }
      const found = remindersUntil(wait, days, calendar, from, to).map(({ step, at }) => [step, at])
      expect(found).toEqual(naive)
    }),
    { numRuns: 200 },
  )
})
