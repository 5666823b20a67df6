import { describe, expect, it } from 'vitest'
import { calendarOf, usualWeek, type WorkingWeek } from '../../lib/working-time'
import { nextReminder, remindersUntil, toneOf, type Wait } from './plan'

const place = (timezone: string, calendar: WorkingWeek | null = null) => calendarOf({ timezone, calendar })
const paris = place('Europe/Paris', usualWeek('FR'))
const all = (span: [number, number]): WorkingWeek => ({
  week: Array.from({ length: 7 }, () => [span]),
  holidays: null,
  days: [],
})

const payment = (since: string, rest: Partial<Wait> = {}): Wait => ({
  kind: 'payment',
  since,
  noted: null,
  quietUntil: 0,
  ...rest,
})
const asked = (
  at: string,
  kind: 'approval' | 'clarification' = 'approval',
  rest: Partial<Wait> = {},
): Wait => ({
  kind,
  since: String(Date.parse(at)),
  noted: null,
  quietUntil: 0,
  ...rest,
})
const usual = [-3, 0, 3, 7]
const said = (found: { step: number; at: number }[]) =>
  found.map(({ step, at }) => `${step} ${new Date(at).toISOString().slice(0, 16)}Z`)
const from = (wait: Wait, days: number[], calendar = paris, now = '2026-11-01T00:00:00Z') =>
  said(remindersUntil(wait, days, calendar, Date.parse(now), Date.parse(now) + 60 * 86_400_000))

describe('a payment is reminded of', () => {
  // Worked by hand with a calendar of 2026: 25 November is a Wednesday; Paris is an hour ahead in winter, two in summer.
  it.each<[string, string, ReturnType<typeof place>, string, string[]]>([
    [
      'on its days at nine, and after a weekend on Monday: the 22nd is a Sunday, the 28th a Saturday',
      '2026-11-25',
      paris,
      '2026-11-01T00:00:00Z',
      ['-3 2026-11-23T08:00Z', '0 2026-11-25T08:00Z', '3 2026-11-30T08:00Z', '7 2026-12-02T08:00Z'],
    ],
    [
      'not on a holiday: Christmas 2026 is a Friday, so that what fell due then and at the weekend is one reminder',
      '2026-12-25',
      paris,
      '2026-12-01T00:00:00Z',
      ['-3 2026-12-22T08:00Z', '3 2026-12-28T08:00Z', '7 2027-01-04T08:00Z'],
    ],
    [
      'across the change of clocks: 29 March 2026 is a Sunday',
      '2026-03-29',
      paris,
      '2026-03-01T00:00:00Z',
      ['-3 2026-03-26T08:00Z', '0 2026-03-30T07:00Z', '3 2026-04-01T07:00Z', '7 2026-04-07T07:00Z'],
    ],
    [
      'by Toronto’s clocks: five hours behind in winter, four until 1 November',
      '2026-11-02',
      place('America/Toronto'),
      '2026-10-20T00:00:00Z',
      ['-3 2026-10-30T13:00Z', '0 2026-11-02T14:00Z', '3 2026-11-05T14:00Z', '7 2026-11-09T14:00Z'],
    ],
    [
      'by Abidjan’s, which are UTC’s; 7 and 8 August 2026 are a holiday’s Friday and a Saturday',
      '2026-08-07',
      place('Africa/Abidjan', usualWeek('CI')),
      '2026-08-01T00:00:00Z',
      ['-3 2026-08-04T09:00Z', '3 2026-08-10T09:00Z', '7 2026-08-14T09:00Z'],
    ],
    [
      'by day, however early and late work is done',
      '2026-11-25',
      place('Europe/Paris', all([0, 1440])),
      '2026-11-01T00:00:00Z',
      ['-3 2026-11-22T06:00Z', '0 2026-11-25T06:00Z', '3 2026-11-28T06:00Z', '7 2026-12-02T06:00Z'],
    ],
  ])('%s', (_, due, calendar, now, expected) => {
    expect(from(payment(due), usual, calendar, now)).toEqual(expected)
  })

  it('once where several steps were missed, and never an older one after', () => {
    const now = Date.parse('2026-11-26T09:30:00Z')
    expect(nextReminder(payment('2026-11-22'), usual, paris, now)).toEqual({
      step: 3,
      at: now,
      passed: [-3, 0],
    })
    expect(nextReminder(payment('2026-11-22', { noted: 3 }), usual, paris, now)?.step).toBe(7)
  })

  it('no more once its last day is two weeks over', () => {
    const wait = payment('2026-11-02')
    // The last was due on Monday the 9th at nine.
    expect(nextReminder(wait, usual, paris, Date.parse('2026-11-23T08:00:00Z'))?.step).toBe(7)
    expect(nextReminder(wait, usual, paris, Date.parse('2026-11-23T08:00:01Z'))).toBeNull()
  })

  it('after three weeks of closed days', () => {
    const days = Array.from({ length: 21 }, (_, n) => ({
      on: new Date(Date.parse('2026-12-14') + n * 86_400_000).toISOString().slice(0, 10),
      name: 'Congés',
      closed: true,
    }))
    const calendar = place('Europe/Paris', { ...usualWeek(), days })
    expect(from(payment('2026-12-15'), [0], calendar, '2026-12-01T00:00:00Z')).toEqual([
      '0 2027-01-04T08:00Z',
    ])
  })

  it('a day at the soonest after it was asked for, or after somebody reminded by hand', () => {
    const asked = Date.parse('2026-11-24T15:00:00Z')
    const wait = payment('2026-11-25', { quietUntil: asked + 86_400_000 })
    // Asked for the day before it is due: the step before is past by the time it may go.
    expect(from(wait, usual, paris, '2026-11-24T15:00:00Z')).toEqual([
      '0 2026-11-25T15:00Z',
      '3 2026-11-30T08:00Z',
      '7 2026-12-02T08:00Z',
    ])
  })

  it('never where no work is ever done', () => {
    const never = place('Europe/Paris', { ...usualWeek(), week: [[], [], [], [], [], [], []] })
    expect(nextReminder(payment('2026-11-25'), usual, never, 0)).toBeNull()
    expect(nextReminder(payment('2026-11-25'), usual, place('Europe/Paris', all([0, 360])), 0)).toBeNull()
  })
})

