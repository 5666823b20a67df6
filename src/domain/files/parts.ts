import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Conflict, Forbidden, Invalid, NotFound, Refusal } from '../../lib/errors'
import { newId } from '../../lib/id'
import { dropParts, openParts, putPart } from '../../outside/files'
import type { Folder } from './files'
import { inFolder } from './folders'
import { cleanName } from './names'
import { refusalOf } from './receive'
import { roomBack, takeRoom } from './room'

/** 5 GB a file, in parts of 8 MiB: all alike but the last. */
export const LARGEST = 5 * 1024 ** 3
export const PART = 8 * 1024 * 1024

/** Where it goes: a folder, or another file whose new version it is. */
export type Purpose =
  | { folder: Exclude<Folder, 'attachments'>; folderId: string | null; shared: boolean }
  | { fileId: string; label: string; note: string }

export type PartUpload = Row<'partUploads'>

/** How an upload stands: what the bucket has of it, by number. */
export type Standing = Pick<PartUpload, 'id' | 'state' | 'problem' | 'partSize'> & { parts: number[] }

/** An upload of one's own that is not over: its line on the page after a reload. */
export type Unfinished = Pick<PartUpload, 'id' | 'name' | 'size' | 'state' | 'purpose'> & {
  /** Bytes that are there. */
  received: number
}

type Ask = { name: string; size: number; sha256: string; purpose: Purpose }

/**
 * Begins a large upload, or finds again the one of the same content that stopped: its whole size is taken from the
 * quota now.
 * @throws Invalid `files` (size, empty, type, quota), NotFound, Forbidden in an archived project, TooMany
 */
export async function beginUpload(scope: ProjectScope, bucket: R2Bucket, ask: Ask): Promise<Standing> {
  if (scope.project.archivedAt) throw new Forbidden()
  const why = refusalOf(ask, LARGEST)
  if (why) throw new Invalid({ files: `files.error.${why === 'size' ? 'size_parts' : why}` })
  const purpose = ownPurpose(scope, ask.purpose)
  const provided = 'fileId' in purpose ? fileThere(scope, purpose.fileId) : inFolder(scope, purpose)
  const [again, parts] = await scope.read(same(scope, ask), partsOf(scope, same(scope, ask, 'its')))
  const found = again.find(one => JSON.stringify(one.purpose) === JSON.stringify(purpose))
  if (found) {
    const had = parts.filter(part => part.uploadId === found.id).map(part => part.number)
    return standing(found, had)
  }
  const [id, key] = [newId(scope.now), crypto.randomUUID()]
  const ref = await openParts(bucket, key)
  const row = {
    id,
    membershipId: scope.me,
    storageKey: key,
    uploadRef: ref,
    name: cleanName(ask.name),
    size: ask.size,
    partSize: PART,
    sha256: ask.sha256,
    purpose,
    createdAt: scope.now,
    touchedAt: scope.now,
  }
  try {
    await takeRoom(scope, [{ id, key, size: ask.size }], provided, [], [scope.insert('partUploads', row)])
  } catch (error) {
    // Where the answer alone was lost, the row may be there; else the bucket forgets its parts by itself.
    if (error instanceof Refusal) await dropParts(bucket, { key, ref })
    throw error
  }
  return standing({ id, state: 'receiving', problem: null, partSize: PART }, [])
}

/** What a contact sends is always shared; keys in one order, so that the same purpose is the same text. */
const ownPurpose = (scope: ProjectScope, asked: Purpose): Purpose =>
  'fileId' in asked
    ? { fileId: asked.fileId, label: asked.label, note: asked.note }
    : { folder: asked.folder, folderId: asked.folderId, shared: asked.shared || !scope.isTeam }

const standing = (one: Omit<Standing, 'parts'>, parts: number[]): Standing => ({
  id: one.id,
  state: one.state,
  problem: one.problem,
  partSize: one.partSize,
  parts: parts.sort((a, b) => a - b),
})

function same(scope: ProjectScope, ask: Ask, alias = 'same') {
  const u = scope.view('partUploads', alias)
  return scope
    .select({
      id: u.id,
      state: u.state,
      problem: u.problem,
      partSize: u.partSize,
      purpose: u.purpose,
    })
    .from(u)
    .where(
      and(
        eq(u.sha256, ask.sha256),
        eq(u.size, ask.size),
        eq(u.name, cleanName(ask.name)),
        inArray(u.state, ['receiving', 'joining', 'checking']),
      ),
    )
}

/** The parts of some uploads (a query over them, or an id) that the bucket has. */
function partsOf(scope: ProjectScope, of: { getSQL(): unknown } | string) {
  const p = scope.view('uploadParts')
  const which =
    typeof of === 'string' ? sql`${p.uploadId} = ${of}` : sql`${p.uploadId} in (select id from ${of})`
  return scope
    .select({ uploadId: p.uploadId, number: p.number, etag: p.etag, size: p.size })
    .from(p)
    .where(which)
    .orderBy(p.number)
}

