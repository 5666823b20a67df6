import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { decide, notify, type Outcome, outcomes } from '../cinetpay/outcome.ts'
import type { HonoEnv, Sandbox } from '../context.ts'
import { count, done, read } from './request.ts'

const decideInput = z.object({ method: z.enum(['OM', 'MOMO', 'WAVECI', 'CARD']).optional() })
const notifyInput = z.object({ times: count.default(1), proof: z.enum(['good', 'forged']).default('good') })

/** `/control/cinetpay`: payments, what happens to them, and sending notifications again. */
export function cinetpayControl(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()

  app.get('/payments', c => c.json(Object.values(sandbox.store.state.cinetpay.payments)))

  app.post('/payments/:transaction/:act', async c => {
    const payment = sandbox.store.state.cinetpay.payments[c.req.param('transaction')]
    const act = c.req.param('act')
    if (!payment) throw new HTTPException(404, { message: 'no such payment' })
    if (act === 'notify') {
      const { times, proof } = await read(c, notifyInput)
      const sent = Array.from({ length: times }, () => notify(sandbox, payment, { proof, retry: false }))
      return done(c, { deliveries: await Promise.all(sent) })
    }
    if (!outcomes.includes(act as Outcome)) throw new HTTPException(404, { message: `no act «${act}»` })
    const { method } = await read(c, decideInput)
    const changed = await decide(sandbox, payment, act as Outcome, method)
    if (!changed) throw new HTTPException(409, { message: `already ${payment.status}` })
    return done(c, payment)
  })
  return app
}
