import type { Ui } from '../../locales'
import type { ShownPayment } from '../../src/domain/payments/show'
import { Badge, Money, SectionHeader, type Tone } from '../shared'

const tones: Record<ShownPayment['refunds'][number]['state'], Tone> = {
  asked: 'neutral',
  pending: 'info',
  succeeded: 'success',
  failed: 'danger',
}

/** What went back, or is on its way. */
export const Refunds = ({ ui: { t, format }, refunds }: { ui: Ui; refunds: ShownPayment['refunds'] }) =>
  refunds.length === 0 ? null : (
    <>
      <SectionHeader title={t('payments.refunds.title')} level={2} />
      <ul class="attempts">
        {refunds.map(refund => (
          <li class="attempt attempt-head">
            <div>
              <Money text={format.money(refund.amount ?? 0, refund.currency)} />
              <p class="meta">
                {[
                  format.dateTime(refund.createdAt),
                  !refund.attemptId && t('payments.way.transfer'),
                  refund.reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Badge tone={tones[refund.state]}>{t(`payments.refunds.state.${refund.state}`)}</Badge>
          </li>
        ))}
      </ul>
    </>
  )
