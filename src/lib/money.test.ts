import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMoney, priceOf, taxesWithin, withTaxes } from './money'

const quebec = [
  { name: 'TPS', rate: 5000 },
  { name: 'TVQ', rate: 9975 },
]
const tva = [{ name: 'TVA', rate: 20_000 }]

describe('an amount as people write it', () => {
  it.each([
    ['450,00', 'EUR', 45_000],
    ['450', 'EUR', 45_000],
    ['1 450,5', 'EUR', 145_050],
    ['1\u202f450,50 €', 'EUR', 145_050],
    ['1,450.50', 'CAD', 145_050],
    ['1.450,50', 'EUR', 145_050],
    ['250 000', 'XOF', 250_000],
    ['250 000 FCFA', 'XOF', 250_000],
    ['250.000', 'XOF', 250_000],
    ['0,01', 'EUR', 1],
  ])('%s in %s is %i', (text, currency, minor) => expect(parseMoney(text, currency)).toBe(minor))

  it.each([
    ['', 'EUR'],
    ['0', 'EUR'],
    ['-5', 'EUR'],
    ['1,2345', 'EUR'],
    ['1,450', 'EUR'],
    ['1.450', 'CAD'],
    ['1.2.3', 'EUR'],
    ['4e3', 'EUR'],
    ['250,50', 'XOF'],
    ['NaN', 'EUR'],
    ['99999999999999', 'EUR'],
  ])('%s in %s is none', (text, currency) => expect(parseMoney(text, currency)).toBeNull())
})

describe('taxes', () => {
  it('are each on the net: Québec’s two, by hand', () => {
    expect(withTaxes(62_000, quebec)).toMatchObject({
      total: 71_285,
      parts: [{ amount: 3100 }, { amount: 6185 }],
    })
    expect(withTaxes(10_000, tva).total).toBe(12_000)
    expect(withTaxes(10_000, [])).toEqual({ net: 10_000, parts: [], total: 10_000 })
  })

  it('always add up to the total, put on or found within', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.constantFrom(quebec, tva, []),
        (amount, taxes) => {
          const put = withTaxes(amount, taxes)
          expect(put.net + put.parts.reduce((s, p) => s + p.amount, 0)).toBe(put.total)
          const within = taxesWithin(put.total, taxes)
          expect(Math.abs(put.total - within.reduce((s, p) => s + p.amount, 0) - amount)).toBeLessThanOrEqual(
            1,
          )
          expect(within.every(p => Number.isInteger(p.amount) && p.amount >= 0)).toBe(true)
        },
      ),
    )
  })

  it('are read with a price', () => {
    expect(priceOf('100,00', 'EUR', tva, 'without')?.amount).toBe(12_000)
    expect(priceOf('120,00', 'EUR', tva, 'with')?.taxes[0]?.amount).toBe(2000)
    expect(priceOf('abc', 'EUR', tva, 'with')).toBeNull()
  })
})
