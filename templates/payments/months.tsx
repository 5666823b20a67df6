import type { Ui } from '../../locales'
import type { Year } from '../../src/domain/payments/totals'
import { decimals } from '../../src/lib/money'
import { BarPlot, Card } from '../shared'

/** What came in, is announced and is late, month by month; a picture for each currency. */
export const Months = ({ ui, pictures }: { ui: Ui; pictures: Year[] }) => {
  const { t, format } = ui
  return (
    <>
      {pictures.map(({ currency, months }) => {
        const value = (amount: number) => ({
          value: amount / 10 ** decimals(currency),
          text: format.money(amount, currency),
        })
        return (
          <Card>
            <BarPlot
              title={t('payments.months.title', { currency })}
              caption={t('payments.months.caption')}
              stacked
              series={[
                { name: t('payments.months.received'), tone: 'success' },
                { name: t('payments.months.awaited'), tone: 'accent' },
                { name: t('payments.months.overdue'), tone: 'warning' },
              ]}
              groups={months.map(({ month, received, awaited, overdue }) => ({
                label: format.month(month),
                short: format.shortMonth(month),
                values: [value(received), value(awaited), value(overdue)],
              }))}
              axis={n => format.number(n)}
              words={{ table: t('payments.months.table'), group: t('payments.months.month') }}
            />
          </Card>
        )
      })}
    </>
  )
}
