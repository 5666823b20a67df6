import type { Config } from '../config'
import { cinetpay } from './cinetpay'
import type { Provider, ProviderName } from './provider'
import { stripe } from './stripe'

export type Providers = Partial<Record<ProviderName, Provider>>

/** The providers that are configured. */
export function providersOf(config: Config): Providers {
  const { CINETPAY_API_KEY, CINETPAY_SITE_ID, CINETPAY_SECRET_KEY } = config
  const counter = CINETPAY_API_KEY && CINETPAY_SITE_ID && CINETPAY_SECRET_KEY
  return { stripe: stripe(config), ...(counter ? { cinetpay: cinetpay(config) } : {}) }
}

/** Those that take an amount, the most fitting first: mobile money where it is at home. */
export function providersFor(providers: Providers, amount: number, currency: string): Provider[] {
  return [providers.cinetpay, providers.stripe].filter(p => p?.takes(amount, currency)) as Provider[]
}

/** A named one; without a name, those at home in a currency (an odd amount may still be refused by the first). */
export function providersNamed(providers: Providers, name: unknown, currency: string): Provider[] {
  if (name === 'stripe' || name === 'cinetpay') return [providers[name]].filter(p => p !== undefined)
  return providersFor(providers, TYPICAL, currency)
}

/** Minor units that every provider takes in any currency of its own. */
const TYPICAL = 100_000
