import { beforeEach, describe, expect, it } from 'vitest'
import { configOf } from '../../src/config'
import { startCheckout } from '../../src/domain/payments/checkout'
import { confirm } from '../../src/domain/payments/confirm'
import { noteDispute } from '../../src/domain/payments/disputes'
import { remind } from '../../src/domain/payments/remind'
import { recordTransfer } from '../../src/domain/payments/transfer'
import { hex } from '../../src/lib/crypto'
import { tokenFields } from '../../src/outside/cinetpay'
import { signed } from '../../src/outside/signature'
import { urls } from '../../src/urls'
import { as, Browser, kindsOf, rows, scopeIn } from '../harness'
import {
  aRequest,
  asking,
  attemptRows,
  env,
  FakeProvider,
  playOutside,
  quietQueues,
  requestRow,
  stripeEvent,
  stripeSignature,
  webhookRows,
} from '../payments'
import { makeWorld, world } from '../world'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const payments = urls.payments('atelier', world.site.id)

describe('the proof of a transfer', () => {
  it('is kept from those of the team who see no amounts, wherever files are', async () => {
    const id = await aRequest()
    const file = new File(['relevé de compte'], 'releve.txt', { type: 'text/plain' })
    const bucket = env.FILES as R2Bucket
    await recordTransfer(await scopeIn('camille'), id, { reference: 'VIR 12' }, { file, bucket })
    const [proof] = await rows<{ file_id: string; id: string }>('select file_id, id from file_versions')
    const paths = [
      urls.files('atelier', world.site.id),
      `${urls.files('atelier', world.site.id)}/${proof?.file_id}/versions/${proof?.id}/content`,
    ] as const
    const seen = async (name: 'camille' | 'equipe' | 'lea') => {
      const browser = await as(name)
      return [(await browser.html(paths[0])).includes('releve.txt'), (await browser.get(paths[1])).status]
    }
    expect(await seen('camille')).toEqual([true, 302])
    expect(await seen('equipe')).toEqual([false, 404])
    expect(await seen('lea')).toEqual([false, 404])
  })
})

describe('a form of money', () => {
  it('shows no more parts of a plan than a plan can have, however many are sent', async () => {
    const ada = await as('ada')
    for (const step of ['fewer', 'send', 'more', 'preview']) {
      const many = { total: '100', step, title: Array(200).fill('x'), share: Array(200).fill('1') }
      const html = await (await ada.post(`${payments}/plan`, many)).text()
      expect([step, html.match(/name="title"/g)?.length]).toEqual([step, step === 'fewer' ? 11 : 12])
    }
  })

  it('asks for nothing that is over before it is read', async () => {
    const ada = await as('ada')
    const fields = { ...asking, phaseId: '', dueOn: '', validUntil: '2020-01-01' }
    expect((await ada.post(payments, fields)).status).toBe(422)
    const id = await aRequest()
    expect((await ada.post(`${payments}/${id}`, fields)).status).toBe(422)
    expect(await rows('select valid_until from payment_requests')).toEqual([{ valid_until: null }])
  })

  it('reminds nobody more than three times a day', async () => {
    const id = await aRequest()
    const ada = await as('ada')
    const again = async () => (await ada.post(`${payments}/${id}/reminder`, { again: '1' })).status
    expect([await again(), await again(), await again(), await again()]).toEqual([303, 303, 303, 429])
    await remind(await scopeIn('camille', world.site, Date.now() + 90_000_000), id, true)
  })
})

describe('an account that is typed in', () => {
  it('twice by two clicks is one, at the address that was shown', async () => {
    playOutside(() => ({ id: 'acct_1', object: 'account' }))
    const camille = await as('camille')
    const html = await camille.html(urls.newPaymentAccount('atelier', 'stripe'))
    const account = /name="account" value="([^"]+)"/.exec(html)?.[1] ?? ''
    expect(html).toContain(`/webhooks/stripe/${account}`)
    const keys = { provider: 'stripe', secretKey: 'sk_test_1234', webhookSecret: 'whsec_1234', account }
    const connect = async () => (await camille.post(urls.paymentAccounts('atelier'), keys)).status
    expect([await connect(), await connect()]).toEqual([303, 409])
    expect(await rows('select id, state from payment_accounts')).toEqual([{ id: account, state: 'ready' }])
  })
})

