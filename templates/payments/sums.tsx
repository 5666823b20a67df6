import type { Ui } from '../../locales'
import type { Sums as SumsOf } from '../../src/domain/payments/totals'
import { Money, Stats } from '../shared'

type Props = { ui: Ui; sums: SumsOf[]; isTeam: boolean }

/** What is awaited, overdue and received, a line for each currency: currencies are never added. */
export const Sums = ({ ui: { t, format }, sums, isTeam }: Props) => (
  <>
    {sums.map(sum => {
      const money = (amount: number) => <Money text={format.money(amount, sum.currency)} />
      const items = [
        { label: t(isTeam ? 'payments.to_collect' : 'payments.remaining'), value: money(sum.awaited) },
        {
          label: t('payments.sums.overdue'),
          value: money(sum.overdue),
          tone: sum.overdue > 0 ? ('warning' as const) : undefined,
        },
        { label: t(isTeam ? 'payments.sums.received' : 'payments.sums.paid'), value: money(sum.received) },
        ...(sum.refunded > 0 ? [{ label: t('payments.sums.refunded'), value: money(sum.refunded) }] : []),
      ]
      return (
        <section aria-label={t('payments.sums.caption', { currency: sum.currency })}>
          <Stats items={items} />
        </section>
      )
    })}
  </>
)
