import { type Category, categories } from '../../lib/cadence'

/** A mail's link to its reader's choices lives so long, in seconds: 180 days. */
export const PREFERENCES_LIFE = 180 * 86_400

/**
 * What a link to the choices says: whose they are and, to take no more of one kind by one press, which kind; `daily`:
 * whatever comes in the day's one mail. Whoever holds it may read and change these choices, and nothing else.
 */
export type PreferencesLink = { membershipId: string; category?: Category | 'daily' }

/** A key for these links alone: what another purpose signed opens no choices. */
const keyOf = async (secret: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`preferences\0${secret}`)))

/** @param now milliseconds */
export async function signPreferences(secret: string, link: PreferencesLink, now: number): Promise<string> {
  const issued = Math.floor(now / 1000)
  const { SignJWT } = await import('jose')
  return new SignJWT({ m: link.membershipId, ...(link.category && { k: link.category }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('preferences')
    .setIssuedAt(issued)
    .setExpirationTime(issued + PREFERENCES_LIFE)
    .sign(await keyOf(secret))
}

/**
 * @param secrets the present one, then the older one that still verifies
 * @returns `expired` for one that was ours and is over; null for what is forged, altered, another purpose's, or from a
 *   clock ahead of ours
 */
export async function openPreferences(
  secrets: readonly (string | undefined)[],
  token: string,
  now: number,
): Promise<PreferencesLink | 'expired' | null> {
  const { jwtVerify } = await import('jose')
  let expired = false
  for (const secret of secrets) {
    if (!secret) continue
    try {
      const { payload } = await jwtVerify<{ m: string; k?: string }>(token, await keyOf(secret), {
        algorithms: ['HS256'],
        audience: 'preferences',
        maxTokenAge: PREFERENCES_LIFE,
        requiredClaims: ['exp', 'iat', 'm'],
        currentDate: new Date(now),
      })
      const category = [...categories, 'daily' as const].find(one => one === payload.k)
      return { membershipId: payload.m, ...(category && { category }) }
    } catch (error) {
      // The signature is looked at before the dates: what is only over was ours.
      if ((error as { code?: string }).code === 'ERR_JWT_EXPIRED') expired = true
    }
  }
  return expired ? 'expired' : null
}
