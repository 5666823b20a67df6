import { env } from 'cloudflare:workers'
import { base64url as bytes, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import { aBrowser } from '../../test/push'
import { configOf } from '../config'
import { areDeviceKeys, isPushService, postPush } from './push'
import { encrypted } from './push-encryption'

const config = configOf(env)
const P256 = { name: 'ECDH', namedCurve: 'P-256' }
const HOUR = 3_600_000

/** RFC 8291, section 5 and appendix A. */
const example = {
  words: 'When I grow up, I want to be a watermelon',
  asPublic: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
  asPrivate: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  uaPublic: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  body:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml' +
    'mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT' +
    'pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

describe('encryption', () => {
  it("makes the standard's own example of it, to the byte", async () => {
    const point = bytes.decode(example.asPublic)
    const [x, y] = [bytes.encode(point.slice(1, 33)), bytes.encode(point.slice(33))]
    const jwk = { kty: 'EC', crv: 'P-256', x, y }
    const pair = {
      publicKey: await crypto.subtle.importKey('jwk', jwk, P256, true, []),
      privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d: example.asPrivate }, P256, true, [
        'deriveBits',
      ]),
    }
    const keys = { p256dh: bytes.decode(example.uaPublic), auth: bytes.decode(example.auth) }
    const made = { salt: bytes.decode(example.salt), pair }
    const body = await encrypted(new TextEncoder().encode(example.words), keys, 0, made)
    expect(bytes.encode(body)).toBe(example.body)
  })

  it('is read by the browser it was made for and by no other, and hides how long the words are', async () => {
    const [theirs, others] = [await aBrowser(), await aBrowser()]
    const keys = { p256dh: bytes.decode(theirs.p256dh), auth: bytes.decode(theirs.auth) }
    const [long, short] = await Promise.all(
      ['Des mots', 'M'].map(words => encrypted(new TextEncoder().encode(words), keys, 200)),
    )
    expect(await theirs.read(long as Uint8Array<ArrayBuffer>)).toBe('Des mots')
    await expect(others.read(long as Uint8Array<ArrayBuffer>)).rejects.toThrow()
    expect(long?.length).toBe(short?.length)
  })
})

/** Sends one message to a browser at this address, its service answering so. */
async function post(answer: () => Response, endpoint = 'https://fcm.googleapis.com/fcm/send/abc') {
  const device = await aBrowser(endpoint)
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer())
  const message = { topic: 'a-topic', urgency: 'high', words: { title: 'Léa' } } as const
  const outcome = await postPush(config, device, message, Date.now())
  return { outcome, fetched, device }
}

