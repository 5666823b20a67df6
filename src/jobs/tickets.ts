import type { Env } from '../config'
import { closeOldTickets, expirePrices } from '../domain/tickets/time'
import { withNudges } from './webhooks'

/** What time alone does to requests: resolved ones close, prices nobody answered expire. */
export async function sweepTickets(env: Env, now: number): Promise<{ closed: number; expired: number }> {
  const { system, settled } = withNudges(env, now)
  const closed = await closeOldTickets(system)
  const expired = await expirePrices(system)
  await settled()
  return { closed, expired }
}
