import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantWritten, orderOf, writtenDate } from './dates'

const iso = (text: string, zone = 'Europe/Paris', order: 'day_first' | 'month_first' = 'day_first') => {
  const written = writtenDate(text, order)
  return written && new Date(instantWritten(written, zone)).toISOString()
}

describe('a date as people write it', () => {
  it.each([
    ['2026-03-12', '2026-03-12T11:00:00.000Z'],
    ['2026/3/2', '2026-03-02T11:00:00.000Z'],
    ['2026-07-12 08:30', '2026-07-12T06:30:00.000Z'],
    ['2026-07-12T08:30:15.123Z', '2026-07-12T08:30:00.000Z'],
    ['2026-07-12T08:30:00+0200', '2026-07-12T06:30:00.000Z'],
    ['2026-07-12T08:30:00-04:00', '2026-07-12T12:30:00.000Z'],
    ['12/03/2026', '2026-03-12T11:00:00.000Z'],
    ['12.03.26', '2026-03-12T11:00:00.000Z'],
    ['12-3-2026 14h05', '2026-03-12T13:05:00.000Z'],
    ['12/03/2026 à 9h', '2026-03-12T08:00:00.000Z'],
    ['12/03/2026, 9:15 PM', '2026-03-12T20:15:00.000Z'],
    ['1er mai 2026', '2026-05-01T10:00:00.000Z'],
    ['vendredi 20 novembre 2026', '2026-11-20T11:00:00.000Z'],
    ['20 nov. 2026 10:00', '2026-11-20T09:00:00.000Z'],
    ['3 AOÛT 2026', '2026-08-03T10:00:00.000Z'],
    ['April 5, 2026', '2026-04-05T10:00:00.000Z'],
    ['Nov 20th 2026', '2026-11-20T11:00:00.000Z'],
    ['Friday, November 20, 2026 at 3:30 pm', '2026-11-20T14:30:00.000Z'],
    ['5 February 2024', '2024-02-05T11:00:00.000Z'],
    ['29\u00a0février\u202f2024', '2024-02-29T11:00:00.000Z'],
  ])('%s', (text, instant) => {
    expect(iso(text)).toBe(instant)
  })

  it.each([
    '',
    'demain',
    '31/02/2026',
    '29 février 2026',
    '2026-13-01',
    '2026-00-10',
    '12/2026',
    '45000',
    '12 bidule 2026',
    '12/03/2026 25:00',
    '12/03/2026 bientôt',
    '0026-01-01',
    '2026-01-01; drop',
  ])('«%s» is none', text => {
    expect(iso(text)).toBeNull()
  })

  it('stands in the zone of the workspace, and in the order that was chosen', () => {
    expect(iso('2026-07-12 08:30', 'America/Toronto')).toBe('2026-07-12T12:30:00.000Z')
    expect(iso('03/04/2026', 'Africa/Abidjan', 'month_first')).toBe('2026-03-04T12:00:00.000Z')
  })

  it('betrays its order where one number is no month', () => {
    expect(orderOf(['03/04/2026', '2026-01-13', '13/04/2026'])).toBe('day_first')
    expect(orderOf(['03/04/2026', '04/13/2026'])).toBe('month_first')
    expect(orderOf(['03/04/2026', '12 mars 2026'])).toBeUndefined()
  })

  it('comes back whatever the day and the spelling', () => {
    const day = fc
      .integer({ min: 3700, max: 47_000 })
      .map(n => new Date(n * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.constantFrom('fr', 'en-GB', 'en-US'), (on, tag) => {
        const [y, m, d] = on.split('-')
        const at = Date.parse(`${on}T12:00:00Z`)
        const long = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
        expect(writtenDate(long, 'day_first')?.day).toBe(on)
        const full = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone: 'UTC' }).format(at)
        expect(writtenDate(full, 'day_first')?.day).toBe(on)
        expect(writtenDate(`${d}/${m}/${y}`, 'day_first')?.day).toBe(on)
        expect(writtenDate(`${m}-${d}-${y}`, 'month_first')?.day).toBe(on)
      }),
    )
  })
})
