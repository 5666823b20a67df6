import { lte, type SQL, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { sha256 } from '../../lib/crypto'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { deleteObjects, putObject } from '../../outside/files'
import { pixelsOf } from './dimensions'
import { cleanName, extensionOf } from './names'
import { isTaken, typeOf } from './types'

/** 25 MB a file, ten files at once. */
export const MAX_SIZE = 25 * 1024 * 1024
export const MAX_FILES = 10

/** A file whose bytes are kept and whose room is taken, and that has no row yet: `keepFiles` makes one of it. */
export type Received = {
  uploadId: string
  /** The ids that its rows will have. */
  fileId: string
  versionId: string
  key: string
  name: string
  /** Bytes. */
  size: number
  type: string
  sha256: string
  width: number | null
  height: number | null
}

/** Where files are put; an attachment names the ticket (and reply) or the message that it came with. */
export type FilePlace = Pick<Row<'files'>, 'folder' | 'shared'> & {
  ticketId?: string
  replyId?: string
  messageId?: string
}

/**
 * Takes files in, before the commit that gives them their rows: checks them, takes their room in the workspace's
 * quota, writes their bytes. Costs one D1 round trip; none without files. What is never kept by a commit is swept
 * after an hour, room and bytes.
 * @param provided a condition of the caller's that must hold before anything is written
 * @throws Invalid `files` (count, size, empty, type, quota), Forbidden in an archived project, NotFound where
 *   `provided` does not hold
 */
export async function receiveFiles(
  scope: ProjectScope,
  bucket: R2Bucket,
  files: readonly File[],
  provided?: SQL,
): Promise<Received[]> {
  if (files.length === 0) return []
  if (scope.project.archivedAt) throw new Forbidden()
  check(files)
  const uploads = files.map(file => ({ file, id: newId(scope.now), key: crypto.randomUUID() }))
  const total = files.reduce((sum, file) => sum + file.size, 0)
  try {
    await scope.commit(
      [
        ...(provided ? [scope.require(provided)] : []),
        scope.update('workspaces', { storageUsed: sql`storage_used + ${total}` }, w =>
          lte(sql`${w.storageUsed} + ${total}`, w.storageQuota),
        ),
        ...uploads.map(({ id, key, file }) =>
          scope.insert('uploads', { id, storageKey: key, size: file.size, createdAt: scope.now }),
        ),
      ],
      [],
    )
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    if (provided && !(await holds(scope, provided))) throw new NotFound()
    throw new Invalid({ files: 'files.error.quota' })
  }
  try {
    const received: Received[] = []
    // One after the other: an isolate has little memory.
    for (const upload of uploads) received.push(await receive(scope, bucket, upload))
    return received
  } catch (error) {
    await forget(scope, bucket, uploads, total)
    throw error
  }
}

/**
 * The rows of received files, for the caller's own commit (after the row of the ticket, reply or message they name).
 * The commit fails with `Conflict` where the sweeper was faster. A contact's files are always shared.
 */
export const keepFiles = (scope: ProjectScope, received: readonly Received[], place: FilePlace): Write[] =>
  received.flatMap(one => keepFile(scope, one, place))

function keepFile(scope: ProjectScope, one: Received, place: FilePlace): Write[] {
  const shared = place.shared || !scope.isTeam
  const made = { createdBy: scope.me, createdAt: scope.now }
  const { fileId, name } = one
  return [
    scope.insert('files', { ...place, ...made, id: fileId, name, shared }),
    ...keepVersion(scope, one, { fileId, number: 1, shared }),
  ]
}

/** The row of a version, and the end of its upload. `number` and `shared` may be expressions. */
export function keepVersion(
  scope: ProjectScope,
  one: Received,
  of: { fileId: string; number: number | SQL<number>; shared: boolean | SQL<boolean> },
): Write[] {
  return [
    scope.insert('fileVersions', {
      id: one.versionId,
      fileId: of.fileId,
      number: of.number as number,
      shared: of.shared as boolean,
      storageKey: one.key,
      size: one.size,
      type: one.type,
      sha256: one.sha256,
      width: one.width,
      height: one.height,
      createdBy: scope.me,
      createdAt: scope.now,
    }),
    scope.remove('uploads', u => sql`${u.id} = ${one.uploadId}`),
  ]
}

function check(files: readonly File[]): void {
  const refuse = (why: string) => {
    throw new Invalid({ files: `files.error.${why}` })
  }
  if (files.length > MAX_FILES) refuse('count')
  for (const file of files) {
    // What was really read, not what a header promised.
    if (file.size > MAX_SIZE) refuse('size')
    if (file.size === 0) refuse('empty')
    if (!isTaken(extensionOf(cleanName(file.name)))) refuse('type')
  }
}

async function receive(
  scope: ProjectScope,
  bucket: R2Bucket,
  { file, id, key }: { file: File; id: string; key: string },
): Promise<Received> {
  const bytes = await file.arrayBuffer()
  const name = cleanName(file.name)
  const [digest, type] = await Promise.all([sha256(bytes), typeOf(new Uint8Array(bytes), extensionOf(name))])
  await putObject(bucket, key, bytes, digest)
  const pixels = pixelsOf(new Uint8Array(bytes), type)
  return {
    uploadId: id,
    fileId: newId(scope.now),
    versionId: newId(scope.now),
    key,
    name,
    size: bytes.byteLength,
    type,
    sha256: digest,
    width: pixels?.width ?? null,
    height: pixels?.height ?? null,
  }
}

/** Gives the room back at once where that is still possible; otherwise the sweeper does. */
async function forget(
  scope: ProjectScope,
  bucket: R2Bucket,
  uploads: { id: string; key: string }[],
  total: number,
): Promise<void> {
  try {
    await deleteObjects(
      bucket,
      uploads.map(u => u.key),
    )
    await scope.commit(
      [
        ...uploads.map(({ id }) => scope.remove('uploads', u => sql`${u.id} = ${id}`)),
        scope.updateAll('workspaces', { storageUsed: sql`storage_used - ${total}` }, () => sql`1`),
      ],
      [],
    )
  } catch {
    // The rows of the uploads are still there: in an hour the sweeper finds them.
  }
}

async function holds(scope: ProjectScope, condition: SQL): Promise<boolean> {
  const workspaces = scope.view('workspaces')
  const [rows] = await scope.read(
    scope.select({ holds: sql<number>`${condition}`.as('holds') }).from(workspaces),
  )
  return Boolean(rows[0]?.holds)
}
