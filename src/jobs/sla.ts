import type { Env } from '../config'
import { soundAlarms } from '../domain/tickets/sla-alarms'
import { withNudges } from './webhooks'

/** Tells the team of the promises that are nearly due or past. */
export async function sweepPromises(env: Env, now: number): Promise<{ alarms: number }> {
  const { system, settled } = withNudges(env, now)
  try {
    return { alarms: await soundAlarms(system) }
  } finally {
    await settled()
  }
}
