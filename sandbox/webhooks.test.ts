import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { played, until } from './testing.ts'

const verify = (body: string, signature: unknown) =>
  new Stripe('sk_test_sandbox').webhooks.constructEventAsync(body, String(signature), 'whsec_sandbox')

/** A played world with one session, not yet paid. */
async function withSession(given = {}) {
  const all = await played(given)
  const stripe = new Stripe('sk_test_sandbox', {
    host: 'localhost',
    port: all.sandbox.port,
    protocol: 'http',
  })
  const { id } = await stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { price_data: { currency: 'xof', unit_amount: 5000, product_data: { name: 'Solde' } }, quantity: 2 },
    ],
    success_url: 'https://portal.test/back',
  })
  const typesTold = () => all.listener.hooks.map(hook => JSON.parse(hook.body).type as string)
  return { ...all, session: `/control/stripe/sessions/${id}`, id, typesTold }
}

test('held webhooks wait until released, in the order asked for', async () => {
  const all = await withSession()
  await all.post('/control/hold', { service: 'stripe', on: true })
  await all.post(`${all.session}/decline`)
  await all.post(`${all.session}/pay`)
  expect(all.listener.hooks).toEqual([])
  await all.post('/control/hold', { service: 'stripe', on: false, order: 'reversed' })
  expect(all.typesTold()[0]).toBe('checkout.session.completed')
  expect(all.typesTold().at(-1)).toBe('payment_intent.payment_failed')
})

test('what is not answered 2xx comes again, then is given up', async () => {
  const all = await withSession()
  all.listener.answer = 500
  await all.post(`${all.session}/decline`)
  const [given] = await until(() => all.listener.hooks.length === 3 && all.listener.hooks)
  expect(new Set(all.listener.hooks.map(hook => hook.body))).toEqual(new Set([given?.body]))
  const delivery = await until(async () => {
    const [only] = await all.get('/control/deliveries')
    return only.state === 'failed' && only
  })
  expect(delivery.attempts.map((attempt: { status: number }) => attempt.status)).toEqual([500, 500, 500])
})

test('an event can come 20 times at once', async () => {
  const all = await withSession()
  await all.post(`${all.session}/pay`)
  const [event] = await all.get('/control/stripe/events?type=checkout.session.completed')
  all.listener.hooks.length = 0
  const { deliveries } = await all.post('/control/stripe/deliver', { event: event.id, times: 20 })
  expect(deliveries).toHaveLength(20)
  expect(all.listener.hooks.map(hook => JSON.parse(hook.body).id)).toEqual(Array(20).fill(event.id))
})

test.each(['forged', 'old'])('the SDK refuses a webhook that is %s', async proof => {
  const all = await withSession()
  await all.post(`${all.session}/pay`)
  all.listener.hooks.length = 0
  await all.post('/control/stripe/deliver', { session: all.id, proof })
  expect(all.listener.hooks).not.toEqual([])
  for (const { body, headers } of all.listener.hooks) {
    await expect(verify(body, headers['stripe-signature'])).rejects.toThrow()
  }
})

test('a button of the console acts and brings the person back', async () => {
  const all = await withSession()
  const answer = await fetch(`${all.sandbox.origin}${all.session}/pay`, {
    method: 'POST',
    headers: { referer: `${all.sandbox.origin}/stripe` },
    body: new URLSearchParams({ amount: '' }),
    redirect: 'manual',
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/stripe'])
  expect(all.typesTold()).toContain('checkout.session.completed')
})

test('a page from elsewhere cannot press the console’s buttons', async () => {
  const all = await withSession()
  const answer = await fetch(`${all.sandbox.origin}/control/reset`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(answer.status).toBe(403)
  expect(await all.get('/control/stripe/sessions')).toHaveLength(1)
})
