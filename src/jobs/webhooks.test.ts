import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Browser, kindsOf, rows, scopeIn } from '../../test/harness'
import {
  aPricedTicket,
  aRequest,
  asking,
  attemptRows,
  charge,
  env,
  FakeProvider,
  playOutside,
  quietQueues,
  refundOf,
  requestRow,
  type StripeEvent,
  session,
  stripeEvent,
  stripeKnows,
  stripeSignature,
  webhookRows,
} from '../../test/payments'
import { makeWorld } from '../../test/world'
import { startCheckout } from '../domain/payments/checkout'
import { cancelRequest, changeRequest } from '../domain/payments/requests'
import { recordTransfer } from '../domain/payments/transfer'
import { recheckCheckouts } from './checkouts'
import { consumeWebhook, sweepWebhooks } from './webhooks'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

type Row = Record<string, unknown>

async function checkout(requestId: string, provider = new FakeProvider()): Promise<Row> {
  await startCheckout(await scopeIn('lea'), requestId, provider, 'http://parvis.test')
  const attempt = (await attemptRows(requestId)).at(-1)
  if (!attempt) throw new Error('no attempt')
  return attempt
}

const send = async (event: StripeEvent, signature?: string) =>
  new Browser().request('POST', '/webhooks/stripe', {
    body: event.body,
    headers: {
      'Stripe-Signature': signature ?? (await stripeSignature(event.body)),
      'Sec-Fetch-Site': 'none',
      'cf-connecting-ip': '203.0.113.7',
    },
  })

const consume = (event: StripeEvent) => consumeWebhook(env, { provider: 'stripe', id: event.id })

/** Sent over HTTP and processed, as the queue would. */
async function deliver(event: StripeEvent): Promise<void> {
  expect((await send(event)).status).toBe(200)
  await consume(event)
}

const completed = (attempt: Row, more?: object) =>
  stripeEvent('checkout.session.completed', session(attempt, more as Record<string, unknown>))

