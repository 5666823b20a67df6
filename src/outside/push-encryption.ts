const encoder = new TextEncoder()
const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const
/** One record holds the whole message: RFC 8291, section 4. */
const RECORD = 4096

/** What a browser gave to be written to: its point on P-256 (65 bytes) and its secret (16 bytes). */
export type DeviceKeys = { p256dh: Uint8Array; auth: Uint8Array }

/** Made anew for each message; given by the standard's own example alone. */
type Made = { salt: Uint8Array; pair: CryptoKeyPair }

/**
 * A message that only that browser can read, as a push service carries it: RFC 8291 over the `aes128gcm` of RFC 8188.
 * @param padTo bytes up to which zeros hide how long the words are
 */
export async function encrypted(
  words: Uint8Array,
  { p256dh, auth }: DeviceKeys,
  padTo = 0,
  made?: Made,
): Promise<Uint8Array<ArrayBuffer>> {
  const { salt, pair } = made ?? (await fresh())
  const own = new Uint8Array((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer)
  const theirs = await crypto.subtle.importKey('raw', p256dh, P256, false, [])
  // The types of workerd know the other party's key by a name that the runtime does not take.
  const agreed = { name: 'ECDH', public: theirs } as unknown as SubtleCryptoDeriveKeyAlgorithm
  const shared = new Uint8Array(await crypto.subtle.deriveBits(agreed, pair.privateKey, 256))
  const secret = await hkdf(auth, shared, joined(encoder.encode('WebPush: info\0'), p256dh, own), 32)
  const key = await hkdf(salt, secret, encoder.encode('Content-Encoding: aes128gcm\0'), 16)
  const iv = await hkdf(salt, secret, encoder.encode('Content-Encoding: nonce\0'), 12)
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  // 2 ends the last record's words; zeros may follow.
  const padded = joined(words, Uint8Array.of(2), new Uint8Array(Math.max(0, padTo - words.length)))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, aes, padded)
  const size = new Uint8Array(4)
  new DataView(size.buffer).setUint32(0, RECORD)
  return joined(salt, size, Uint8Array.of(own.length), own, new Uint8Array(sealed))
}

async function fresh(): Promise<Made> {
  const pair = (await crypto.subtle.generateKey(P256, true, ['deriveBits'])) as CryptoKeyPair
  return { salt: crypto.getRandomValues(new Uint8Array(16)), pair }
}

async function hkdf(
  salt: Uint8Array,
  from: Uint8Array,
  info: Uint8Array,
  bytes: number,
): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', from, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info }
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, bytes * 8))
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
