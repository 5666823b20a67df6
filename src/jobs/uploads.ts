import { and, eq, inArray, lt, notExists, sql } from 'drizzle-orm'
import type { Env } from '../config'
import type { Write } from '../db/commit'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import { newId } from '../lib/id'
import { deleteObjects } from '../outside/files'

/** An upload this old was left by a request that died. */
const AGE = 3_600_000
const AT_ONCE = 50

/**
 * Ends uploads that never became files: deletes their bytes and gives their room back. Safe to run twice, at once or
 * after a crash at any step: each upload is first given another id, after which no commit can make a file of it, and
 * its row goes last.
 * @returns how many were ended
 */
export async function sweepUploads(env: Pick<Env, 'DB' | 'FILES'>, now: number): Promise<number> {
  const system = enterSystem({ db: env.DB, now })
  const u = system.table('uploads')
  // Those in parts may take longer, and end their own way.
  const p = system.table('partUploads')
  const inParts = system.select({ id: p.id }).from(p).where(eq(p.id, u.id))
  const [left] = await system.read(
    system
      .select({ id: u.id })
      .from(u)
      .where(and(lt(u.createdAt, now - AGE), notExists(inParts)))
      .orderBy(u.createdAt)
      .limit(AT_ONCE),
  )
  if (left.length === 0) return 0
  const claims = left.map(({ id }) => ({ id, claimed: newId(now) }))
  const [mine] = await system.commitOwn(
    claims.map(({ id, claimed }) => system.write.updateAll('uploads', { id: claimed }, sql`${u.id} = ${id}`)),
    system
      .select()
      .from(u)
      .where(
        inArray(
          u.id,
          claims.map(c => c.claimed),
        ),
      ),
  )
  await deleteObjects(
    env.FILES,
    mine.map(upload => upload.storageKey),
  )
  await system.commitOwn(mine.flatMap(upload => roomOf(system, upload)))
  return mine.length
}

/** The end of an upload and of the room it held; fails the commit where it was ended before. */
export function roomOf(
  system: SystemScope,
  upload: { id: string; workspaceId: string; size: number },
): Write[] {
  const [u, w] = [system.table('uploads'), system.table('workspaces')]
  return [
    system.write.remove('uploads', eq(u.id, upload.id)),
    system.write.update(
      'workspaces',
      { storageUsed: sql`${w.storageUsed} - ${upload.size}` },
      eq(w.id, upload.workspaceId),
    ),
  ]
}
