/** An error as Stripe's API words it: `{ error: { type, message, code, param } }`. */
export class StripeError extends Error {
  readonly status: number
  readonly body: object

  constructor(status: number, message: string, more: { type?: string; code?: string; param?: string } = {}) {
    super(message)
    this.status = status
    const { type = 'invalid_request_error', code, param } = more
    const doc = code && `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
    this.body = { error: { ...(code && { code, doc_url: doc }), message, ...(param && { param }), type } }
  }
}

/** The 404 for an id that is not there; `noun` as Stripe says it («checkout.session», «payment_intent»). */
export function missing(noun: string, id: string, param = 'id', status = 404): StripeError {
  return new StripeError(status, `No such ${noun}: '${id}'`, { code: 'resource_missing', param })
}
