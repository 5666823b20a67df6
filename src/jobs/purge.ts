import { and, eq, inArray, like, lt } from 'drizzle-orm'
import type { Env } from '../config'
import { newMeter } from '../db/connection'
import { enterSystem } from '../db/enter'

const DAY = 86_400_000
/** Of what grows without end, so many rows at most in one run. */
const SLICE = 1000

/**
 * Clears what is long over: sessions, codes, links, limits, deleted tasks, what people were told. Each is kept well past
 * its end, so that a clock which is wrong by a day throws nothing away that still counts; a link longer still, to tell
 * its late reader what it was.
 */
export async function purge(env: Env, now: number): Promise<{ purged: number }> {
  const meter = newMeter()
  const system = enterSystem({ db: env.DB, now, meter })
  const { write } = system
  const over = (days: number) => now - days * DAY
  const [mails, told] = [system.table('mails'), system.table('notifications')]
  // Shown for 90 days.
  const forgotten = system
    .select({ id: told.id })
    .from(told)
    .where(lt(told.createdAt, over(92)))
    .orderBy(told.createdAt)
    .limit(SLICE)
  // Written for an address that nobody has, so that asking for a code costs the same; never sent.
  const nobodys = and(
    eq(mails.state, 'skipped'),
    eq(mails.toAddress, ''),
    like(mails.kind, 'accounts.mail.%'),
  )
  await system.commitOwn([
    write.removeAll('sessions', lt(system.table('sessions').expiresAt, over(2))),
    write.removeAll('signInCodes', lt(system.table('signInCodes').expiresAt, over(2))),
    write.removeAll('tokens', lt(system.table('tokens').expiresAt, over(60))),
    write.removeAll('mails', and(nobodys, lt(mails.createdAt, over(2)))),
    write.removeAll('notifications', inArray(told.id, forgotten)),
    write.removeAll('deletedTasks', lt(system.table('deletedTasks').deletedAt, over(2))),
    write.removeAll('limits', lt(system.table('limits').resetAt, over(2))),
  ])
  return { purged: meter.rowsWritten }
}
