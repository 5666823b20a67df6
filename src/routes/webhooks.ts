import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { limitKey, takeOne } from '../domain/accounts/limits'
import { accountAt, keepAt, openOwn } from '../domain/payments/accounts'
import { storeWebhook } from '../domain/payments/inbox'
import { NotFound } from '../lib/errors'
import { isId } from '../lib/id'
import { networkOf } from '../lib/network'
import type { ProviderName } from '../lib/providers'
import { deploymentsOwn, isProvider } from '../outside/providers'
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
  .post('/resend', async c => {
    const { config, now } = c.var
    if (!config.RESEND_WEBHOOK_SECRET) throw new NotFound()
    const raw = await rawBody(c)
    await limited(c)
    const id = await svixId(config.RESEND_WEBHOOK_SECRET, raw, c.req.raw.headers, now)
    if (!id) return c.text('signature', 400)
    const { isMailNews } = await import('../outside/resend-events')
    const type = typeOf(raw)
    const hint = { id, type, payload: raw }
    handOver(
      c,
      await storeWebhook(c.var.person, { provider: 'resend' }, hint, isMailNews(type) ? undefined : 'stored'),
    )
    return c.text('ok')
  })
  // The counter sends the person back by a POST from its own origin, which brings no session along: a GET will.
  .on(['GET', 'POST'], '/cinetpay/return/:slug/:place/:request', c => {
    const { slug, place, request } = c.req.param()
    if (!/^[a-z0-9-]+$/.test(slug) || !isId(place) || !isId(request)) throw new NotFound()
    return seeOther(c, `${urls.paid(slug, place, request)}?return=1`)
  })
  // A workspace's own account has an address of its own; without one, it is the deployment's.
  .post('/:provider/:account?', fromProvider)
  .get('/:provider/:account?', c => {
    // Some look whether somebody is there before they send anything.
    const { provider, account } = c.req.param()
    if (!isProvider(provider) || (account !== undefined && !isId(account))) throw new NotFound()
    return c.text('ok')
  })

/** Verified, stored once under the provider's own id, answered; what follows from it is the queue's. */
async function fromProvider(c: Context<OpenApp>): Promise<Response> {
  const { provider: name = '', account: accountId } = c.req.param() as { provider?: string; account?: string }
  if (!isProvider(name)) throw new NotFound()
  const raw = await rawBody(c)
  await limited(c)
  const box = await boxOf(c, name, accountId)
  const hint = await box.at.verify(raw, c.req.raw.headers)
  if (!hint) return c.text('signature', 400)
  handOver(c, await storeWebhook(c.var.person, { provider: name, account: box.account }, hint))
  return c.text('ok')
}

/** Tells the queue. It is stored: where this is lost, the cron hands it over. */
function handOver(c: Context<OpenApp>, message: { provider: string; id: string } | null): void {
  if (message) c.executionCtx.waitUntil(c.env.WEBHOOKS.send(message).catch(() => {}))
}

/** Whose keys have to prove it. @throws NotFound where there is no such account */
async function boxOf(c: Context<OpenApp>, name: ProviderName, accountId: string | undefined) {
  const { config, person } = c.var
  if (accountId === undefined) {
    const at = deploymentsOwn(config, name)
    if (!at) throw new NotFound()
    return { at }
  }
  const account = isId(accountId) ? await accountAt(person, name, accountId) : null
  if (!account) throw new NotFound()
  return { at: await openOwn(config, account, keepAt(person)), account }
}

/** The bytes as they came, whatever their type is called: it is them that are signed. */
const rawBody = async (c: Context<OpenApp>): Promise<string> =>
  new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(await c.req.arrayBuffer())

/** By the network that the edge itself names; no header of the caller's counts. */
async function limited(c: Context<OpenApp>): Promise<void> {
  const from = networkOf(c.req.header('CF-Connecting-IP') ?? '')
  await takeOne(c.var.person, await limitKey(c.var.config.SECRET_KEY, 'webhook', from), ALLOWED)
}

function typeOf(raw: string): string {
  try {
    return String((JSON.parse(raw) as { type?: string }).type ?? '').slice(0, 100)
  } catch {
    return ''
  }
}
