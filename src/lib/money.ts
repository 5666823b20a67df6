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
  // «1,450» is one and a half to one reader and a thousand to another: not a thing to guess with money.
  if (places > 0 && !match[3] && /^\d+[.,]\d{3}$/.test(match[1] ?? '')) return null
  if (fraction.length > places) return null
  const amount = units * 10 ** places + Number(fraction.padEnd(places, '0') || 0)
  return Number.isSafeInteger(amount) && amount > 0 && amount <= MAX ? amount : null
}

/** One tax on the net amount; the rate in thousandths of a percent (20 000 = 20 %, 9 975 = 9.975 %). */
export type Tax = { name: string; rate: number }
const WHOLE = 100_000

/** An amount with all its taxes, in minor units, and the parts of it that are tax. */
export type Priced = { amount: number; taxes: (Tax & { amount: number })[] }

/**
 * Puts taxes on a net amount, each on the net, rounded half up to the minor unit.
 * @returns the parts and the total; `net + sum(parts) = total` always
 */
export function withTaxes(
  net: number,
  taxes: readonly Tax[],
): { net: number; parts: (Tax & { amount: number })[]; total: number } {
  const parts = taxes.map(tax => ({ ...tax, amount: Math.floor((net * tax.rate + WHOLE / 2) / WHOLE) }))
  return { net, parts, total: parts.reduce((sum, p) => sum + p.amount, net) }
}

/** The taxes held in a total, each on the net: the last takes what rounding left, so that the parts always add up. */
export function taxesWithin(total: number, taxes: readonly Tax[]): Priced['taxes'] {
  if (taxes.length === 0) return []
  const rate = taxes.reduce((sum, tax) => sum + tax.rate, 0)
  const net = Math.floor((total * WHOLE + (WHOLE + rate) / 2) / (WHOLE + rate))
  const { parts } = withTaxes(net, taxes)
  const left = total - net - parts.reduce((sum, part) => sum + part.amount, 0)
  return parts.map((part, i) => (i === parts.length - 1 ? { ...part, amount: part.amount + left } : part))
}

/**
 * Reads a price as it was written, with its taxes or without. @returns null where it is not an amount
 * @param taxes the workspace's
 */
export function priceOf(
  text: string,
  currency: string,
  taxes: readonly Tax[],
  basis: 'with' | 'without',
): Priced | null {
  const given = parseMoney(text, currency)
  if (given === null) return null
  if (basis === 'with') return { amount: given, taxes: taxesWithin(given, taxes) }
  const { parts, total } = withTaxes(given, taxes)
  return { amount: total, taxes: parts }
}