describe('who was asked is reminded', () => {
  it.each<[string, Wait, number[], string[]]>([
    [
      'at the same time of day, days later',
      asked('2026-11-23T09:30:00Z'),
      [2, 5],
      // The fifth day is a Saturday.
      ['2 2026-11-25T09:30Z', '5 2026-11-30T08:00Z'],
    ],
    [
      'in the morning after, where that is in the evening',
      asked('2026-11-23T19:00:00Z', 'clarification'),
      [3],
      ['3 2026-11-27T08:00Z'],
    ],
    ['after lunch', asked('2026-11-23T12:00:00Z', 'clarification'), [3], ['3 2026-11-26T13:00Z']],
    [
      'by the clocks of the wall, whatever they did between',
      asked('2026-10-23T08:00:00Z', 'clarification'),
      [3],
      ['3 2026-10-26T09:00Z'],
    ],
  ])('%s', (_, wait, days, expected) => {
    expect(from(wait, days, paris, '2026-10-20T00:00:00Z')).toEqual(expected)
  })

  it('not while it is snoozed, and then of what is due by then alone', () => {
    const wait = asked('2026-11-23T09:30:00Z', 'approval', { quietUntil: Date.parse('2026-11-28T10:00:00Z') })
    expect(from(wait, [2, 5], paris, '2026-11-23T10:00:00Z')).toEqual(['5 2026-11-30T08:00Z'])
  })
})

describe('the tone', () => {
  it.each([
    ['payment_before', -3, '2026-11-24'],
    ['payment_today', 0, '2026-11-25'],
    // Meant for a Sunday, said on Monday.
    ['payment_late', 0, '2026-11-26'],
    ['payment_late', 3, '2026-11-28'],
    ['payment_firm', 7, '2026-12-02'],
  ])('is %s at step %i on %s', (tone, step, today) => {
    expect(toneOf(payment('2026-11-25'), step, today)).toBe(tone)
  })
})