/** How large each part of an upload must be, by its number from one; undefined for a number there is none of. */
export function partLength(upload: { size: number; partSize: number }, number: number): number | undefined {
  const count = Math.ceil(upload.size / upload.partSize)
  if (!Number.isInteger(number) || number < 1 || number > count) return undefined
  return number < count ? upload.partSize : upload.size - (count - 1) * upload.partSize
}

/** One's own upload with the parts that are there. @throws NotFound */
export async function readUpload(scope: ProjectScope, id: string) {
  const [[upload], parts] = await scope.read(uploadQuery(scope, id), partsOf(scope, id))
  if (!upload) throw new NotFound()
  return { upload, parts }
}

export function uploadQuery(scope: ProjectScope, id: string) {
  const u = scope.view('partUploads')
  return scope.select().from(u).where(eq(u.id, id))
}

/** How an upload stands now. @throws NotFound */
export async function uploadStanding(scope: ProjectScope, id: string): Promise<Standing> {
  const { upload, parts } = await readUpload(scope, id)
  return standing(
    upload,
    parts.map(part => part.number),
  )
}

/**
 * Hands one part on to the bucket. The same part twice is no fault.
 * @param length what the request says of its body, in bytes, where it does
 * @throws Invalid `files` for a part that is not as large as declared, NotFound, Conflict where it is over
 */
export async function receivePart(
  scope: ProjectScope,
  bucket: R2Bucket,
  id: string,
  part: { number: number; body: ReadableStream; length: number | null },
): Promise<void> {
  const [[upload]] = await scope.read(uploadQuery(scope, id))
  const size = upload && partLength(upload, part.number)
  if (!upload || size === undefined) throw new NotFound()
  if (upload.state !== 'receiving') throw new Conflict()
  if (part.length !== null && part.length !== size) throw new Invalid({ files: 'files.error.part' })
  const { storageKey: key, uploadRef: ref } = upload
  const etag = await putPart(bucket, { key, ref }, { number: part.number, size }, part.body).catch(error => {
    if (error instanceof TypeError) throw new Invalid({ files: 'files.error.part' })
    throw error
  })
  await scope.commit(
    [
      scope.update('partUploads', { touchedAt: Date.now() }, u =>
        and(eq(u.id, id), eq(u.state, 'receiving')),
      ),
      scope.put(
        'uploadParts',
        { uploadId: id, number: part.number, etag, size },
        p => [p.uploadId, p.number],
        { etag, size },
      ),
    ],
    [],
  )
}

/** Ends an upload that its person no longer wants; its room comes back at once. @throws NotFound, Conflict */
export async function cancelUpload(scope: ProjectScope, bucket: R2Bucket, id: string): Promise<void> {
  const [[upload]] = await scope.read(uploadQuery(scope, id))
  if (!upload) throw new NotFound()
  await endUpload(scope, bucket, upload, { from: ['receiving'], problem: 'cancelled' })
}

/** Refuses an upload: said in its row first, so that a crash on the way leaves the rest to the sweeper. */
export async function endUpload(
  scope: ProjectScope,
  bucket: R2Bucket,
  upload: PartUpload,
  { from, problem }: { from: PartUpload['state'][]; problem: string },
): Promise<void> {
  const { id, storageKey: key, uploadRef: ref, size } = upload
  await scope.commit(
    [
      scope.update('partUploads', { state: 'refused', problem, touchedAt: scope.now }, u =>
        and(eq(u.id, id), inArray(u.state, from)),
      ),
      scope.removeAll('uploadParts', p => eq(p.uploadId, id)),
    ],
    [],
  )
  await dropParts(bucket, { key, ref })
  await scope.commit(roomBack(scope, [{ id, key, size }]), [])
}

/** One's own uploads that stopped on the way; rides in a batch. */
export function unfinishedQuery(scope: ProjectScope) {
  const [u, p] = [scope.view('partUploads', 'open'), scope.view('uploadParts', 'had')]
  return scope
    .select({
      id: u.id,
      name: u.name,
      size: u.size,
      state: u.state,
      purpose: u.purpose,
      received: sql<number>`(select coalesce(sum(${p.size}), 0) from ${p} where ${p.uploadId} = ${u.id})`.as(
        'received',
      ),
    })
    .from(u)
    .where(inArray(u.state, ['receiving', 'joining', 'checking']))
    .orderBy(desc(u.createdAt))
    .limit(20)
}

function fileThere(scope: ProjectScope, fileId: string) {
  const f = scope.view('files')
  return sql`exists (select 1 from ${f} where ${f.id} = ${fileId} and ${f.deletedAt} is null)`
}
