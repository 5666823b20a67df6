import { randomText, stripeId } from '../ids.ts'
import { showAmount, smallestCharge } from './currency.ts'
import { StripeError } from './errors.ts'
import type { SessionParams } from './params.ts'
import type { LineItem, Session } from './types.ts'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE
// Stripe allows for the time that the call itself took.
const LEEWAY = 2 * MINUTE

/**
 * A new open Checkout Session and its lines, from checked parameters. `now` in seconds. Throws StripeError
 * for what Stripe refuses beyond names and types: dates, amounts, currencies, addresses.
 */
export function newSession(p: SessionParams, origin: string, now: number): [Session, LineItem[]] {
  if (p.mode !== 'payment') throw refuse('mode', 'The sandbox plays only `mode=payment`.')
  if (p.ui_mode && p.ui_mode !== 'hosted_page')
    throw refuse('ui_mode', 'The sandbox plays only hosted pages.')
  if (!p.success_url) throw refuse('success_url', 'Missing required param: success_url.', 'parameter_missing')
  for (const [name, url] of Object.entries({ success_url: p.success_url, cancel_url: p.cancel_url })) {
    if (url && !URL.canParse(url)) throw refuse(name, 'Not a valid URL', 'url_invalid')
  }
  if (p.customer && p.customer_email) {
    throw refuse('customer', 'You may only specify one of these parameters: customer, customer_email.')
  }
  if (p.customer && p.customer_creation) {
    throw refuse('customer_creation', '`customer_creation` can not be used when `customer` is set.')
  }
  if (p.customer_email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(p.customer_email)) {
    throw refuse('customer_email', `Invalid email address: ${p.customer_email}`, 'email_invalid')
  }
  const expiresAt = p.expires_at ?? now + DAY
  if (expiresAt < now + 30 * MINUTE - LEEWAY || expiresAt > now + DAY + LEEWAY) {
    const when = 'between 30 minutes and 24 hours from Checkout Session creation'
    throw refuse('expires_at', `The \`expires_at\` timestamp must be ${when}.`)
  }
  const lines = newLines(p, now)
  const currency = lineCurrency(p)
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0)
  if (total < smallestCharge(currency)) {
    const least = showAmount(smallestCharge(currency), currency)
    const message = `The Checkout Session's total amount due must add up to at least ${least}`
    throw refuse('line_items', message, 'amount_too_small')
  }
  const id = `cs_test_a1${randomText(56)}`
  const invoice = p.invoice_creation?.invoice_data
  return [
    {
      id,
      object: 'checkout.session',
      adaptive_pricing: { enabled: false },
      after_expiration: null,
      allow_promotion_codes: null,
      amount_subtotal: total,
      amount_total: total,
      automatic_tax: { enabled: false, liability: null, provider: null, status: null },
      billing_address_collection: null,
      cancel_url: p.cancel_url ?? null,
      client_reference_id: p.client_reference_id ?? null,
      client_secret: null,
      collected_information: null,
      consent: null,
      consent_collection: null,
      created: now,
      currency,
      currency_conversion: null,
      custom_fields: [],
      custom_text: {
        after_submit: null,
        shipping_address: null,
        submit: null,
        terms_of_service_acceptance: null,
      },
      customer: p.customer ?? null,
      customer_account: null,
      customer_creation: p.customer ? null : (p.customer_creation ?? 'if_required'),
      customer_details: p.customer_email ? details(p.customer_email) : null,
      customer_email: p.customer_email ?? null,
      discounts: [],
      expires_at: expiresAt,
      integration_identifier: null,
      invoice: null,
      invoice_creation: {
        enabled: p.invoice_creation?.enabled ?? false,
        invoice_data: {
          account_tax_ids: null,
          custom_fields: null,
          description: invoice?.description ?? null,
          footer: invoice?.footer ?? null,
          issuer: null,
          metadata: invoice?.metadata ?? {},
          rendering_options: null,
        } as Session['invoice_creation']['invoice_data'],
      },
      livemode: false,
      locale: p.locale ?? null,
      managed_payments: { enabled: false },
      metadata: p.metadata ?? {},
      mode: 'payment',
      origin_context: null,
      payment_intent: null,
      payment_link: null,
      payment_method_collection: 'if_required',
      payment_method_configuration_details: null,
      payment_method_options: {},
      payment_method_types: ['card', 'sepa_debit'],
      payment_status: 'unpaid',
      permissions: null,
      phone_number_collection: { enabled: false },
      recovered_from: null,
      saved_payment_method_options: null,
      setup_intent: null,
      shipping_address_collection: null,
      shipping_cost: null,
      shipping_options: [],
      status: 'open',
      submit_type: null,
      subscription: null,
      success_url: p.success_url,
      total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
      ui_mode: 'hosted_page',
      url: `${origin}/pay/stripe/${id}`,
      wallet_options: null,
    },
    lines,
  ]
}

/** `customer_details` of a session whose payer gave this address. */
export function details(email: string | null): Record<string, unknown> {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  }
}

function lineCurrency(p: SessionParams): string {
  const all = new Set(p.line_items?.map(line => line.price_data?.currency.toLowerCase()))
  if (all.size > 1) throw refuse('line_items', 'All line items must have the same currency.')
  const [currency = ''] = all
  if (!currency || !Intl.supportedValuesOf('currency').includes(currency.toUpperCase())) {
    throw refuse('line_items[0][price_data][currency]', `Invalid currency: ${currency}.`)
  }
  return currency
}

function newLines(p: SessionParams, now: number): LineItem[] {
  if (!p.line_items?.length) {
    throw refuse('line_items', 'Missing required param: line_items.', 'parameter_missing')
  }
  return p.line_items.map((line, at) => {
    const name = `line_items[${at}]`
    if (line.price) throw refuse(`${name}[price]`, `No such price: '${line.price}'`, 'resource_missing')
    const data = line.price_data
    if (!data) throw refuse(name, `You must specify either \`price\` or \`price_data\` for ${name}.`)
    if (!data.product_data) {
      throw refuse(`${name}[price_data]`, 'The sandbox has no products: give `product_data`.')
    }
    if (data.unit_amount === undefined || data.unit_amount < 0) {
      throw refuse(
        `${name}[price_data][unit_amount]`,
        'Invalid non-negative integer',
        'parameter_invalid_integer',
      )
    }
    if (!line.quantity || line.quantity < 1) {
      throw refuse(`${name}[quantity]`, `Quantity is required. Add \`quantity\` to \`${name}\``)
    }
    const amount = data.unit_amount * line.quantity
    return {
      id: stripeId('li'),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: data.currency.toLowerCase(),
      description: data.product_data.name,
      metadata: line.metadata ?? {},
      price: {
        id: stripeId('price'),
        object: 'price',
        active: false,
        billing_scheme: 'per_unit',
        created: now,
        currency: data.currency.toLowerCase(),
        custom_unit_amount: null,
        livemode: false,
        lookup_key: null,
        metadata: {},
        nickname: null,
        product: `prod_${randomText(14)}`,
        recurring: null,
        tax_behavior: data.tax_behavior ?? 'unspecified',
        tiers_mode: null,
        transform_quantity: null,
        type: 'one_time',
        unit_amount: data.unit_amount,
        unit_amount_decimal: String(data.unit_amount),
      },
      quantity: line.quantity,
    }
  })
}

function refuse(param: string, message: string, code?: string): StripeError {
  return new StripeError(400, message, { param, code })
}
