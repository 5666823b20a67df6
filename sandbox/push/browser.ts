import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import type { PushDevice } from './types.ts'

const CURVE = 'prime256v1'
const bytes = (text: string) => Buffer.from(text, 'base64url')

/** A browser that has just been allowed to be told. */
export function newDevice(): PushDevice {
  const pair = createECDH(CURVE)
  const p256dh = pair.generateKeys('base64url')
  const [id, auth] = [randomBytes(12).toString('hex'), randomBytes(16).toString('base64url')]
  return { id, p256dh, auth, privateKey: pair.getPrivateKey('base64url'), gone: false }
}

/**
 * What a message says to the browser it was made for (RFC 8291 over RFC 8188, one record).
 * @throws Error where it is another's, or altered
 */
export function readMessage(device: PushDevice, body: Buffer): string {
  const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 21 + body.readUInt8(20))]
  const sealed = body.subarray(21 + sender.length)
  const own = createECDH(CURVE)
  own.setPrivateKey(bytes(device.privateKey))
  const hkdf = (from: Buffer, mixed: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', from, mixed, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), bytes(device.p256dh), sender])
  const secret = hkdf(own.computeSecret(sender), bytes(device.auth), info, 32)
  const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const open = createDecipheriv('aes-128-gcm', key, nonce)
  open.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()])
  const end = padded.lastIndexOf(2)
  if (end < 0 || padded.subarray(end + 1).some((byte: number) => byte !== 0))
    throw new Error('not the last record')
  return padded.subarray(0, end).toString('utf8')
}
