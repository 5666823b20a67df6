import { createHmac } from 'node:crypto'

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8')

/** `Stripe-Signature` of a raw body. `at` is in milliseconds. */
export function stripeSignature(secret: string, body: string, at: number): string {
  const seconds = Math.floor(at / 1000)
  return `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`).digest('hex')}`
}

/** The three Svix headers of a Resend webhook. The secret is `whsec_` and base64. */
export function svixHeaders(secret: string, id: string, body: string, at: number): Record<string, string> {
  const seconds = Math.floor(at / 1000)
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = hmac(key, `${id}.${seconds}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': String(seconds), 'svix-signature': `v1,${signature}` }
}

/** The fields of a CinetPay notification, in the order in which its token is made of them. */
export const cinetpayTokenFields = [
  'cpm_site_id',
  'cpm_trans_id',
  'cpm_trans_date',
  'cpm_amount',
  'cpm_currency',
  'signature',
  'payment_method',
  'cel_phone_num',
  'cpm_phone_prefixe',
  'cpm_language',
  'cpm_version',
  'cpm_payment_config',
  'cpm_page_action',
  'cpm_custom',
  'cpm_designation',
  'cpm_error_message',
] as const

/** `x-token` of a CinetPay notification (docs.cinetpay.com, «X-TOKEN HMAC»). */
export function cinetpayToken(secretKey: string, form: URLSearchParams): string {
  const text = cinetpayTokenFields.map(field => form.get(field) ?? '').join('')
  return hmac(secretKey, text).digest('hex')
}
