import { randomText } from '../ids.ts'
import type { CustomerParams } from './params.ts'
import type { Customer, Invoice, LineItem, Session } from './types.ts'

/** A customer from checked parameters. `now` in seconds. */
export function newCustomer(p: CustomerParams, now: number): Customer {
  return {
    id: `cus_${randomText(14)}`,
    object: 'customer',
    address: p.address ?? null,
    balance: 0,
    created: now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: p.description ?? null,
    discount: null,
    email: p.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: p.metadata ?? {},
    name: p.name ?? null,
    next_invoice_sequence: 1,
    phone: p.phone ?? null,
    preferred_locales: p.preferred_locales ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
}

/** The paid invoice that `invoice_creation` makes once a session is paid. `count` numbers it. */
export function newInvoice(session: Session, lines: LineItem[], count: number, now: number): Invoice {
  const id = `in_1${randomText(23)}`
  const total = session.amount_total
  return {
    id,
    object: 'invoice',
    amount_due: total,
    amount_paid: total,
    amount_remaining: 0,
    amount_shipping: 0,
    attempt_count: 1,
    attempted: true,
    auto_advance: false,
    billing_reason: 'manual',
    collection_method: 'charge_automatically',
    created: now,
    currency: session.currency,
    customer: session.customer,
    customer_email: session.customer_email,
    description: session.invoice_creation.invoice_data.description,
    due_date: null,
    ending_balance: 0,
    // There is no invoice page: the person is brought to the payment's page.
    hosted_invoice_url: session.url,
    invoice_pdf: session.url,
    lines: {
      object: 'list',
      data: lines.map(line => ({
        id: line.id.replace('li_', 'il_'),
        object: 'line_item',
        amount: line.amount_total,
        currency: session.currency,
        description: line.description,
        invoice: id,
        livemode: false,
        metadata: {},
        quantity: line.quantity,
      })),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: session.invoice_creation.invoice_data.metadata ?? {},
    number: `SANDBOX-${String(count).padStart(4, '0')}`,
    payments: {
      object: 'list',
      data: [
        {
          amount_paid: total,
          amount_requested: total,
          invoice: id,
          object: 'invoice_payment',
          payment: { type: 'payment_intent', payment_intent: session.payment_intent },
          status: 'paid',
        },
      ],
      has_more: false,
      url: '/v1/invoice_payments',
    },
    period_end: now,
    period_start: now,
    starting_balance: 0,
    status: 'paid',
    status_transitions: { finalized_at: now, marked_uncollectible_at: null, paid_at: now, voided_at: null },
    subtotal: total,
    total,
    total_taxes: null,
  }
}
