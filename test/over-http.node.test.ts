import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workerVariables } from '../sandbox/defaults'
import { type RunningSandbox, startSandbox } from '../sandbox/sandbox'
import { callsOf } from '../sandbox/testing'
import { sha256 } from '../src/lib/crypto'
import { newId } from '../src/lib/id'
import { bundled, migrate, type Served, serve } from './deliveries/served'

/**
 * The Worker as it is deployed and the outside world played beside it, speaking over real HTTP: what happens to one
 * payment when its provider is down, slow, cut off after it had accepted, or told in the wrong order.
 */
const state = mkdtempSync(join(tmpdir(), 'parvis-http-'))
const ids = { workspace: newId(), client: newId(), project: newId(), owner: newId(), payer: newId() }
let served: Served
let sandbox: RunningSandbox
let play: ReturnType<typeof callsOf>
let request = ''

beforeAll(async () => {
  const port = await freePort()
  sandbox = await startSandbox({ port: 0, appOrigin: `http://127.0.0.1:${port}`, retryAfter: [100, 100] })
  play = callsOf(sandbox)
  const variables = { ...workerVariables(sandbox.port), ORIGIN: sandbox.settings.appOrigin }
  served = await serve(await bundled(), state, variables, port)
  await migrate(served)
  await furnish()
}, 120_000)

afterAll(async () => {
  await served?.stop()
  await sandbox?.close()
  rmSync(state, { recursive: true, force: true })
}, 90_000)

beforeEach(async () => {
  await play.post('/control/reset')
  // What the outside world has forgotten, we never knew.
  await served.batch([['delete from payment_customers']])
  request = await ask()
})

async function freePort(): Promise<number> {
  const server: Server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const now = Date.now()
const insert = (table: string, row: Record<string, unknown>): [string, ...unknown[]] => [
  `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row)
    .map(() => '?')
    .join(', ')})`,
  ...Object.values(row),
]

/** A workspace with its owner, and a client's contact who pays; each signed in. */
async function furnish(): Promise<void> {
  const { workspace, client, project, owner, payer } = ids
  const person = async (id: string, more: object): Promise<[string, ...unknown[]][]> => {
    const session = { token_hash: await sha256(id), created_at: now, last_seen_at: now }
    const member = { id, workspace_id: workspace, user_id: id, created_at: now, accepted_at: now }
    return [
      insert('users', { id, email: `${id}@parvis.test`, name: 'Quelqu’un', created_at: now }),
      insert('memberships', { ...member, ...more }),
      insert('sessions', { id, user_id: id, ...session, user_agent: '', expires_at: now + 9e9 }),
    ]
  }
  const habits = { locale: 'fr', timezone: 'Europe/Paris', currency: 'EUR' }
  await served.batch([
    insert('workspaces', { id: workspace, slug: 'atelier', name: 'Atelier', ...habits, created_at: now }),
    insert('clients', { id: client, workspace_id: workspace, name: 'Maison Lune', created_at: now }),
    insert('projects', {
      id: project,
      workspace_id: workspace,
      client_id: client,
      name: 'Site',
      created_at: now,
    }),
    ...(await person(owner, { role: 'owner', finance: 1 })),
    ...(await person(payer, { role: 'contact', finance: 1, client_id: client })),
  ])
}

async function ask(): Promise<string> {
  const id = newId()
  const place = { workspace_id: ids.workspace, client_id: ids.client, project_id: ids.project }
  const asked = { kind: 'deposit', title: 'Acompte', amount: 45_000, taxes: '[]', currency: 'EUR' }
  await served.batch([insert('payment_requests', { ...place, id, ...asked, state_at: now, created_at: now })])
  return id
}

const page = () => `/w/atelier/p/${ids.project}/payments/${request}`
const post = (who: string, path: string, fields: Record<string, string> = {}) =>
  fetch(served.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers: {
      cookie: `session=${who}`,
      origin: sandbox.settings.appOrigin,
      'sec-fetch-site': 'same-origin',
    },
  })
const pay = async () =>
  (await post(ids.payer, `${page()}/checkouts`, { provider: 'stripe' })).headers.get('location')
const fault = (kind: string, path: string, more: object = {}) =>
  play.post('/control/faults', { service: 'stripe', kind, path, ...more })

type Row = Record<string, unknown>
const asked = async () =>
  (await served.rows<Row>('select * from payment_requests where id = ?', request))[0] ?? {}
const attempts = () =>
  served.rows<Row>('select * from payment_attempts where request_id = ? order by created_at, id', request)
const sessions = (): Promise<{ id: string; status: string; url: string }[]> =>
  play.get('/control/stripe/sessions')
const act = (what: string, body: object = {}, n = 0) =>
  sessions().then(all => play.post(`/control/stripe/sessions/${all[n]?.id}/${what}`, body))

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600 && !(await holds()); tries++)
    await new Promise(resolve => setTimeout(resolve, 50))
  expect(await holds()).toBe(true)
}
const becomes = (wanted: Row) =>
  until(async () => {
    const row = await asked()
    return Object.entries(wanted).every(([key, value]) => row[key] === value)
  })

