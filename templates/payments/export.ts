import type { MessageKey, Ui } from '../../locales'
import type { ExportedPayment } from '../../src/domain/payments/across'
import { type Cell, csv } from '../../src/lib/csv'
import { decimals } from '../../src/lib/money'
import { referenceOf } from '../../src/lib/reference'
import { netOf } from './amounts'

/** Payments as a spreadsheet opens them in the reader's language: a line each, a column for each tax there is. */
export function paymentsCsv(ui: Ui, rows: readonly ExportedPayment[]): string {
  const { t, format, locale } = ui
  const taxes = [...new Set(rows.flatMap(row => (row.taxes ?? []).map(tax => tax.name)))].sort()
  const head = (name: string) => t(`payments.export.${name}` as MessageKey)
  const number = (amount: number, currency: string): Cell => {
    const places = decimals(currency)
    const text = (amount / 10 ** places).toFixed(places)
    return { number: locale === 'fr' ? text.replace('.', ',') : text }
  }
  const lines = rows.map(row => {
    const { currency } = row
    const way = row.paidSource === 'transfer' ? 'transfer' : row.provider
    const taxed = (name: string) =>
      (row.taxes ?? []).filter(tax => tax.name === name).reduce((sum, tax) => sum + tax.amount, 0)
    return [
      referenceOf(row),
      format.isoDay(row.createdAt),
      row.client,
      row.project,
      t(`payments.kind.${row.kind}` as MessageKey),
      row.title,
      number(netOf(row), currency),
      ...taxes.map(name => number(taxed(name), currency)),
      number(row.amount ?? 0, currency),
      currency,
      t(`payments.state.${row.state}`),
      row.dueOn,
      row.paidAt === null ? null : format.isoDay(row.paidAt),
      way && t(`payments.way.${way}` as MessageKey),
      row.reference,
      number(row.refunded ?? 0, currency),
    ] satisfies Cell[]
  })
  const heads = [
    ...['reference', 'asked', 'client', 'project', 'kind', 'title', 'net'].map(head),
    ...taxes,
    ...['gross', 'currency', 'state', 'due', 'paid', 'way', 'transfer', 'refunded'].map(head),
  ]
  return csv([heads, ...lines], locale === 'fr' ? ';' : ',')
}
