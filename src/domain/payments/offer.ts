import type { WorkspaceScope } from '../../db/scope'
import type { Row } from '../../db/tables'

/** A way to pay: a provider's page, or a transfer. */
export type Method = string

export type Bank = NonNullable<Row<'paymentSettings'>['bank']>
export type Offer = Pick<Row<'paymentSettings'>, 'methods' | 'bank'>

/** What the workspace offers; no row where nothing was ever set. Rides in a page's batch. */
export function offerQuery(scope: WorkspaceScope) {
  const s = scope.view('paymentSettings')
  return scope.select({ methods: s.methods, bank: s.bank }).from(s)
}

/**
 * The ways to pay an amount in a currency, the main one first: what the workspace names for it, or else whatever takes
 * it. A transfer needs to know where to.
 * @param able the providers that take this amount, the most fitting first
 */
export function waysToPay(offer: Offer | undefined, currency: string, able: readonly string[]): Method[] {
  const named = offer?.methods[currency] as Method[] | undefined
  const wanted = named ?? [...able, 'transfer']
  return wanted.filter(way => (way === 'transfer' ? offer?.bank : able.includes(way)))
}

/** What every amount in a currency must be a multiple of, in minor units: mobile money takes fives. */
export function stepOf(offer: Offer | undefined, currency: string, able: readonly string[]): number {
  return fives.has(currency) && waysToPay(offer, currency, able).includes('cinetpay') ? 5 : 1
}

const fives = new Set(['XOF', 'XAF', 'CDF', 'GNF'])

/** What a transfer is to name: short enough to be typed, found again in the list of payments. */
export const referenceOf = ({ id }: { id: string }): string => {
  const end = id.replaceAll('-', '').slice(-8).toUpperCase()
  return `${end.slice(0, 4)}-${end.slice(4)}`
}
