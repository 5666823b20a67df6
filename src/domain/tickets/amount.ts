import { Invalid } from '../../lib/errors'
import { type Priced, priceOf, type Tax } from '../../lib/money'

/**
 * Reads an amount as the team wrote it, with its taxes (`ttc`) or without (`ht`).
 * @throws Invalid (`amount`)
 */
export function amountOf(
  text: string,
  entry: 'ttc' | 'ht',
  place: { currency: string; taxes: readonly Tax[] },
): Priced {
  const priced = priceOf(text, place.currency, place.taxes, entry === 'ttc' ? 'with' : 'without')
  if (!priced) throw new Invalid({ amount: 'errors.amount' })
  return priced
}
