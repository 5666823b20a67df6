import { base64url as bytes } from 'jose'

const P256 = { name: 'ECDH', namedCurve: 'P-256' }

/** Bytes as Web Crypto wants them. */
type Bytes = Uint8Array<ArrayBuffer>

/**
 * A browser that may be written to: what it hands out, and its own reading of what comes, written from the standard's
 * side of the receiver (RFC 8291 and RFC 8188) so that no mistake of the sender is made twice.
 */
export async function aBrowser(endpoint = 'http://push.test/push/1') {
  const pair = (await crypto.subtle.generateKey(P256, true, ['deriveBits'])) as CryptoKeyPair
  const own = new Uint8Array((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer)
  const auth = crypto.getRandomValues(new Uint8Array(16))

  /** @throws Error where it is not for this browser, or altered */
  async function read(body: Bytes): Promise<string> {
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
    const [salt, size, length] = [body.slice(0, 16), view.getUint32(16), view.getUint8(20)]
    const [sender, sealed] = [body.slice(21, 21 + length), body.slice(21 + length)]
    if (sealed.length > size) throw new Error('more than one record')
    const from = await crypto.subtle.importKey('raw', sender, P256, false, [])
    const how = { name: 'ECDH', public: from } as unknown as SubtleCryptoDeriveKeyAlgorithm
    const agreed = new Uint8Array(await crypto.subtle.deriveBits(how, pair.privateKey, 256))
    const secret = await hkdf(auth, agreed, [...text('WebPush: info\0'), ...own, ...sender], 32)
    const key = await hkdf(salt, secret, text('Content-Encoding: aes128gcm\0'), 16)
    const iv = await hkdf(salt, secret, text('Content-Encoding: nonce\0'), 12)
    const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
    const padded = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, aes, sealed))
    const end = padded.findLastIndex(byte => byte !== 0)
    if (padded[end] !== 2) throw new Error('not the last record')
    return new TextDecoder().decode(padded.slice(0, end))
  }

  return { endpoint, p256dh: bytes.encode(own), auth: bytes.encode(auth), read }
}

const text = (words: string): Bytes => new Uint8Array(new TextEncoder().encode(words))

async function hkdf(salt: Bytes, from: Bytes, info: ArrayLike<number>, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', from, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: Uint8Array.from(info) }
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8))
}
