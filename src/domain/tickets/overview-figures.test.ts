import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn } from '../../lib/days'
import { periods } from '../../lib/periods'
import { bucketsOf, type Counted, clientsOf, figuresOf, firstDay, median } from './overview-figures'

const HOUR = 3_600_000
const DAY = 24 * HOUR
// Friday, late in the evening in Paris.
const NOW = Date.parse('2026-11-20T22:30:00Z')

const ticket = (more: Partial<Counted> = {}): Counted => ({
  clientId: 'lune',
  createdAt: NOW - HOUR,
  firstTook: null,
  firstTarget: null,
  firstDueAt: null,
  resolveTook: null,
  resolveTarget: null,
  resolveDueAt: null,
  ...more,
})

describe('the median', () => {
  it.each([
    [[], null],
    [[5], 5],
    [[9, 1], 5],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %j', (values, middle) => expect(median(values)).toBe(middle))
})

describe('the figures', () => {
  it('count what was kept, and as missed already what is past and still open', () => {
    const figures = figuresOf(
      [
        ticket({ firstTook: HOUR, firstTarget: 2 * HOUR, resolveTook: 9 * HOUR, resolveTarget: 8 * HOUR }),
        ticket({ firstTarget: HOUR, firstDueAt: NOW, resolveTarget: 8 * HOUR, resolveDueAt: NOW + 1 }),
        ticket({ firstTook: 3 * HOUR }),
      ],
      NOW,
    )
    expect(figures).toEqual({
      opened: 3,
      resolved: 1,
      medianFirst: 2 * HOUR,
      medianResolve: 9 * HOUR,
      kept: 1,
      missed: 2,
    })
  })

  it('are told by client, those with most requests first', () => {
    const found = clientsOf([ticket(), ticket({ clientId: 'zinc' }), ticket({ clientId: 'zinc' })], NOW)
    expect(found.map(c => [c.clientId, c.opened])).toEqual([
      ['zinc', 2],
      ['lune', 1],
    ])
  })
})

describe('a period', () => {
  it.each([
    [7, '2026-11-14', 7, '2026-11-14'],
    [30, '2026-10-22', 5, '2026-10-19'],
    [90, '2026-08-23', 14, '2026-08-17'],
    [365, '2025-11-21', 13, '2025-11-01'],
  ] as const)('of %d days begins on %s', (period, first, count, from) => {
    expect(firstDay('Europe/Paris', NOW, period)).toBe(first)
    const buckets = bucketsOf([], 'Europe/Paris', NOW, period)
    expect(buckets).toHaveLength(count)
    expect(buckets[0]?.from).toBe(from)
  })

  it('knows the day by the zone’s clocks', () => {
    const [, , , , , thursday, friday] = bucketsOf(
      [
        ticket({ createdAt: Date.parse('2026-11-19T22:59:00Z') }),
        ticket({ createdAt: Date.parse('2026-11-19T23:01:00Z') }),
      ],
      'Europe/Paris',
      NOW,
      7,
    )
    expect([thursday?.opened, friday?.opened]).toEqual([1, 1])
  })

  it('counts every request of it in exactly one bucket', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...periods),
        fc.constantFrom('Europe/Paris', 'America/Toronto', 'Africa/Abidjan'),
        fc.array(fc.integer({ min: 0, max: 364 * DAY })),
        (period, zone, ages) => {
          const inside = ages
            .map(age => NOW - age)
            .filter(at => dayIn(zone, at) >= firstDay(zone, NOW, period))
          const buckets = bucketsOf(
            inside.map(createdAt => ticket({ createdAt })),
            zone,
            NOW,
            period,
          )
          expect(buckets.reduce((sum, b) => sum + b.opened, 0)).toBe(inside.length)
        },
      ),
      { numRuns: 60 },
    )
  })
})