describe('a webhook of Stripe’s', () => {
  it('marks paid, once, with its line in the journal', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await deliver(completed(attempt))
    expect(await requestRow(id)).toMatchObject({ state: 'paid', paid_source: 'webhook' })
    expect(await attemptRows(id)).toMatchObject([
      { state: 'succeeded', payment_ref: `pi_${attempt.id}`, flag: null },
    ])
    expect(await kindsOf()).toEqual(['payment.requested', 'payment.started', 'payment.received'])
    expect(await webhookRows()).toMatchObject([{ outcome: 'applied', provider: 'stripe' }])
  })

  it.each([
    ['forged', (body: string) => stripeSignature(body, Date.now(), 'whsec_of_a_stranger')],
    ['301 seconds old', (body: string) => stripeSignature(body, Date.now() - 302_000)],
    ['301 seconds ahead', (body: string) => stripeSignature(body, Date.now() + 302_000)],
    ['missing', async () => ''],
    ['nonsense', async () => 't=1,v1=00'],
  ])('has no effect when its signature is %s', async (_, sign) => {
    const id = await aRequest()
    const event = completed(await checkout(id))
    expect((await send(event, await sign(event.body))).status).toBe(400)
    expect(await webhookRows()).toEqual([])
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
  })

  it.each([
    ['ahead', 86_400_000],
    ['behind', -86_400_000],
  ])('has no effect while our clock is a day %s, and the check finds what was paid', async (_, off) => {
    const id = await aRequest()
    const attempt = await checkout(id)
    const event = completed(attempt)
    const signature = await stripeSignature(event.body)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off })
    const answer = await send(event, signature).finally(() => vi.useRealTimers())
    expect(answer.status).toBe(400)
    expect(await webhookRows()).toEqual([])
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    playOutside(() => session(attempt))
    // Behind, the cron waits: for it, nothing has been open for two minutes yet.
    await recheckCheckouts(env, Date.now() + Math.max(off, 0))
    await recheckCheckouts(env, Date.now() + 180_000)
    expect(await requestRow(id)).toMatchObject({ state: 'paid', paid_source: 'check' })
  })

  it('has no effect when it was altered on the way', async () => {
    const id = await aRequest()
    const event = completed(await checkout(id))
    const signature = await stripeSignature(event.body)
    const altered = { ...event, body: event.body.replace('45000', '45001') }
    expect((await send(altered, signature)).status).toBe(400)
    expect(await webhookRows()).toEqual([])
  })

  it.each(['[]', '{}', '"x"', '{"id":null,"type":null}', '{"id":7,"type":"x"}'])(
    'is refused when it is no event, however well signed: %s',
    async body => {
      expect((await send({ id: '', type: '', body })).status).toBe(400)
      expect(await webhookRows()).toEqual([])
    },
  )

  it('is refused when it is too large', async () => {
    const event = stripeEvent('x', { filling: 'x'.repeat(300 * 1024) })
    expect((await send(event)).status).toBe(413)
  })

  it('has one effect when it comes a hundred times in parallel', async () => {
    const id = await aRequest()
    const event = completed(await checkout(id))
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(event)))
    expect(answers.every(a => a.status === 200)).toBe(true)
    await Promise.all(Array.from({ length: 100 }, () => consume(event)))
    expect(await webhookRows()).toHaveLength(1)
    expect((await kindsOf()).filter(k => k === 'payment.received')).toHaveLength(1)
    expect(await requestRow(id)).toMatchObject({ state: 'paid', refunded: 0, duplicate: 0, late: 0 })
  }, 30_000)

  it('is not paid by a completed session that says unpaid, but later by its success', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await deliver(completed(attempt, { payment_status: 'unpaid' }))
    expect(await attemptRows(id)).toMatchObject([{ state: 'processing' }])
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    await deliver(stripeEvent('checkout.session.async_payment_succeeded', session(attempt)))
    expect(await requestRow(id)).toMatchObject({ state: 'paid' })
  })

  it('leaves the request pending when the bank refuses later, or the page expires', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await deliver(completed(attempt, { payment_status: 'unpaid' }))
    const failed = session(attempt, { payment_status: 'unpaid' })
    await deliver(stripeEvent('checkout.session.async_payment_failed', failed))
    expect(await attemptRows(id)).toMatchObject([{ state: 'failed', problem: 'async_payment_failed' }])
    const second = await checkout(id)
    const over = session(second, { status: 'expired', payment_status: 'unpaid' })
    await deliver(stripeEvent('checkout.session.expired', over))
    expect((await attemptRows(id)).map(a => a.state)).toEqual(['failed', 'expired'])
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
  })

  it.each([
    ['amount', { amount_total: 44_999 }],
    ['currency', { currency: 'usd' }],
    ['object', { id: 'cs_of_another_page' }],
    ['silence about money', { amount_total: null, currency: null }],
  ])('marks nothing paid when its %s is not ours, and says so loudly, once', async (_, wrong) => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await deliver(completed(attempt, wrong))
    await deliver(completed(attempt, wrong))
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    expect(await attemptRows(id)).toMatchObject([{ state: 'created', problem: 'mismatch' }])
    expect((await kindsOf()).filter(k => k === 'payment.mismatch')).toHaveLength(1)
    expect((await webhookRows()).map(w => w.outcome)).toEqual(['mismatch', 'mismatch'])
  })

  it('about nothing of ours is kept and followed by nothing', async () => {
    const id = await aRequest()
    await checkout(id)
    const stranger = { id: 'nobody', amount: 1, currency: 'EUR', provider_ref: 'cs_elsewhere' }
    await deliver(completed(stranger))
    await deliver(stripeEvent('invoice.paid', { id: 'in_1' }))
    expect((await webhookRows()).map(w => w.outcome).sort()).toEqual(['ignored', 'unknown'])
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
  })

  it('of a session whose answer we never had finds its attempt by our own id', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await rows('update payment_attempts set provider_ref = null, checkout_url = null')
    await deliver(completed(attempt))
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded', provider_ref: attempt.provider_ref }])
  })
})

