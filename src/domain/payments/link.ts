/** A link by which a request can be paid lives so long, in seconds: 60 days. */
export const PAY_LINK_LIFE = 60 * 86_400

/**
 * What a link for paying says: one request, as long as its links were not taken back since. Whoever holds it may see
 * and pay that request, and nothing else; it is made to be handed on to whoever pays.
 */
export type PayLink = { projectId: string; requestId: string; version: number }

/** A key for these links alone: what another purpose signed opens no payment. */
const keyOf = async (secret: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`pay\0${secret}`)))

/** @param now milliseconds */
export async function signPayLink(secret: string, link: PayLink, now: number): Promise<string> {
  const issued = Math.floor(now / 1000)
  const { SignJWT } = await import('jose')
  return new SignJWT({ p: link.projectId, r: link.requestId, v: link.version })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('pay')
    .setIssuedAt(issued)
    .setExpirationTime(issued + PAY_LINK_LIFE)
    .sign(await keyOf(secret))
}

/**
 * @param secrets the present one, then the older one that still verifies
 * @returns `expired` for one that was ours and is over; null for what is forged, altered, another purpose's, or from a
 *   clock ahead of ours
 */
export async function openPayLink(
  secrets: readonly (string | undefined)[],
  token: string,
  now: number,
): Promise<PayLink | 'expired' | null> {
  const { jwtVerify } = await import('jose')
  let expired = false
  for (const secret of secrets) {
    if (!secret) continue
    try {
      const { payload } = await jwtVerify<{ p: string; r: string; v: number }>(token, await keyOf(secret), {
        algorithms: ['HS256'],
        audience: 'pay',
        maxTokenAge: PAY_LINK_LIFE,
        requiredClaims: ['exp', 'iat', 'p', 'r', 'v'],
        currentDate: new Date(now),
      })
      return { projectId: payload.p, requestId: payload.r, version: payload.v }
    } catch (error) {
      // The signature is looked at before the dates: what is only over was ours.
      if ((error as { code?: string }).code === 'ERR_JWT_EXPIRED') expired = true
    }
  }
  return expired ? 'expired' : null
}
