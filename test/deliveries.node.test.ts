import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stripeSignature } from '../sandbox/signatures'
import { newId } from '../src/lib/id'
import { bundled, migrate, SECRET, type Served, serve } from './deliveries/served'
import { standIn } from './deliveries/stand-in'
import { type Attempt, type End, eventOf, session, tell } from './deliveries/story'

/**
 * Ten thousand deliveries over real HTTP, to the Worker as it is deployed: each event many times, all shuffled, some
 * forged or altered on the way, while the Worker is killed twice and the provider answers badly. Whatever happens, no
 * payment is lost, doubled or of a wrong amount.
 */
const DELIVERIES = 10_000
const REQUESTS = 117
const FORGED = 1000
/** After so many, the power goes. */
const CUTS = [3500, 7000]
const AT_ONCE = 32

const state = mkdtempSync(join(tmpdir(), 'parvis-deliveries-'))
const story = tell(REQUESTS)
/** Every ninth call of the provider's API goes wrong, each time in another way. */
const faults = ['cut', 'slow', 'failing'] as const
let stripe: Awaited<ReturnType<typeof standIn>>
let code: string
let served: Served
const seen: Record<string, number> = {}

const place = { workspace_id: newId(), client_id: newId(), project_id: newId() }

async function furnish(): Promise<void> {
  const now = Date.now()
  const { workspace_id: w, client_id: c, project_id: p } = place
  const habits = { locale: 'fr', timezone: 'Europe/Paris', currency: 'EUR' }
  const insert = (table: string, row: Record<string, unknown>): [string, ...unknown[]] => [
    `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row)
      .map(() => '?')
      .join(', ')})`,
    ...Object.values(row),
  ]
  await served.batch([
    insert('workspaces', { id: w, slug: 'atelier', name: 'Atelier', ...habits, created_at: now }),
    insert('clients', { id: c, workspace_id: w, name: 'Maison', created_at: now }),
    insert('projects', { id: p, workspace_id: w, client_id: c, name: 'Site', created_at: now }),
    ...[...story.ends.keys()].map(id => {
      const amount = story.attempts.find(a => a.request === id)?.amount
      const asked = { kind: 'deposit', title: 'Acompte', amount, taxes: '[]', currency: 'EUR' }
      return insert('payment_requests', { ...place, id, ...asked, state_at: now, created_at: now })
    }),
    ...story.attempts.map(a =>
      insert('payment_attempts', {
        ...place,
        id: a.id,
        request_id: a.request,
        provider: 'stripe',
        provider_ref: a.session,
        amount: a.amount,
        currency: 'EUR',
        created_at: now,
        expires_at: now + 86_400_000,
        state_at: now,
      }),
    ),
  ])
}

beforeAll(async () => {
  stripe = await standIn(story.attempts, n => (n % 9 === 8 ? (faults[Math.floor(n / 9) % 3] ?? null) : null))
  code = await bundled()
  served = await serve(code, state, { STRIPE_API_BASE: stripe.origin })
  await migrate(served)
  await furnish()
}, 120_000)

afterAll(async () => {
  await served?.stop()
  stripe?.close()
  rmSync(state, { recursive: true, force: true })
}, 30_000)

type Delivery = { body: string; secret: string; at: number; alter?: true }

/** Every event at least once, then again and again; and those that a stranger or a dishonest road makes of them. */
function deliveries(): Delivery[] {
  const good = (n: number): Delivery => ({
    body: story.said[n % story.said.length]?.body ?? '',
    secret: SECRET,
    at: 0,
  })
  const unpaid = story.attempts.filter(a => story.ends.get(a.request)?.state === 'pending')
  const forged = (n: number): Delivery => {
    const a = unpaid[n % unpaid.length] as Attempt
    const body = eventOf('checkout.session.completed', session(a))
    const kinds: Partial<Delivery>[] = [
      { secret: 'whsec_of_a_stranger' },
      { at: -400_000 },
      { at: 400_000 },
      { alter: true },
    ]
    return { body, secret: SECRET, at: 0, ...kinds[n % kinds.length] }
  }
  return shuffled(Array.from({ length: DELIVERIES }, (_, n) => (n < FORGED ? forged(n) : good(n))))
}

