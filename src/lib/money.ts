/** An amount in minor units (cents; whole francs where the currency has none) with its ISO 4217 code. */
export type Money = { amount: number; currency: string }

/** Currencies without a minor unit (Stripe's list of zero-decimal currencies). */
const whole = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF'.split(' '))

/** How many decimals a currency is written with: 2, or 0. */
export const decimals = (currency: string): number => (whole.has(currency) ? 0 : 2)

const MAX = 99_999_999_99

/**
 * Reads an amount as people write it («1 450,50», «1,450.50», «450», «450 €») into minor units.
 * @returns null when it is not an amount above zero, has too many decimals for its currency, or is unreasonably large
 */
export function parseMoney(text: string, currency: string): number | null {
  const compact = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/(€|\$|CA\$|F\s?CFA|FCFA|[A-Z]{3})$/i, '')
  const match = /^(\d{1,3}(?:([.,])\d{3})*|\d+)(?:([.,])(\d{1,2}))?$/.exec(compact)
  if (!match || (match[2] && match[2] === match[3])) return null
  const units = Number((match[1] ?? '').replace(/[.,]/g, ''))
  const fraction = match[4] ?? ''
  const places = decimals(currency)
  if (fraction.length > places) return null
  const amount = units * 10 ** places + Number(fraction.padEnd(places, '0') || 0)
  return Number.isSafeInteger(amount) && amount > 0 && amount <= MAX ? amount : null
}

/** One tax of a rate in basis points (2000 = 20 %), on an amount that includes none of it. */
export type Tax = { name: string; rate: number }

/**
 * Puts taxes on a net amount, each on the net, rounded half up to the minor unit.
 * @returns the parts and the total; `net + sum(parts) = total` always
 */
export function withTaxes(
  net: number,
  taxes: readonly Tax[],
): { net: number; parts: (Tax & { amount: number })[]; total: number } {
  const parts = taxes.map(tax => ({ ...tax, amount: Math.floor((net * tax.rate + 5000) / 10_000) }))
  return { net, parts, total: parts.reduce((sum, p) => sum + p.amount, net) }
}
