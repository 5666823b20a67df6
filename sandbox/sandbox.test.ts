import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resend } from 'resend'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { workerVariables } from './defaults.ts'
import { settingsFrom } from './settings.ts'
import { callsOf, played, playedOnce, until } from './testing.ts'

const mail = { from: 'a@atelier.test', to: 'lea@maison-lune.test', subject: 'Code', text: '4F7K2P' }
const resend = (origin: string) => new Resend('re_sandbox', { baseUrl: `${origin}/resend` })

describe('faults', () => {
  test.each([
    { kind: 'status', status: 500 },
    { kind: 'status', status: 429 },
  ])('$kind $status refuses before anything is done, as often as asked', async fault => {
    const all = await played()
    await all.post('/control/faults', { service: 'resend', ...fault, times: 2 })
    const send = async () => (await resend(all.sandbox.origin).emails.send(mail)).error?.statusCode
    expect([await send(), await send(), await send()]).toEqual([fault.status, fault.status, undefined])
    expect(await all.get('/control/mails')).toHaveLength(1)
  })

  test.each(['status-after-accept', 'cut-after-accept', 'timeout-after-accept'])(
    '%s keeps the mail and loses the answer; the same key finds it again',
    async kind => {
      const all = await played()
      await all.post('/control/faults', { service: 'resend', kind })
      const once = { idempotencyKey: 'event-1/lea' }
      const signal = kind === 'timeout-after-accept' ? AbortSignal.timeout(200) : undefined
      const lost = await resend(all.sandbox.origin)
        .emails.send(mail, { ...once, signal })
        .catch(() => ({ error: 'aborted' }))
      expect(lost.error).not.toBeNull()
      const [kept] = await all.get('/control/mails')
      const again = await resend(all.sandbox.origin).emails.send(mail, once)
      expect(again.data?.id).toBe(kept.id)
      expect(await all.get('/control/mails')).toHaveLength(1)
      const calls = await all.get('/control/calls?service=resend')
      expect(calls.map((call: { idempotencyKey: string }) => call.idempotencyKey)).toEqual(
        Array(2).fill('event-1/lea'),
      )
    },
  )

  test('a fault can be for one kind of call, and be repaired', async () => {
    const all = await played()
    await all.post('/control/faults', {
      service: 'stripe',
      kind: 'slow',
      ms: 1,
      path: '/refunds',
      method: 'POST',
    })
    const stripe = new Stripe('sk_test_sandbox', {
      host: 'localhost',
      port: all.sandbox.port,
      protocol: 'http',
      maxNetworkRetries: 0,
    })
    await all.post('/control/faults', { service: 'stripe', kind: 'status', status: 500, path: '/customers' })
    expect((await stripe.events.list()).data).toEqual([])
    await expect(stripe.customers.list()).rejects.toMatchObject({ statusCode: 500 })
    expect(await all.get('/control/faults')).toMatchObject([{ kind: 'slow' }])
    await fetch(`${all.sandbox.origin}/control/faults`, { method: 'DELETE' })
    expect(await all.get('/control/faults')).toEqual([])
  })

  test('closing does not wait for an answer that is held back', async () => {
    const all = await played()
    await all.post('/control/faults', { service: 'resend', kind: 'timeout-after-accept' })
    const waiting = resend(all.sandbox.origin).emails.send(mail)
    expect(await all.get('/control/mails?wait=5000')).toHaveLength(1)
    await all.sandbox.close()
    // Whatever it was told, the caller is told something now.
    await waiting
  })
})

describe('state', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('survives a restart: mails, keys, sessions, faults, and webhooks still to send', async () => {
    const first = await playedOnce({ state: folder, retryAfter: [60_000] })
    const { data } = await resend(first.origin).emails.send(mail, { idempotencyKey: 'k' })
    await callsOf(first).post(`/control/resend/mails/${data?.id}/bounced`)
    await callsOf(first).post('/control/faults', { service: 'cinetpay', kind: 'slow', ms: 5 })
    await first.close()

    const second = await playedOnce({ state: folder })
    const { get } = callsOf(second)
    expect(await get('/control/mails')).toMatchObject([{ id: data?.id, lastEvent: 'bounced' }])
    expect(await get('/control/deliveries')).toMatchObject([{ kind: 'email.bounced', state: 'waiting' }])
    expect(await get('/control/faults')).toMatchObject([{ service: 'cinetpay', ms: 5 }])
    expect((await resend(second.origin).emails.send(mail, { idempotencyKey: 'k' })).data).toEqual(data)
  })

  test('a webhook that waited through a restart is sent after it', async () => {
    const all = await played({ state: folder, retryAfter: Array(50).fill(100) })
    all.listener.answer = 500
    const { data } = await resend(all.sandbox.origin).emails.send(mail)
    await all.post(`/control/resend/mails/${data?.id}/bounced`)
    await all.sandbox.close()
    all.listener.hooks.length = 0
    all.listener.answer = 200
    const again = await playedOnce({ state: folder })
    await until(() => all.listener.hooks.length === 1)
    await until(async () => (await callsOf(again).get('/control/deliveries'))[0].state === 'delivered')
  })

  test('a reset forgets everything', async () => {
    const sandbox = await playedOnce({ state: folder })
    await resend(sandbox.origin).emails.send(mail)
    await callsOf(sandbox).post('/control/reset')
    expect(await callsOf(sandbox).get('/control/mails')).toEqual([])
    await sandbox.close()
    expect(await readFile(join(folder, 'sandbox.json'), 'utf8')).not.toContain('4F7K2P')
  })

  test('a file that cannot be read is set aside', async () => {
    await writeFile(join(folder, 'sandbox.json'), '{ "version": ')
    const sandbox = await playedOnce({ state: folder })
    expect(await callsOf(sandbox).get('/health')).toEqual({ status: 'ok' })
    expect(await readdir(folder)).toContain('sandbox.json.unreadable')
  })
})

test('every page says what it is, and runs no script but its own', async () => {
  const { sandbox } = await played()
  for (const path of [
    '/',
    '/inbox',
    '/inbox/a@b.test',
    '/stripe',
    '/cinetpay',
    '/webhooks',
    '/pay/stripe/none',
  ]) {
    const page = await fetch(sandbox.origin + path)
    expect(await page.text()).toContain('Bac à sable')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  }
})

test('answers on every address that «localhost» may be', async () => {
  const { sandbox } = await played()
  for (const host of ['localhost', '127.0.0.1']) {
    expect((await fetch(`http://${host}:${sandbox.port}/health`)).status).toBe(200)
  }
})

test('the Worker is given what the sandbox expects', () => {
  const { stripeSecretKey, resendApiKey, cinetpaySiteId, port } = settingsFrom({})
  expect(workerVariables()).toMatchObject({
    STRIPE_SECRET_KEY: stripeSecretKey,
    RESEND_API_KEY: resendApiKey,
    CINETPAY_SITE_ID: cinetpaySiteId,
    RESEND_API_BASE: `http://localhost:${port}/resend`,
  })
  expect(() => settingsFrom({ SANDBOX_PORT: 'abc' })).toThrow('SANDBOX_PORT')
})
