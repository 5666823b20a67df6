import type { Ui } from '../../locales'
import type { ShownPayment } from '../../src/domain/payments/show'
import { Badge, List, Money, Row, SectionHeader, type Tone } from '../shared'

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
      <List label={t('payments.refunds.title')}>
        {refunds.map(refund => (
          <Row
            title={<Money text={format.money(refund.amount ?? 0, refund.currency)} />}
            meta={[
              format.dateTime(refund.createdAt),
              !refund.attemptId && t('payments.way.transfer'),
              refund.reason,
            ]
              .filter(Boolean)
              .join(' · ')}
            aside={<Badge tone={tones[refund.state]}>{t(`payments.refunds.state.${refund.state}`)}</Badge>}
          />
        ))}
      </List>
    </>
  )
