import { describe, expect, it } from 'vitest'
import { addWorking, calendarOf, usualWeek, type WorkingWeek, workingBetween } from './working-time'
import { instantAt } from './zone'

const HOUR = 3_600_000

/** `2026-11-20 17:30` on the clocks of a zone. */
const at = (zone: string, text: string) => instantAt(zone, Date.parse(`${text.replace(' ', 'T')}:00Z`))

const week = (days: string[], rest: Partial<WorkingWeek> = {}): WorkingWeek => ({
  week: days.map(day =>
    day
      .split(' ')
      .filter(Boolean)
      .map(span => {
        const [from = 0, to = 0] = span.split('-').map(time => {
          const [hours = 0, minutes = 0] = time.split(':').map(Number)
          return hours * 60 + minutes
        })
        return [from, to]
      }),
  ),
  holidays: null,
  days: [],
  ...rest,
})

const paris = { timezone: 'Europe/Paris', calendar: usualWeek('FR') }
const toronto = { timezone: 'America/Toronto', calendar: usualWeek('CA-QC') }
const abidjan = { timezone: 'Africa/Abidjan', calendar: usualWeek('CI') }
const long = '08:00-20:00'
const sunday = {
  timezone: 'Africa/Abidjan',
  calendar: week(['', '', '', '', '', '', '08:00-12:00 13:00-17:00']),
}
const night = (timezone: string) => ({
  timezone,
  calendar: week(['01:00-05:00', '', '', '', '', '', '01:00-05:00']),
})
const untilThree = {
  timezone: 'Europe/Paris',
  calendar: week(['', '', '', '', '', '', '01:00-03:00 04:00-05:00']),
}
const always = (timezone: string) => ({ timezone, calendar: week(Array(7).fill('00:00-24:00')) })
const own = (days: WorkingWeek['days']) => ({
  timezone: 'Europe/Paris',
  calendar: { ...usualWeek('FR'), days },
})

/** From, hours of work, until: worked out by hand on a wall calendar. 2026-11-20 is a Friday. */
const cases: [string, Parameters<typeof calendarOf>[0], string, number, string][] = [
  ['within a morning', paris, '2026-11-20 09:00', 2, '2026-11-20 11:00'],
  ['to the end of the morning, not to the afternoon', paris, '2026-11-20 09:00', 3.5, '2026-11-20 12:30'],
  ['over lunch', paris, '2026-11-19 12:00', 1, '2026-11-19 14:30'],
  ['from within lunch', paris, '2026-11-19 13:10', 1, '2026-11-19 15:00'],
  ['to the very end of a day', paris, '2026-11-19 14:00', 4, '2026-11-19 18:00'],
  ['over an evening', paris, '2026-11-19 17:00', 2, '2026-11-20 10:00'],
  ['from the evening itself', paris, '2026-11-19 22:15', 1, '2026-11-20 10:00'],
  ['from before the morning', paris, '2026-11-19 05:00', 1, '2026-11-19 10:00'],
  ['over a weekend', paris, '2026-11-20 17:30', 1, '2026-11-23 09:30'],
  ['from a Sunday', paris, '2026-11-22 12:00', 8, '2026-11-24 09:30'],
  ['a whole week', paris, '2026-11-16 09:00', 37.5, '2026-11-20 18:00'],
  ['eight weeks', paris, '2026-09-07 09:00', 8 * 37.5, '2026-10-30 18:00'],
  ['1 May, a Friday, and the weekend after it', paris, '2026-04-30 17:00', 2, '2026-05-04 10:00'],
  ['8 May, a Friday', paris, '2026-05-07 17:00', 1.5, '2026-05-11 09:30'],
  ['Ascension, and the bridge is worked', paris, '2026-05-13 17:00', 2, '2026-05-15 10:00'],
  ['Easter Monday', paris, '2026-04-03 17:00', 2, '2026-04-07 10:00'],
  ['year end', paris, '2026-12-31 17:30', 1, '2027-01-04 09:30'],
  [
    'an own bridge day',
    own([{ on: '2026-05-15', name: 'Pont', closed: true }]),
    '2026-05-13 17:00',
    2,
    '2026-05-18 10:00',
  ],
  [
    'a holiday that is worked',
    own([{ on: '2026-11-11', name: 'Armistice', closed: false }]),
    '2026-11-10 17:00',
    2,
    '2026-11-11 10:00',
  ],
  ['the spring weekend', paris, '2026-03-27 17:00', 2, '2026-03-30 10:00'],
  ['the autumn weekend', paris, '2026-10-23 17:00', 2, '2026-10-26 10:00'],
  ['Québec: the national holiday', toronto, '2026-06-23 17:00', 2, '2026-06-25 10:00'],
  ['Québec: 1 May is worked', toronto, '2026-04-30 17:00', 2, '2026-05-01 10:00'],
  ['Québec: Thanksgiving', toronto, '2026-10-09 17:30', 1, '2026-10-13 09:30'],
  ['Québec: Good Friday, not Easter Monday', toronto, '2026-04-02 17:30', 1, '2026-04-06 09:30'],
  ['Québec: Christmas, a Friday', toronto, '2026-12-24 17:45', 0.5, '2026-12-28 09:15'],
  ['Abidjan: Independence day', abidjan, '2026-08-06 17:00', 2, '2026-08-10 10:00'],
  ['Abidjan: Tabaski', abidjan, '2026-05-26 17:00', 2, '2026-05-28 10:00'],
  ['Abidjan: 8 May is worked', abidjan, '2026-05-07 17:00', 2, '2026-05-08 10:00'],
  ['a week that works on Sundays, from Saturday', sunday, '2026-11-21 10:00', 5, '2026-11-22 14:00'],
  ['a week that works on Sundays, over the week', sunday, '2026-11-22 16:00', 2, '2026-11-29 09:00'],
  [
    'a span over the spring night: three hours',
    night('Europe/Paris'),
    '2026-03-29 00:00',
    3,
    '2026-03-29 05:00',
  ],
  ['and the fourth on the next morning', night('Europe/Paris'), '2026-03-29 00:00', 4, '2026-03-30 02:00'],
  [
    'a span over the autumn night: five hours',
    night('Europe/Paris'),
    '2026-10-25 00:00',
    5,
    '2026-10-25 05:00',
  ],
  ['four hours of it end at four', night('Europe/Paris'), '2026-10-25 00:00', 4, '2026-10-25 04:00'],
  ['spring in Toronto', night('America/Toronto'), '2026-03-08 00:00', 3, '2026-03-08 05:00'],
  ['autumn in Toronto', night('America/Toronto'), '2026-11-01 00:00', 5, '2026-11-01 05:00'],
  ['a span that ends as the clocks went back', untilThree, '2026-10-25 00:00', 3.5, '2026-10-25 04:30'],
  ['no change in Abidjan', night('Africa/Abidjan'), '2026-03-29 00:00', 4, '2026-03-29 05:00'],
  [
    'round the clock, a spring day of 23 hours',
    always('Europe/Paris'),
    '2026-03-29 00:00',
    23,
    '2026-03-30 00:00',
  ],
  [
    'round the clock, an autumn day of 25',
    always('Europe/Paris'),
    '2026-10-25 00:00',
    25,
    '2026-10-26 00:00',
  ],
  [
    'nothing set: the usual week, without holidays',
    { timezone: 'Europe/Paris', calendar: null },
    '2026-04-30 17:00',
    2,
    '2026-05-01 10:00',
  ],
  [
    'two breaks a day',
    {
      timezone: 'Europe/Paris',
      calendar: week(['08:00-10:00 10:30-12:00 14:00-16:00', long, '', '', '', '', '']),
    },
    '2026-11-16 09:30',
    4,
    '2026-11-16 16:00',
  ],
]

