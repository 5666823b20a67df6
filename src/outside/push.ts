import { base64url as bytes, importJWK, SignJWT } from 'jose'
import type { Config } from '../config'
import { encrypted } from './push-encryption'

/** What a browser's subscription says; whoever has it can write to that screen. Keys in base64url. */
export type PushAddress = { endpoint: string; p256dh: string; auth: string }

/** What a device is told. A later one of the same `topic` takes the place of one that was not shown yet. */
export type PushMessage = {
  /** At most 32 characters of base64url. */
  topic: string
  urgency: 'normal' | 'high'
  words: Record<string, string>
}

/** What became of it. `gone`: nobody is there any more. `again`: it may work later; `afterSeconds` when it said when. */
export type Pushed =
  | { outcome: 'told' | 'gone' }
  | { outcome: 'again'; problem: string; afterSeconds?: number }
  | { outcome: 'refused'; problem: string }

/** The push services of the browsers' makers: a Worker that called any address it is given could be made to call inside. */
const services = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '.push.services.mozilla.com',
  '.push.apple.com',
  '.notify.windows.com',
]

const LIMIT = 10_000
/** Seconds: what is not shown within a day is found in the portal. */
const LIFE = 86_400
/** A message's statement of who sends it: 12 hours, of the 24 that the standard allows. */
const SIGNED = 12 * 3600
/** Bytes to which messages are filled up, so that their length tells nothing. */
const PADDED = 1024

/** The Worker's keys for push, and who answers for it; null where push is not offered. */
export function vapidOf({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT }: Config) {
  if (!VAPID_PUBLIC_KEY || !VAPID_PRIVATE_KEY || !VAPID_SUBJECT) return null
  return { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY, subject: VAPID_SUBJECT }
}

/** Whether an address that a browser named is a known push service's (or the configured one's). */
export function isPushService(config: Config, endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username, password, origin } = new URL(endpoint)
  if (username || password) return false
  if (config.PUSH_BASE && origin === new URL(config.PUSH_BASE).origin) return true
  const known = services.some(name => (name.startsWith('.') ? hostname.endsWith(name) : hostname === name))
  return protocol === 'https:' && port === '' && known
}

/** Whether these are a browser's keys: an uncompressed point of 65 bytes, and a secret of 16. */
export const areDeviceKeys = ({ p256dh, auth }: Omit<PushAddress, 'endpoint'>): boolean =>
  /^B[\w-]{86}$/.test(p256dh) && /^[\w-]{22}$/.test(auth)

/**
 * Hands a message to the push service of one browser. Never throws for what the service or the network does.
 * @param now milliseconds
 */
export async function postPush(
  config: Config,
  address: PushAddress,
  message: PushMessage,
  now: number,
): Promise<Pushed> {
  const vapid = vapidOf(config)
  if (!vapid || !isPushService(config, address.endpoint))
    return { outcome: 'refused', problem: 'not_offered' }
  const keys = { p256dh: bytes.decode(address.p256dh), auth: bytes.decode(address.auth) }
  const words = new TextEncoder().encode(JSON.stringify(message.words))
  // Of the right shape, and no point of the curve: nobody reads what is sealed for it.
  const body = await encrypted(words, keys, PADDED).catch(() => null)
  if (!body) return { outcome: 'gone' }
  const answer = await fetch(address.endpoint, {
    method: 'POST',
    // Nobody leads us on to another house.
    redirect: 'manual',
    signal: AbortSignal.timeout(LIMIT),
    body,
    headers: {
      Authorization: await statement(vapid, new URL(address.endpoint).origin, now),
      'Content-Type': 'application/octet-stream',
      'Content-Encoding': 'aes128gcm',
      TTL: String(LIFE),
      Urgency: message.urgency,
      Topic: message.topic,
    },
  }).catch(() => null)
  await answer?.body?.cancel()
  return outcomeOf(answer)
}

function outcomeOf(answer: Response | null): Pushed {
  if (!answer) return { outcome: 'again', problem: 'unreachable' }
  const { status } = answer
  if (answer.ok) return { outcome: 'told' }
  if (status === 404 || status === 410) return { outcome: 'gone' }
  const problem = String(status)
  if (status < 500 && status !== 429 && status !== 408) return { outcome: 'refused', problem }
  const seconds = Number(answer.headers.get('Retry-After'))
  return { outcome: 'again', problem, ...(seconds > 0 && { afterSeconds: Math.min(seconds, 3600) }) }
}

/** Who sends, signed for this one service: RFC 8292. */
async function statement(vapid: NonNullable<ReturnType<typeof vapidOf>>, audience: string, now: number) {
  const point = bytes.decode(vapid.publicKey)
  const [x, y] = [bytes.encode(point.slice(1, 33)), bytes.encode(point.slice(33))]
  const key = await importJWK({ kty: 'EC', crv: 'P-256', x, y, d: vapid.privateKey }, 'ES256')
  const jwt = await new SignJWT()
    .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
    .setAudience(audience)
    .setExpirationTime(Math.floor(now / 1000) + SIGNED)
    .setSubject(vapid.subject)
    .sign(key)
  return `vapid t=${jwt}, k=${vapid.publicKey}`
}
