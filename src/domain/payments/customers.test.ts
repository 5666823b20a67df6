import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn } from '../../../test/harness'
import { aRequest, attemptRows, env, FakeProvider, playOutside, quietQueues } from '../../../test/payments'
import { makeWorld, world } from '../../../test/world'
import { configOf } from '../../config'
import { CUSTOMER_GONE, type Order, ProviderFailure } from '../../outside/provider'
import { deploymentsOwn } from '../../outside/providers'
import { startCheckout } from './checkout'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

/** A provider that knows its customers, one a key; `gone` are those it has forgotten. */
class Knowing extends FakeProvider {
  readonly made = new Map<string, string>()
  readonly gone = new Set<string>()
  readonly orders: Order[] = []
  busy = 0

  customer = async ({ key }: { key: string }) => {
    // As Stripe does while another with the same key is at work.
    if (this.busy-- > 0) throw new ProviderFailure('down', 'busy')
    const known = this.made.get(key) ?? `cus_${this.made.size + 1}`
    this.made.set(key, known)
    return known
  }

  override async open(order: Order) {
    if (order.customer && this.gone.has(order.customer)) throw new ProviderFailure('taken', CUSTOMER_GONE)
    this.orders.push(order)
    return super.open(order)
  }
}

const pay = async (id: string, provider: FakeProvider) =>
  startCheckout(await scopeIn('lea'), id, provider, 'http://parvis.test')
const kept = () => rows('select client_id, account, ref from payment_customers')

describe('a client at a provider', () => {
  it('is made once, however many requests are paid at a time', async () => {
    const provider = new Knowing()
    provider.busy = 5
    const ids = await Promise.all(Array.from({ length: 50 }, () => aRequest()))
    await Promise.all(ids.map(id => pay(id, provider)))
    expect([...provider.made.values()]).toEqual(['cus_1'])
    expect(await kept()).toEqual([{ client_id: world.site.client, account: '', ref: 'cus_1' }])
    expect(new Set(provider.orders.map(o => o.customer))).toEqual(new Set(['cus_1']))
    await pay(await aRequest(), provider)
    expect(provider.made.size).toBe(1)
  }, 30_000)

  it('that was deleted over there is made anew, and the payment goes on', async () => {
    const provider = new Knowing()
    await pay(await aRequest(), provider)
    provider.gone.add('cus_1')
    const id = await aRequest()
    expect(await pay(id, provider)).toContain('https://pay.test/')
    expect(provider.orders.at(-1)?.customer).toBe('cus_2')
    expect(await kept()).toMatchObject([{ ref: 'cus_2' }])
    expect((await attemptRows(id)).map(a => [a.state, a.problem])).toEqual([
      ['failed', CUSTOMER_GONE],
      ['created', null],
    ])
  })

  it('is not what a payment fails for', async () => {
    const provider = new Knowing()
    provider.customer = async () => Promise.reject(new ProviderFailure('refused', 'permission'))
    await pay(await aRequest(), provider)
    expect(provider.orders).toMatchObject([{ customer: null }])
    expect(await kept()).toEqual([])
  })

  it('is another one at another account', async () => {
    const [one, two] = [new Knowing(), new Knowing()]
    await pay(await aRequest(), one)
    await rows(
      `insert into payment_accounts (id, workspace_id, provider, mode, sealed_keys, hint, state, tested_at, created_by, created_at)
       select 'account', workspace_id, 'stripe', 'test', 'x', 'x', 'ready', 0, id, 0 from memberships where role = 'owner' and workspace_id = ?`,
      (await scopeIn('camille')).workspace.id,
    )
    two.accountId = 'account'
    await pay(await aRequest(), two)
    expect((await kept()).map(k => k.account).sort()).toEqual(['', 'account'])
  })
})

it('Stripe is told who pays, what for, until when, and whether to make an invoice', async () => {
  const bodies: [string, URLSearchParams, string | null][] = []
  playOutside((url, { body, headers }) => {
    bodies.push([url.pathname, new URLSearchParams(body), headers.get('Idempotency-Key')])
    if (url.pathname === '/v1/customers') return { id: 'cus_1', object: 'customer' }
    return { id: 'cs_1', object: 'checkout.session', url: 'https://pay.test/cs_1' }
  })
  await rows(
    'insert into payment_settings (workspace_id, methods, stripe_invoice, updated_at) values (?, ?, 1, 0)',
    (await scopeIn('camille')).workspace.id,
    '{}',
  )
  const id = await aRequest()
  const stripe = deploymentsOwn(configOf(env), 'stripe')
  if (!stripe) throw new Error('not configured')
  await startCheckout(await scopeIn('lea'), id, stripe, 'http://parvis.test')
  const [attempt] = await attemptRows(id)
  const [customer, session] = bodies
  expect(customer?.[1].get('name')).toBe('Maison Lune')
  expect(customer?.[1].get('metadata[client]')).toBe(world.site.client)
  expect(session?.[2]).toBe(attempt?.id)
  expect(Object.fromEntries(session?.[1] ?? [])).toMatchObject({
    customer: 'cus_1',
    client_reference_id: attempt?.id,
    'metadata[attempt]': attempt?.id,
    'metadata[request]': id,
    'metadata[workspace]': attempt?.workspace_id,
    'payment_intent_data[metadata][attempt]': attempt?.id,
    'invoice_creation[enabled]': 'true',
    'line_items[0][price_data][unit_amount]': '45000',
    expires_at: String(Math.floor(Number(attempt?.expires_at) / 1000)),
  })
})
