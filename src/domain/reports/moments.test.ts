import { describe, expect, it } from 'vitest'
import { usualWeek, type WorkingWeek } from '../../lib/working-time'
import { endOf, momentsOf, offeredUntil, startOf, weekOf } from './moments'

const iso = (at: number | undefined) => at !== undefined && new Date(at).toISOString().slice(0, 16)
const both = (calendar: WorkingWeek | null, week: string, timezone = 'Europe/Paris') => {
  const moments = momentsOf({ timezone, calendar }, week)
  return moments && [iso(moments.draftAt), iso(moments.sendAt)]
}
const fridays = (...spans: [number, number][]): WorkingWeek => {
  const usual = usualWeek()
  return { ...usual, week: usual.week.map((day, i) => (i === 4 ? spans : day)) }
}
const h = (hours: number) => hours * 60

describe('the week', () => {
  it('begins on the Monday of the zone', () => {
    expect(weekOf('Europe/Paris', Date.parse('2026-11-20T09:00:00Z'))).toBe('2026-11-16')
    expect(weekOf('Europe/Paris', Date.parse('2026-11-22T22:59:00Z'))).toBe('2026-11-16')
    expect(weekOf('Europe/Paris', Date.parse('2026-11-22T23:00:00Z'))).toBe('2026-11-23')
    expect(weekOf('America/Toronto', Date.parse('2026-11-23T04:00:00Z'))).toBe('2026-11-16')
    expect(weekOf('Europe/Paris', Date.parse('2027-01-01T09:00:00Z'))).toBe('2026-12-28')
  })

  it('lasts from its Monday’s midnight to its Sunday’s, whatever the clocks do', () => {
    // The clocks go back on the Sunday of that week.
    expect(iso(startOf('Europe/Paris', '2026-10-19'))).toBe('2026-10-18T22:00')
    expect(iso(endOf('Europe/Paris', '2026-10-19'))).toBe('2026-10-25T23:00')
    expect(iso(offeredUntil('Europe/Paris', '2026-10-19'))).toBe('2026-10-26T11:00')
    expect(iso(offeredUntil('America/Toronto', '2026-11-16'))).toBe('2026-11-23T17:00')
  })
})

describe('the moments', () => {
  it.each([
    ['an ordinary week', null, '2026-11-16', ['2026-11-20T13:00', '2026-11-20T15:30']],
    ['a summer week', null, '2026-07-13', ['2026-07-17T12:00', '2026-07-17T14:30']],
    // Friday 1 May 2026; Friday 25 December; Good Friday is none in France.
    ['a Friday that is a holiday', usualWeek('FR'), '2026-04-27', ['2026-04-30T12:00', '2026-04-30T14:30']],
    ['Christmas', usualWeek('FR'), '2026-12-21', ['2026-12-24T13:00', '2026-12-24T15:30']],
    ['Fridays off', fridays(), '2026-11-16', ['2026-11-19T13:00', '2026-11-19T15:30']],
    ['Fridays until noon', fridays([h(9), h(12)]), '2026-11-16', ['2026-11-20T08:00', '2026-11-20T10:30']],
    [
      'a break at two',
      fridays([h(9), h(13)], [h(15), h(19)]),
      '2026-11-16',
      ['2026-11-20T14:00', '2026-11-20T15:30'],
    ],
    ['late starters', fridays([h(17), h(22)]), '2026-11-16', ['2026-11-20T16:00', '2026-11-20T16:15']],
    ['a closed week', { ...usualWeek(), week: [[], [], [], [], [], [], []] }, '2026-11-16', null],
  ] as const)('are right for %s', (_, calendar, week, expected) => {
    expect(both(calendar as WorkingWeek | null, week)).toEqual(expected)
  })

  it('are those of the zone', () => {
    expect(both(null, '2026-11-16', 'Africa/Abidjan')).toEqual(['2026-11-20T14:00', '2026-11-20T16:30'])
    expect(both(null, '2026-11-16', 'America/Toronto')).toEqual(['2026-11-20T19:00', '2026-11-20T21:30'])
  })

  it('look no further than Monday, and not at the weekend', () => {
    const closed = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
    const days = closed.map(on => ({ on, name: 'Congés', closed: true }))
    expect(both({ ...usualWeek(), days }, '2026-11-16')).toEqual(['2026-11-16T13:00', '2026-11-16T15:30'])
    const all = [...days, { on: '2026-11-16', name: 'Congés', closed: true }]
    expect(both({ ...usualWeek(), days: all }, '2026-11-16')).toBeNull()
  })
})
