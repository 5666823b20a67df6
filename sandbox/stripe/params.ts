import * as z from 'zod'
import { StripeError } from './errors.ts'
import type { Tree } from './form.ts'

// Parameter names and values of API 2026-10-28.endive. What the sandbox does not play but Stripe knows is
// `anything`; a name that stands nowhere here is refused, as Stripe refuses it.
const anything = z.unknown().optional()
const text = z.string()
const integer = z
  .string()
  .regex(/^-?\d+$/, 'integer')
  .transform(Number)
const yesNo = z.enum(['true', 'false']).transform(value => value === 'true')
const metadata = z.record(text.max(40), text.max(500)).optional()
const expand = z.array(text).optional()
const list = { limit: integer.optional(), starting_after: text.optional(), ending_before: text.optional() }
const created = z
  .union([integer, z.strictObject({ gt: integer, gte: integer, lt: integer, lte: integer }).partial()])
  .optional()
const locales =
  'auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'

const lineItem = z.strictObject({
  adjustable_quantity: anything,
  metadata,
  price: text.optional(),
  price_data: z
    .strictObject({
      currency: text,
      product: text.optional(),
      product_data: z
        .strictObject({
          name: text,
          description: text.optional(),
          images: anything,
          metadata,
          tax_code: anything,
          tax_details: anything,
          unit_label: anything,
        })
        .optional(),
      recurring: anything,
      tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
      unit_amount: integer.optional(),
      unit_amount_decimal: anything,
    })
    .optional(),
  quantity: integer.optional(),
  tax_rates: anything,
})

const invoiceData = z.strictObject({
  account_tax_ids: anything,
  custom_fields: anything,
  description: text.optional(),
  footer: text.optional(),
  issuer: anything,
  metadata,
  rendering_options: anything,
})

const paymentIntentData = z.strictObject({
  application_fee_amount: anything,
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
  description: text.optional(),
  metadata,
  on_behalf_of: anything,
  receipt_email: text.optional(),
  setup_future_usage: anything,
  shipping: anything,
  statement_descriptor: anything,
  statement_descriptor_suffix: anything,
  transfer_data: anything,
  transfer_group: anything,
})

/** Names that Stripe knows and the sandbox accepts without doing anything about them. */
function ignored(names: string): Record<never, never> {
  return Object.fromEntries(names.split(/\s+/).map(name => [name, anything]))
}

export const sessionCreate = z.strictObject({
  ...ignored(`adaptive_pricing after_expiration allow_promotion_codes allowed_payment_method_types automatic_tax
    billing_address_collection branding_settings consent_collection custom_fields custom_text customer_account
    customer_update discounts excluded_payment_method_types integration_identifier managed_payments
    name_collection optional_items origin_context payment_method_collection payment_method_configuration
    payment_method_data payment_method_options permissions phone_number_collection redirect_on_completion
    return_url saved_payment_method_options setup_intent_data shipping_address_collection shipping_options
    submit_type subscription_data tax_id_collection wallet_options`),
  cancel_url: text.optional(),
  client_reference_id: text.max(200).optional(),
  currency: text.optional(),
  customer: text.optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  customer_email: text.optional(),
  expand,
  expires_at: integer.optional(),
  invoice_creation: z.strictObject({ enabled: yesNo, invoice_data: invoiceData.optional() }).optional(),
  line_items: z.array(lineItem).optional(),
  locale: z.enum(locales.split(' ')).optional(),
  metadata,
  mode: z.enum(['payment', 'setup', 'subscription']),
  payment_intent_data: paymentIntentData.optional(),
  success_url: text.optional(),
  ui_mode: z.enum(['elements', 'embedded_page', 'form', 'hosted_page']).optional(),
})
export type SessionParams = z.infer<typeof sessionCreate>

export const sessionList = z.strictObject({
  ...list,
  created,
  customer: text.optional(),
  customer_account: anything,
  customer_details: z.strictObject({ email: text }).optional(),
  expand,
  payment_intent: text.optional(),
  payment_link: anything,
  status: z.enum(['complete', 'expired', 'open']).optional(),
  subscription: anything,
})
export const pageOnly = z.strictObject({ ...list, expand })
export const expandOnly = z.strictObject({ expand })
export const eventList = z.strictObject({
  ...list,
  created,
  delivery_success: yesNo.optional(),
  expand,
  type: text.optional(),
  types: z.array(text).optional(),
})
export const refundList = z.strictObject({
  ...list,
  charge: text.optional(),
  created,
  expand,
  payment_intent: text.optional(),
})
export const refundCreate = z.strictObject({
  amount: integer.optional(),
  charge: text.optional(),
  currency: anything,
  customer: anything,
  expand,
  instructions_email: anything,
  metadata,
  origin: anything,
  payment_intent: text.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  refund_application_fee: anything,
  reverse_transfer: anything,
})
export const customerCreate = z.strictObject({
  ...ignored(`balance business_name cash_balance individual_name invoice_prefix invoice_settings
    next_invoice_sequence payment_method shipping source tax tax_exempt tax_id_data test_clock validate`),
  address: z.record(text, text).optional(),
  description: text.optional(),
  email: text.optional(),
  expand,
  metadata,
  name: text.optional(),
  phone: text.optional(),
  preferred_locales: z.array(text).optional(),
})
export type CustomerParams = z.infer<typeof customerCreate>
export const customerList = z.strictObject({
  ...list,
  created,
  email: text.optional(),
  expand,
  test_clock: anything,
})

/** Checks a call's parameters. Throws the 400 that Stripe gives for the first thing wrong. */
export function check<T>(schema: z.ZodType<T>, tree: Tree): T {
  const result = schema.safeParse(tree, { reportInput: true })
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (!issue) throw new StripeError(400, 'Invalid request.')
  throw worded(issue)
}

function worded(issue: z.core.$ZodIssue): StripeError {
  const name = bracketed(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const param = bracketed([...issue.path, issue.keys[0] ?? ''])
    return new StripeError(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
  }
  if (issue.input === undefined) {
    const message = `Missing required param: ${name}.`
    return new StripeError(400, message, { code: 'parameter_missing', param: name })
  }
  if (issue.message === 'integer') {
    const message = `Invalid integer: ${issue.input}`
    return new StripeError(400, message, { code: 'parameter_invalid_integer', param: name })
  }
  if (issue.code === 'invalid_value') {
    const message = `Invalid ${name}: must be one of ${issue.values.join(', ')}`
    return new StripeError(400, message, { param: name })
  }
  return new StripeError(400, `Invalid ${name}: ${issue.message}`, { param: name })
}

function bracketed(path: readonly PropertyKey[]): string {
  return path.map((part, at) => (at === 0 ? String(part) : `[${String(part)}]`)).join('')
}
