import { Hono } from 'hono'
import type { HonoEnv, Sandbox } from '../context.ts'
import { faultyService } from '../faults.ts'
import { sendOnce } from './idempotency.ts'
import { mailInput, ResendError } from './input.ts'
import { accept, asEmail, asReceived } from './mail.ts'

const MAX_BATCH = 100

/** Resend's API under `/resend`. */
export function resendApi(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  const recent: number[] = []

  app.use(faultyService(sandbox, 'resend', errorBody))
  app.use(async (c, next) => {
    const key = c.req.header('authorization')?.replace(/^Bearer /, '')
    if (!key) throw new ResendError(401, 'missing_api_key', 'Missing API key in the authorization header.')
    if (key !== sandbox.settings.resendApiKey) {
      throw new ResendError(403, 'invalid_api_key', 'API key is invalid.')
    }
    const limit = sandbox.store.state.resend.perSecond
    if (limit) {
      const now = Date.now()
      while (recent[0] !== undefined && recent[0] <= now - 1000) recent.shift()
      const left = limit - recent.length
      c.header('ratelimit-limit', String(limit))
      c.header('ratelimit-remaining', String(Math.max(0, left - 1)))
      c.header('ratelimit-reset', '1')
      if (left <= 0) {
        c.header('retry-after', '1')
        throw new ResendError(429, 'rate_limit_exceeded', `Too many requests: ${limit} per second.`)
      }
      recent.push(now)
    }
    await next()
  })

  app.post('/emails', async c => {
    const raw = await c.req.text()
    const key = c.req.header('idempotency-key')
    const answer = sendOnce(sandbox, key, `emails ${raw}`, () => {
      const mail = accept(sandbox, mailInput(parse(raw)), key)
      return { id: mail.id }
    })
    return c.json(answer)
  })

  app.post('/emails/batch', async c => {
    const raw = await c.req.text()
    const key = c.req.header('idempotency-key')
    const answer = sendOnce(sandbox, key, `batch ${raw}`, () => {
      const list = parse(raw)
      if (!Array.isArray(list) || list.length === 0 || list.length > MAX_BATCH) {
        throw new ResendError(422, 'validation_error', `A batch holds 1 to ${MAX_BATCH} emails.`)
      }
      // All are checked before one is taken.
      const checked = list.map(mailInput)
      return { data: checked.map(mail => ({ id: accept(sandbox, mail, key).id })) }
    })
    return c.json(answer)
  })

  app.get('/emails', c => {
    const { mails } = sandbox.store.state.resend
    const limit = Math.min(100, Number(c.req.query('limit') ?? 20))
    const newest = mails.toReversed()
    const after = c.req.query('after')
    const from = after ? newest.findIndex(mail => mail.id === after) + 1 : 0
    const data = newest.slice(from, from + limit).map(asEmail)
    return c.json({ object: 'list', has_more: newest.length > from + limit, data })
  })

  app.get('/emails/receiving/:id', c => {
    const mail = sandbox.store.state.resend.received.find(known => known.id === c.req.param('id'))
    if (!mail) throw notFound()
    return c.json(asReceived(mail))
  })

  app.get('/emails/:id', c => {
    const mail = sandbox.store.state.resend.mails.find(known => known.id === c.req.param('id'))
    if (!mail) throw notFound()
    return c.json(asEmail(mail))
  })

  app.all('*', () => {
    throw new ResendError(404, 'not_found', 'The requested endpoint does not exist.')
  })
  app.onError((error, c) => {
    if (!(error instanceof ResendError)) throw error
    return c.json(error.body, error.status as 422)
  })
  return app
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    throw new ResendError(400, 'validation_error', 'The request body is not valid JSON.')
  }
}

function notFound(): ResendError {
  return new ResendError(404, 'not_found', 'Email not found')
}

function errorBody(status: number): object {
  const name = status === 429 ? 'rate_limit_exceeded' : 'internal_server_error'
  return { statusCode: status, name, message: 'The sandbox was asked to fail here.' }
}
