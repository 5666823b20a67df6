import { configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import { resealAll } from '../domain/payments/accounts'

const HOUR = 3_600_000
const MINUTE = 60_000

/**
 * Puts every account's keys under the present secret while there is an old one, once an hour: the old one may then be
 * thrown away, though some accounts were not used in between.
 */
export async function resealAccounts(env: Env, now = Date.now()): Promise<{ resealed?: number }> {
  const config = configOf(env)
  if (!config.SECRET_KEY_OLD || now % HOUR >= MINUTE) return {}
  return { resealed: await resealAll(enterSystem({ db: env.DB, now }), config) }
}
