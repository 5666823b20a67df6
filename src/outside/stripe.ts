import type StripeSdk from 'stripe'
import type { Config } from '../config'
import { decimals } from '../lib/money'
import { type Order, PATIENCE, type Provider, ProviderFailure, type Received, type Truth } from './provider'

type Session = StripeSdk.Checkout.Session
type Charge = StripeSdk.Charge

/** Older than this, a signature proves nothing (seconds). */
const TOLERANCE = 300

/** Stripe Checkout. The SDK is loaded on first use: it is the heaviest thing of the bundle. */
export function stripe(config: Config): Provider {
  const call = async <T>(run: (client: StripeSdk) => Promise<T>): Promise<T> => {
    const client = await clientOf(config)
    try {
      return await run(client)
    } catch (error) {
      throw failureOf(error)
    }
  }
  return {
    name: 'stripe',
    refunds: true,
    takes: (amount, currency) => amount >= (decimals(currency) ? 50 : 500),
    refOf: () => null,
    open: order =>
      call(async client => {
        const session = await client.checkout.sessions.create(paramsOf(order), {
          idempotencyKey: order.attemptId,
        })
        if (!session.url) throw new ProviderFailure('taken', session.status ?? 'no_url')
        return { ref: session.id, url: session.url }
      }),
    truth: ref =>
      call(async client =>
        truthOf(await client.checkout.sessions.retrieve(ref, { expand: ['payment_intent'] })),
      ),
    expire: ref =>
      call(async client => {
        const session = await client.checkout.sessions.retrieve(ref)
        return truthOf(session.status === 'open' ? await client.checkout.sessions.expire(ref) : session)
      }),
    refund: (paymentRef, amount, key) =>
      call(async client => {
        const made = await client.refunds.create(
          { payment_intent: paymentRef, amount, expand: ['charge'] },
          { idempotencyKey: key },
        )
        return receivedOf(made.charge as Charge, paymentRef)
      }),
    received: paymentRef =>
      call(async client => {
        const intent = await client.paymentIntents.retrieve(paymentRef, { expand: ['latest_charge'] })
        const charge = intent.latest_charge as Charge | null
        return charge && receivedOf(charge, paymentRef)
      }).catch(error => {
        if (error instanceof ProviderFailure && error.code === 'resource_missing') return null
        throw error
      }),
    async verify(raw, headers) {
      const client = await clientOf(config)
      const { default: Stripe } = await import('stripe')
      try {
        const event = await client.webhooks.constructEventAsync(
          raw,
          headers.get('Stripe-Signature') ?? '',
          config.STRIPE_WEBHOOK_SECRET,
          TOLERANCE,
          Stripe.createSubtleCryptoProvider(),
        )
        const at = Number(/(?:^|,)t=(\d+)/.exec(headers.get('Stripe-Signature') ?? '')?.[1])
        // The SDK looks at the past alone. From the future is a clock that is wrong, here or there.
        if (at > Date.now() / 1000 + TOLERANCE) return null
        if (typeof event?.id !== 'string' || typeof event.type !== 'string') return null
        return { id: event.id, type: event.type, payload: raw }
      } catch {
        return null
      }
    },
  }
}

/** `https://api.stripe.com` → what the SDK wants to hear of it. */
async function clientOf(config: Config): Promise<StripeSdk> {
  const { default: Stripe } = await import('stripe')
  const base = new URL(config.STRIPE_API_BASE)
  const protocol = base.protocol === 'http:' ? 'http' : 'https'
  return new Stripe(config.STRIPE_SECRET_KEY, {
    host: base.hostname,
    port: base.port || (protocol === 'http' ? 80 : 443),
    protocol,
    timeout: PATIENCE,
    // A retry is ours to decide: it uses the attempt's own key.
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(),
  })
}

function paramsOf(order: Order): StripeSdk.Checkout.SessionCreateParams {
  const metadata = { attempt: order.attemptId }
  return {
    mode: 'payment',
    client_reference_id: order.attemptId,
    metadata,
    // The charge carries it too, so that a refund told before its payment still finds its attempt.
    payment_intent_data: { metadata },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: order.currency.toLowerCase(),
          unit_amount: order.amount,
          product_data: { name: order.title },
        },
      },
    ],
    locale: order.language,
    expires_at: Math.floor(order.expiresAt / 1000),
    success_url: `${order.page}?return=1`,
    cancel_url: order.page,
  }
}

/** A bank debit that came back leaves its session complete and unpaid: only the intent says that it is over. */
const cameBack = ({ payment_intent: intent }: Session): boolean =>
  typeof intent === 'object' &&
  (intent?.status === 'requires_payment_method' || intent?.status === 'canceled')

const stateOf = (session: Session): Truth['state'] => {
  if (session.payment_status === 'paid' || session.payment_status === 'no_payment_required') return 'paid'
  if (session.status === 'expired') return 'expired'
  if (session.status !== 'complete') return 'open'
  return cameBack(session) ? 'failed' : 'processing'
}

/** A Checkout Session as it stands. A completed one is paid only if it says so: bank debits take days. */
export function truthOf(session: Session): Truth {
  return {
    ref: session.id,
    attemptId: session.client_reference_id,
    state: stateOf(session),
    amount: session.amount_total,
    currency: session.currency?.toUpperCase() ?? null,
    paymentRef: idOf(session.payment_intent),
  }
}

/** A charge with what was refunded of it. */
export function receivedOf(charge: Charge, paymentRef = idOf(charge.payment_intent) ?? ''): Received {
  return {
    attemptId: charge.metadata?.attempt ?? null,
    paymentRef,
    paid: charge.paid && charge.status === 'succeeded',
    amount: charge.amount,
    currency: charge.currency.toUpperCase(),
    refunded: charge.amount_refunded,
  }
}

export const idOf = (thing: string | { id: string } | null | undefined): string | null =>
  typeof thing === 'string' ? thing : (thing?.id ?? null)

type SaidError = { type?: string; code?: string; statusCode?: number }

/** The SDK's errors in our words. */
function failureOf(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error
  const { type = '', code, statusCode = 0 } = error as SaidError
  if (type === 'StripeIdempotencyError') {
    return statusCode === 409 ? new ProviderFailure('down', 'busy') : new ProviderFailure('taken', 'key_used')
  }
  if (code === 'idempotency_key_in_use' || statusCode === 409) return new ProviderFailure('down', 'busy')
  if (statusCode >= 400 && statusCode < 500 && statusCode !== 429)
    return new ProviderFailure('refused', code ?? String(statusCode))
  return new ProviderFailure('down', code ?? (statusCode ? String(statusCode) : 'no_answer'))
}
