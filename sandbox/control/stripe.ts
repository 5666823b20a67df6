import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import type { HonoEnv, Sandbox } from '../context.ts'
import { declare } from '../stripe/accounts.ts'
import { decline, expire, pay, settleLater } from '../stripe/checkout.ts'
import { redeliver } from '../stripe/events.ts'
import { closeDispute, failRefund, openDispute, refund } from '../stripe/money-back.ts'
import type { Charge, Session, StripeEvent } from '../stripe/types.ts'
import { count, done, read } from './request.ts'

const deliverInput = z.object({
  event: z.string().optional(),
  session: z.string().optional(),
  order: z.enum(['as-is', 'reversed', 'shuffled']).optional(),
  times: count.optional(),
  proof: z.enum(['good', 'forged', 'old']).optional(),
})
const endpointInput = z.object({ account: z.string().regex(/^\w+$/), url: z.url() })
const refundInput = z.object({ amount: z.coerce.number().int().min(1).optional() })

/** `/control/stripe`: sessions and events, what happens to them, and sending webhooks again. */
export function stripeControl(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  const tables = () => sandbox.store.state.stripe

  app.get('/sessions', c => c.json(Object.values(tables().sessions)))
  app.get('/events', c => {
    const { type, session } = c.req.query()
    return c.json(eventsOf(sandbox, session).filter(event => !type || event.type === type))
  })

  app.post('/deliver', async c => {
    const { event, session, ...how } = await read(c, deliverInput)
    const events = event
      ? Object.values(tables().events).filter(known => known.id === event)
      : eventsOf(sandbox, session)
    if (event && events.length === 0) throw new HTTPException(404, { message: `no event ${event}` })
    return done(c, { deliveries: await redeliver(sandbox, events, how) })
  })

  app.post('/endpoints', async c => {
    const { account, url } = await read(c, endpointInput)
    declare(sandbox, account, url)
    return done(c, { account, url })
  })

  const acts: Record<string, (session: Session, amount?: number) => Promise<unknown>> = {
    pay: session => pay(sandbox, session, 'card'),
    later: session => pay(sandbox, session, 'sepa_debit'),
    decline: session => decline(sandbox, session),
    expire: async session => expire(sandbox, session),
    succeed: session => settleLater(sandbox, session, true),
    fail: session => settleLater(sandbox, session, false),
    refund: async (session, amount) => refund(sandbox, chargeOf(session), amount),
    'refund-failed': session => failRefund(sandbox, chargeOf(session)),
    dispute: session => openDispute(sandbox, chargeOf(session)),
    'dispute-won': session => closeDispute(sandbox, disputeOf(session), true),
    'dispute-lost': session => closeDispute(sandbox, disputeOf(session), false),
  }

  app.post('/sessions/:session/:act', async c => {
    const session = tables().sessions[c.req.param('session')]
    const act = acts[c.req.param('act')]
    if (!session || !act) throw new HTTPException(404, { message: 'no such session or act' })
    const { amount } = await read(c, refundInput)
    await act(session, amount)
    return done(c, session)
  })

  function chargeOf(session: Session): Charge {
    const { paymentIntents, charges } = tables()
    const intent = session.payment_intent ? paymentIntents[session.payment_intent] : undefined
    const charge = intent?.latest_charge && charges[intent.latest_charge]
    if (!charge) throw new HTTPException(409, { message: 'this session has no charge' })
    return charge
  }

  function disputeOf(session: Session) {
    const charge = chargeOf(session)
    const dispute = Object.values(tables().disputes).find(known => known.charge === charge.id)
    if (!dispute) throw new HTTPException(409, { message: 'this charge has no dispute' })
    return dispute
  }
  return app
}

/** Events in the order in which they happened; of one session and its payment when it is named. */
function eventsOf(sandbox: Sandbox, sessionId: string | undefined): StripeEvent[] {
  const { events, sessions } = sandbox.store.state.stripe
  const all = Object.values(events)
  if (!sessionId) return all
  const intent = sessions[sessionId]?.payment_intent
  return all.filter(({ data: { object } }) => {
    const isItself = object.id === sessionId || object.id === sessions[sessionId]?.invoice
    return isItself || (intent && (object.id === intent || object.payment_intent === intent))
  })
}
