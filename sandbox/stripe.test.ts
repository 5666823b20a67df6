import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { stripeSignature } from './signatures.ts'
import { type Hook, played, until } from './testing.ts'

const secret = 'whsec_sandbox'
type Played = Awaited<ReturnType<typeof played>>

function client({ sandbox }: Played, key = 'sk_test_sandbox') {
  return new Stripe(key, { host: 'localhost', port: sandbox.port, protocol: 'http', maxNetworkRetries: 0 })
}

function order(more: Partial<Stripe.Checkout.SessionCreateParams> = {}): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    line_items: [
      {
        price_data: { currency: 'eur', unit_amount: 12_550, product_data: { name: 'Acompte 30 %' } },
        quantity: 1,
      },
    ],
    success_url: 'https://portal.test/back?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://portal.test/cancel',
    client_reference_id: 'request-1',
    customer_email: 'lea@maison-lune.test',
    metadata: { attempt: 'a1' },
    ...more,
  }
}

const typesOf = (hooks: Hook[]) => hooks.map(hook => JSON.parse(hook.body).type).toSorted()
const pathOf = (url: string | null) => new URL(url ?? '').pathname

describe('checkout', () => {
  test('a session is what was asked for, and is found again', async () => {
    const all = await played()
    const stripe = client(all)
    const made = await stripe.checkout.sessions.create(order())
    expect(made).toMatchObject({
      object: 'checkout.session',
      amount_total: 12_550,
      currency: 'eur',
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      client_reference_id: 'request-1',
      metadata: { attempt: 'a1' },
    })
    const found = await stripe.checkout.sessions.retrieve(made.id, { expand: ['line_items'] })
    expect(found.line_items?.data[0]).toMatchObject({ description: 'Acompte 30 %', amount_total: 12_550 })
    const { data } = await stripe.checkout.sessions.list({ status: 'open' })
    expect(data.map(session => session.id)).toEqual([made.id])
  })

  test('the person pays: back with the session’s id, told by a webhook that the SDK accepts', async () => {
    const all = await played()
    const stripe = client(all)
    const session = await stripe.checkout.sessions.create(order({ invoice_creation: { enabled: true } }))
    const answer = await all.press(`${pathOf(session.url)}/payment`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`https://portal.test/back?session=${session.id}`)
    expect(typesOf(all.listener.hooks)).toEqual([
      'charge.succeeded',
      'checkout.session.completed',
      'invoice.paid',
      'payment_intent.succeeded',
    ])
    for (const { path, body, headers } of all.listener.hooks) {
      expect(path).toBe('/webhooks/stripe')
      const signature = String(headers['stripe-signature'])
      const event = await stripe.webhooks.constructEventAsync(body, signature, secret)
      if (event.type !== 'checkout.session.completed') continue
      expect(event.data.object).toMatchObject({ id: session.id, payment_status: 'paid', status: 'complete' })
    }
    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge', 'invoice'],
    })
    expect(paid.payment_intent).toMatchObject({
      status: 'succeeded',
      latest_charge: { amount: 12_550, paid: true },
    })
    expect(paid.invoice).toMatchObject({ status: 'paid', amount_paid: 12_550 })
  })

  test('a declined card leaves the session open', async () => {
    const all = await played()
    const session = await client(all).checkout.sessions.create(order())
    const answer = await all.press(`${pathOf(session.url)}/decline`)
    const shown = await (await fetch(all.sandbox.origin + answer.headers.get('location'))).text()
    expect(shown).toContain('La carte a été refusée')
    expect(shown).toMatch(/Payer 125,50\s€/)
    expect(typesOf(all.listener.hooks)).toEqual(['payment_intent.payment_failed'])
    expect((await client(all).checkout.sessions.retrieve(session.id)).status).toBe('open')
  })

  test.each([
    ['succeed', 'checkout.session.async_payment_succeeded', 'paid'],
    ['fail', 'checkout.session.async_payment_failed', 'unpaid'],
  ])('a slow method completes unpaid, then may %s', async (act, type, status) => {
    const all = await played()
    const session = await client(all).checkout.sessions.create(order())
    await all.press(`${pathOf(session.url)}/later`)
    const [completed] = all.listener.hooks
    expect(JSON.parse(completed?.body ?? '')).toMatchObject({
      type: 'checkout.session.completed',
      data: { object: { payment_status: 'unpaid' } },
    })
    await all.post(`/control/stripe/sessions/${session.id}/${act}`)
    expect(typesOf(all.listener.hooks)).toContain(type)
    expect((await client(all).checkout.sessions.retrieve(session.id)).payment_status).toBe(status)
    // An event tells what was true when it happened.
    const { data } = await client(all).events.list({ type: 'checkout.session.completed' })
    expect(data[0]?.data.object).toMatchObject({ payment_status: 'unpaid' })
  })

  test('an expired session says so, tells it, and takes no money', async () => {
    const all = await played()
    const stripe = client(all)
    const session = await stripe.checkout.sessions.create(order({ locale: 'en' }))
    expect((await stripe.checkout.sessions.expire(session.id)).status).toBe('expired')
    await until(() => typesOf(all.listener.hooks)[0] === 'checkout.session.expired')
    expect(await (await fetch(session.url ?? '')).text()).toContain('This payment page has expired.')
    const late = await all.press(`${pathOf(session.url)}/payment`)
    expect(late.headers.get('location')).toBe(pathOf(session.url))
    const forced = await all.post(`/control/stripe/sessions/${session.id}/pay`)
    expect(forced).toEqual({ error: 'This Checkout Session is no longer open.' })
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('unpaid')
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({ statusCode: 400 })
  })
})

