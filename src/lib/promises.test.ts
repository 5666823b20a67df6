import { describe, expect, it } from 'vitest'
import { dayLength, kept, parseSpan } from './promises'
import { calendarOf, usualWeek } from './working-time'

const HOUR = 3_600_000
const DAY = 7.5 * HOUR

describe('working time as people write it', () => {
  it.each([
    ['4 h', 4 * HOUR],
    ['4', 4 * HOUR],
    ['2 j', 2 * DAY],
    ['2 days', 2 * DAY],
    ['1,5 j', 1.5 * DAY],
    ['1.5 d', 1.5 * DAY],
    ['1 j 4 h', DAY + 4 * HOUR],
    ['2h30', 2.5 * HOUR],
    ['2\u00a0h\u00a030\u00a0min', 2.5 * HOUR],
    ['30 min', HOUR / 2],
    ['1 JOUR', DAY],
    ['0,33 h', 20 * 60_000],
    ['', null],
    ['0', null],
    ['0 h', null],
    ['-4 h', null],
    ['quatre heures', null],
    ['4 semaines', null],
    ['2 j 3', null],
    ['4 h!', null],
    ['1e9', null],
  ])('%j is %j', (text, ms) => expect(parseSpan(text, DAY)).toBe(ms))
})

describe('an ordinary day', () => {
  it('is the average of those on which there is work', () => {
    const calendar = (week: [number, number][][]) =>
      calendarOf({ timezone: 'Europe/Paris', calendar: { week, holidays: null, days: [] } })
    expect(dayLength(calendar(usualWeek().week))).toBe(DAY)
    expect(dayLength(calendar([[[540, 720]], [[540, 1080]], [], [], [], [], []]))).toBe(6 * HOUR)
    expect(dayLength(calendar([[], [], [], [], [], [], []]))).toBe(8 * HOUR)
  })
})

it('calls a promise kept when it took no longer, and says nothing where there is nothing to say', () => {
  expect([kept(4, 4), kept(5, 4), kept(null, 4), kept(4, null)]).toEqual([true, false, null, null])
})
