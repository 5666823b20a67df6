import { beforeEach, describe, expect, it } from 'vitest'
import { configOf } from '../../src/config'
import { connectAccount, retireAccount } from '../../src/domain/payments/account-change'
import { startCheckout } from '../../src/domain/payments/checkout'
import { chosenProvider } from '../../src/domain/payments/offers'
import { createRequest } from '../../src/domain/payments/requests'
import { consumeWebhook } from '../../src/jobs/webhooks'
import { hex } from '../../src/lib/crypto'
import { newId } from '../../src/lib/id'
import { tokenFields } from '../../src/outside/cinetpay'
import { signed } from '../../src/outside/signature'
import { urls } from '../../src/urls'
import { Browser, kindsOf, rows, scopeAt, scopeIn } from '../harness'
import {
  asking,
  attemptRows,
  charge,
  env,
  playOutside,
  quietQueues,
  refundOf,
  requestRow,
  type StripeEvent,
  session,
  stripeEvent,
  stripeSignature,
  webhookRows,
} from '../payments'
import { makeWorld, world } from '../world'

/** Awa owns Studio Savane and an account of its own: she knows the secret that signs its words, and can forge any. */

type Row = Record<string, unknown>
const SECRET = 'whsec_of_awa_alone'
let account = ''

/** Stripe answers whoever asks, each key about its own things alone. */
function playStripe(known: Record<string, object> = {}) {
  return playOutside((url, { headers, body }) => {
    const key = headers.get('Authorization')?.replace('Bearer ', '') ?? ''
    if (url.pathname === '/v1/account') return { id: `acct_${key.slice(-4)}`, object: 'account' }
    if (url.pathname === '/v1/customers') return { id: `cus_${key.slice(-4)}`, object: 'customer' }
    if (url.pathname === '/v1/checkout/sessions') {
      const id = `cs_${new URLSearchParams(body).get('client_reference_id')}`
      return { id, object: 'checkout.session', url: `https://pay.test/${id}` }
    }
    const answer = known[`${key} ${url.pathname}`]
    return answer ?? new Response('{"error":{"code":"resource_missing"}}', { status: 404 })
  })
}

beforeEach(async () => {
  quietQueues()
  await makeWorld()
  playStripe()
  const scope = await scopeAt('awa')
  account = await connectAccount(
    { scope, config: configOf(env), signedInAt: scope.now },
    { provider: 'stripe', keys: { secretKey: 'sk_test_awas', webhookSecret: SECRET } },
  )
})

/** A request of a workspace, and its checkout at whatever account that workspace has. */
async function opened(
  owner: 'camille' | 'awa',
  payer: 'lea' | 'koffi',
  project: { id: string; workspace: string } = world.site,
) {
  const id = await createRequest(await scopeIn(owner, project), { ...asking, amount: '5000' })
  const scope = await scopeIn(payer, project)
  const provider = await chosenProvider(scope, configOf(env), id, 'stripe')
  await startCheckout(scope, id, provider, 'http://parvis.test')
  const [attempt] = await attemptRows(id)
  return { id, attempt: attempt as Row }
}

const knock = async (event: StripeEvent, path: string, secret: string) =>
  new Browser().request('POST', path, {
    body: event.body,
    headers: { 'Stripe-Signature': await stripeSignature(event.body, Date.now(), secret) },
  })

/** Said by Awa's account, at its own address, and processed. */
async function awaSays(event: StripeEvent) {
  expect((await knock(event, urls.webhook('stripe', account), SECRET)).status).toBe(200)
  await consumeWebhook(env, { provider: 'stripe', id: `${account}:${event.id}` })
}

