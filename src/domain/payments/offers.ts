import { eq } from 'drizzle-orm'
import type { Config } from '../../config'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import type { Mode, ProviderName } from '../../lib/providers'
import { type Provider, ProviderFailure } from '../../outside/provider'
import { kinds } from '../../outside/providers'
import { type Account, keepIn, providerOf, sealedAccountsQuery } from './accounts'
import { mustPay } from './policy'
import {
  type Bank,
  type Method,
  methodsIn,
  type PaymentSettings,
  paymentSettingsQuery,
  settingsOf,
} from './settings'

/** Whether a workspace offers it: what it chose for that currency, or everything while it has chosen nothing. */
const isChosen = ({ methods }: Pick<PaymentSettings, 'methods'>, currency: string, way: Method): boolean =>
  methods[currency]?.includes(way) ?? true

/** A provider's button on a pay page. */
export type Offer = {
  provider: ProviderName
  label: string
  method: 'card' | 'mobile'
  mode: Mode
  /** The workspace's own account; null: the deployment's. */
  accountId: string | null
  /** Whether it takes this very amount (mobile money: multiples of five). */
  takes: boolean
}

type Ways = {
  accounts: readonly Pick<Account, 'id' | 'provider' | 'mode' | 'state'>[]
  settings: PaymentSettings
}

/**
 * Who can be paid with here, the most fitting first: the workspace's own accounts, and the deployment's where it has
 * none of its own. Nothing is unsealed for it.
 */
export function offersFor(
  config: Config,
  { accounts, settings }: Ways,
  { amount, currency }: { amount: number; currency: string },
): Offer[] {
  return methodsIn(currency).flatMap(name => {
    if (name === 'transfer' || !isChosen(settings, currency, name)) return []
    const kind = kinds[name]
    const own = accounts.find(a => a.provider === name && a.state === 'ready')
    const keys = own ? null : kind.ofDeployment(config)
    if (!own && !keys) return []
    const mode = own?.mode ?? kind.modeOf(keys ?? {}, config)
    const { label, method } = kind
    return [
      {
        provider: name,
        label,
        method,
        mode,
        accountId: own?.id ?? null,
        takes: kind.takes(amount, currency),
      },
    ]
  })
}

/** Where a transfer in this currency goes; null where none is offered. */
export const transferTo = (settings: PaymentSettings, currency: string): Bank | null =>
  isChosen(settings, currency, 'transfer') ? settings.bank : null

/**
 * The provider that a person chose for a request, or the most fitting one, its keys opened.
 * @throws NotFound where there is none; ProviderFailure (`refused`) where none takes the amount
 */
export async function chosenProvider(
  scope: ProjectScope,
  config: Config,
  requestId: string,
  name?: unknown,
): Promise<Provider> {
  mustPay(scope)
  const r = scope.view('paymentRequests')
  const [accounts, settings, [request]] = await scope.read(
    sealedAccountsQuery(scope),
    paymentSettingsQuery(scope),
    scope.select({ amount: r.amount, currency: r.currency }).from(r).where(eq(r.id, requestId)),
  )
  if (!request) throw new NotFound()
  const money = { amount: request.amount ?? 0, currency: request.currency }
  const offers = offersFor(config, { accounts, settings: settingsOf(settings) }, money).filter(
    offer => name === undefined || offer.provider === name,
  )
  const offer = offers.find(o => o.takes)
  if (!offer && offers.length > 0) throw new ProviderFailure('refused', 'amount')
  const provider = offer && (await providerOf(config, accounts, offer, keepIn(scope)))
  if (!provider) throw new NotFound()
  return provider
}
