import { beforeEach, describe, expect, it } from 'vitest'
import { Browser, kindsOf, rows, scopeAt, scopeIn } from '../../../test/harness'
import {
  aRequest,
  attemptRows,
  env,
  FakeProvider,
  playOutside,
  quietQueues,
  requestRow,
  type StripeEvent,
  session,
  stripeEvent,
  stripeSignature,
} from '../../../test/payments'
import { makeWorld } from '../../../test/world'
import { consumeWebhook } from '../../jobs/webhooks'
import { NotFound } from '../../lib/errors'
import { startCheckout } from './checkout'
import { attemptTimeline, listWebhooks, reprocessWebhook } from './inbox'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const consume = (event: StripeEvent) => consumeWebhook(env, { provider: 'stripe', id: event.id })

async function deliver(event: StripeEvent): Promise<void> {
  await new Browser().request('POST', '/webhooks/stripe', {
    body: event.body,
    headers: { 'Stripe-Signature': await stripeSignature(event.body) },
  })
  await consume(event)
}

async function paid() {
  const id = await aRequest()
  await startCheckout(await scopeIn('lea'), id, new FakeProvider(), 'http://parvis.test')
  const [attempt] = await attemptRows(id)
  if (!attempt) throw new Error('no attempt')
  const event = stripeEvent('checkout.session.completed', session(attempt))
  await deliver(event)
  return { id, attempt, event }
}

describe('what providers said', () => {
  it('is the workspace’s once it is known to be about it, and nobody else’s', async () => {
    const { event, attempt } = await paid()
    await deliver(stripeEvent('checkout.session.completed', { id: 'cs_unknown' }))
    const { webhooks, failing, odd } = await listWebhooks(await scopeAt('camille'))
    expect(webhooks).toMatchObject([{ id: event.id, outcome: 'applied', attemptId: attempt.id, tries: 1 }])
    expect([failing, odd]).toEqual([0, 0])
    expect((await listWebhooks(await scopeAt('awa'))).webhooks).toEqual([])
    await expect(listWebhooks(await scopeAt('equipe'))).rejects.toThrow(NotFound)
    await expect(listWebhooks(await scopeAt('lea'))).rejects.toThrow(NotFound)
  })

  it('is found by how it went, and page by page', async () => {
    const { attempt } = await paid()
    await deliver(stripeEvent('checkout.session.completed', session(attempt, { amount_total: 1 })))
    const camille = await scopeAt('camille')
    expect((await listWebhooks(camille, { state: 'odd' })).webhooks).toMatchObject([{ outcome: 'mismatch' }])
    expect((await listWebhooks(camille, { state: 'failing' })).webhooks).toEqual([])
    await rows("update webhook_events set processed_at = null, tries = 3 where outcome = 'mismatch'")
    expect(await listWebhooks(camille, { state: 'failing' })).toMatchObject({
      failing: 1,
      webhooks: [{ tries: 3 }],
    })
    await rows(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 120)
       insert into webhook_events (provider, id, type, payload, received_at, workspace_id)
       select 'stripe', 'many_' || i, 'x', '{}', i / 3, ? from n`,
      camille.workspace.id,
    )
    const seen = new Set<string>()
    let before: string | undefined
    do {
      const page = await listWebhooks(camille, before ? { before } : {})
      for (const { id } of page.webhooks) seen.add(id)
      before = page.next
    } while (before)
    expect(seen.size).toBe(122)
  })

  it('is processed again when asked, which changes nothing that it had done', async () => {
    const { id, event } = await paid()
    const camille = await scopeAt('camille')
    expect(await reprocessWebhook(camille, { provider: 'stripe', id: event.id })).toEqual({
      provider: 'stripe',
      id: event.id,
    })
    expect((await listWebhooks(camille, { state: 'waiting' })).webhooks).toHaveLength(1)
    await consume(event)
    expect((await listWebhooks(camille)).webhooks).toMatchObject([{ outcome: 'same' }])
    expect(await requestRow(id)).toMatchObject({ state: 'paid', duplicate: 0 })
    expect((await kindsOf()).filter(k => k === 'payment.received')).toHaveLength(1)
    expect(await kindsOf()).toContain('webhook.reprocessed')
    for (const who of ['awa', 'equipe', 'lea'] as const)
      await expect(
        reprocessWebhook(await scopeAt(who), { provider: 'stripe', id: event.id }),
      ).rejects.toThrow(NotFound)
  })

  it('that makes no sense is set aside, and stops nothing', async () => {
    const event = stripeEvent('charge.refunded', {})
    playOutside(() => ({}))
    await deliver(event)
    await rows(
      "insert into webhook_events (provider, id, type, payload, received_at) values ('stripe', 'e', 'x', 'no', 0)",
    )
    await consumeWebhook(env, { provider: 'stripe', id: 'e' })
    expect(await rows('select outcome from webhook_events order by outcome')).toEqual([
      { outcome: 'unknown' },
      { outcome: 'unreadable' },
    ])
  })
})

it('an attempt’s story is told in order: what we did, and what its provider said', async () => {
  const { id, event } = await paid()
  const [story] = await attemptTimeline(await scopeIn('camille'), id)
  expect(story?.steps.map(s => [s.by, s.what, s.outcome])).toEqual([
    ['us', 'payment.started', null],
    ['provider', event.type, 'applied'],
  ])
  expect(JSON.stringify(story)).not.toContain('https://pay.test')
  await expect(attemptTimeline(await scopeIn('lea'), id)).rejects.toThrow(NotFound)
})