describe('an account of one’s own', () => {
  it('is paid into, heard at its own address, and asked with its own keys', async () => {
    const { id, attempt } = await opened('awa', 'koffi', world.baobabSite)
    expect(attempt).toMatchObject({ account_id: account, provider: 'stripe' })
    await awaSays(stripeEvent('checkout.session.completed', session(attempt)))
    expect(await requestRow(id)).toMatchObject({ state: 'paid', paid_source: 'webhook' })
    expect(await webhookRows()).toMatchObject([
      { account_id: account, workspace_id: attempt.workspace_id, attempt_id: attempt.id, outcome: 'applied' },
    ])
    const path = `/v1/payment_intents/pi_${attempt.id}`
    const fetched = playStripe({
      [`sk_test_awas ${path}`]: { id: `pi_${attempt.id}`, latest_charge: charge(attempt, 0) },
      'sk_test_awas /v1/refunds': { object: 'list', data: [refundOf(attempt, 1000)] },
    })
    await awaSays(stripeEvent('refund.created', { id: 're_1', payment_intent: `pi_${attempt.id}` }))
    expect(fetched).toHaveBeenCalled()
    expect(await requestRow(id)).toMatchObject({ state: 'partly_refunded', refunded: 1000 })
  })

  it('goes on being heard after it is retired, and nothing new is paid into it', async () => {
    const { id, attempt } = await opened('awa', 'koffi', world.baobabSite)
    const scope = await scopeAt('awa')
    await retireAccount({ scope, config: configOf(env), signedInAt: scope.now }, account)
    await awaSays(stripeEvent('checkout.session.completed', session(attempt)))
    expect(await requestRow(id)).toMatchObject({ state: 'paid' })
    expect((await opened('awa', 'koffi', world.baobabSite)).attempt).toMatchObject({ account_id: null })
  })

  it('is not proved by the deployment’s secret, nor the deployment’s by it', async () => {
    const { attempt } = await opened('awa', 'koffi', world.baobabSite)
    const event = stripeEvent('checkout.session.completed', session(attempt))
    const own = urls.webhook('stripe', account)
    expect((await knock(event, own, 'whsec_stripe_test')).status).toBe(400)
    expect((await knock(event, urls.webhook('stripe'), SECRET)).status).toBe(400)
    expect((await knock(event, urls.webhook('cinetpay', account), SECRET)).status).toBe(404)
    expect((await knock(event, urls.webhook('stripe', newId()), SECRET)).status).toBe(404)
    expect((await knock(event, '/webhooks/stripe/x', SECRET)).status).toBe(404)
    expect(await webhookRows()).toEqual([])
  })
})

describe('whoever can sign for an account', () => {
  it('cannot mark paid what another workspace awaits', async () => {
    const victim = await opened('camille', 'lea')
    expect(victim.attempt.account_id).toBeNull()
    const before = await rows('select * from payment_attempts')
    for (const more of [
      {},
      { client_reference_id: newId() },
      { metadata: { attempt: victim.attempt.id, workspace: 'x' } },
      { id: 'cs_of_awa' },
    ])
      await awaSays(stripeEvent('checkout.session.completed', session(victim.attempt, more)))
    expect(await requestRow(victim.id)).toMatchObject({ state: 'pending' })
    expect(await rows('select * from payment_attempts')).toEqual(before)
    expect(new Set((await webhookRows()).map(w => w.outcome))).toEqual(new Set(['unknown']))
    expect(await kindsOf()).not.toContain('payment.mismatch')
  })

  it('cannot mark paid what its own workspace awaits at the deployment’s account', async () => {
    const scope = await scopeAt('awa')
    await retireAccount({ scope, config: configOf(env), signedInAt: scope.now }, account)
    const { id, attempt } = await opened('awa', 'koffi', world.baobabSite)
    await awaSays(stripeEvent('checkout.session.completed', session(attempt)))
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
  })

  it('cannot refund, dispute or fail another workspace’s payment', async () => {
    const { id, attempt } = await opened('camille', 'lea')
    const paid = stripeEvent('checkout.session.completed', session(attempt))
    expect((await knock(paid, urls.webhook('stripe'), 'whsec_stripe_test')).status).toBe(200)
    await consumeWebhook(env, { provider: 'stripe', id: paid.id })
    // Her own account, over there, holds a charge that carries the other's id.
    playStripe({
      [`sk_test_awas /v1/payment_intents/pi_${attempt.id}`]: {
        id: `pi_${attempt.id}`,
        latest_charge: charge(attempt, 0),
      },
      'sk_test_awas /v1/refunds': { object: 'list', data: [refundOf(attempt, 500_000)] },
      'sk_test_awas /v1/disputes/dp_1': { id: 'dp_1', status: 'lost' },
    })
    for (const type of ['charge.refunded', 'refund.created', 'refund.failed', 'charge.dispute.created'])
      await awaSays(stripeEvent(type, { id: 'dp_1', payment_intent: `pi_${attempt.id}` }))
    await awaSays(stripeEvent('checkout.session.async_payment_failed', session(attempt)))
    expect(await requestRow(id)).toMatchObject({ state: 'paid', refunded: 0, disputed: 0 })
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded', refunded: 0 }])
  })

  it('cannot take an event’s id away from the deployment, nor from another account', async () => {
    const { id, attempt } = await opened('camille', 'lea')
    const event = stripeEvent('checkout.session.completed', session(attempt), 'evt_guessed')
    await awaSays(stripeEvent('checkout.session.completed', session(attempt), 'evt_guessed'))
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    expect((await knock(event, urls.webhook('stripe'), 'whsec_stripe_test')).status).toBe(200)
    await consumeWebhook(env, { provider: 'stripe', id: 'evt_guessed' })
    expect(await requestRow(id)).toMatchObject({ state: 'paid' })
    expect((await webhookRows()).map(w => w.id)).toEqual([`${account}:evt_guessed`, 'evt_guessed'].sort())
  })

  it('cannot claim a checkout of another’s for an attempt of its own', async () => {
    const victim = await opened('camille', 'lea')
    const own = await opened('awa', 'koffi', world.baobabSite)
    await rows('update payment_attempts set provider_ref = null where id = ?', own.attempt.id)
    const stolen = session(own.attempt, { id: victim.attempt.provider_ref })
    await awaSays(stripeEvent('checkout.session.completed', stolen)).catch(() => {})
    expect(await attemptRows(victim.id)).toMatchObject([
      { state: 'created', provider_ref: victim.attempt.provider_ref },
    ])
    const paid = stripeEvent('checkout.session.completed', session(victim.attempt))
    await knock(paid, urls.webhook('stripe'), 'whsec_stripe_test')
    await consumeWebhook(env, { provider: 'stripe', id: paid.id })
    expect(await requestRow(victim.id)).toMatchObject({ state: 'paid' })
  })
})

