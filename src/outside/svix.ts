import { equal } from '../lib/crypto'
import { signed } from './signature'

/** Older or newer than this, a signature proves nothing (seconds). */
const TOLERANCE = 300

/**
 * Checks a webhook signed by Svix (Resend's) on its raw body.
 * @param secret `whsec_` and base64; @param now milliseconds
 * @returns its id, or null where the proof does not hold
 */
export async function svixId(
  secret: string,
  raw: string,
  headers: Headers,
  now: number,
): Promise<string | null> {
  const id = headers.get('svix-id')
  const at = headers.get('svix-timestamp')
  const signatures = headers.get('svix-signature')
  if (!id || !at || !signatures || !/^\d+$/.test(at)) return null
  if (Math.abs(now / 1000 - Number(at)) > TOLERANCE) return null
  const key = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), c => c.charCodeAt(0))
  const mac = await signed(key, `${id}.${at}.${raw}`)
  const expected = `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`
  // There may be several while a secret is being changed.
  const matches = await Promise.all(signatures.split(' ').map(one => equal(one, expected)))
  return matches.includes(true) ? id : null
}