describe('working time, worked out by hand', () => {
  it.each(cases)('%s', (_, workspace, from, hours, until) => {
    const calendar = calendarOf(workspace)
    const start = at(workspace.timezone, from)
    const end = addWorking(calendar, start, hours * HOUR)
    expect(new Date(end).toISOString()).toBe(new Date(at(workspace.timezone, until)).toISOString())
    expect(workingBetween(calendar, start, end)).toBe(hours * HOUR)
  })

  it('passes no time for nothing, nor back', () => {
    const calendar = calendarOf(paris)
    const evening = at('Europe/Paris', '2026-11-20 22:00')
    expect(addWorking(calendar, evening, 0)).toBe(evening)
    expect(addWorking(calendar, evening, -HOUR)).toBe(evening)
    expect(workingBetween(calendar, evening, evening - 100 * HOUR)).toBe(0)
    expect(workingBetween(calendar, evening, evening + 8 * HOUR)).toBe(0)
  })

  it('counts a year', () => {
    // 2026 has 261 weekdays in France, nine of them holidays (15 August is a Saturday, 1 November a Sunday).
    const year = ['2026-01-01 00:00', '2027-01-01 00:00'].map(text => at('Europe/Paris', text))
    expect(workingBetween(calendarOf(paris), year[0] ?? 0, year[1] ?? 0) / HOUR).toBe((261 - 9) * 7.5)
  })

  it('refuses a week without work instead of looking forever', () => {
    const idle = calendarOf({ timezone: 'Europe/Paris', calendar: week(['', '', '', '', '', '', '']) })
    expect(() => addWorking(idle, 0, 1)).toThrow(RangeError)
    expect(workingBetween(idle, 0, 1e12)).toBe(0)
    const shut = { ...calendarOf(paris), isClosed: () => true }
    expect(() => addWorking(shut, 0, 1)).toThrow(RangeError)
  })

  it('does not look through centuries for an instant that nobody waits for', () => {
    const minute = calendarOf({
      timezone: 'Europe/Paris',
      calendar: week(['09:00-09:01', '', '', '', '', '', '']),
    })
    expect(addWorking(minute, 0, HOUR)).toBeLessThan(60 * 7 * 24 * HOUR)
    expect(() => addWorking(minute, 0, 2000 * HOUR)).toThrow(RangeError)
  })
})

describe('the clocks of a zone', () => {
  it('show the offsets that Intl tells, through both changes', () => {
    for (const zone of [
      'Europe/Paris',
      'America/Toronto',
      'Africa/Casablanca',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
    ])
      for (let t = Date.UTC(2026, 0, 1); t < Date.UTC(2027, 0, 1); t += 5 * HOUR + 7 * 60_000) {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        })
        const wall = Date.parse(`${shown.format(t).replace(' ', 'T')}Z`)
        const first = instantAt(zone, wall)
        // An autumn hour is shown twice: the first showing, at most an hour earlier, is the answer.
        expect([0, 30 * 60_000, HOUR]).toContain(t - first)
      }
  })
})
