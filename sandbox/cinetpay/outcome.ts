import type { Sandbox } from '../context.ts'
import { randomText } from '../ids.ts'
import type { Delivery, Proof } from '../state.ts'
import { cinetpayDate, codeOf, messageOf } from './codes.ts'
import type { CinetpayPayment, CinetpayStatus } from './types.ts'

export const outcomes = ['accept', 'refuse', 'poor', 'wait'] as const
export type Outcome = (typeof outcomes)[number]

const becomes: Record<Outcome, { status: CinetpayStatus; refusal: CinetpayPayment['refusal'] }> = {
  accept: { status: 'ACCEPTED', refusal: null },
  refuse: { status: 'REFUSED', refusal: '627' },
  poor: { status: 'REFUSED', refusal: '602' },
  wait: { status: 'WAITING_FOR_CUSTOMER', refusal: null },
}

/**
 * What the person or the operator does with a payment that is not over: accepts, refuses, has too little
 * («poor»), or still has to confirm on the telephone («wait»). Notifies; resolves after the first attempt.
 * Answers false, and does nothing, when the payment is over.
 */
export async function decide(
  sandbox: Sandbox,
  payment: CinetpayPayment,
  outcome: Outcome,
  method = payment.method ?? 'OM',
): Promise<boolean> {
  if (payment.status === 'ACCEPTED' || payment.status === 'REFUSED') return false
  Object.assign(payment, becomes[outcome], { method, changedAt: Date.now() })
  if (outcome === 'accept') payment.operatorId = `MP${randomText(12).toUpperCase()}`
  sandbox.store.touch()
  await notify(sandbox, payment)
  return true
}

/** Sends the notification of a payment as it stands now. */
export function notify(
  sandbox: Sandbox,
  payment: CinetpayPayment,
  how: { proof?: Proof; retry?: boolean } = {},
): Promise<Delivery> {
  const form = new URLSearchParams({
    cpm_site_id: payment.owner?.siteId ?? sandbox.settings.cinetpaySiteId,
    cpm_trans_id: payment.transactionId,
    cpm_trans_date: cinetpayDate(payment.changedAt),
    cpm_amount: String(payment.amount),
    cpm_currency: payment.currency,
    signature: randomText(64).toLowerCase(),
    payment_method: payment.method ?? '',
    cel_phone_num: payment.phone ?? '0700000000',
    cpm_phone_prefixe: '225',
    cpm_language: payment.lang,
    cpm_version: 'V4',
    cpm_payment_config: 'SINGLE',
    cpm_page_action: 'PAYMENT',
    cpm_custom: payment.metadata ?? '',
    cpm_designation: payment.description,
    cpm_error_message: messageOf(codeOf(payment)),
  })
  const parcel = {
    service: 'cinetpay' as const,
    url: payment.notifyUrl,
    kind: payment.status,
    ref: payment.transactionId,
    contentType: 'application/x-www-form-urlencoded',
    body: form.toString(),
    ...(payment.owner && { secret: payment.owner.secret }),
  }
  return sandbox.courier.post(parcel, how)
}
