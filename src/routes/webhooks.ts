import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { limitKey, takeOne } from '../domain/accounts/limits'
import { storeWebhook } from '../domain/payments/inbox'
import { NotFound } from '../lib/errors'
import { isId } from '../lib/id'
import type { Hint, ProviderName } from '../outside/provider'
import { providersOf } from '../outside/providers'
import { svixId } from '../outside/svix'
import { urls } from '../urls'
import type { OpenApp } from '../web/context'
import { seeOther } from '../web/reply'

const SIZE = 256 * 1024
/** A provider at its busiest stays far under it; more than that from one address is something else. */
const ALLOWED = { max: 1200, windowMs: 60_000 }

/** Where providers knock. Open to the world: each proves itself by its signature over the raw body. */
export const webhooks = new Hono<OpenApp>()
  .post('*', bodyLimit({ maxSize: SIZE, onError: c => c.text('too_large', 413) }))
  .post('/stripe', c => fromPayer(c, 'stripe'))
  .post('/cinetpay', c => fromPayer(c, 'cinetpay'))
  .get('/cinetpay', c => c.text('ok'))
  .post('/resend', async c => {
    const { config, now } = c.var
    if (!config.RESEND_WEBHOOK_SECRET) throw new NotFound()
    const raw = await rawBody(c)
    await limited(c)
    const id = await svixId(config.RESEND_WEBHOOK_SECRET, raw, c.req.raw.headers, now)
    if (!id) return c.text('signature', 400)
    await storeWebhook(c.var.person, 'resend', { id, type: typeOf(raw), payload: raw }, 'stored')
    return c.text('ok')
  })
  // The counter sends the person back by a POST from its own origin, which brings no session along: a GET will.
  .on(['GET', 'POST'], '/cinetpay/return/:slug/:place/:request', c => {
    const { slug, place, request } = c.req.param()
    if (!/^[a-z0-9-]+$/.test(slug) || !isId(place) || !isId(request)) throw new NotFound()
    return seeOther(c, `${urls.paid(slug, place, request)}?return=1`)
  })

/** Verified, stored once under the provider's own id, answered; what follows from it is the queue's. */
async function fromPayer(c: Context<OpenApp>, name: ProviderName): Promise<Response> {
  const provider = providersOf(c.var.config)[name]
  if (!provider) throw new NotFound()
  const raw = await rawBody(c)
  await limited(c)
  const hint: Hint | null = await provider.verify(raw, c.req.raw.headers)
  if (!hint) return c.text('signature', 400)
  await storeWebhook(c.var.person, name, hint)
  c.executionCtx.waitUntil(
    c.env.WEBHOOKS.send({ provider: name, id: hint.id }).catch(() => {
      // It is stored: the cron hands it over.
    }),
  )
  return c.text('ok')
}

/** The bytes as they came, whatever their type is called: it is them that are signed. */
const rawBody = async (c: Context<OpenApp>): Promise<string> =>
  new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(await c.req.arrayBuffer())

/** By the address that the network itself names; no header of the caller's counts. */
async function limited(c: Context<OpenApp>): Promise<void> {
  const from = c.req.header('cf-connecting-ip') ?? 'unknown'
  await takeOne(c.var.person, await limitKey(c.var.config.SECRET_KEY, 'webhook', from), ALLOWED)
}

function typeOf(raw: string): string {
  try {
    return String((JSON.parse(raw) as { type?: string }).type ?? '').slice(0, 100)
  } catch {
    return ''
  }
}
