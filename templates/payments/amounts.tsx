import type { Ui } from '../../locales'
import { Facts, Money } from '../shared'

/** What an amount holds: all taxes included, and the part of it that is each tax. */
export type Taxed = {
  amount: number | null
  taxes: readonly { name: string; rate: number; amount: number }[] | null
  currency: string
}

/** The amount less its taxes, in minor units. */
export const netOf = ({ amount, taxes }: Taxed): number =>
  (amount ?? 0) - (taxes ?? []).reduce((sum, tax) => sum + tax.amount, 0)

/** What an amount is made of before its last line: without taxes, then each tax. Nothing where none is charged. */
export function partsOf({ t, format }: Ui, of: Taxed): [label: string, amount: string][] {
  if (!of.taxes?.length) return []
  return [
    [t('payments.amount.net'), format.money(netOf(of), of.currency)],
    ...of.taxes.map((tax): [string, string] => [
      t('payments.amount.tax', { name: tax.name, rate: format.number(tax.rate / 1000) }),
      format.money(tax.amount, of.currency),
    ]),
  ]
}

/** The same with the whole, line by line. Nothing where no tax is charged. */
export const Taxes = ({ ui, of }: { ui: Ui; of: Taxed }) => {
  if (!of.taxes?.length) return null
  const gross: [string, string] = [
    ui.t('payments.amount.gross'),
    ui.format.money(of.amount ?? 0, of.currency),
  ]
  return (
    <Facts
      items={[...partsOf(ui, of), gross].map(([label, text]) => ({ label, value: <Money text={text} /> }))}
    />
  )
}