describe('whatever the order', () => {
  const permutations = <T>(list: T[]): T[][] =>
    list.length < 2
      ? [list]
      : list.flatMap((one, i) =>
          permutations([...list.slice(0, i), ...list.slice(i + 1)]).map(p => [one, ...p]),
        )

  const ended = async (id: string) => {
    const { state, refunded, disputed, duplicate, late } = await requestRow(id)
    const [last] = await attemptRows(id)
    const backs = await rows('select state, amount from refunds where request_id = ? order by amount', id)
    return JSON.stringify({
      request: [state, refunded, disputed, duplicate, late],
      attempt: [last?.state, last?.refunded, last?.flag, last?.problem],
      backs: backs.map(b => `${b.state} ${b.amount}`),
    })
  }
  const told = async (id: string, kind: string) =>
    `${kind} ${(await rows<{ kind: string }>('select kind from events where subject_id = ?', id)).filter(e => e.kind === kind).length}`
  const about = (attempt: Row, type: string, id = 'dp_1') =>
    stripeEvent(type, { id, payment_intent: `pi_${attempt.id}` })

  /** Processed as if it had come in, without the way in: hundreds of them are delivered here. */
  async function hear({ id, type, body }: StripeEvent): Promise<void> {
    const insert =
      'insert into webhook_events (provider, id, type, payload, received_at) values (?, ?, ?, ?, ?)'
    await rows(insert, 'stripe', id, type, body, Date.now())
    await consumeWebhook(env, { provider: 'stripe', id })
  }

  it('a session’s events end the same', async () => {
    const [ends, kinds] = [new Set<string>(), new Set<string>()]
    for (const order of permutations([0, 1, 2, 3, 4])) {
      const id = await aRequest()
      const attempt = await checkout(id)
      stripeKnows(attempt, [refundOf(attempt, 20_000), refundOf(attempt, 25_000)])
      const events = [
        completed(attempt, { payment_status: 'unpaid' }),
        stripeEvent('checkout.session.async_payment_succeeded', session(attempt)),
        stripeEvent('charge.refunded', charge(attempt, 20_000)),
        about(attempt, 'refund.created', 're_1'),
        about(attempt, 'charge.dispute.created'),
      ]
      for (const i of order) await hear(events[i] as StripeEvent)
      ends.add(await ended(id))
      for (const once of ['payment.received', 'payment.disputed']) kinds.add(await told(id, once))
    }
    expect([...ends]).toEqual([
      JSON.stringify({
        request: ['refunded', 45_000, 1, 0, 0],
        attempt: ['succeeded', 45_000, null, 'disputed'],
        backs: ['succeeded 20000', 'succeeded 25000'],
      }),
    ])
    expect([...kinds].sort()).toEqual(['payment.disputed 1', 'payment.received 1'])
  }, 180_000)

  it.each([
    ['won', 0],
    ['lost', 1],
  ] as const)(
    'a refund that fails and a dispute that is %s end the same',
    async (how, disputed) => {
      const ends = new Set<string>()
      const kinds = new Set<string>()
      for (const order of permutations([0, 1, 2, 3, 4])) {
        const id = await aRequest()
        const attempt = await checkout(id)
        const events = [
          completed(attempt),
          about(attempt, 'refund.created', 're_1'),
          about(attempt, 'refund.failed', 're_1'),
          about(attempt, 'charge.dispute.created'),
          about(attempt, 'charge.dispute.closed'),
        ]
        for (const i of order) {
          // What is asked first may be answered last: an older word about the same refund comes after a newer one.
          const stale = i === 1
          stripeKnows(
            attempt,
            [refundOf(attempt, 15_000, { id: 're_1', status: stale ? 'succeeded' : 'failed' })],
            i === 3 ? 'needs_response' : how,
          )
          await hear(events[i] as StripeEvent)
        }
        ends.add(await ended(id))
        kinds.add(await told(id, 'payment.received'))
        kinds.add(await told(id, `payment.dispute_${how}`))
      }
      expect([...ends]).toEqual([
        JSON.stringify({
          request: ['paid', 0, disputed, 0, 0],
          attempt: ['succeeded', 0, null, `dispute_${how}`],
          backs: ['failed 15000'],
        }),
      ])
      expect([...kinds].sort()).toEqual([`payment.dispute_${how} 1`, 'payment.received 1'])
    },
    60_000,
  )

  it('a failed debit ends failed', async () => {
    for (const order of permutations([0, 1])) {
      const id = await aRequest()
      const attempt = await checkout(id)
      const unpaid = session(attempt, { payment_status: 'unpaid' })
      const events = [
        completed(attempt, { payment_status: 'unpaid' }),
        stripeEvent('checkout.session.async_payment_failed', unpaid),
      ]
      for (const i of order) await deliver(events[i] as StripeEvent)
      expect(await attemptRows(id)).toMatchObject([{ state: 'failed' }])
      expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    }
  })
})

