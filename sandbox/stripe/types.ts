/**
 * Stripe's objects as the sandbox keeps them: the fields it reads or changes are named, the others
 * are there as the API sends them. Amounts are in minor units, instants in seconds.
 */
type Rest = Record<string, unknown>
export type Metadata = Record<string, string>

export type Session = Rest & {
  id: string
  created: number
  amount_total: number
  currency: string
  status: 'open' | 'complete' | 'expired'
  payment_status: 'paid' | 'unpaid'
  expires_at: number
  success_url: string
  cancel_url: string | null
  locale: string | null
  customer: string | null
  customer_email: string | null
  client_reference_id: string | null
  payment_intent: string | null
  invoice: string | null
  url: string | null
  metadata: Metadata
  invoice_creation: {
    enabled: boolean
    invoice_data: { description: string | null; metadata: Metadata | null }
  }
}

export type LineItem = Rest & { id: string; amount_total: number; description: string; quantity: number }
export type Customer = Rest & { id: string; created: number; email: string | null; metadata: Metadata }
export type PaymentIntent = Rest & {
  id: string
  amount: number
  currency: string
  status: 'requires_payment_method' | 'processing' | 'succeeded'
  latest_charge: string | null
  metadata: Metadata
}
export type Charge = Rest & {
  id: string
  amount: number
  amount_refunded: number
  currency: string
  disputed: boolean
  refunded: boolean
  payment_intent: string
}
export type Refund = Rest & {
  id: string
  created: number
  amount: number
  charge: string
  payment_intent: string
}
export type Dispute = Rest & { id: string; amount: number; charge: string; status: string }
export type Invoice = Rest & { id: string; created: number; customer: string | null; number: string }
export type StripeEvent = Rest & {
  id: string
  created: number
  type: string
  data: { object: Rest & { id: string }; previous_attributes?: Rest }
}

/** The answer kept for an `Idempotency-Key`; `at` in milliseconds. */
export type KeptAnswer = { request: string; status: number; body: unknown; at: number }

/** All by id, but `lineItems` and `intentData` by session, and `keys` by idempotency key. */
export type StripeTables = {
  sessions: Record<string, Session>
  lineItems: Record<string, LineItem[]>
  /** What `payment_intent_data` asked for: the intent itself comes with the first payment. */
  intentData: Record<string, Rest>
  customers: Record<string, Customer>
  paymentIntents: Record<string, PaymentIntent>
  charges: Record<string, Charge>
  refunds: Record<string, Refund>
  disputes: Record<string, Dispute>
  invoices: Record<string, Invoice>
  events: Record<string, StripeEvent>
  keys: Record<string, KeptAnswer>
  /** The account of each session and customer that is not the sandbox's own. */
  owners?: Record<string, string>
  /** Where those accounts' webhooks go. */
  endpoints?: Record<string, string>
}
