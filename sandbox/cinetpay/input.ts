import * as z from 'zod'

/** What CinetPay refuses: the code of its table, and what was wrong. */
export class CinetpayRefusal extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const text = z.string().min(1)
const more = text.nullish()
const input = z.object({
  apikey: text,
  site_id: z.coerce.string(),
  transaction_id: text.regex(/^[^#/$_&]+$/, 'transaction_id holds one of # / $ _ &'),
  amount: z.int(),
  currency: text,
  description: text.regex(/^[^#/$_&]+$/, 'description holds one of # / $ _ &'),
  notify_url: z.url(),
  return_url: z.url(),
  channels: z.enum(['ALL', 'MOBILE_MONEY', 'CREDIT_CARD', 'WALLET']).default('ALL'),
  lang: z.enum(['fr', 'en', 'FR', 'EN']).optional(),
  metadata: z.string().nullish(),
  customer_name: more,
  customer_surname: more,
  customer_phone_number: more,
  customer_address: more,
  customer_city: more,
})
export type PaymentInput = z.infer<typeof input>

/** The least and the most that a payment may be, by currency. */
const bounds: Record<string, readonly [number, number]> = {
  XOF: [100, 2_000_000],
  XAF: [100, 1_500_000],
  CDF: [100, 2_000_000],
  GNF: [1000, 15_000_000],
  USD: [1, 3000],
}

/** Reads the body of `POST /v2/payment`. Throws 608 with the first field that is missing or ill-formed. */
export function paymentInput(body: unknown): PaymentInput {
  const result = input.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new CinetpayRefusal('608', `${issue?.path.join('.') || 'body'}: ${issue?.message}`)
}

/** Checks currency and amount; a card-only payment also needs to know its payer. Throws CinetpayRefusal. */
export function checkPayment(p: PaymentInput): void {
  const [least, most] = bounds[p.currency] ?? []
  if (least === undefined || most === undefined) {
    throw new CinetpayRefusal('612', `currency must be one of ${Object.keys(bounds).join(', ')}`)
  }
  if (p.currency !== 'USD' && p.amount % 5 !== 0) {
    throw new CinetpayRefusal('608', 'amount must be a multiple of 5')
  }
  if (p.amount < least) throw new CinetpayRefusal('642', `amount must be at least ${least} ${p.currency}`)
  if (p.amount > most) throw new CinetpayRefusal('641', `amount must be at most ${most} ${p.currency}`)
  const payer = [p.customer_name, p.customer_surname, p.customer_address, p.customer_city]
  if (p.channels === 'CREDIT_CARD' && payer.some(field => !field)) {
    const fields = 'customer_name, customer_surname, customer_address and customer_city'
    throw new CinetpayRefusal('624', `a card payment needs ${fields}`)
  }
}
