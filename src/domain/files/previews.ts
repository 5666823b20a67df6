import { and, eq, isNull } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Forbidden, Invalid, NotFound } from '../../lib/errors'
import { previewOf } from '../../lib/media'
import { putPicture } from '../../outside/files'
import { pixelsOf } from './dimensions'
import { typeOf } from './types'

/** A preview is at most so long at its longer side, in pixels, and so heavy, in bytes. */
const SIDE = 1280
const HEAVIEST = 500 * 1024
/** Its shape is the picture's, so that a remark's point is the same on both; by so much, for pixels are whole. */
const SLACK = 0.02

/** Beside the object it stands for, so that whoever deletes the one deletes the other. */
export const previewKeyOf = (key: string): string => `${key}-preview`

/** A reduced picture of one version, as the team's browser drew it. */
export type Drawn = { versionId: string; picture: File }

/** The query for what must be known of a version before its preview is kept; rides in a batch. */
export function versionQuery(scope: ProjectScope, fileId: string, versionId: string) {
  const [f, v] = [scope.view('files'), scope.view('fileVersions')]
  return scope
    .select({
      id: v.id,
      key: v.storageKey,
      number: v.number,
      shared: v.shared,
      type: v.type,
      width: v.width,
      height: v.height,
    })
    .from(v)
    .innerJoin(f, eq(f.id, v.fileId))
    .where(and(eq(v.id, versionId), eq(v.fileId, fileId), isNull(f.deletedAt)))
}

type Known = Awaited<ReturnType<typeof known>>
const known = async (scope: ProjectScope, fileId: string, versionId: string) =>
  (await scope.read(versionQuery(scope, fileId, versionId)))[0][0]

/**
 * Keeps the picture that stands for a version where its bytes are held back, told from its content: a JPEG, smaller
 * than the version, of its shape.
 * @returns the write that the caller commits
 * @throws Invalid `preview` for anything else
 */
export async function takePreview(
  scope: ProjectScope,
  bucket: R2Bucket,
  version: NonNullable<Known>,
  picture: File,
): Promise<Write> {
  const bytes = await picture.arrayBuffer()
  if (bytes.byteLength > HEAVIEST || !(await isPreview(new Uint8Array(bytes), version)))
    throw new Invalid({ preview: 'filePage.hold.error.preview' })
  const key = previewKeyOf(version.key)
  await putPicture(bucket, key, bytes, 'image/jpeg')
  return scope.update('fileVersions', { previewKey: key }, v => eq(v.id, version.id))
}

async function isPreview(bytes: Uint8Array, { type, width, height }: NonNullable<Known>): Promise<boolean> {
  if (previewOf(type) !== 'image' || (await typeOf(bytes, 'jpg')) !== 'image/jpeg') return false
  const drawn = pixelsOf(bytes, 'image/jpeg')
  if (!drawn || drawn.width > SIDE || drawn.height > SIDE) return false
  if (!width || !height) return true
  if (drawn.width > width || drawn.height > height) return false
  // Against the exact size it should have, of which a browser may round a pixel away.
  const off = Math.abs(drawn.width / drawn.height - width / height) / (width / height)
  return off <= Math.max(SLACK, 1 / Math.min(drawn.width, drawn.height))
}

/**
 * Makes, or makes anew, the preview of a version. Team only.
 * @throws NotFound, Forbidden (archived), Invalid `preview`
 */
export async function setPreview(
  scope: ProjectScope,
  bucket: R2Bucket,
  fileId: string,
  { versionId, picture }: Drawn,
): Promise<void> {
  if (!scope.isTeam) throw new NotFound()
  const version = await known(scope, fileId, versionId)
  if (!version) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  await scope.commit([await takePreview(scope, bucket, version, picture)], {
    kind: 'file.preview_made',
    subjectId: fileId,
    facts: { number: version.number },
    internal: !version.shared,
  })
}
