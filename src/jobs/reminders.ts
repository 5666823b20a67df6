import type { Env } from '../config'
import { sendReminders } from '../domain/reminders/send'
import { withNudges } from './webhooks'

/** Reminds clients of what they are waited for. */
export async function sweepReminders(env: Env, now: number): Promise<{ reminders: number }> {
  const { system, settled } = withNudges(env, now)
  try {
    return { reminders: await sendReminders(system) }
  } finally {
    await settled()
  }
}
