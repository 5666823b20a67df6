/** Currencies that Stripe counts in whole units. */
const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '))

/** The smallest charge Stripe takes, in minor units: about half a euro; in the others one unit. */
const smallest: Record<string, number> = { eur: 50, usd: 50, cad: 50, chf: 50, gbp: 30 }

export function smallestCharge(currency: string): number {
  return smallest[currency] ?? 1
}

/** `12550, 'eur'` → «125,50 €» in the reader's way of writing. */
export function showAmount(minor: number, currency: string, locale = 'fr'): string {
  const digits = zeroDecimal.has(currency.toLowerCase()) ? 0 : 2
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits)
}
