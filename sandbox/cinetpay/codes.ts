import type { CinetpayPayment } from './types.ts'

/** CinetPay's codes and messages (docs.cinetpay.com, «Tableau des codes»). */
const messages: Record<string, string> = {
  '00': 'SUCCES',
  '201': 'CREATED',
  '429': 'TOO_MANY_REQUEST',
  '500': 'INTERNAL_ERROR',
  '600': 'PAYMENT_FAILED',
  '602': 'INSUFFICIENT_BALANCE',
  '608': 'MINIMUM_REQUIRED_FIELDS',
  '609': 'AUTH_NOT_FOUND',
  '612': 'ERROR_CURRENCY_NOTVALID',
  '613': 'ERROR_SITE_ID_NOTVALID',
  '620': 'ERROR_DOUBLE_PAYEMNT',
  '623': 'WAITING_CUSTOMER_TO_VALIDATE',
  '624': 'UNKNOWN_ERROR',
  '627': 'TRANSACTION_CANCEL',
  '641': 'ERROR_AMOUNT_TOO_HIGH',
  '642': 'ERROR_AMOUNT_TOO_LOW',
  '662': 'WAITING_CUSTOMER_PAYMENT',
}

export function messageOf(code: string): string {
  return messages[code] ?? 'UNKNOWN_ERROR'
}

/** The code that the check gives for a payment as it stands. */
export function codeOf(payment: CinetpayPayment): string {
  if (payment.status === 'ACCEPTED') return '00'
  if (payment.status === 'REFUSED') return payment.refusal ?? '600'
  return payment.status === 'WAITING_FOR_CUSTOMER' ? '623' : '662'
}

/** The envelope of every answer. `data` is a list when there is nothing to say, as PHP writes it. */
export function answer(code: string, more: { description?: string; data?: object } = {}): object {
  const { description = messageOf(code), data = [] } = more
  return { code, message: messageOf(code), description, data, api_response_id: `${Date.now() / 1000}` }
}

/** `2026-11-20 06:29:00`, in UTC as in Abidjan. */
export function cinetpayDate(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
