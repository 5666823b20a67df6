import { Hono } from 'hono'
import { describe, expect, it, vi } from 'vitest'
import { app } from '../src/app'
import type { ProjectApp } from '../src/web/context'
import { onError } from '../src/web/errors'
import { securityHeaders } from '../src/web/security'
import { inside, prepare } from '../src/web/session'
import { trace } from '../src/web/trace'
import { freshStores } from './fresh'
import { cases } from './isolation/cases'
import { guardedRoutes, isUnder, walk, worldly } from './isolation/walker'

const renew = freshStores

const routes = guardedRoutes(app)

/** The card provider answers as it would: what is walked here is who may ask it. */
const charge = {
  id: 'ch_walked',
  object: 'charge',
  paid: true,
  amount: 45_000,
  currency: 'eur',
  refunded: false,
}

function playStripe() {
  const answers: [RegExp, object][] = [
    [/checkout\/sessions/, { id: 'cs_walked', object: 'checkout.session', url: 'http://stripe.test/pay' }],
    [/customers/, { id: 'cus_walked', object: 'customer' }],
    [/account$/, { id: 'acct_walked', object: 'account' }],
    [/refunds/, { id: 're_walked', object: 'refund', charge: { ...charge, amount_refunded: 1000 } }],
    [
      /charges|payment_intents/,
      { id: 'pi_walked', object: 'payment_intent', amount: 45_000, currency: 'eur' },
    ],
  ]
  vi.spyOn(globalThis, 'fetch').mockImplementation(async input => {
    const url = input instanceof Request ? input.url : String(input)
    return Response.json(answers.find(([pattern]) => pattern.test(url))?.[1] ?? {})
  })
}

describe('the walker', () => {
  it('knows every route behind the guard', () => {
    const keys = routes.map(r => `${r.method} ${r.path}`)
    expect(keys.filter(key => !cases[key])).toEqual([])
    expect(Object.keys(cases).filter(key => !keys.includes(key))).toEqual([])
    expect(keys.length).toBeGreaterThan(90)
  })

  it('knows every door that is open to the world', () => {
    const beyond = [...new Set(app.routes.filter(r => r.method !== 'ALL').map(r => r.path))].filter(
      path =>
        !path.startsWith('/w/:workspace') && !worldly.some(door => door === path || isUnder(path, door)),
    )
    expect(beyond).toEqual([])
  })

  it.each(routes.map(r => [`${r.method} ${r.path}`, r] as const))(
    '%s',
    async (key, route) => {
      playStripe()
      const c = cases[key]
      if (!c) throw new Error(`${key} has no case`)
      expect(await walk(app as never, route, c, renew)).toEqual([])
    },
    60_000,
  )
})

describe('the walker finds what it is for', () => {
  const planted = (route: (inProject: Hono<ProjectApp>) => void, guarded = true) => {
    const inProject = new Hono<ProjectApp>()
    route(inProject)
    const leaky = new Hono<ProjectApp>()
    leaky.onError(onError)
    leaky.use(prepare as never, trace as never, securityHeaders as never)
    if (guarded) leaky.use('/w/:workspace/*', inside as never)
    return leaky.route('/w/:workspace/p/:project', inProject)
  }
  const everyone = ['camille', 'ada', 'equipe', 'limited', 'lea', 'hugo'] as const
  const get = { method: 'GET', path: '/w/:workspace/p/:project/tickets/:ticket' }

  it('a read without its predicate', async () => {
    const leaky = planted(p =>
      p.get('/tickets/:ticket', async c => {
        const row = await c.env.DB.prepare('select subject from tickets where id = ?')
          .bind(c.req.param('ticket'))
          .first()
        return row ? c.json(row) : c.notFound()
      }),
    )
    expect(await walk(leaky as never, get, { may: everyone }, renew)).toContainEqual(
      expect.stringContaining('GET with a foreign ticket'),
    )
  })

  it('a route outside the guard', async () => {
    const leaky = planted(p => p.get('/tickets/:ticket', c => c.text('open')), false)
    const found = await walk(leaky as never, get, { may: everyone }, renew)
    expect(found.join('\n')).toMatch(/to nobody at all/)
    expect(found.join('\n')).toMatch(/as koffi/)
  })

  it('a team page that forgot to ask who is there', async () => {
    const leaky = planted(p => p.get('/tickets/:ticket', c => c.text('notes')))
    const found = await walk(leaky as never, get, { may: ['camille', 'ada', 'equipe', 'limited'] }, renew)
    expect(found.join('\n')).toMatch(/as lea: 200/)
  })

  it('a write that follows an id of the body anywhere', async () => {
    const leaky = planted(p =>
      p.post('/tickets/:ticket', async c => {
        const { phase } = await c.req.parseBody()
        await c.env.DB.prepare(`update phases set state = 'done' where id = ?`).bind(String(phase)).run()
        return c.body(null, 303, { Location: '/' })
      }),
    )
    const route = { method: 'POST', path: get.path }
    const found = await walk(
      leaky as never,
      route,
      { may: everyone, body: ids => ({ phase: ids.phase }) },
      renew,
    )
    expect(found.join('\n')).toMatch(/a foreign phase in the body: 303, let through/)
  })
})
