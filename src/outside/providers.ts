import type { Config } from '../config'
import type { ProviderName } from '../lib/providers'
import { cinetpayKind } from './cinetpay'
import type { Keys, Provider, ProviderKind } from './provider'
import { stripeKind } from './stripe'

/** Every payment provider there is: another one is a file like these and a line here. */
export const kinds: Record<ProviderName, ProviderKind> = {
  // Mobile money first, where it is at home.
  cinetpay: cinetpayKind,
  stripe: stripeKind,
}

export const providerNames = (): ProviderName[] => Object.keys(kinds) as ProviderName[]

/** Those through which money can be given back. */
export const givingBack = (): ProviderName[] => providerNames().filter(name => kinds[name].givesBack)

export const isProvider = (name: unknown): name is ProviderName =>
  typeof name === 'string' && Object.hasOwn(kinds, name)

/** Opens a workspace's own account. */
export const openAccount = (config: Config, name: ProviderName, keys: Keys, accountId: string): Provider =>
  kinds[name].open(keys, { config, accountId })

/** The deployment's account at a provider; null where it has none. */
export function deploymentsOwn(config: Config, name: ProviderName): Provider | null {
  const keys = kinds[name].ofDeployment(config)
  return keys && kinds[name].open(keys, { config, accountId: null })
}

/** Whether a provider is at home in a currency. */
export const isAtHome = (name: ProviderName, currency: string): boolean =>
  kinds[name].currencies?.includes(currency) ?? true