describe('a provider’s word', () => {
  const knock = async (path: string, body: string, headers: Record<string, string>) =>
    (await new Browser().request('POST', path, { body, headers })).status

  it.each([
    ['an id', 'charge.refunded', `evt_${'x'.repeat(10_000)}`],
    ['no id', 'charge.refunded', ''],
    ['a type', 'x'.repeat(100_000), 'evt_1'],
  ])('is not kept with %s longer than one can be', async (_, type, id) => {
    const { body } = stripeEvent(type, {}, id)
    const headers = { 'Stripe-Signature': await stripeSignature(body) }
    expect(await knock('/webhooks/stripe', body, headers)).toBe(400)
    expect(await webhookRows()).toEqual([])
  })

  it('by mobile money is kept without what is too long to be said', async () => {
    const { CINETPAY_SITE_ID, CINETPAY_SECRET_KEY } = configOf(env as never)
    const notify = async (fields: Record<string, string>) => {
      const form = new URLSearchParams({ cpm_site_id: String(CINETPAY_SITE_ID), ...fields })
      const said = tokenFields.map(field => form.get(field) ?? '').join('')
      const token = hex(await signed(new TextEncoder().encode(String(CINETPAY_SECRET_KEY)), said))
      return knock('/webhooks/cinetpay', form.toString(), { 'x-token': token })
    }
    const long = 'x'.repeat(50_000)
    expect(await notify({ cpm_trans_id: long })).toBe(400)
    expect(await notify({ cpm_trans_id: 't1', payment_method: long, cpm_trans_date: long })).toBe(200)
    const [kept] = await webhookRows()
    expect(String(kept?.payload).length).toBeLessThan(1000)
  })

  it('is looked for by an address that makes no sense, and the list comes all the same', async () => {
    const ada = await as('ada')
    for (const query of [{ before: 'x'.repeat(301) }, { provider: 'x'.repeat(41) }, { state: 'x' }])
      expect((await ada.get(urls.webhookInbox('atelier', query as never))).status).toBe(200)
  })
})

describe('money that came twice', () => {
  it('and is disputed twice is told twice, and stays disputed until both are over', async () => {
    const id = await aRequest()
    const lea = await scopeIn('lea')
    const providers = [new FakeProvider(), new FakeProvider('cinetpay')]
    for (const provider of providers) await startCheckout(lea, id, provider, 'http://parvis.test')
    const attempts = (await attemptRows(id)).map(a => ({ id: String(a.id), ref: String(a.provider_ref) }))
    const scope = await scopeIn('camille')
    for (const { id: attempt, ref } of attempts) {
      const paid = providers.find(({ pages }) => pages.has(ref))?.said(ref, { state: 'paid' })
      if (paid) await confirm(scope, attempt, paid, 'check')
    }
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded' }, { state: 'succeeded' }])
    const [a = '', b = ''] = attempts.map(attempt => attempt.id)
    const said: [string, 'open' | 'won' | 'lost', string, number][] = [
      [a, 'open', 'applied', 1],
      [b, 'open', 'applied', 1],
      [b, 'open', 'same', 1],
      [a, 'won', 'applied', 1],
      [a, 'open', 'same', 1],
      [b, 'lost', 'applied', 1],
    ]
    for (const [attempt, dispute, outcome, disputed] of said) {
      const became = await noteDispute(scope, attempt, dispute)
      expect([dispute, became, (await requestRow(id)).disputed]).toEqual([dispute, outcome, disputed])
    }
    expect((await kindsOf()).filter(kind => kind.includes('dispute'))).toEqual([
      'payment.disputed',
      'payment.disputed',
      'payment.dispute_won',
      'payment.dispute_lost',
    ])
  })

  it('is disputed once, of ten who say so at once', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    await startCheckout(await scopeIn('lea'), id, provider, 'http://parvis.test')
    const [attempt] = await attemptRows(id)
    const scope = await scopeIn('camille')
    const paid = provider.said(String(attempt?.provider_ref), { state: 'paid' })
    await confirm(scope, String(attempt?.id), paid, 'check')
    await Promise.all(Array.from({ length: 10 }, () => noteDispute(scope, String(attempt?.id), 'open')))
    expect((await kindsOf()).filter(kind => kind === 'payment.disputed')).toHaveLength(1)
  })
})