describe('an account of one’s own for mobile money', () => {
  const keys = { apiKey: 'awas-api-key', siteId: '445566', secretKey: 'awas-secret', mode: 'live' }
  const right = { code: '624', message: 'TRANSACTION_NOT_FOUND' }

  async function connected(answer: (body: Row) => object = () => right) {
    const asked: Row[] = []
    playOutside((_, { body }) => {
      asked.push(JSON.parse(body))
      return answer(JSON.parse(body))
    })
    const scope = await scopeAt('awa')
    const hand = { scope, config: configOf(env), signedInAt: scope.now }
    return { asked, id: await connectAccount(hand, { provider: 'cinetpay', keys }) }
  }

  const notify = async (own: string, transaction: unknown, siteId = keys.siteId, secret = keys.secretKey) => {
    const form = new URLSearchParams({
      cpm_site_id: siteId,
      cpm_trans_id: String(transaction),
      cel_phone_num: '0700',
    })
    const said = tokenFields.map(field => form.get(field) ?? '').join('')
    const token = hex(await signed(new TextEncoder().encode(secret), said))
    const headers = { 'x-token': token, 'Content-Type': 'application/x-www-form-urlencoded' }
    return new Browser().request('POST', urls.webhook('cinetpay', own), { body: form.toString(), headers })
  }

  it('is tried with a transaction that does not exist, and refused where the keys are nobody’s', async () => {
    const { asked } = await connected()
    expect(asked).toMatchObject([{ apikey: keys.apiKey, site_id: keys.siteId }])
    expect(await rows("select mode, hint from payment_accounts where provider = 'cinetpay'")).toEqual([
      { mode: 'live', hint: '5566' },
    ])
    for (const code of ['608', '609', '613'])
      await expect(connected(() => ({ code }))).rejects.toThrow('siteId')
  })

  it('is asked with its own keys about its own attempts, and believed about no other', async () => {
    const { id: own } = await connected()
    const asked: Row[] = []
    const paid = (body: Row) => ({
      code: '00',
      data: { amount: '5000', currency: 'XOF', status: 'ACCEPTED', operator_id: `MP${body.transaction_id}` },
    })
    playOutside((url, { body }) => {
      asked.push(JSON.parse(body))
      if (url.pathname.endsWith('/check')) return paid(JSON.parse(body))
      return { code: '201', data: { payment_url: 'http://cinetpay.test/pay' } }
    })
    const koffi = await scopeIn('koffi', world.baobabSite)
    const start = async () => {
      const id = await createRequest(await scopeIn('awa', world.baobabSite), { ...asking, amount: '5000' })
      const provider = await chosenProvider(koffi, configOf(env), id, 'cinetpay')
      await startCheckout(koffi, id, provider, 'http://parvis.test')
      return { id, attempt: (await attemptRows(id))[0] as Row }
    }
    const mine = await start()
    expect(asked.at(-1)).toMatchObject({
      apikey: keys.apiKey,
      notify_url: `http://parvis.test/webhooks/cinetpay/${own}`,
    })
    await rows("update payment_accounts set state = 'retired' where provider = 'cinetpay'")
    const deployments = await start()
    expect(deployments.attempt.account_id).toBeNull()

    expect((await notify(own, mine.attempt.id, '100200')).status).toBe(400)
    expect((await notify(own, mine.attempt.id, keys.siteId, 'cinetpay-test-secret')).status).toBe(400)
    for (const { attempt } of [mine, deployments]) {
      expect((await notify(own, attempt.id)).status).toBe(200)
    }
    for (const { provider, id } of await webhookRows())
      await consumeWebhook(env, { provider: String(provider), id: String(id) })
    expect(asked.at(-1)).toMatchObject({ apikey: keys.apiKey })
    expect(await requestRow(mine.id)).toMatchObject({ state: 'paid', paid_source: 'check' })
    expect(await requestRow(deployments.id)).toMatchObject({ state: 'pending' })
    expect(JSON.stringify(await webhookRows())).not.toContain('0700')
  })
})