function shuffled<T>(list: T[]): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1))
    ;[list[i], list[j]] = [list[j] as T, list[i] as T]
  }
  return list
}

/** @returns the status; 0 where nobody answered, as after a power cut */
async function deliver({ body, secret, at, alter }: Delivery, n: number): Promise<number> {
  const signature = stripeSignature(secret, body, Date.now() + at)
  return fetch(`${served.url}/webhooks/stripe`, {
    method: 'POST',
    body: alter ? body.replace('"paid"', '"paid" ') : body,
    headers: { 'stripe-signature': signature, 'cf-connecting-ip': `203.0.113.${n % 200}` },
  }).then(
    async response => {
      await response.arrayBuffer()
      return response.status
    },
    () => 0,
  )
}

/** As a provider does: what was not answered well comes again, until it is; what was refused does not. */
async function deliverAll(): Promise<number> {
  const waiting = deliveries()
  const cuts = [...CUTS]
  let answered = 0
  let dark: Promise<void> | null = null
  const restart = async () => {
    await served.kill()
    served = await serve(code, state, { STRIPE_API_BASE: stripe.origin })
  }
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const status = await deliver(next, answered)
      seen[status] = (seen[status] ?? 0) + 1
      if (status === 200 || status === 400) answered++
      else waiting.unshift(next)
      if (dark) await dark
      else if (answered >= (cuts[0] ?? Number.POSITIVE_INFINITY)) {
        cuts.shift()
        dark = restart().finally(() => {
          dark = null
        })
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return answered
}

/** What a cut left stored and unheard is the cron's; here its minutes pass faster. */
async function drain(): Promise<void> {
  for (;;) {
    const [left] = await served.rows<{ n: number }>(
      'select count(*) n from webhook_events where processed_at is null',
    )
    if (left?.n === 0) return
    await served.rows('update webhook_events set received_at = 0 where processed_at is null')
    await fetch(`${served.url}/cdn-cgi/handler/scheduled`).then(r => r.arrayBuffer())
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}

it('ten thousand deliveries, doubled, shuffled, cut and forged, come out as what happened', async () => {
  expect(await deliverAll()).toBe(DELIVERIES)
  await drain()
  expect(seen[400]).toBe(FORGED)
  expect(await served.rows('select count(*) n from webhook_events')).toEqual([{ n: story.said.length }])

  const found = await served.rows<End & { id: string }>(
    `select r.id, r.state, r.refunded, r.disputed, r.duplicate,
      (select count(*) from events e where e.subject_id = r.id and e.kind = 'payment.received') received
     from payment_requests r`,
  )
  const wrong = found.filter(({ id, ...end }) => JSON.stringify(end) !== JSON.stringify(story.ends.get(id)))
  expect(wrong).toEqual([])
  expect(found).toHaveLength(story.ends.size)

  const money = await served.rows<{ request_id: string; n: number; kept: number; back: number }>(
    `select request_id, sum(state = 'succeeded' and flag is null) n,
      sum(case when state = 'succeeded' and flag is null then amount else 0 end) kept, sum(refunded) back
     from payment_attempts group by request_id`,
  )
  const amounts = new Map(story.attempts.map(a => [a.request, a.amount]))
  for (const { request_id, n, kept, back } of money) {
    const end = story.ends.get(request_id)
    expect([n, kept, back]).toEqual([
      end?.received,
      end?.received ? amounts.get(request_id) : 0,
      end?.refunded,
    ])
  }
  const [backs] = await served.rows('select count(*) n, count(distinct provider_ref) refs from refunds')
  const refunds = story.attempts.flatMap(a => a.refunds).length
  expect(backs).toEqual({ n: refunds, refs: refunds })
  expect(seen[0] ?? 0).toBeGreaterThan(0)
}, 300_000)
