import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** One of OWASP's sets: 16 MiB and about 0.1 s, during which the isolate does nothing else: limits come first. */
const cost = { N: 2 ** 14, r: 8, p: 5 }
const LENGTH = 32

const derive = (text: string, salt: Buffer, length: number, options: ScryptOptions) =>
  new Promise<Buffer>((done, fail) => {
    // Composed and decomposed accents are the same password.
    scrypt(text.normalize('NFKC'), salt, length, { ...options, maxmem: 64 * 2 ** 20 }, (error, key) =>
      error ? fail(error) : done(key),
    )
  })

/** @returns `scrypt$N$r$p$salt$hash`, the last two in base64url */
export async function hashPassword(text: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(text, salt, LENGTH, cost)
  const { N, r, p } = cost
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/**
 * Whether this is the password. Somebody without one, or nobody at all (`stored` null), costs the same as a wrong one.
 */
export async function verifyPassword(text: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? '').split('$')
  if (!stored) {
    await derive(text, Buffer.alloc(16), LENGTH, cost)
    return false
  }
  const expected = Buffer.from(hash, 'base64url')
  if (expected.length !== LENGTH) return false
  const options = { N: Number(N), r: Number(r), p: Number(p) }
  const key = await derive(text, Buffer.from(salt, 'base64url'), LENGTH, options)
  return timingSafeEqual(key, expected)
}