describe('money nobody awaits any more', () => {
  it('is a duplicate where two providers were paid at once', async () => {
    const id = await aRequest()
    const [one, two] = [await checkout(id), await checkout(id, new FakeProvider('cinetpay'))]
    await rows('update payment_attempts set provider = ? where id = ?', 'stripe', two.id)
    const events = [completed(one), completed({ ...two })]
    for (const event of events) expect((await send(event)).status).toBe(200)
    await Promise.all(events.flatMap(e => [consume(e), consume(e), consume(e)]))
    expect(await requestRow(id)).toMatchObject({ state: 'paid', duplicate: 1, late: 0 })
    expect((await attemptRows(id)).map(a => [a.state, a.flag]).sort()).toEqual([
      ['succeeded', null],
      ['succeeded', 'duplicate'],
    ])
    const kinds = await kindsOf()
    expect(kinds.filter(k => k === 'payment.received')).toHaveLength(1)
    expect(kinds.filter(k => k === 'payment.duplicate')).toHaveLength(1)
  })

  it('is a duplicate where a transfer was recorded', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await recordTransfer(await scopeIn('camille'), id, { reference: 'VIR 2026-11' })
    await deliver(completed(attempt))
    expect(await requestRow(id)).toMatchObject({ state: 'paid', paid_source: 'transfer', duplicate: 1 })
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded', flag: 'duplicate' }])
  })

  it('is late where the request was cancelled, and given back without touching it', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await cancelRequest(await scopeIn('camille'), id)
    await deliver(completed(attempt))
    expect(await requestRow(id)).toMatchObject({ state: 'cancelled', late: 1 })
    stripeKnows(attempt, [refundOf(attempt, 45_000)])
    await deliver(stripeEvent('charge.refunded', charge(attempt, 45_000)))
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded', flag: 'late', refunded: 45_000 }])
    expect(await requestRow(id)).toMatchObject({ state: 'cancelled', refunded: 0 })
  })

  it('is late where the price has changed since the page was opened', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await changeRequest(await scopeIn('camille'), id, { ...asking, amount: '600' })
    await deliver(completed(attempt))
    expect(await requestRow(id)).toMatchObject({ state: 'pending', amount: 60_000, late: 1 })
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded', flag: 'late' }])
  })
})

