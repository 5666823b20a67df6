import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holidaySets } from './holidays'
import { addWorking, type Calendar, calendarOf, type WorkingWeek, workingBetween } from './working-time'

const DAY = 86_400_000
const HOUR = DAY / 24

/** Zones whose clocks change at different hours, by half an hour, at midnight, twice around Ramadan, or never. */
const zones = [
  'Europe/Paris',
  'America/Toronto',
  'Africa/Abidjan',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/St_Johns',
  'America/Havana',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Asia/Beirut',
]

/** Spans in order and apart: every second gap between a few sorted minutes. */
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 })
  .map(minutes => minutes.sort((a, b) => a - b))
  .map(minutes =>
    Array.from({ length: Math.floor(minutes.length / 2) }, (_, i): [number, number] => [
      minutes[2 * i] ?? 0,
      minutes[2 * i + 1] ?? 0,
    ]),
  )

const date = fc
  .integer({ min: Date.UTC(2024, 0, 1) / DAY, max: Date.UTC(2029, 0, 1) / DAY })
  .map(n => new Date(n * DAY).toISOString().slice(0, 10))

const workingWeek: fc.Arbitrary<WorkingWeek> = fc
  .record({
    week: fc.array(spans, { minLength: 7, maxLength: 7 }),
    holidays: fc.constantFrom(null, ...holidaySets),
    days: fc.array(fc.record({ on: date, name: fc.constant(''), closed: fc.boolean() }), { maxLength: 20 }),
  })
  // A quarter of an hour a week at least, lest a long span of work end in another century.
  .filter(({ week }) => week.flat().reduce((sum, [from, to]) => sum + to - from, 0) >= 15)

const calendars: fc.Arbitrary<Calendar> = fc
  .tuple(fc.constantFrom(...zones), workingWeek)
  .map(([timezone, calendar]) => calendarOf({ timezone, calendar }))

const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) })
const lengths = fc.oneof(
  fc.integer({ min: 0, max: HOUR }),
  fc.integer({ min: 0, max: 12 }).map(n => n * HOUR),
  fc.integer({ min: 0, max: 3 * HOUR }),
)

/** Minute by minute on the wall, as a clock on it would be read: slow, and evidently right. */
function naive(calendar: Calendar, from: number, to: number): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: calendar.zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  let sum = 0
  for (let t = from; t < to; t += HOUR / 60) {
    const [day = '', time = ''] = shown.format(t).split(' ')
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    const at = hours * 60 + minutes
    if (calendar.week[weekday]?.some(([a, b]) => a <= at && at < b) && !calendar.isClosed(day)) sum++
  }
  return sum * (HOUR / 60)
}

describe('working time, whatever the calendar', () => {
  it('adds in two steps what it adds in one', () => {
    fc.assert(
      fc.property(calendars, instants, lengths, lengths, (calendar, from, a, b) => {
        expect(addWorking(calendar, addWorking(calendar, from, a), b)).toBe(addWorking(calendar, from, a + b))
      }),
      { numRuns: 400 },
    )
  })

  it('finds between two instants what was added to the first', () => {
    fc.assert(
      fc.property(calendars, instants, lengths, (calendar, from, ms) => {
        const end = addWorking(calendar, from, ms)
        expect(workingBetween(calendar, from, end)).toBe(ms)
        // The first such instant: a moment sooner there was less.
        if (ms > 0) expect(workingBetween(calendar, from, end - 1)).toBe(ms - 1)
      }),
      { numRuns: 400 },
    )
  })

  it('never goes back: more work, or a later start, ends no sooner', () => {
    fc.assert(
      fc.property(calendars, instants, instants, lengths, lengths, (calendar, s, t, a, b) => {
        const [first, second] = [Math.min(s, t), Math.max(s, t)]
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        expect(addWorking(calendar, first, less)).toBeLessThanOrEqual(addWorking(calendar, first, more))
        expect(addWorking(calendar, first, less)).toBeLessThanOrEqual(addWorking(calendar, second, less))
        expect(addWorking(calendar, first, less)).toBeGreaterThanOrEqual(first)
      }),
      { numRuns: 400 },
    )
  })

  it('adds up over any cut, and never exceeds the time that passed', () => {
    fc.assert(
      fc.property(calendars, fc.tuple(instants, instants, instants), (calendar, three) => {
        const [a, b, c] = [...three].sort((x, y) => x - y) as [number, number, number]
        const whole = workingBetween(calendar, a, c)
        expect(workingBetween(calendar, a, b) + workingBetween(calendar, b, c)).toBe(whole)
        expect(whole).toBeLessThanOrEqual(c - a)
      }),
      { numRuns: 200 },
    )
  })

  it('counts what a clock on the wall shows, minute by minute, through changes of the clocks', () => {
    const changes = [
      ['Europe/Paris', '2026-03-28T12:00Z'],
      ['Europe/Paris', '2026-10-24T12:00Z'],
      ['America/Toronto', '2026-03-07T20:00Z'],
      ['America/Toronto', '2026-10-31T20:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T02:00Z'],
      ['Africa/Cairo', '2026-04-23T12:00Z'],
      ['Africa/Abidjan', '2026-05-26T12:00Z'],
    ] as const
    // Whole hours: between 02:30 and 02:30 again a naive clock counts twice what one span says once.
    const hourly = fc
      .subarray([0, 4, 5, 9, 12, 14, 18, 24], { minLength: 2 })
      .map(hours => hours.slice(0, hours.length - (hours.length % 2)))
      .map(hours =>
        Array.from({ length: hours.length / 2 }, (_, i): [number, number] => [
          (hours[2 * i] ?? 0) * 60,
          (hours[2 * i + 1] ?? 0) * 60,
        ]),
      )
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.array(hourly, { minLength: 7, maxLength: 7 }),
        fc.constantFrom(null, ...holidaySets),
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 0, max: 2000 }),
        ([timezone, near], week, holidays, before, length) => {
          const calendar = calendarOf({ timezone, calendar: { week, holidays, days: [] } })
          const from = Date.parse(near.replace('Z', ':00Z')) - before * (HOUR / 60)
          const to = from + length * (HOUR / 60)
          expect(workingBetween(calendar, from, to)).toBe(naive(calendar, from, to))
        },
      ),
      { numRuns: 60 },
    )
  })
})
