import { lte, type SQL, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { Readable, Results } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Invalid, NotFound, TooMany } from '../../lib/errors'
import { deleteObjects } from '../../outside/files'

/** So many files a person in ten minutes, in one project. */
export const MAX_RECENT = 120
const RECENT = 10 * 60_000

/** A file on its way: the row that holds its room, its key in the bucket, its bytes. */
export type Upload = { id: string; key: string; size: number }

const sizeOf = (uploads: Upload[]): number => uploads.reduce((sum, { size }) => sum + size, 0)

/**
 * Room and pace are guarded in one batch: exact, without a round trip of its own, writing nothing when refused.
 * @param writes of the caller's, which stand or fall with it
 */
export async function takeRoom<const Q extends readonly Readable[]>(
  scope: ProjectScope,
  uploads: Upload[],
  provided: SQL,
  reads: Q,
  writes: Write[] = [],
): Promise<Results<Q>> {
  const total = sizeOf(uploads)
  const paced = sql`${recent(scope)} <= ${MAX_RECENT - uploads.length}`
  const rows = uploads.map(({ id, key, size }) => ({ id, storageKey: key, size, createdAt: scope.now }))
  try {
    return await scope.commit(
      [
        scope.require(provided),
        scope.require(paced),
        scope.update('workspaces', { storageUsed: sql`storage_used + ${total}` }, w =>
          lte(sql`${w.storageUsed} + ${total}`, w.storageQuota),
        ),
        scope.insert('uploads', rows),
        ...writes,
      ],
      [],
      ...reads,
    )
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    const [here, slow] = await hold(scope, provided, paced)
    if (!here) throw new NotFound()
    if (!slow) throw new TooMany(RECENT / 1000)
    throw new Invalid({ files: 'files.error.quota' })
  }
}

/** Gives the room back at once where that is still possible; otherwise the sweeper does. */
export async function giveRoomBack(scope: ProjectScope, bucket: R2Bucket, uploads: Upload[]): Promise<void> {
  try {
    await deleteObjects(
      bucket,
      uploads.map(u => u.key),
    )
    await scope.commit(roomBack(scope, uploads), [])
  } catch {
    // The rows of the uploads are still there: in an hour the sweeper finds them.
  }
}

/** The end of uploads that became nothing; fails the commit where one was ended before. */
export const roomBack = (scope: ProjectScope, uploads: Upload[]): Write[] => [
  ...uploads.map(({ id }) => scope.remove('uploads', u => sql`${u.id} = ${id}`)),
  scope.updateAll('workspaces', { storageUsed: sql`storage_used - ${sizeOf(uploads)}` }, () => sql`1`),
]

/**
 * What a person sent lately, what they began to send in parts (and did not finish), and what else is on its way in the
 * workspace: that is there for seconds and names nobody. What others send in parts may stay a day, and is theirs alone.
 */
function recent(scope: ProjectScope): SQL {
  const [v, p] = [scope.view('fileVersions', 'mine'), scope.view('partUploads', 'begun')]
  const u = scope.view('uploads', 'coming')
  const since = scope.now - RECENT
  return sql`(select count(*) from ${v} where ${v.createdBy} = ${scope.me} and ${v.createdAt} > ${since})
    + (select count(*) from ${p} where ${p.state} <> 'kept' and ${p.createdAt} > ${since})
    + (select count(*) from ${u} where ${u.createdAt} > ${since}
      and not exists (select 1 from part_uploads where part_uploads.id = ${u.id}))`
}

/** Which of two conditions hold, asked only after a refusal. */
async function hold(scope: ProjectScope, a: SQL, b: SQL): Promise<[boolean, boolean]> {
  const w = scope.view('workspaces')
  const [rows] = await scope.read(
    scope.select({ a: sql<number>`(${a})`.as('a'), b: sql<number>`(${b})`.as('b') }).from(w),
  )
  return [Boolean(rows[0]?.a), Boolean(rows[0]?.b)]
}
