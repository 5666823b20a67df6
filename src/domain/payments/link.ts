import { signedLink } from '../../lib/signed-link'

/** A link by which a request can be paid lives so long, in seconds: 60 days. */
export const PAY_LINK_LIFE = 60 * 86_400

/**
 * What a link for paying says: one request, as long as its links were not taken back since. Whoever holds it may see
 * and pay that request, and nothing else; it is made to be handed on to whoever pays.
 */
export type PayLink = { projectId: string; requestId: string; version: number }

const links = signedLink<{ p: string; r: string; v: number }>('pay', PAY_LINK_LIFE, ['p', 'r', 'v'])

/** @param now milliseconds */
export const signPayLink = (secret: string, link: PayLink, now: number): Promise<string> =>
  links.sign(secret, { p: link.projectId, r: link.requestId, v: link.version }, now)

/** As `signedLink` opens: `expired` for one that was ours and is over, null for what is not good. */
export async function openPayLink(
  secrets: readonly (string | undefined)[],
  token: string,
  now: number,
): Promise<PayLink | 'expired' | null> {
  const said = await links.open(secrets, token, now)
  if (said === null || said === 'expired') return said
  return { projectId: said.p, requestId: said.r, version: said.v }
}
