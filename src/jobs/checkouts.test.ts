import { beforeEach, describe, expect, it } from 'vitest'
import { Browser, kindsOf, rows, scopeIn } from '../../test/harness'
import {
  aRequest,
  asking,
  attemptRows,
  env,
  FakeProvider,
  playOutside,
  quietQueues,
  requestRow,
  session,
  webhookRows,
} from '../../test/payments'
import { makeWorld, world } from '../../test/world'
import { configOf } from '../config'
import { startCheckout } from '../domain/payments/checkout'
import { cancelRequest, changeRequest, createRequest } from '../domain/payments/requests'
import { hex } from '../lib/crypto'
import { tokenFields } from '../outside/cinetpay'
import { deploymentsOwn } from '../outside/providers'
import { signed } from '../outside/signature'
import { urls } from '../urls'
import { expireRequests, recheckCheckouts } from './checkouts'
import { consumeWebhook } from './webhooks'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const MINUTE = 60_000
type Row = Record<string, unknown>

async function opened(): Promise<{ id: string; attempt: Row }> {
  const id = await aRequest()
  await startCheckout(await scopeIn('lea'), id, new FakeProvider(), 'http://parvis.test')
  const [attempt] = await attemptRows(id)
  return { id, attempt: attempt as Row }
}

describe('a lost webhook', () => {
  it('is recovered by asking, within a quarter of an hour whenever the money came', async () => {
    for (const paidAfter of [1, 3, 20, 61]) {
      const { id, attempt } = await opened()
      const start = Date.now()
      let now = start
      playOutside(url =>
        url.pathname.includes(String(attempt.id))
          ? session(
              attempt,
              now - start < paidAfter * MINUTE ? { status: 'open', payment_status: 'unpaid' } : {},
            )
          : new Response('{"error":{"type":"invalid_request_error"}}', { status: 404 }),
      )
      let recovered = 0
      for (; now < start + 90 * MINUTE && !recovered; now += MINUTE) {
        await recheckCheckouts(env, now)
        if ((await requestRow(id)).state === 'paid') recovered = (now - start) / MINUTE
      }
      expect(recovered).toBeGreaterThan(0)
      expect(recovered - paidAfter).toBeLessThanOrEqual(15)
      expect(await requestRow(id)).toMatchObject({ paid_source: 'check' })
    }
  }, 60_000)

  it('of an expired page, and of a debit that came back, too', async () => {
    for (const [said, state] of [
      [{ status: 'expired', payment_status: 'unpaid' }, 'expired'],
      [
        { payment_status: 'unpaid', payment_intent: { id: 'pi_1', status: 'requires_payment_method' } },
        'failed',
      ],
      [{ payment_status: 'unpaid', payment_intent: { id: 'pi_2', status: 'processing' } }, 'processing'],
    ] as const) {
      const { id, attempt } = await opened()
      playOutside(() => session(attempt, said))
      await recheckCheckouts(env, Date.now() + 3 * MINUTE)
      expect(await attemptRows(id)).toMatchObject([{ state }])
      expect(await requestRow(id)).toMatchObject({ state: 'pending' })
      await rows('delete from payment_attempts')
    }
  })
})

