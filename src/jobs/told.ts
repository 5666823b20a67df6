import type { Env } from '../config'
import type { NewRow } from '../db/tables'
import { nudgePeople } from '../domain/activity/channels'
import { tellDevices } from './push'

/**
 * After notifications were written, once for each: their people's open screens count anew, and their devices
 * are told. Told twice (a queue's second delivery) it does no harm.
 * @throws where a step could not be done; the notifications stand all the same
 */
export async function afterTold(env: Env, rows: readonly NewRow<'notifications'>[]): Promise<void> {
  if (rows.length === 0) return
  await nudgePeople(
    env,
    rows.map(row => row.membershipId),
  )
  await tellDevices(env, rows)
}
