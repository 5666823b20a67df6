import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
} from 'node:crypto'
import { expect, it } from 'vitest'
import { played } from './testing.ts'

type Device = { id: string; endpoint: string; p256dh: string; auth: string }

const url = (part: string | Buffer) => Buffer.from(part).toString('base64url')
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

function statement(audience: string, seconds = 3600) {
  const { x = '', y = '' } = privateKey.export({ format: 'jwk' })
  const exp = Math.floor(Date.now() / 1000) + seconds
  const claims = JSON.stringify({ aud: audience, exp, sub: 'mailto:x@parvis.test' })
  const text = `${url(JSON.stringify({ typ: 'JWT', alg: 'ES256' }))}.${url(claims)}`
  const key = createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' })
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return `vapid t=${text}.${url(signature)}, k=${url(point)}`
}

function sealed({ p256dh, auth }: Device, words: string): Buffer {
  const [pair, salt, theirs] = [createECDH('prime256v1'), randomBytes(16), Buffer.from(p256dh, 'base64url')]
  const own = pair.generateKeys()
  const hkdf = (from: Buffer, mixed: Buffer, info: Buffer, n: number) =>
    Buffer.from(hkdfSync('sha256', from, mixed, info, n))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, own])
  const secret = hkdf(pair.computeSecret(theirs), Buffer.from(auth, 'base64url'), info, 32)
  const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const aes = createCipheriv('aes-128-gcm', key, nonce)
  const body = Buffer.concat([
    aes.update(Buffer.concat([Buffer.from(words), Buffer.of(2, 0, 0)])),
    aes.final(),
  ])
  return Buffer.concat([salt, Buffer.of(0, 0, 16, 0, own.length), own, body, aes.getAuthTag()])
}

const push = (device: Device, headers: Record<string, string>, body = sealed(device, '{"title":"Léa"}')) =>
  fetch(device.endpoint, {
    method: 'POST',
    headers: { ttl: '60', 'content-encoding': 'aes128gcm', ...headers },
    body: new Uint8Array(body),
  })

it('takes what is signed and sealed for one browser, which reads it', async () => {
  const { sandbox, get, post } = await played()
  const device: Device = await post('/control/push/devices')
  const authorization = statement(sandbox.origin)
  expect((await push(device, { authorization, topic: 'a-topic', urgency: 'high' })).status).toBe(201)
  expect(await get(`/control/push/messages?device=${device.id}`)).toMatchObject([
    { ttl: 60, urgency: 'high', topic: 'a-topic', subject: 'mailto:x@parvis.test', words: { title: 'Léa' } },
  ])
})

it('turns away what a real one would', async () => {
  const { sandbox, get, post } = await played()
  const device: Device = await post('/control/push/devices')
  const authorization = statement(sandbox.origin)
  const status = async (headers: Record<string, string>, body?: Buffer) =>
    (await push(device, { authorization, ...headers }, body)).status
  expect(await status({ authorization: '' })).toBe(403)
  expect(await status({ authorization: statement('https://elsewhere.test') })).toBe(403)
  expect(await status({ authorization: statement(sandbox.origin, 2 * 86_400) })).toBe(403)
  expect(await status({ authorization: statement(sandbox.origin, -1) })).toBe(403)
  expect(await status({ 'content-encoding': 'aesgcm' })).toBe(400)
  expect(await status({ topic: 'x'.repeat(33) })).toBe(400)
  expect(await status({}, Buffer.alloc(4097))).toBe(413)
  const other: Device = await post('/control/push/devices')
  expect(await status({}, sealed(other, '{}'))).toBe(400)
  expect(await get('/control/push/messages')).toEqual([])
})

it('has nobody there, and fails as it is told to', async () => {
  const { sandbox, post } = await played()
  const device: Device = await post('/control/push/devices')
  const authorization = statement(sandbox.origin)
  await post('/control/faults', { service: 'push', kind: 'status', status: 429 })
  expect((await push(device, { authorization })).status).toBe(429)
  await post(`/control/push/devices/${device.id}/departure`)
  expect((await push(device, { authorization })).status).toBe(410)
  const nobody = { ...device, endpoint: `${sandbox.origin}/push/nobody` }
  expect((await push(nobody, { authorization })).status).toBe(404)
})
