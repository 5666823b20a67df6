import { type SQL, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { Readable, Results } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { sha256 } from '../../lib/crypto'
import { Forbidden, Invalid } from '../../lib/errors'
import { newId } from '../../lib/id'
import { putObject } from '../../outside/files'
import { pixelsOf } from './dimensions'
import { cleanName, extensionOf } from './names'
import { giveRoomBack, takeRoom, type Upload } from './room'
import { isTaken, typeOf } from './types'

/** 25 MB a file, ten files at once. */
export const MAX_SIZE = 25 * 1024 * 1024
export const MAX_FILES = 10
/** A picture that lists show as it is: bytes, and pixels of its longer side. */
const LIGHT = 60 * 1024
const SMALL = 2000

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
  /** Of its small picture, where the browser made one. */
  thumbKey: string | null
}

/** Where files are put; an attachment names the ticket (and reply) or the message that it came with. */
export type FilePlace = Pick<Row<'files'>, 'folder' | 'shared'> & {
  folderId?: string | null
  ticketId?: string
  replyId?: string
  messageId?: string
}

/**
 * Takes files in, before the commit that gives them their rows: checks them, takes their room in the workspace's
 * quota, writes their bytes. Costs one D1 round trip; none without files. What is never kept by a commit is swept
 * after an hour, room and bytes.
 * @throws Invalid `files` (count, size, empty, type, quota), Forbidden in an archived project, TooMany
 */
export async function receiveFiles(
  scope: ProjectScope,
  bucket: R2Bucket,
  files: readonly File[],
): Promise<Received[]> {
  if (files.length === 0) return []
  return (await receiveAndRead(scope, bucket, files, sql`1`)).received
}

/**
 * The same, with what the caller must know before its commit read in the same round trip.
 * @param provided must hold before anything is written: that the thing the files are for is there
 * @throws NotFound where `provided` does not hold
 */
export async function receiveAndRead<const Q extends readonly Readable[]>(
  scope: ProjectScope,
  bucket: R2Bucket,
  files: readonly File[],
  provided: SQL,
  ...reads: Q
): Promise<{ received: Received[]; rows: Results<Q> }> {
  if (scope.project.archivedAt) throw new Forbidden()
  check(files)
  const uploads = files.map(file => ({
    file,
    id: newId(scope.now),
    key: crypto.randomUUID(),
    size: file.size,
  }))
  const rows = await takeRoom(scope, uploads, provided, reads)
  try {
    const received: Received[] = []
    // One after the other: an isolate has little memory.
    for (const upload of uploads) received.push(await receive(scope, bucket, upload))
    return { received, rows }
  } catch (error) {
    await giveRoomBack(scope, bucket, uploads)
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

/** What else may be said of a version: its name, a note, and which one it brings back. */
export type VersionMore = Partial<Pick<Row<'fileVersions'>, 'label' | 'note' | 'restoredFrom'>>

/** The row of a version, and the end of its upload. */
export function keepVersion(
  scope: ProjectScope,
  one: Received,
  of: { fileId: string; number: number; shared: boolean } & VersionMore,
): Write[] {
  return [
    scope.insert('fileVersions', {
      ...of,
      id: one.versionId,
      storageKey: one.key,
      size: one.size,
      type: one.type,
      sha256: one.sha256,
      width: one.width,
      height: one.height,
      thumbKey: one.thumbKey,
      createdBy: scope.me,
      createdAt: scope.now,
    }),
    scope.remove('uploads', u => sql`${u.id} = ${one.uploadId}`),
  ]
}

function check(files: readonly File[]): void {
  const why =
    files.length > MAX_FILES ? 'count' : files.map(file => refusalOf(file)).find(found => found !== null)
  if (why) throw new Invalid({ files: `files.error.${why}` })
}

/** Why a file is not taken, whatever room there is; null for one that is. */
export function refusalOf(
  file: Pick<File, 'name' | 'size'>,
  most = MAX_SIZE,
): 'size' | 'empty' | 'type' | null {
  // What was really read, not what a header promised.
  if (file.size > most) return 'size'
  if (file.size === 0) return 'empty'
  return isTaken(extensionOf(cleanName(file.name))) ? null : 'type'
}

async function receive(
  scope: ProjectScope,
  bucket: R2Bucket,
  { file, id, key }: Upload & { file: File },
): Promise<Received> {
  const bytes = await file.arrayBuffer()
  const name = cleanName(file.name)
  const [digest, type] = await Promise.all([sha256(bytes), typeOf(new Uint8Array(bytes), extensionOf(name))])
  await putObject(bucket, key, bytes, digest, type)
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
    // A light picture is its own small one.
    thumbKey:
      pixels && bytes.byteLength <= LIGHT && Math.max(pixels.width, pixels.height) <= SMALL ? key : null,
  }
}
