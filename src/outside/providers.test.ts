import { afterEach, beforeEach, expect, it } from 'vitest'
import * as z from 'zod'
import { Browser, rows, scopeIn } from '../../test/harness'
import { aRequest, attemptRows, env, quietQueues, requestRow, webhookRows } from '../../test/payments'
import { makeWorld } from '../../test/world'
import { configOf } from '../config'
import { startCheckout } from '../domain/payments/checkout'
import { chosenProvider, offersFor } from '../domain/payments/offers'
import { settingsOf } from '../domain/payments/settings'
import { consumeWebhook } from '../jobs/webhooks'
import type { ProviderName } from '../lib/providers'
import { ProviderFailure, type ProviderKind } from './provider'
import { kinds } from './providers'

/** A provider that the rest of the product has never heard of: all there is of it stands here. */
const wave: ProviderKind = {
  label: 'Wave',
  method: 'mobile',
  givesBack: false,
  invoices: false,
  currencies: ['EUR'],
  takes: amount => amount >= 1000,
  keys: z.object({ apiKey: z.string() }),
  known: 'apiKey',
  listens: [],
  ofDeployment: () => ({ apiKey: 'wave-key' }),
  modeOf: () => 'test',
  open: (keys, { accountId }) => ({
    name: 'wave' as ProviderName,
    accountId,
    mode: 'test',
    refunds: false,
    takes: wave.takes,
    refOf: () => null,
    open: async order => ({ ref: `wave_${order.attemptId}`, url: 'https://wave.test/pay' }),
    truth: async () => Promise.reject(new ProviderFailure('down', 'no_answer')),
    expire: async () => Promise.reject(new ProviderFailure('down', 'no_answer')),
    refund: async () => Promise.reject(new ProviderFailure('refused', 'no_refunds')),
    received: async () => null,
    verify: async (raw, headers) =>
      headers.get('x-wave') === keys.apiKey ? { id: 'w_1', type: 'paid', payload: raw } : null,
    hear: async payload => {
      const { ref, amount } = JSON.parse(payload)
      const attemptId = String(ref).replace('wave_', '')
      const truth = { ref, attemptId, state: 'paid', amount, currency: 'EUR', paymentRef: null } as const
      return { about: 'checkout', truth, source: 'webhook' }
    },
    test: async () => ({ identity: 'wave' }),
  }),
}

beforeEach(async () => {
  quietQueues()
  await makeWorld()
  Object.assign(kinds, { wave })
})
afterEach(() => {
  Reflect.deleteProperty(kinds, 'wave')
})

it('another provider is offered, paid with and heard by a line in the table', async () => {
  const id = await aRequest()
  const config = configOf(env)
  const money = { amount: 45_000, currency: 'EUR' }
  const offers = offersFor(config, { accounts: [], settings: settingsOf([]) }, money)
  expect(offers.map(o => o.label)).toEqual(['Stripe', 'Wave'])

  const lea = await scopeIn('lea')
  const provider = await chosenProvider(lea, config, id, 'wave')
  expect(await startCheckout(lea, id, provider, 'http://parvis.test')).toBe('https://wave.test/pay')
  const [attempt] = await attemptRows(id)
  expect(attempt).toMatchObject({ provider: 'wave', provider_ref: `wave_${attempt?.id}` })

  const knock = (key: string) =>
    new Browser().request('POST', '/webhooks/wave', {
      body: JSON.stringify({ ref: attempt?.provider_ref, amount: 45_000 }),
      headers: { 'x-wave': key, 'Sec-Fetch-Site': 'none' },
    })
  expect((await knock('forged')).status).toBe(400)
  expect(await webhookRows()).toEqual([])
  expect((await knock('wave-key')).status).toBe(200)
  await consumeWebhook(env, { provider: 'wave', id: 'w_1' })
  expect(await requestRow(id)).toMatchObject({ state: 'paid', paid_source: 'webhook' })
  expect(await rows('select provider, outcome from webhook_events')).toEqual([
    { provider: 'wave', outcome: 'applied' },
  ])
})

it('a provider that is in no table does not exist', async () => {
  Reflect.deleteProperty(kinds, 'wave')
  for (const path of ['/webhooks/wave', '/webhooks/toString', '/webhooks/constructor'])
    expect((await new Browser().request('POST', path, { body: '{}' })).status).toBe(404)
})