describe('over real HTTP', { timeout: 90_000 }, () => {
  it('what is paid becomes paid, however often and wildly it is told', async () => {
    expect(await pay()).toContain(`${sandbox.origin}/pay/stripe/`)
    await act('pay')
    await becomes({ state: 'paid', paid_source: 'webhook' })
    await play.post('/control/stripe/deliver', { order: 'shuffled', times: 20 })
    await play.post('/control/stripe/deliver', { times: 5, proof: 'forged' })
    await act('refund', { amount: 1000 })
    await becomes({ state: 'partly_refunded', refunded: 1000 })
    await act('refund-failed')
    await becomes({ state: 'paid', refunded: 0 })
    await act('dispute')
    await becomes({ disputed: 1 })
    await act('dispute-won')
    await becomes({ disputed: 0 })
    await play.post('/control/stripe/deliver', { order: 'reversed', times: 3 })
    await until(async () => {
      const [left] = await served.rows<Row>(
        'select count(*) n from webhook_events where processed_at is null',
      )
      return left?.n === 0
    })
    expect(await asked()).toMatchObject({ state: 'paid', refunded: 0, disputed: 0, duplicate: 0 })
    expect(await served.rows('select state from refunds where request_id = ?', request)).toEqual([
      { state: 'failed' },
    ])
  })

  it.each([
    ['is down', 'status', {}, 0],
    ['is cut off after it had accepted', 'cut-after-accept', {}, 1],
    ['fails after it had accepted', 'status-after-accept', {}, 1],
    ['answers after our patience', 'timeout-after-accept', { ms: 9000 }, 1],
  ] as const)(
    'a provider that %s leads to one page, at the second try',
    async (_, kind, more, kept) => {
      await fault(kind, '/checkout/sessions', more)
      expect(await pay()).toContain('problem=down')
      expect(await sessions()).toHaveLength(kept)
      expect(await pay()).toContain('/pay/stripe/')
      expect(await sessions()).toHaveLength(1)
      expect(await attempts()).toMatchObject([{ state: 'created', provider_ref: (await sessions())[0]?.id }])
    },
    30_000,
  )

  it('a slow one is waited for', async () => {
    await fault('slow', '/checkout/sessions', { ms: 1500, times: 1 })
    expect(await pay()).toContain('/pay/stripe/')
  })

  it('a refund cut off after it was accepted goes once', async () => {
    await pay()
    await act('pay')
    await becomes({ state: 'paid' })
    const [attempt] = await attempts()
    await play.post('/control/hold', { service: 'stripe', on: true })
    await fault('cut-after-accept', '/refunds')
    const back = () =>
      post(ids.owner, `${page()}/attempts/${attempt?.id}/refund`, { amount: '100', base: '0' })
    expect((await back()).status).toBe(422)
    expect(await asked()).toMatchObject({ refunded: 0 })
    expect((await back()).status).toBe(303)
    expect(await asked()).toMatchObject({ state: 'partly_refunded', refunded: 10_000 })
    await play.post('/control/hold', { service: 'stripe', on: false })
    const charges = await play.get('/control/stripe/events?type=refund.created')
    expect(charges).toHaveLength(1)
    expect(await asked()).toMatchObject({ refunded: 10_000 })
  })

  it('a price changed while the page is open closes it, and the new page asks the new price', async () => {
    await pay()
    const change = { kind: 'deposit', title: 'Acompte', amount: '600', basis: 'with' }
    expect((await post(ids.owner, page(), change)).status).toBe(303)
    await until(async () => (await sessions())[0]?.status === 'expired')
    expect(await pay()).toContain('/pay/stripe/')
    expect(await attempts()).toMatchObject([
      { state: 'voided', amount: 45_000 },
      { state: 'created', amount: 60_000 },
    ])
    await act('pay', {}, 1)
    await becomes({ state: 'paid', amount: 60_000, late: 0 })
  })

  it('a client keeps one customer, also after it was deleted over there', async () => {
    await pay()
    const [known] = await served.rows<{ ref: string }>('select ref from payment_customers')
    expect(known?.ref).toMatch(/^cus_/)
    request = await ask()
    await pay()
    expect(await served.rows('select ref from payment_customers')).toEqual([known])
    await fetch(`${sandbox.origin}/v1/customers/${known?.ref}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${sandbox.settings.stripeSecretKey}` },
    })
    request = await ask()
    expect(await pay()).toContain('/pay/stripe/')
    const after = await served.rows<{ ref: string }>('select ref from payment_customers')
    expect(after).toHaveLength(1)
    expect(after).not.toEqual([known])
  })

  it('an own account is tried, paid into and heard at its own address', async () => {
    const settings = '/w/atelier/settings/payments'
    const keys = { secretKey: 'sk_test_own_lumen', webhookSecret: 'whsec_own_lumen' }
    const connect = (more: object = {}) =>
      post(ids.owner, `${settings}/accounts`, { provider: 'stripe', ...keys, ...more })
    expect((await connect({ secretKey: 'sk_test_of_nobody' })).status).toBe(422)
    expect((await connect()).status).toBe(303)
    const [account] = await served.rows<{ id: string }>(
      "select id from payment_accounts where state = 'ready'",
    )
    const url = `${sandbox.settings.appOrigin}/webhooks/stripe/${account?.id}`
    await play.post('/control/stripe/endpoints', { account: 'lumen', url })
    await pay()
    expect(await attempts()).toMatchObject([{ account_id: account?.id }])
    await act('pay')
    await becomes({ state: 'paid', paid_source: 'webhook' })
    await act('refund', { amount: 700 })
    await becomes({ state: 'partly_refunded', refunded: 700 })
    expect((await post(ids.owner, `${settings}/accounts/${account?.id}/retirement`)).status).toBe(303)
    await act('refund', { amount: 300 })
    await becomes({ refunded: 1000 })
  })
})
