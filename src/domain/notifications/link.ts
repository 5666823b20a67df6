import { type Category, categories } from '../../lib/cadence'
import { signedLink } from '../../lib/signed-link'

/** A mail's link to its reader's choices lives so long, in seconds: 180 days. */
export const PREFERENCES_LIFE = 180 * 86_400

/**
 * What a link to the choices says: whose they are and, to take no more of one kind by one press, which kind; `daily`:
 * whatever comes in the day's one mail. Whoever holds it may read and change these choices, and nothing else.
 */
export type PreferencesLink = { membershipId: string; category?: Category | 'daily' }

const links = signedLink<{ m: string; k?: string }>('preferences', PREFERENCES_LIFE, ['m'])

/** @param now milliseconds */
export const signPreferences = (secret: string, link: PreferencesLink, now: number): Promise<string> =>
  links.sign(secret, { m: link.membershipId, k: link.category }, now)

/** As `signedLink` opens: `expired` for one that was ours and is over, null for what is not good. */
export async function openPreferences(
  secrets: readonly (string | undefined)[],
  token: string,
  now: number,
): Promise<PreferencesLink | 'expired' | null> {
  const said = await links.open(secrets, token, now)
  if (said === null || said === 'expired') return said
  const category = [...categories, 'daily' as const].find(one => one === said.k)
  return { membershipId: said.m, ...(category && { category }) }
}
