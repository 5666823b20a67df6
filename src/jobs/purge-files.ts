import { and, eq, gt, lte } from 'drizzle-orm'
import type { Env } from '../config'
import { enterSystem } from '../db/enter'
import { RESTORABLE } from '../domain/files/files'
import { Conflict } from '../lib/errors'
import { newId } from '../lib/id'

const AT_ONCE = 50

/**
 * Takes the bytes of files deleted thirty days ago, and their room. The rows stay with their hash, for approvals that
 * sealed them and remarks that point at them; a size of nothing says that the bytes are gone, and the journal that they
 * went. Handed over to the sweeper of uploads in the one commit, the bytes go even if this run dies here.
 * @returns how many versions
 */
export async function purgeFiles(env: Pick<Env, 'DB'>, now: number): Promise<number> {
  const system = enterSystem({ db: env.DB, now })
  const [f, v] = [system.table('files'), system.table('fileVersions')]
  const [gone] = await system.read(
    system
      .select({
        id: v.id,
        fileId: v.fileId,
        workspaceId: v.workspaceId,
        clientId: v.clientId,
        projectId: v.projectId,
        number: v.number,
        key: v.storageKey,
        previewKey: v.previewKey,
        size: v.size,
        sha256: v.sha256,
      })
      .from(v)
      .innerJoin(f, eq(f.id, v.fileId))
      .where(and(lte(f.deletedAt, now - RESTORABLE), gt(v.size, 0)))
      .limit(AT_ONCE),
  )
  let purged = 0
  for (const {
    id,
    fileId,
    workspaceId,
    clientId,
    projectId,
    number,
    key,
    previewKey,
    size,
    sha256,
  } of gone) {
    const left = { workspaceId, createdAt: 0 }
    const rows = [{ ...left, id: newId(now), storageKey: key, size }]
    if (previewKey) rows.push({ ...left, id: newId(now), storageKey: previewKey, size: 0 })
    try {
      await system.commit(
        { workspaceId, clientId, projectId },
        [
          system.write.update(
            'fileVersions',
            { size: 0, thumbKey: null, previewKey: null },
            and(eq(v.id, id), eq(v.size, size)),
          ),
          system.write.insert('uploads', rows),
        ],
        [{ kind: 'file.purged', subjectId: fileId, facts: { number, sha256 }, internal: true }],
      )
      purged++
    } catch (error) {
      // Another run had it at the same moment.
      if (!(error instanceof Conflict)) throw error
    }
  }
  return purged
}
