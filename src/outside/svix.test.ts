import { beforeEach, describe, expect, it } from 'vitest'
import { Browser } from '../../test/harness'
import { webhookRows } from '../../test/payments'
import { makeWorld } from '../../test/world'
import { signed } from './signature'

beforeEach(makeWorld)

const body = '{"type":"email.opened","data":{}}'

async function send(how: { at?: number; key?: string; body?: string } = {}) {
  const at = String(Math.floor((how.at ?? Date.now()) / 1000))
  const mac = await signed(
    new TextEncoder().encode(how.key ?? 'parvis-resend-test-secret'),
    `msg_1.${at}.${body}`,
  )
  const signature = `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`
  return new Browser().request('POST', '/webhooks/resend', {
    body: how.body ?? body,
    headers: { 'svix-id': 'msg_1', 'svix-timestamp': at, 'svix-signature': `v1,AAAA ${signature}` },
  })
}

describe('a webhook of Resend’s', () => {
  it('about nothing that is followed is kept, once', async () => {
    for (let i = 0; i < 3; i++) expect((await send()).status).toBe(200)
    expect(await webhookRows()).toMatchObject([
      { provider: 'resend', id: 'msg_1', type: 'email.opened', outcome: 'stored' },
    ])
  })

  it.each([
    ['forged', { key: 'of a stranger' }],
    ['altered', { body: '{}' }],
    ['old', { at: Date.now() - 302_000 }],
    ['from tomorrow', { at: Date.now() + 86_400_000 }],
  ])('is refused when %s', async (_, how) => {
    expect((await send(how)).status).toBe(400)
    expect(await webhookRows()).toEqual([])
  })
})