describe('a message', () => {
  it('says to the service what it needs, signed for it alone, and nothing that can be read', async () => {
    const { outcome, fetched, device } = await post(() => new Response(null, { status: 201 }))
    expect(outcome).toEqual({ outcome: 'told' })
    const [url, init] = fetched.mock.calls[0] as [string, RequestInit]
    expect([url, init.redirect]).toEqual([device.endpoint, 'manual'])
    const headers = new Headers(init.headers)
    expect(headers.get('Content-Encoding')).toBe('aes128gcm')
    expect([headers.get('TTL'), headers.get('Urgency'), headers.get('Topic')]).toEqual([
      '86400',
      'high',
      'a-topic',
    ])
    const [, jwt = '', key = ''] =
      /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.get('Authorization') ?? '') ?? []
    expect(key).toBe(config.VAPID_PUBLIC_KEY)
    expect(decodeProtectedHeader(jwt)).toEqual({ typ: 'JWT', alg: 'ES256' })
    const point = bytes.decode(key)
    const publicKey = await importJWK(
      { kty: 'EC', crv: 'P-256', x: bytes.encode(point.slice(1, 33)), y: bytes.encode(point.slice(33)) },
      'ES256',
    )
    const { payload } = await jwtVerify(jwt, publicKey, { audience: 'https://fcm.googleapis.com' })
    expect(payload.sub).toBe('mailto:bonjour@parvis.test')
    const left = (payload.exp ?? 0) * 1000 - Date.now()
    expect(left).toBeGreaterThan(11 * HOUR)
    expect(left).toBeLessThan(24 * HOUR)
    expect(await device.read(init.body as Uint8Array<ArrayBuffer>)).toBe('{"title":"Léa"}')
  })

  it.each([
    [404, { outcome: 'gone' }],
    [410, { outcome: 'gone' }],
    [429, { outcome: 'again', problem: '429' }],
    [500, { outcome: 'again', problem: '500' }],
    [503, { outcome: 'again', problem: '503' }],
    [400, { outcome: 'refused', problem: '400' }],
    [403, { outcome: 'refused', problem: '403' }],
    [302, { outcome: 'refused', problem: '302' }],
  ])('answered with %i becomes %o', async (status, outcome) => {
    expect((await post(() => new Response(null, { status }))).outcome).toEqual(outcome)
  })

  it('waits as long as the service says, but no longer than an hour', async () => {
    const asking = (seconds: string) => () =>
      new Response(null, { status: 429, headers: { 'Retry-After': seconds } })
    expect((await post(asking('7'))).outcome).toMatchObject({ afterSeconds: 7 })
    expect((await post(asking('999999'))).outcome).toMatchObject({ afterSeconds: 3600 })
  })

  it('outlives a service that cannot be reached', async () => {
    const dead = () => {
      throw new TypeError('network connection lost')
    }
    expect((await post(dead)).outcome).toEqual({ outcome: 'again', problem: 'unreachable' })
  })
})

it('to keys that no browser ever had goes nowhere, and is not tried again', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch')
  const made = {
    endpoint: 'https://fcm.googleapis.com/x',
    p256dh: `B${'A'.repeat(86)}`,
    auth: 'A'.repeat(22),
  }
  expect(areDeviceKeys(made)).toBe(true)
  const message = { topic: 'a-topic', urgency: 'high', words: { title: 'Léa' } } as const
  expect(await postPush(config, made, message, Date.now())).toEqual({ outcome: 'gone' })
  expect(fetched).not.toHaveBeenCalled()
})

const hostile = [
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://fcm.googleapis.com@127.0.0.1/',
  'https://user:word@fcm.googleapis.com/',
  'https://fcm.googleapis.com.evil.test/',
  'https://evilpush.apple.com.test/',
  'https://evil-push.apple.com.evil.test/',
  'https://notify.windows.com.evil.test/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://10.0.0.1/',
  'https://localhost/',
  'https://parvis.test/w/atelier/push',
  'http://push.test.evil.test/',
  'file:///etc/passwd',
  'data:text/plain,x',
  '//fcm.googleapis.com/x',
  'fcm.googleapis.com/x',
  '',
]

describe('an address', () => {
  it.each(hostile)('%s is called by nobody', async endpoint => {
    expect(isPushService(config, endpoint)).toBe(false)
    const { outcome, fetched } = await post(() => new Response(null, { status: 201 }), endpoint)
    expect(outcome).toEqual({ outcome: 'refused', problem: 'not_offered' })
    expect(fetched).not.toHaveBeenCalled()
  })

  it.each([
    'https://fcm.googleapis.com/fcm/send/dGVzdA:APA91b',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAAA',
    'https://web.push.apple.com/QGuQyavXutnMH9T',
    'https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD',
    'http://push.test/push/1',
  ])("%s is a browser maker's, or the one configured", endpoint => {
    expect(isPushService(config, endpoint)).toBe(true)
  })

  it('comes with keys of the right shape', async () => {
    const { p256dh, auth } = await aBrowser()
    expect(areDeviceKeys({ p256dh, auth })).toBe(true)
    expect(areDeviceKeys({ p256dh: auth, auth })).toBe(false)
    expect(areDeviceKeys({ p256dh, auth: '' })).toBe(false)
  })
})
