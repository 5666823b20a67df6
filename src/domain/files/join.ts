import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Conflict, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { digestOf, edgesOf, joinParts, thumbKeyOf } from '../../outside/files'
import { pixelsOf } from './dimensions'
import { extensionOf } from './names'
import { endUpload, type PartUpload, type Purpose, partLength, readUpload } from './parts'
import { keepFiles, type Received } from './receive'
import { keepThumb } from './thumbs'
import { typeOf } from './types'
import { beforeVersion, commitVersion } from './versions'

/** Larger ones are read through by a queue's consumer, for a request has little time. */
const AT_ONCE = 64 * 1024 * 1024

/** What became of an upload; `checking`: the queue will say. */
export type Outcome = { state: 'kept' | 'checking' } | { state: 'refused'; problem: string }

/** The codes with which the bucket says that parts or their upload are gone. */
const GONE = /\((10024|10025)\)|NoSuchUpload|could not be found|does not exist/i

/**
 * Joins the parts, once all are there, and checks the whole. Asked again after a crash it goes on where it stopped.
 * @param thumb a small picture of it, made by the browser; dropped where it is not one
 * @param atOnce bytes; what is larger is left to the queue
 * @throws NotFound, Conflict where parts are missing
 */
export async function completeUpload(
  scope: ProjectScope,
  bucket: R2Bucket,
  id: string,
  thumb: File | null,
  atOnce = AT_ONCE,
): Promise<Outcome> {
  const { upload, parts } = await readUpload(scope, id)
  const over = outcomeOf(upload)
  if (over) return over
  const count = Math.ceil(upload.size / upload.partSize)
  if (parts.length !== count || parts.some(p => p.size !== partLength(upload, p.number)))
    throw new Conflict('parts')
  const thumbKey = thumb && (await keepThumb(bucket, upload.storageKey, thumb))
  const large = upload.size > atOnce
  try {
    await scope.commit([step(scope, id, ['receiving', 'joining'], 'joining', Boolean(thumbKey))], [])
    const { storageKey: key, uploadRef: ref } = upload
    const size = await joinParts(bucket, { key, ref }, parts)
    if (size !== upload.size) return refuse(scope, bucket, upload, 'size')
  } catch (error) {
    if (error instanceof Error && GONE.test(error.message)) return refuse(scope, bucket, upload, 'parts')
    return elsewhere(scope, id, error)
  }
  if (!large) return finishUpload(scope, bucket, id)
  await scope.commit([step(scope, id, ['joining'], 'checking')], [])
  return { state: 'checking' }
}

const outcomeOf = ({ state, problem }: PartUpload): Outcome | undefined => {
  if (state === 'kept' || state === 'checking') return { state }
  return state === 'refused' ? { state, problem: problem ?? '' } : undefined
}

function step(
  scope: ProjectScope,
  id: string,
  from: PartUpload['state'][],
  state: PartUpload['state'],
  thumb = false,
): Write {
  const set = { state, touchedAt: Date.now() }
  const marked = { ...set, purpose: sql`json_set(purpose, '$.thumb', json('true'))` }
  return scope.update('partUploads', thumb ? marked : set, u => and(eq(u.id, id), inArray(u.state, from)))
}

async function refuse(
  scope: ProjectScope,
  bucket: R2Bucket,
  upload: PartUpload,
  problem: string,
): Promise<Outcome> {
  try {
    await endUpload(scope, bucket, upload, { from: ['joining', 'checking'], problem })
    return { state: 'refused', problem }
  } catch (error) {
    return elsewhere(scope, upload.id, error)
  }
}

/** What became of an upload that another request saw to at the same moment, or the sweeper; its row says. */
async function elsewhere(scope: ProjectScope, id: string, error: unknown): Promise<Outcome> {
  const now = error instanceof Conflict && outcomeOf((await readUpload(scope, id)).upload)
  if (!now) throw error
  return now
}

/**
 * Reads a joined object through and gives it its row, or refuses it: the bytes must be those that were announced.
 * Running twice, at once or after a crash, makes one file.
 * @throws NotFound
 */
export async function finishUpload(scope: ProjectScope, bucket: R2Bucket, id: string): Promise<Outcome> {
  const { upload } = await readUpload(scope, id)
  if (upload.state !== 'joining' && upload.state !== 'checking')
    return outcomeOf(upload) ?? { state: 'checking' }
  const { storageKey: key, size, sha256 } = upload
  if ((await digestOf(bucket, key)) !== sha256) return refuse(scope, bucket, upload, 'hash')
  const edges = await edgesOf(bucket, key, size)
  const type = await typeOf(edges, extensionOf(upload.name))
  const pixels = pixelsOf(edges, type)
  const purpose = upload.purpose as Purpose & { thumb?: boolean }
  const received: Received = {
    uploadId: id,
    fileId: id,
    versionId: newId(scope.now),
    key,
    name: upload.name,
    size,
    type,
    sha256,
    width: pixels?.width ?? null,
    height: pixels?.height ?? null,
    thumbKey: purpose.thumb ? thumbKeyOf(key) : null,
  }
  try {
    await keep(scope, received, purpose)
  } catch (error) {
    if (error instanceof NotFound) return refuse(scope, bucket, upload, 'gone')
    return elsewhere(scope, id, error)
  }
  return { state: 'kept' }
}

async function keep(scope: ProjectScope, received: Received, purpose: Purpose): Promise<void> {
  const id = received.uploadId
  const over = [
    scope.update('partUploads', { state: 'kept', touchedAt: scope.now }, u =>
      and(eq(u.id, id), inArray(u.state, ['joining', 'checking'])),
    ),
    scope.removeAll('uploadParts', p => eq(p.uploadId, id)),
  ]
  if ('fileId' in purpose) {
    const [newest, asked] = await scope.read(...beforeVersion(scope, purpose.fileId))
    const { fileId, label, note } = purpose
    return commitVersion(scope, fileId, received, [newest, asked], over, { label, note })
  }
  const { folder, folderId, shared } = purpose
  await scope.commit([...keepFiles(scope, [received], { folder, folderId, shared }), ...over], {
    kind: 'file.added',
    subjectId: received.fileId,
    facts: { folder, count: 1, files: received.fileId },
    internal: !shared,
  })
}
