import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divided } from './shares'

const sum = (parts: number[]) => parts.reduce((a, b) => a + b, 0)
const weights = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 12 })
  .filter(w => sum(w) > 0)
/** Cents of euros and dollars; whole francs in the fives that mobile money takes. */
const currencies = [
  { name: 'EUR', step: 1 },
  { name: 'CAD', step: 1 },
  { name: 'XOF', step: 5 },
] as const

describe.each(currencies)('an amount of $name, divided', ({ step }) => {
  const totals = fc.integer({ min: 0, max: Math.floor(9_999_999_999 / step) }).map(n => n * step)

  it('loses nothing, and every part is a multiple of what is taken', () => {
    fc.assert(
      fc.property(totals, weights, (total, w) => {
        const parts = divided(total, w, step)
        expect(sum(parts)).toBe(total)
        expect(parts.every(p => Number.isSafeInteger(p) && p >= 0 && p % step === 0)).toBe(true)
      }),
    )
  })

  it('gives each its share to within one step', () => {
    fc.assert(
      fc.property(totals, weights, (total, w) => {
        for (const [i, part] of divided(total, w, step).entries())
          expect(Math.abs(part - (total * (w[i] ?? 0)) / sum(w))).toBeLessThan(step + 1e-3)
      }),
    )
  })

  it('gives nothing to what has no weight', () => {
    fc.assert(
      fc.property(totals, weights, (total, w) => {
        for (const [i, part] of divided(total, w, step).entries()) if (w[i] === 0) expect(part).toBe(0)
      }),
    )
  })
})

describe('what is left over', () => {
  it('goes to those that lost most, the earlier of equals first', () => {
    expect(divided(100, [3333, 3333, 3334])).toEqual([33, 33, 34])
    expect(divided(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(divided(100_01, [30, 40, 30])).toEqual([3000, 4001, 3000])
  })

  it('goes, where it is less than a step, to the last part', () => {
    expect(divided(1003, [1, 1, 0], 5)).toEqual([500, 503, 0])
  })
})
