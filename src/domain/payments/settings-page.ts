import { sql } from 'drizzle-orm'
import type { Config } from '../../config'
import type { WorkspaceScope } from '../../db/scope'
import type { Mode, ProviderName } from '../../lib/providers'
import { isAtHome, kinds, providerNames } from '../../outside/providers'
import { accountsQuery } from './accounts'
import { mustKeepBooks } from './policy'
import { methodsIn, paymentSettingsQuery, settingsOf } from './settings'

/** An account as its owners see it: nothing of its keys but the last characters. */
export type ShownAccount = { id: string; mode: Mode; hint: string; testedAt: number }

/** A provider, and whose account is paid into. */
export type ShownProvider = {
  name: ProviderName
  label: string
  method: 'card' | 'mobile'
  /** Whether it can make invoices of its own. */
  invoices: boolean
  /** Whether it takes the workspace's currency. */
  serves: boolean
  own: ShownAccount | null
  /** The deployment's, where it has one and the workspace has none. */
  deployment: Mode | null
  retired: ShownAccount[]
}

/** Everything that the settings of payments show, in one round trip. @throws NotFound */
export async function showPaymentSettings(scope: WorkspaceScope, config: Config) {
  mustKeepBooks(scope)
  const r = scope.view('paymentRequests')
  const [accounts, rows, asked] = await scope.read(
    accountsQuery(scope),
    paymentSettingsQuery(scope),
    scope.select({ currency: r.currency }).from(r).where(sql`${r.state} = 'pending'`).groupBy(r.currency),
  )
  const settings = settingsOf(rows)
  const serves = (name: ProviderName) => isAtHome(name, scope.workspace.currency)
  const names = providerNames().sort((a, b) => Number(serves(b)) - Number(serves(a)))
  const providers = names.map((name): ShownProvider => {
    const { label, method, invoices, ofDeployment, modeOf } = kinds[name]
    const of = (state: 'ready' | 'retired') =>
      accounts
        .filter(a => a.provider === name && a.state === state)
        .map(({ id, mode, hint, testedAt }) => ({ id, mode, hint, testedAt }))
    const [own = null] = of('ready')
    const keys = own ? null : ofDeployment(config)
    const deployment = keys && modeOf(keys, config)
    return { name, label, method, invoices, serves: serves(name), own, deployment, retired: of('retired') }
  })
  const currencies = new Set([
    scope.workspace.currency,
    ...Object.keys(settings.methods),
    ...asked.map(a => a.currency),
  ])
  const ready = (name: string) => providers.some(p => p.name === name && (p.own || p.deployment))
  const ways = [...currencies].map(currency => {
    const all = methodsIn(currency)
    return {
      currency,
      chosen: settings.methods[currency] ?? all,
      methods: all.map(way => ({ way, ready: way === 'transfer' ? settings.bank !== null : ready(way) })),
    }
  })
  return {
    currency: scope.workspace.currency,
    providers,
    ways,
    bank: settings.bank,
    stripeInvoice: settings.stripeInvoice,
  }
}
export type ShownPaymentSettings = Awaited<ReturnType<typeof showPaymentSettings>>
