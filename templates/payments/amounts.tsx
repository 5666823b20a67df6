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

/** What an amount is made of, line by line: without taxes, each tax, with them. Nothing where none is charged. */
export const Taxes = ({ ui: { t, format }, of }: { ui: Ui; of: Taxed }) => {
  if (!of.taxes?.length) return null
  const money = (amount: number) => <Money text={format.money(amount, of.currency)} />
  return (
    <Facts
      items={[
        { label: t('payments.amount.net'), value: money(netOf(of)) },
        ...of.taxes.map(tax => ({
          label: t('payments.amount.tax', { name: tax.name, rate: format.number(tax.rate / 1000) }),
          value: money(tax.amount),
        })),
        { label: t('payments.amount.gross'), value: money(of.amount ?? 0) },
      ]}
    />
  )
}