describe('refusals', () => {
  test.each([
    [
      'an unknown parameter',
      { payment_method_types: ['card'] },
      'Received unknown parameter: payment_method_types',
    ],
    ['a missing address', { success_url: undefined }, 'Missing required param: success_url.'],
    ['a locale Stripe does not speak', { locale: 'xx' }, 'Invalid locale'],
    ['an expiry too near', { expires_at: 1 }, 'must be between 30 minutes and 24 hours'],
    ['a customer nobody made', { customer: 'cus_none', customer_email: undefined }, 'No such customer'],
  ])('%s', async (_, more, message) => {
    const create = client(await played()).checkout.sessions.create(
      order(more as Partial<Stripe.Checkout.SessionCreateParams>),
    )
    await expect(create).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      message: expect.stringContaining(message),
    })
  })

  test('a wrong key', async () => {
    const stripe = client(await played(), 'sk_test_other')
    await expect(stripe.checkout.sessions.list()).rejects.toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
    })
  })

  test('an id that is not there', async () => {
    const stripe = client(await played())
    await expect(stripe.checkout.sessions.retrieve('cs_none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
  })
})

describe('idempotency', () => {
  test('one key makes one session, and refuses other parameters', async () => {
    const all = await played()
    const stripe = client(all)
    const once = { idempotencyKey: 'attempt-1' }
    const first = await stripe.checkout.sessions.create(order(), once)
    const again = await stripe.checkout.sessions.create(order(), once)
    expect(again.id).toBe(first.id)
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    const other = stripe.checkout.sessions.create(order({ client_reference_id: 'request-2' }), once)
    await expect(other).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
    expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
  })
})

