import { Hono } from 'hono'
import type * as z from 'zod'
import type { HonoEnv, Sandbox } from '../context.ts'
import { faultyService } from '../faults.ts'
import { randomText } from '../ids.ts'
import { accountOf, own, ownerOf } from './accounts.ts'
import { missing, StripeError } from './errors.ts'
import { API_VERSION } from './events.ts'
import { expand } from './expand.ts'
import { parseForm } from './form.ts'
import { answerOnce } from './idempotency.ts'
import { operations } from './operations.ts'
import { check } from './params.ts'

/** What a call names beside the id in its path. */
type Asked = { expand?: string[]; customer?: string; payment_intent?: string; charge?: string }

type StripeEnv = HonoEnv & { Variables: { account: string } }

/** Stripe's API under `/v1`. */
export function stripeApi(sandbox: Sandbox): Hono<StripeEnv> {
  const app = new Hono<StripeEnv>()
  app.use(async (c, next) => {
    await next()
    c.header('Request-Id', `req_${randomText(14)}`)
    c.header('Stripe-Version', API_VERSION)
  })
  app.use(faultyService(sandbox, 'stripe', status => apiError(status)))
  app.use(async (c, next) => {
    c.set('account', mustKnowKey(sandbox, c.req.header('authorization')))
    await next()
  })
  for (const { method, path, params, run } of operations) {
    app.on(method, path, async c => {
      const raw = method === 'POST' ? await c.req.text() : (c.req.url.split('?')[1] ?? '')
      const account = c.get('account')
      const answer = () => {
        const checked = check(params as z.ZodType<Asked>, parseForm(raw))
        mustBeTheirs(sandbox, account, { ...checked, id: c.req.param('id') })
        const object = run(sandbox, checked, c.req.param('id') ?? '', account)
        if (method === 'POST' && 'id' in object) own(sandbox, account, String(object.id))
        return expand(sandbox.store.state.stripe, object, checked.expand ?? [])
      }
      if (method === 'GET') return c.json(answer())
      const request = `${c.req.path}?${sorted(raw)}`
      const key = c.req.header('idempotency-key')
      const once = answerOnce(sandbox, key && account ? `${account} ${key}` : key, request, answer)
      if (once.replayed) c.header('Idempotent-Replayed', 'true')
      return c.json(once.body as object)
    })
  }
  app.all('*', c => {
    throw new StripeError(404, `Unrecognized request URL (${c.req.method}: ${c.req.path}).`)
  })
  app.onError((error, c) => {
    if (!(error instanceof StripeError)) throw error
    return c.json(error.body, error.status as 400)
  })
  return app
}

/** What belongs to another account does not exist. */
function mustBeTheirs(sandbox: Sandbox, account: string, named: Asked & { id?: string }): void {
  for (const param of ['id', 'payment_intent', 'charge', 'customer'] as const) {
    const id = named[param]
    if (id && ownerOf(sandbox, id) !== account)
      throw missing(param, id, param, param === 'customer' ? 400 : 404)
  }
}

/** @returns whose account the key opens */
function mustKnowKey(sandbox: Sandbox, authorization: string | undefined): string {
  const [scheme, value = ''] = authorization?.split(' ') ?? []
  const key = scheme === 'Basic' ? atob(value).replace(/:$/, '') : value
  if (!key) {
    throw new StripeError(401, 'You did not provide an API key.', { type: 'invalid_request_error' })
  }
  const account = accountOf(sandbox, key)
  if (account === null) throw new StripeError(401, `Invalid API Key provided: ${key.slice(0, 8)}****`)
  return account
}

function apiError(status: number): object {
  const type = status === 429 ? 'rate_limit_error' : 'api_error'
  const code = status === 429 ? { code: 'rate_limit' } : {}
  return { error: { ...code, message: 'The sandbox was asked to fail here.', type } }
}

function sorted(form: string): string {
  const params = new URLSearchParams(form)
  params.sort()
  return params.toString()
}