describe('asking again', () => {
  it('leaves the first two minutes alone, and is taken up by one of two crons', async () => {
    const { attempt } = await opened()
    const fetched = playOutside(() => session(attempt, { status: 'open', payment_status: 'unpaid' }))
    expect(await recheckCheckouts(env, Date.now() + MINUTE)).toEqual({ checkouts: 0 })
    const at = Date.now() + 3 * MINUTE
    const both = await Promise.all([recheckCheckouts(env, at), recheckCheckouts(env, at)])
    expect(both.map(b => b.checkouts).sort()).toEqual([0, 1])
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('goes on to the others when one provider does not answer', async () => {
    const [one, two] = [await opened(), await opened()]
    playOutside(url => {
      if (url.pathname.includes(String(one.attempt.id))) return new Response('{}', { status: 500 })
      return session(two.attempt)
    })
    await recheckCheckouts(env, Date.now() + 3 * MINUTE)
    expect(await requestRow(one.id)).toMatchObject({ state: 'pending' })
    expect(await requestRow(two.id)).toMatchObject({ state: 'paid' })
  })

  it('ends an attempt that never got its page', async () => {
    const { id } = await opened()
    await rows('update payment_attempts set provider_ref = null, checkout_url = null')
    await recheckCheckouts(env, Date.now() + 5 * MINUTE)
    expect(await attemptRows(id)).toMatchObject([{ state: 'created' }])
    await recheckCheckouts(env, Date.now() + 24 * 60 * MINUTE)
    expect(await attemptRows(id)).toMatchObject([{ state: 'expired' }])
  })

  it('closes the page of a voided attempt, once', async () => {
    const { id, attempt } = await opened()
    await changeRequest(await scopeIn('camille'), id, { ...asking, amount: '500' })
    const asked: string[] = []
    playOutside(url => {
      asked.push(url.pathname.split('/').at(-1) ?? '')
      return session(attempt, {
        status: url.pathname.endsWith('/expire') ? 'expired' : 'open',
        payment_status: 'unpaid',
      })
    })
    await recheckCheckouts(env, Date.now() + MINUTE)
    await recheckCheckouts(env, Date.now() + 30 * MINUTE)
    expect(asked).toEqual([attempt.provider_ref, 'expire'])
    expect(await attemptRows(id)).toMatchObject([{ state: 'voided', checkout_url: null }])
  })

  it('keeps what was paid on a page just before it was voided', async () => {
    const { id, attempt } = await opened()
    await cancelRequest(await scopeIn('camille'), id)
    playOutside(() => session(attempt))
    await recheckCheckouts(env, Date.now() + MINUTE)
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded', flag: 'late' }])
    expect(await requestRow(id)).toMatchObject({ state: 'cancelled', late: 1 })
  })
})

describe('validity', () => {
  it('ends what was not paid, twice without harm, and waits while it is being paid', async () => {
    const [id, paying] = [await aRequest(), (await opened()).id]
    await rows("update payment_requests set valid_until = '2020-01-01'")
    await rows("update payment_attempts set state = 'processing'")
    expect(await expireRequests(env)).toEqual({ lapsed: 1 })
    expect(await expireRequests(env)).toEqual({ lapsed: 0 })
    expect(await requestRow(id)).toMatchObject({ state: 'expired' })
    expect(await requestRow(paying)).toMatchObject({ state: 'pending' })
  })
})

describe('CinetPay', () => {
  async function started() {
    const awa = await scopeIn('awa', world.baobabSite)
    const id = await createRequest(awa, { ...asking, amount: '35 000' })
    const cinetpay = deploymentsOwn(configOf(env), 'cinetpay')
    if (!cinetpay) throw new Error('not configured')
    const bodies: Row[] = []
    playOutside((url, { body }) => {
      bodies.push({ path: url.pathname, ...JSON.parse(body) })
      return { code: '201', data: { payment_token: 'token', payment_url: 'http://cinetpay.test/pay' } }
    })
    const url = await startCheckout(
      await scopeIn('koffi', world.baobabSite),
      id,
      cinetpay,
      'http://parvis.test',
    )
    const [attempt] = await attemptRows(id)
    return { id, url, attempt: attempt as Row, bodies }
  }

  const check = (attempt: Row, more: object = {}, code = '00') =>
    playOutside(() => ({
      code,
      data: {
        amount: String(attempt.amount),
        currency: 'XOF',
        status: 'ACCEPTED',
        operator_id: 'MP1',
        ...more,
      },
    }))

  async function notify(attempt: Row, token?: string) {
    const form = new URLSearchParams({
      cpm_site_id: '100200',
      cpm_trans_id: String(attempt.id),
      cpm_amount: String(attempt.amount),
      cpm_currency: 'XOF',
      cpm_error_message: 'SUCCES',
    })
    const said = tokenFields.map(field => form.get(field) ?? '').join('')
    const good = hex(await signed(new TextEncoder().encode('cinetpay-test-secret'), said))
    return new Browser().request('POST', '/webhooks/cinetpay', {
      body: form.toString(),
      headers: { 'x-token': token ?? good, 'Content-Type': 'application/x-www-form-urlencoded' },
    })
  }

  async function consumeAll() {
    for (const row of await webhookRows())
      await consumeWebhook(env, { provider: 'cinetpay', id: String(row.id) })
  }

  it('is asked in whole francs, under the attempt’s own id', async () => {
    const { url, attempt, bodies } = await started()
    expect(url).toBe('http://cinetpay.test/pay')
    expect(bodies).toMatchObject([
      { path: '/v2/payment', transaction_id: attempt.id, amount: 35_000, currency: 'XOF', channels: 'ALL' },
    ])
    expect(attempt).toMatchObject({ provider_ref: attempt.id, amount: 35_000 })
  })

  it('is paid by the check alone, whatever the notification says', async () => {
    const { id, attempt } = await started()
    check(attempt, { status: 'WAITING_FOR_CUSTOMER' }, '623')
    expect((await notify(attempt)).status).toBe(200)
    await consumeAll()
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    check(attempt)
    await rows('update webhook_events set processed_at = null')
    await consumeAll()
    expect(await requestRow(id)).toMatchObject({ state: 'paid', paid_source: 'check' })
  })

  it('has no effect with a false token', async () => {
    const { attempt } = await started()
    expect((await notify(attempt, '00')).status).toBe(400)
    expect(await webhookRows()).toEqual([])
  })

  it.each([{ amount: '34995' }, { currency: 'XAF' }, { amount: 'NaN' }])(
    'marks nothing paid for %o',
    async wrong => {
      const { id, attempt } = await started()
      check(attempt, wrong)
      await notify(attempt)
      await consumeAll()
      expect(await requestRow(id)).toMatchObject({ state: 'pending' })
      expect(await kindsOf()).toContain('payment.mismatch')
    },
  )

  it('waiting is not failure, refusal is', async () => {
    const { id, attempt } = await started()
    for (const code of ['623', '662', '663', '664', '624']) {
      check(attempt, { status: 'PENDING' }, code)
      await recheckCheckouts(env, Date.now() + 60 * MINUTE)
      await rows('update payment_attempts set checked_at = null')
      expect(await attemptRows(id)).toMatchObject([{ state: 'created' }])
    }
    check(attempt, { status: 'REFUSED' }, '627')
    await recheckCheckouts(env, Date.now() + 60 * MINUTE)
    expect(await attemptRows(id)).toMatchObject([{ state: 'failed', problem: 'cinetpay_627' }])
  })

  it('answers a GET, and leads the person back from its counter', async () => {
    const { id } = await started()
    expect((await new Browser().get('/webhooks/cinetpay')).status).toBe(200)
    const back = `/webhooks/cinetpay/return/savane/${world.baobabSite.id}/${id}`
    const answer = await new Browser().request('POST', back, { headers: { 'Sec-Fetch-Site': 'cross-site' } })
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      303,
      `${urls.paid('savane', world.baobabSite.id, id)}?return=1`,
    ])
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    const away = await new Browser().request('POST', '/webhooks/cinetpay/return/..%2f/x/y', {})
    expect(away.status).toBe(404)
  })
})
