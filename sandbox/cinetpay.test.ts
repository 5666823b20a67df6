import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { defaults } from './defaults.ts'
import { played } from './testing.ts'

const keys = { apikey: defaults.cinetpayApiKey, site_id: defaults.cinetpaySiteId }

/** A played world, and a payment's body that CinetPay takes. */
async function counter() {
  const all = await played()
  const order = {
    ...keys,
    transaction_id: 'attempt-1',
    amount: 15_000,
    currency: 'XOF',
    description: 'Acompte du site',
    notify_url: `${all.listener.origin}/webhooks/cinetpay`,
    return_url: 'https://portal.test/back',
    channels: 'ALL',
  }
  const check = () => all.post('/v2/payment/check', { ...keys, transaction_id: 'attempt-1' })
  const begin = async () => {
    const { data } = await all.post('/v2/payment', order)
    return new URL(data.payment_url).pathname
  }
  return { ...all, order, check, begin }
}

describe('paying', () => {
  test('the person pays with Wave: checked, notified, sent back by a form', async () => {
    const all = await counter()
    const page = await all.begin()
    expect(await all.check()).toMatchObject({ code: '662', data: { status: 'PENDING' } })
    const answer = await all.press(`${page}/accept`, { method: 'WAVECI' })
    expect(await all.check()).toMatchObject({
      code: '00',
      message: 'SUCCES',
      data: { status: 'ACCEPTED', amount: '15000', currency: 'XOF', payment_method: 'WAVECI' },
    })
    const back = await (await fetch(all.sandbox.origin + answer.headers.get('location'))).text()
    expect(back).toContain('action="https://portal.test/back" data-return')
    expect(back).toContain('name="transaction_id" value="attempt-1"')
  })

  test('the notification’s token is the HMAC of its sixteen fields in their order', async () => {
    const all = await counter()
    await all.press(`${await all.begin()}/accept`, { method: 'OM' })
    const [hook] = all.listener.hooks
    expect(hook?.path).toBe('/webhooks/cinetpay')
    const form = new URLSearchParams(hook?.body)
    const field = (name: string) => form.get(name) ?? `no ${name}`
    const text =
      field('cpm_site_id') +
      field('cpm_trans_id') +
      field('cpm_trans_date') +
      field('cpm_amount') +
      field('cpm_currency') +
      field('signature') +
      field('payment_method') +
      field('cel_phone_num') +
      field('cpm_phone_prefixe') +
      field('cpm_language') +
      field('cpm_version') +
      field('cpm_payment_config') +
      field('cpm_page_action') +
      field('cpm_custom') +
      field('cpm_designation') +
      field('cpm_error_message')
    const token = createHmac('sha256', defaults.cinetpaySecretKey).update(text).digest('hex')
    expect(hook?.headers['x-token']).toBe(token)
    expect([...form.keys()]).toHaveLength(16)
    expect([field('cpm_trans_id'), field('cpm_error_message')]).toEqual(['attempt-1', 'SUCCES'])
  })

  test('waiting is not failure: notified, still open, then accepted by the operator', async () => {
    const all = await counter()
    await all.press(`${await all.begin()}/wait`)
    expect(await all.check()).toMatchObject({ code: '623', data: { status: 'WAITING_FOR_CUSTOMER' } })
    await all.post('/control/cinetpay/payments/attempt-1/accept')
    expect(await all.check()).toMatchObject({ code: '00' })
    expect(all.listener.hooks).toHaveLength(2)
  })

  test('a refused payment stays refused', async () => {
    const all = await counter()
    const page = await all.begin()
    await all.press(`${page}/poor`)
    expect(await all.check()).toMatchObject({ code: '602', data: { status: 'REFUSED' } })
    await all.press(`${page}/accept`)
    expect(await all.check()).toMatchObject({ data: { status: 'REFUSED' } })
    expect(all.listener.hooks).toHaveLength(1)
  })

  test('the way back can be a plain redirect', async () => {
    const all = await counter()
    await all.post('/control/settings', { returnBy: 'get' })
    const answer = await all.press(`${await all.begin()}/accept`)
    expect(answer.headers.get('location')).toMatch(
      /^https:\/\/portal\.test\/back\?token=.+&transaction_id=attempt-1$/,
    )
  })

  test('cards are offered only when the payer is known', async () => {
    const all = await counter()
    const page = async (path: string) => (await fetch(all.sandbox.origin + path)).text()
    expect(await page(await all.begin())).not.toContain('Carte bancaire')
    const payer = { customer_name: 'A', customer_surname: 'B', customer_address: 'C', customer_city: 'D' }
    const { data } = await all.post('/v2/payment', { ...all.order, ...payer, transaction_id: 'attempt-2' })
    expect(await page(new URL(data.payment_url).pathname)).toContain('Carte bancaire')
  })

  test('a notification comes again, forged or many times', async () => {
    const all = await counter()
    await all.press(`${await all.begin()}/accept`)
    await all.post('/control/cinetpay/payments/attempt-1/notify', { times: 3 })
    await all.post('/control/cinetpay/payments/attempt-1/notify', { proof: 'forged' })
    expect(all.listener.hooks).toHaveLength(5)
    const forged = all.listener.hooks.at(-1)
    const fields = [...new URLSearchParams(forged?.body).values()].join('')
    const token = createHmac('sha256', defaults.cinetpaySecretKey).update(fields).digest('hex')
    expect(forged?.headers['x-token']).not.toBe(token)
  })
})

describe('refusals', () => {
  test.each([
    ['an amount that is no multiple of 5', { amount: 15_001 }, '608'],
    ['an amount that is no integer', { amount: '15000' }, '608'],
    ['an amount too small', { amount: 50 }, '642'],
    ['euros', { currency: 'EUR' }, '612'],
    ['a forbidden sign', { description: 'Acompte #12' }, '608'],
    ['a missing address', { notify_url: undefined }, '608'],
    ['a card without its payer', { channels: 'CREDIT_CARD' }, '624'],
    ['a wrong key', { apikey: 'x' }, '609'],
    ['a wrong site', { site_id: '1' }, '613'],
  ])('%s', async (_, more, code) => {
    const all = await counter()
    expect(await all.post('/v2/payment', { ...all.order, ...more })).toMatchObject({ code })
    expect(await all.get('/control/cinetpay/payments')).toEqual([])
  })

  test('a transaction’s number serves once, even after a refusal', async () => {
    const all = await counter()
    await all.press(`${await all.begin()}/refuse`)
    expect(await all.post('/v2/payment', all.order)).toMatchObject({ code: '620' })
  })

  test('a caller without a User-Agent', async () => {
    const all = await counter()
    const answer = await fetch(`${all.sandbox.origin}/v2/payment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': '' },
      body: JSON.stringify(all.order),
    })
    expect([answer.status, await answer.text()]).toEqual([403, 'error code: 1010'])
  })
})
