import type { Env } from '../config'
import { enterSystem } from '../db/enter'
import { mergeDue } from '../domain/notifications/merge'
import { sendMails } from '../outside/queues'

/** Mails that waited for others of their group, or for their hour. One that is lost here is swept with the others. */
export async function sweepGroups(env: Env, now: number): Promise<{ groups: number }> {
  const ready = await mergeDue(enterSystem({ db: env.DB, now }))
  await sendMails(env, ready)
  return { groups: ready.length }
}