describe('a ticket’s price', () => {
  it('paid accepts the ticket with its one task, however often and together it is told', async () => {
    const { ticketId, requestId } = await aPricedTicket(await scopeIn('camille'))
    const event = completed(await checkout(requestId))
    expect((await send(event)).status).toBe(200)
    await Promise.all(Array.from({ length: 50 }, () => consume(event)))
    expect(await rows('select state from tickets')).toEqual([{ state: 'accepted' }])
    expect(await rows('select ticket_id, state from tasks')).toEqual([
      { ticket_id: ticketId, state: 'backlog' },
    ])
    const kinds = await kindsOf()
    expect(kinds.filter(k => k === 'payment.received' || k === 'ticket.paid')).toHaveLength(2)
  }, 30_000)

  it('paid when the ticket is no longer priced is kept and flagged, and makes no task', async () => {
    const { requestId } = await aPricedTicket(await scopeIn('camille'))
    const event = completed(await checkout(requestId))
    await rows('update tickets set state = ?', 'withdrawn')
    await deliver(event)
    expect(await rows('select * from tasks')).toEqual([])
    expect(await rows('select state from tickets')).toEqual([{ state: 'withdrawn' }])
    expect(await attemptRows(requestId)).toMatchObject([{ state: 'succeeded', flag: 'late' }])
  })

  it('agreed to earlier is paid without touching the ticket', async () => {
    const { requestId } = await aPricedTicket(await scopeIn('camille'))
    await rows('update payment_requests set terms = ?, agreed_at = 1', 'later')
    await rows('update tickets set state = ?', 'in_progress')
    await deliver(completed(await checkout(requestId)))
    expect(await requestRow(requestId)).toMatchObject({ state: 'paid', late: 0 })
    expect(await rows('select state from tickets')).toEqual([{ state: 'in_progress' }])
    expect(await rows('select * from tasks')).toEqual([])
  })
})

describe('what is kept of a word', () => {
  it('is enough to process it again, and nobody’s personal data', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    await deliver(
      completed(attempt, {
        customer_details: { email: 'lea@maison-lune.test', name: 'Léa Martin', phone: '+33600000000' },
        payment_intent: { id: `pi_${attempt.id}`, receipt_email: 'lea@maison-lune.test' },
        metadata: { attempt: attempt.id, note: 'Léa' },
      }),
    )
    const [kept] = await webhookRows()
    expect(String(kept?.payload)).not.toMatch(/Léa|lea@|\+336/)
    expect(kept).toMatchObject({ attempt_id: attempt.id, account_id: null, outcome: 'applied' })
    await rows('update payment_requests set state = ?, paid_at = null', 'pending')
    await rows('update payment_attempts set state = ?', 'created')
    await rows('update webhook_events set processed_at = null')
    await consumeWebhook(env, { provider: 'stripe', id: String(kept?.id) })
    expect(await requestRow(id)).toMatchObject({ state: 'paid' })
  })
})

describe('an event that could not be processed', () => {
  it('stays, comes again by the cron, and is applied then', async () => {
    const id = await aRequest()
    const attempt = await checkout(id)
    playOutside(() => new Response('{"error":{"type":"api_error","message":"down"}}', { status: 500 }))
    const event = stripeEvent('refund.created', { id: 're_1', payment_intent: `pi_${attempt.id}` })
    await send(event)
    await expect(consume(event)).rejects.toThrow()
    expect(await webhookRows()).toMatchObject([{ processed_at: null, tries: 1 }])
    expect(await sweepWebhooks(env, Date.now())).toEqual({ webhooks: 0 })
    expect(await sweepWebhooks(env, Date.now() + 180_000)).toEqual({ webhooks: 1 })
    stripeKnows(attempt, [refundOf(attempt, 1000)])
    await consume(event)
    expect(await webhookRows()).toMatchObject([{ outcome: 'applied', tries: 2 }])
    expect(await requestRow(id)).toMatchObject({ state: 'partly_refunded', refunded: 1000 })
  })

  it('leaves nothing half done when the database fails in between', async () => {
    const id = await aRequest()
    const event = completed(await checkout(id))
    await send(event)
    await rows("create trigger broken before insert on outbox begin select raise(abort, 'DISK'); end")
    await expect(consume(event)).rejects.toThrow('DISK')
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    expect(await attemptRows(id)).toMatchObject([{ state: 'created' }])
    await rows('drop trigger broken')
    await consume(event)
    expect(await requestRow(id)).toMatchObject({ state: 'paid' })
  })
})
