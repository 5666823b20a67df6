import { Invalid } from '../../lib/errors'
import { parseMoney, type Tax, withTaxes } from '../../lib/money'

/** An amount with all its taxes, in minor units, and the part of it that is tax. */
export type Priced = { amount: number; taxes: (Tax & { amount: number })[] }

/**
 * Reads an amount as the team wrote it, with its taxes (`ttc`) or without (`ht`).
 * @throws Invalid (`amount`)
 */
export function amountOf(
  text: string,
  entry: 'ttc' | 'ht',
  place: { currency: string; taxes: readonly Tax[] },
): Priced {
  const written = parseMoney(text, place.currency)
  if (written === null) throw new Invalid({ amount: 'errors.amount' })
  if (entry === 'ttc') return { amount: written, taxes: partsOf(written, place.taxes) }
  const { total, parts } = withTaxes(written, place.taxes)
  return { amount: total, taxes: parts }
}

/** The taxes inside a total: what the net below it would bear, so that net and taxes add up to the total. */
function partsOf(total: number, taxes: readonly Tax[]): Priced['taxes'] {
  const rates = taxes.reduce((sum, tax) => sum + tax.rate, 0)
  return withTaxes(Math.round((total * 10_000) / (10_000 + rates)), taxes).parts
}
