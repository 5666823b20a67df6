import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Invalid } from '../../lib/errors'
import { checked, line, optionalLine, optionalWords } from '../../lib/fields'
import { isIban, plainIban } from '../../lib/iban'
import type { ProviderName } from '../../lib/providers'
import { isAtHome, isProvider, providerNames } from '../../outside/providers'
import { mustKeepBooks } from './policy'

export type PaymentSettings = Pick<Row<'paymentSettings'>, 'methods' | 'bank' | 'stripeInvoice'>
export type Bank = NonNullable<PaymentSettings['bank']>

/** A way to pay: a provider, or a transfer by hand. */
export type Method = ProviderName | 'transfer'

/** Every way that is at home in a currency, the most fitting first. */
export const methodsIn = (currency: string): Method[] => [
  ...providerNames().filter(name => isAtHome(name, currency)),
  'transfer',
]

/** How a workspace is paid, for batches of others: one row or none (see `settingsOf`). */
export function paymentSettingsQuery(scope: WorkspaceScope) {
  const s = scope.view('paymentSettings')
  return scope.select({ methods: s.methods, bank: s.bank, stripeInvoice: s.stripeInvoice }).from(s)
}

/** What holds where nothing was ever set. */
export const settingsOf = (rows: readonly PaymentSettings[]): PaymentSettings =>
  rows[0] ?? { methods: {}, bank: null, stripeInvoice: false }

const method = z.custom<Method>(m => m === 'transfer' || isProvider(m), 'errors.choice')
export const methodsInput = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  method: z
    .union([z.array(method), method.transform(one => [one])], 'paymentSettings.error.methods')
    .optional()
    .transform(list => list ?? [])
    .pipe(z.array(method).min(1, 'paymentSettings.error.methods')),
})

export const invoiceInput = z.object({ invoice: checked })

export const bankInput = z.object({
  holder: line(120),
  iban: optionalLine(60).transform(plainIban),
  bic: optionalLine(20).transform(text => text.replace(/\s/g, '').toUpperCase()),
  more: optionalWords(500),
})

/** Which ways of paying are offered in a currency. @throws NotFound, Invalid (one that is not at home there) */
export async function changeMethods(
  scope: WorkspaceScope,
  { currency, method: chosen }: z.output<typeof methodsInput>,
): Promise<void> {
  const { methods } = await current(scope)
  const offered = methodsIn(currency).filter(m => chosen.includes(m))
  if (offered.length === 0) throw new Invalid({ method: 'paymentSettings.error.methods' })
  await change(scope, 'methods', { methods: { ...methods, [currency]: offered } })
}

/** Where transfers go. Its caller has made sure that the sign-in is fresh. @throws NotFound, Invalid */
export async function changeBank(scope: WorkspaceScope, bank: Bank): Promise<void> {
  mustKeepBooks(scope)
  if (bank.iban && !isIban(bank.iban)) throw new Invalid({ iban: 'paymentSettings.error.iban' })
  if (!bank.iban && !bank.more) throw new Invalid({ iban: 'paymentSettings.error.bank' })
  if (bank.bic && !/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bank.bic))
    throw new Invalid({ bic: 'paymentSettings.error.bic' })
  await change(scope, 'bank', { bank })
}

/** Transfers are offered no more. */
export async function removeBank(scope: WorkspaceScope): Promise<void> {
  await change(scope, 'bank', { bank: null })
}

/** Whether Stripe makes an invoice of its own for each payment. */
export async function changeInvoice(scope: WorkspaceScope, stripeInvoice: boolean): Promise<void> {
  await change(scope, 'invoice', { stripeInvoice })
}

async function current(scope: WorkspaceScope): Promise<PaymentSettings> {
  const [rows] = await scope.read(paymentSettingsQuery(scope))
  return settingsOf(rows)
}

async function change(scope: WorkspaceScope, what: string, set: Partial<PaymentSettings>): Promise<void> {
  mustKeepBooks(scope)
  const row = { ...set, updatedAt: scope.now }
  await scope.commit([scope.put('paymentSettings', row, t => [t.workspaceId], row)], {
    kind: 'payment_settings.changed',
    subjectId: scope.workspace.id,
    facts: { what },
    finance: true,
    internal: true,
  })
}
