import { createPublicKey, verify } from 'node:crypto'
import { Hono } from 'hono'
import type { HonoEnv, Sandbox } from '../context.ts'
import { faultyService } from '../faults.ts'
import { readMessage } from './browser.ts'
import type { PushState } from './types.ts'

const MOST_BYTES = 4096
const KEPT = 500
const DAY = 86_400

/** What the sandbox knows of push; a state kept by an older version has nothing of it. */
export function pushState(sandbox: Sandbox): PushState {
  const { state } = sandbox.store
  state.push ??= { devices: {}, messages: [] }
  return state.push
}

/** A push service under `/push` (RFC 8030), as strict as those of the browsers' makers, and the browser behind it. */
export function pushApi(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  app.use(faultyService(sandbox, 'push', status => ({ status })))

  app.post('/:device', async c => {
    const { devices, messages } = pushState(sandbox)
    const device = devices[c.req.param('device')]
    if (!device) return c.text('no such subscription', 404)
    if (device.gone) return c.text('unsubscribed', 410)
    const subject = senderOf(c.req.header('authorization'), sandbox.origin)
    if (!subject) return c.text('not signed for this service', 403)
    const ttl = Number(c.req.header('ttl') ?? 'missing')
    if (!(ttl >= 0) || c.req.header('content-encoding') !== 'aes128gcm')
      return c.text('no TTL, or an encoding that is not aes128gcm', 400)
    const topic = c.req.header('topic') ?? null
    if (topic !== null && !/^[\w-]{1,32}$/.test(topic)) return c.text('no topic', 400)
    const body = Buffer.from(await c.req.arrayBuffer())
    if (body.length > MOST_BYTES) return c.text('too large', 413)
    const words = JSON.parse(readMessage(device, body))
    const urgency = c.req.header('urgency') ?? null
    messages.push({ device: device.id, at: Date.now(), ttl, urgency, topic, subject, words })
    messages.splice(0, messages.length - KEPT)
    sandbox.store.touch()
    return c.body(null, 201, { location: `${sandbox.origin}/push/message` })
  })

  app.onError((error, c) => c.text(`the browser cannot read it: ${error.message}`, 400))
  return app
}

/** Who signed the statement, if it is good and for this service alone (RFC 8292). */
function senderOf(header: string | undefined, origin: string): string | null {
  const [, jwt = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(header ?? '') ?? []
  const [head, claims = '', signature = ''] = jwt.split('.')
  const point = Buffer.from(key, 'base64url')
  if (point.length !== 65) return null
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map(part => part.toString('base64url'))
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  const good = verify('sha256', Buffer.from(`${head}.${claims}`), how, Buffer.from(signature, 'base64url'))
  if (!good) return null
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  const left = exp - Date.now() / 1000
  return aud === origin && left > 0 && left <= DAY ? sub : null
}
