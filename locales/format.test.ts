import { describe, expect, it } from 'vitest'
import { formatFor } from './format'

const day = 86_400_000
const zones = ['Europe/Paris', 'America/Toronto', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Chatham']

describe('what is remembered of dates', () => {
  it.each(zones)('is what the day and the minute are in %s, over a year of changing clocks', timeZone => {
    const format = formatFor('fr-FR', timeZone)
    const said = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('fr-FR', { timeZone, ...options })
    const [dates, times] = [
      said({ day: 'numeric', month: 'long', year: 'numeric' }),
      said({ hour: '2-digit', minute: '2-digit' }),
    ]
    const start = Date.UTC(2026, 0, 1)
    const wrong = Array.from({ length: 9000 }, (_, i) => start + i * 3_511_111).filter(
      at =>
        format.date(at) !== dates.format(at).replace(/^1 /, '1er ') || format.time(at) !== times.format(at),
    )
    expect(wrong).toEqual([])
  })

  it('names the first of a month as it is said', () => {
    const [fr, en] = [formatFor('fr-FR', 'UTC'), formatFor('en-CA', 'UTC')]
    const first = Date.parse('2026-12-01T09:01:00Z')
    expect([fr.day('2026-12-01'), fr.shortDay('2026-12-01'), fr.weekdayOf('2026-12-01')]).toEqual([
      '1er décembre 2026',
      '1er déc.',
      'mardi 1er décembre',
    ])
    expect([fr.shortWeekday('2026-12-01'), fr.dateTime(first)]).toEqual(['mar. 1er', '1er déc., 09:01'])
    expect([fr.day('2026-12-11'), fr.month('2026-12'), en.day('2026-12-01')]).toEqual([
      '11 décembre 2026',
      'décembre 2026',
      'December 1, 2026',
    ])
  })

  it('tells the last moment of a day from the first of the next', () => {
    const { isoDay } = formatFor('fr-FR', 'Europe/Paris')
    const midnight = Date.parse('2026-11-20T00:00:00+01:00')
    expect([isoDay(midnight - 1), isoDay(midnight)]).toEqual(['2026-11-19', '2026-11-20'])
  })

  it('says how long ago, then the date', () => {
    const { ago, shortDate } = formatFor('fr-FR', 'Europe/Paris')
    const now = Date.parse('2026-11-20T15:00:00+01:00')
    const hour = day / 24
    expect([30_000, 5 * 60_000, 3 * hour, 20 * hour, 3 * day].map(passed => ago(now - passed, now))).toEqual([
      'à l’instant',
      'il y a 5 minutes',
      'il y a 3 heures',
      'hier',
      'il y a 3 jours',
    ])
    for (const days of [7, 8, 300]) expect(ago(now - days * day, now)).toBe(shortDate(now - days * day))
  })
})
