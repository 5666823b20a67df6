import { Hono } from 'hono'
import { html } from 'hono/html'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import type { HonoEnv, Sandbox } from '../context.ts'
import { randomText } from '../ids.ts'
import { page } from '../pages/layout.ts'
import { faultKinds, services } from '../state.ts'
import { StripeError } from '../stripe/errors.ts'
import { cinetpayControl } from './cinetpay.ts'
import { pushControl } from './push.ts'
import { done, fromConsole, read, yesNo } from './request.ts'
import { resendControl } from './resend.ts'
import { stripeControl } from './stripe.ts'

const holdInput = z.object({
  service: z.enum(services),
  on: yesNo,
  order: z.enum(['as-is', 'reversed', 'shuffled']).optional(),
})
const faultInput = z.object({
  service: z.enum(services),
  kind: z.enum(faultKinds),
  status: z.int().min(400).max(599).optional(),
  ms: z.int().min(0).optional(),
  times: z.int().min(1).optional(),
  method: z.enum(['GET', 'POST']).optional(),
  path: z.string().optional(),
})
const settingsInput = z.object({
  returnBy: z.enum(['post', 'get']).optional(),
  perSecond: z.coerce.number().int().min(0).optional(),
})

/** The sandbox's own API, for tests and for the console's buttons: `/control`. README.md describes it. */
export function controlApi(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  const state = () => sandbox.store.state

  app.use(async (c, next) => {
    // A web page from elsewhere has no business here.
    if (c.req.header('sec-fetch-site') === 'cross-site') throw new HTTPException(403)
    await next()
  })

  app.post('/reset', c => {
    sandbox.courier.forget()
    sandbox.store.reset()
    sandbox.calls.length = 0
    return done(c, { reset: true })
  })

  app.get('/hold', c => c.json(state().hold))
  app.post('/hold', async c => {
    const { service, on, order } = await read(c, holdInput)
    if (on) {
      state().hold[service] = true
      sandbox.store.touch()
      return done(c, { hold: state().hold, released: [] })
    }
    const released = await sandbox.courier.release(service, order)
    return done(c, { hold: state().hold, released })
  })

  app.get('/faults', c => c.json(state().faults))
  app.post('/faults', async c => {
    const input = await read(c, faultInput)
    // A slow service stays slow; every other fault happens once unless said otherwise.
    const times = input.times ?? (input.kind === 'slow' ? undefined : 1)
    const fault = { id: randomText(8), ...input, times }
    state().faults.push(fault)
    sandbox.store.touch()
    return c.json(fault)
  })
  const repair = () => {
    state().faults = []
    sandbox.store.touch()
    return { faults: [] }
  }
  app.delete('/faults', c => c.json(repair()))
  app.post('/faults/repair', c => done(c, repair()))

  app.get('/calls', c => {
    const service = c.req.query('service')
    return c.json(sandbox.calls.filter(call => !service || call.service === service))
  })

  app.get('/deliveries', c => {
    const { service, state: wanted, ref } = c.req.query()
    const matches = state().deliveries.filter(
      d => (!service || d.service === service) && (!wanted || d.state === wanted) && (!ref || d.ref === ref),
    )
    return c.json(matches)
  })
  app.post('/deliveries/flush', async c => done(c, { tried: await sandbox.courier.flush() }))

  const settings = () => ({ returnBy: state().cinetpay.returnBy, perSecond: state().resend.perSecond })
  app.get('/settings', c => c.json(settings()))
  app.post('/settings', async c => {
    const { returnBy, perSecond } = await read(c, settingsInput)
    if (returnBy) state().cinetpay.returnBy = returnBy
    if (perSecond !== undefined) state().resend.perSecond = perSecond
    sandbox.store.touch()
    return done(c, settings())
  })

  app.route('/', resendControl(sandbox))
  app.route('/stripe', stripeControl(sandbox))
  app.route('/cinetpay', cinetpayControl(sandbox))
  app.route('/push', pushControl(sandbox))
  app.onError((error, c) => {
    const known = [HTTPException, StripeError, SyntaxError].some(kind => error instanceof kind)
    if (!known) throw error
    const status = error instanceof HTTPException ? error.status : 400
    if (!fromConsole(c)) return c.json({ error: error.message }, status)
    return c.html(page('Impossible', html`<h1>Impossible</h1><p class="alert">${error.message}</p>`), status)
  })
  return app
}
