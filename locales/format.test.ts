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
      at => format.date(at) !== dates.format(at) || format.time(at) !== times.format(at),
    )
    expect(wrong).toEqual([])
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
