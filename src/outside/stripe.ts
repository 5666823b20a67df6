import type StripeSdk from 'stripe'
import * as z from 'zod'
import type { Config } from '../config'
import { decimals } from '../lib/money'
import {
  CUSTOMER_GONE,
  type Keys,
  type Order,
  PATIENCE,
  type Provider,
  ProviderFailure,
  type ProviderKind,
  type Standing,
} from './provider'
import { hear, kept } from './stripe-events'
import { backOf, receivedOf, truthOf } from './stripe-truth'

declare module '../lib/providers' {
  interface ProviderNames {
    stripe: true
  }
}

/** Older than this, a signature proves nothing (seconds). */
const TOLERANCE = 300
/** No id and no type of Stripe's is longer; whoever owns an account can sign some that are. */
const [MOST_ID, MOST_TYPE] = [255, 100]

/** Stripe Checkout. The SDK is loaded on first use: it is the heaviest thing of the bundle. */
export const stripeKind: ProviderKind = {
  label: 'Stripe',
  method: 'card',
  givesBack: true,
  invoices: true,
  currencies: null,
  takes: (amount, currency) => amount >= (decimals(currency) ? 50 : 500),
  keys: z.object({
    secretKey: z
      .string()
      .trim()
      .regex(/^(sk|rk)_(test|live)_\w{4,250}$/),
    webhookSecret: z
      .string()
      .trim()
      .regex(/^whsec_\S{4,250}$/),
  }),
  known: 'secretKey',
  listens: [
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'checkout.session.expired',
    'charge.refunded',
    'refund.created',
    'refund.updated',
    'refund.failed',
    'charge.dispute.created',
    'charge.dispute.closed',
  ],
  ofDeployment: config => ({
    secretKey: config.STRIPE_SECRET_KEY,
    webhookSecret: config.STRIPE_WEBHOOK_SECRET,
  }),
  modeOf: keys => (keys.secretKey?.includes('_live_') ? 'live' : 'test'),
  open: stripe,
}

function stripe(keys: Keys, { config, accountId }: Standing): Provider {
  const call = async <T>(run: (client: StripeSdk) => Promise<T>): Promise<T> => {
    const client = await clientOf(config, keys)
    try {
      return await run(client)
    } catch (error) {
      throw failureOf(error)
    }
  }
  const received = (paymentRef: string) =>
    call(async client => {
      const [intent, refunds] = await Promise.all([
        client.paymentIntents.retrieve(paymentRef, { expand: ['latest_charge'] }),
        client.refunds.list({ payment_intent: paymentRef, limit: 100 }),
      ])
      const charge = intent.latest_charge as StripeSdk.Charge | null
      return charge && receivedOf(charge, refunds.data, paymentRef)
    }).catch(error => {
      if (error instanceof ProviderFailure && error.code === 'resource_missing') return null
      throw error
    })
  return {
    name: 'stripe',
    accountId,
    mode: stripeKind.modeOf(keys, config),
    refunds: true,
    takes: stripeKind.takes,
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
        const asked = { payment_intent: paymentRef, amount, metadata: { refund: key } }
        return backOf(await client.refunds.create(asked, { idempotencyKey: key }))
      }),
    received,
    customer: ({ key, name, clientId, workspaceId }) =>
      call(async client => {
        const metadata = { client: clientId, workspace: workspaceId }
        const made = await client.customers.create({ name, metadata }, { idempotencyKey: key })
        return made.id
      }),
    verify: async (raw, headers) =>
      verify(await clientOf(config, keys), keys.webhookSecret ?? '', raw, headers),
    hear: payload =>
      hear(payload, {
        received,
        disputeStatus: id => call(async client => (await client.disputes.retrieve(id)).status),
      }),
    test: () =>
      call(async client => {
        const { id } = await client.accounts.retrieveCurrent()
        return { identity: `${id}:${stripeKind.modeOf(keys, config)}` }
      }),
  }
}

/** `https://api.stripe.com` → what the SDK wants to hear of it. */
async function clientOf(config: Config, keys: Keys): Promise<StripeSdk> {
  const { default: Stripe } = await import('stripe')
  const base = new URL(config.STRIPE_API_BASE)
  const protocol = base.protocol === 'http:' ? 'http' : 'https'
  return new Stripe(keys.secretKey ?? '', {
    host: base.hostname,
    port: base.port || (protocol === 'http' ? 80 : 443),
    protocol,
    timeout: PATIENCE,
    // A retry is ours to decide: it uses the attempt's own key.
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(fetchOrFail),
  })
}

/** The SDK takes whatever JSON has no `error` in it for an answer, even where something on the way has failed. */
const fetchOrFail: typeof fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
  const response = await fetch(input, init)
  if (response.status >= 500) throw new Error(String(response.status))
  return response
}

const isName = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= most

async function verify(client: StripeSdk, secret: string, raw: string, headers: Headers) {
  const { default: Stripe } = await import('stripe')
  const signature = headers.get('Stripe-Signature') ?? ''
  try {
    const proof = Stripe.createSubtleCryptoProvider()
    const event = await client.webhooks.constructEventAsync(raw, signature, secret, TOLERANCE, proof)
    // The SDK looks at the past alone. From the future is a clock that is wrong, here or there.
    const at = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1])
    if (at > Date.now() / 1000 + TOLERANCE) return null
    if (!isName(event?.id, MOST_ID) || !isName(event.type, MOST_TYPE)) return null
    return { id: event.id, type: event.type, payload: kept(event) }
  } catch {
    return null
  }
}

function paramsOf(order: Order): StripeSdk.Checkout.SessionCreateParams {
  const metadata = { attempt: order.attemptId, request: order.requestId, workspace: order.workspaceId }
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
    ...(order.customer ? { customer: order.customer } : {}),
    ...(order.invoice ? { invoice_creation: { enabled: true, invoice_data: { metadata } } } : {}),
    locale: order.language,
    expires_at: Math.floor(order.expiresAt / 1000),
    success_url: `${order.page}?return=1`,
    cancel_url: order.page,
  }
}

type SaidError = { type?: string; code?: string; param?: string; statusCode?: number }

/** The SDK's errors in our words. */
function failureOf(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error
  const { type = '', code, param, statusCode = 0 } = error as SaidError
  if (type === 'StripeIdempotencyError') {
    return statusCode === 409 ? new ProviderFailure('down', 'busy') : new ProviderFailure('taken', 'key_used')
  }
  if (code === 'idempotency_key_in_use' || statusCode === 409) return new ProviderFailure('down', 'busy')
  if (code === 'resource_missing' && param === 'customer') return new ProviderFailure('taken', CUSTOMER_GONE)
  if (statusCode >= 400 && statusCode < 500 && statusCode !== 429)
    return new ProviderFailure('refused', code ?? String(statusCode))
  return new ProviderFailure('down', code ?? (statusCode ? String(statusCode) : 'no_answer'))
}
