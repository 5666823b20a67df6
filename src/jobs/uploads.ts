import { inArray, lt, sql } from 'drizzle-orm'
import type { Env } from '../config'
import { enterSystem } from '../db/enter'
import { newId } from '../lib/id'
import { deleteObjects } from '../outside/files'

/** An upload this old was left by a request that died. */
const AGE = 3_600_000
const AT_ONCE = 50
const nowhere = { workspaceId: '', clientId: null, projectId: null }

/**
 * Ends uploads that never became files: deletes their bytes and gives their room back. Safe to run twice, at once or
 * after a crash at any step: each upload is first given another id, after which no commit can make a file of it, and
 * its row goes last.
 * @returns how many were ended
 */
export async function sweepUploads(env: Pick<Env, 'DB' | 'FILES'>, now: number): Promise<number> {
  const system = enterSystem({ db: env.DB, now })
  const u = system.table('uploads')
  const [left] = await system.read(
    system
      .select({ id: u.id })
      .from(u)
      .where(lt(u.createdAt, now - AGE))
      .orderBy(u.createdAt)
      .limit(AT_ONCE),
  )
  if (left.length === 0) return 0
  const claims = left.map(({ id }) => ({ id, claimed: newId(now) }))
  const [mine] = await system.commit(
    nowhere,
    claims.map(({ id, claimed }) => system.write.updateAll('uploads', { id: claimed }, sql`${u.id} = ${id}`)),
    [],
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
  const w = system.table('workspaces')
  await system.commit(
    nowhere,
    mine.flatMap(upload => [
      system.write.remove('uploads', sql`${u.id} = ${upload.id}`),
      system.write.update(
        'workspaces',
        { storageUsed: sql`${w.storageUsed} - ${upload.size}` },
        sql`${w.id} = ${upload.workspaceId}`,
      ),
    ]),
    [],
  )
  return mine.length
}
