import type { Say } from '../../locales'

const words = {
  'checkout.session.completed': 'completed',
  'checkout.session.async_payment_succeeded': 'succeeded',
  'checkout.session.async_payment_failed': 'failed',
  'checkout.session.expired': 'expired',
  'charge.refunded': 'refunded',
  'charge.refund.updated': 'refund_updated',
  'refund.created': 'refunded',
  'refund.updated': 'refund_updated',
  'refund.failed': 'refund_failed',
  'charge.dispute.created': 'disputed',
  'charge.dispute.updated': 'dispute_updated',
  'charge.dispute.closed': 'dispute_closed',
  notification: 'notified',
} as const

const isKnown = (type: string): type is keyof typeof words => Object.hasOwn(words, type)

/** What a provider's message says, in our words; null where its own name for it is all there is. */
export const saidOf = (t: Say, type: string): string | null =>
  isKnown(type) ? t(`payments.inbox.said.${words[type]}`) : null