describe('money back', () => {
  async function paid() {
    const all = await played()
    const stripe = client(all)
    const session = await stripe.checkout.sessions.create(order())
    await all.post(`/control/stripe/sessions/${session.id}/pay`)
    const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id)
    return { all, stripe, session, intent: String(payment_intent) }
  }

  test('a part, then too much, then the rest', async () => {
    const { all, stripe, intent } = await paid()
    const part = await stripe.refunds.create({ payment_intent: intent, amount: 1000 })
    expect(part).toMatchObject({ object: 'refund', amount: 1000, status: 'succeeded' })
    const tooMuch = stripe.refunds.create({ payment_intent: intent, amount: 12_000 })
    await expect(tooMuch).rejects.toMatchObject({ statusCode: 400 })
    expect((await stripe.refunds.create({ payment_intent: intent })).amount).toBe(11_550)
    const again = stripe.refunds.create({ payment_intent: intent })
    await expect(again).rejects.toMatchObject({ code: 'charge_already_refunded' })
    const told = await until(() => {
      const refunded = all.listener.hooks.map(hook => JSON.parse(hook.body))
      const charges = refunded.filter(event => event.type === 'charge.refunded')
      return charges.length === 2 && charges
    })
    const backs = told.map(({ data }) => [
      data.previous_attributes.amount_refunded,
      data.object.amount_refunded,
    ])
    expect(backs.toSorted()).toEqual([
      [0, 1000],
      [1000, 12_550],
    ])
  })

  test('a dispute is told, and stops refunds', async () => {
    const { all, stripe, session, intent } = await paid()
    await all.post(`/control/stripe/sessions/${session.id}/dispute`)
    expect(typesOf(all.listener.hooks)).toContain('charge.dispute.created')
    const refund = stripe.refunds.create({ payment_intent: intent })
    await expect(refund).rejects.toMatchObject({ code: 'charge_disputed' })
    await all.post(`/control/stripe/sessions/${session.id}/dispute-won`)
    expect(typesOf(all.listener.hooks)).toContain('charge.dispute.closed')
  })
})

test('customers are kept and changed', async () => {
  const stripe = client(await played())
  const made = await stripe.customers.create({ email: 'lea@maison-lune.test', metadata: { client: '1' } })
  await stripe.customers.update(made.id, { name: 'Maison Lune' })
  expect(await stripe.customers.retrieve(made.id)).toMatchObject({
    name: 'Maison Lune',
    metadata: { client: '1' },
  })
})

test('events are listed newest first and retrieved', async () => {
  const all = await played()
  const stripe = client(all)
  const session = await stripe.checkout.sessions.create(order())
  await all.post(`/control/stripe/sessions/${session.id}/decline`)
  await all.post(`/control/stripe/sessions/${session.id}/pay`)
  const { data } = await stripe.events.list({ limit: 100 })
  expect(data.at(-1)?.type).toBe('payment_intent.payment_failed')
  const [newest] = data
  expect(await stripe.events.retrieve(newest?.id ?? '')).toMatchObject({ type: newest?.type })
})

describe('another account', () => {
  const ask = (origin: string, key: string) => async (path: string, fields?: Record<string, string>) => {
    const response = await fetch(`${origin}/v1${path}`, {
      method: fields ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}` },
      body: fields && new URLSearchParams(fields),
    })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  test('has things of its own, which nobody else’s key knows, and its own address', async () => {
    const { sandbox, listener, post } = await played()
    const [ours, theirs] = [ask(sandbox.origin, 'sk_test_sandbox'), ask(sandbox.origin, 'sk_test_own_awa')]
    expect((await theirs('/account')).body.id).toBe('acct_own_awa')
    const made = await theirs('/checkout/sessions', {
      mode: 'payment',
      success_url: 'http://parvis.test/',
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': 'eur',
      'line_items[0][price_data][unit_amount]': '4500',
      'line_items[0][price_data][product_data][name]': 'Acompte',
    })
    const id = made.body.id
    expect((await theirs(`/checkout/sessions/${id}`)).status).toBe(200)
    expect((await ours(`/checkout/sessions/${id}`)).status).toBe(404)
    expect((await ours(`/checkout/sessions/${id}/expire`, {})).status).toBe(404)

    await post('/control/stripe/endpoints', {
      account: 'awa',
      url: `${listener.origin}/webhooks/stripe/awas`,
    })
    const { payment_intent } = await post(`/control/stripe/sessions/${id}/pay`)
    expect((await ours(`/payment_intents/${payment_intent}`)).status).toBe(404)
    expect((await ours('/refunds', { payment_intent })).status).toBe(404)
    expect(new Set(listener.hooks.map(h => h.path))).toEqual(new Set(['/webhooks/stripe/awas']))
    const [hook] = listener.hooks
    const at = Number(/t=(\d+)/.exec(String(hook?.headers['stripe-signature']))?.[1]) * 1000
    expect(hook?.headers['stripe-signature']).toBe(stripeSignature('whsec_own_awa', hook?.body ?? '', at))
  })
})
