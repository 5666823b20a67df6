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
