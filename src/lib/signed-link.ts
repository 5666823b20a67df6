/** What a signed link carries: short names, for it stands in an address. What is undefined is left out. */
type Claims = Record<string, string | number | undefined>

/**
 * A kind of signed link: what it is for, how long it lives (seconds), and what each must say. Each purpose has a key of
 * its own: what another purpose signed never opens.
 */
export function signedLink<T extends Claims>(purpose: string, life: number, required: (keyof T & string)[]) {
  const keyOf = async (secret: string): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${purpose}\0${secret}`)))
  return {
    /** @param now milliseconds */
    async sign(secret: string, claims: T, now: number): Promise<string> {
      const issued = Math.floor(now / 1000)
      const { SignJWT } = await import('jose')
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(purpose)
        .setIssuedAt(issued)
        .setExpirationTime(issued + life)
        .sign(await keyOf(secret))
    },

    /**
     * @param secrets the present one, then the older one that still verifies
     * @param now milliseconds
     * @returns `expired` for one that was ours and is over; null for what is forged, altered, another purpose's, or from
     *   a clock ahead of ours
     */
    async open(
      secrets: readonly (string | undefined)[],
      token: string,
      now: number,
    ): Promise<T | 'expired' | null> {
      const { jwtVerify } = await import('jose')
      let expired = false
      for (const secret of secrets) {
        if (!secret) continue
        try {
          const { payload } = await jwtVerify<T>(token, await keyOf(secret), {
            algorithms: ['HS256'],
            audience: purpose,
            maxTokenAge: life,
            requiredClaims: ['exp', 'iat', ...required],
            currentDate: new Date(now),
          })
          return payload
        } catch (error) {
          // The signature is looked at before the dates: what is only over was ours.
          if ((error as { code?: string }).code === 'ERR_JWT_EXPIRED') expired = true
        }
      }
      return expired ? 'expired' : null
    },
  }
}
