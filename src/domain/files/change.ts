import { and, eq, gt, isNull } from 'drizzle-orm'
import type { NewEvent } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Forbidden, Invalid, NotFound } from '../../lib/errors'
import { type Asked, endAsked } from './asked'
import { type FilePage, RESTORABLE, readFile } from './files'
import { inFolder, type Shelf } from './folders'
import { keepFiles, type Received, receiveAndRead } from './receive'
import { withThumb } from './thumbs'

/**
 * Adds files to a shelf. A contact's are always shared.
 * @param thumb of a file that comes alone, the small picture that the browser made of it
 * @throws Invalid `files`, NotFound where the shelf is gone, Forbidden in an archived project, TooMany
 */
export async function addFiles(
  scope: ProjectScope,
  bucket: R2Bucket,
  files: readonly File[],
  asked: { folder: Shelf['folder']; folderId?: string | null; shared: boolean },
  thumb?: File,
): Promise<Received[]> {
  if (files.length === 0) throw new Invalid({ files: 'files.error.none' })
  const shared = asked.shared || !scope.isTeam
  const place = { folder: asked.folder, folderId: asked.folderId ?? null }
  const taken = await receiveAndRead(scope, bucket, files, inFolder(scope, place))
  const received = await withThumb(bucket, taken.received, thumb)
  await scope.commit(keepFiles(scope, received, { ...place, shared }), {
    kind: 'file.added',
    subjectId: received[0]?.fileId,
    facts: {
      folder: place.folder,
      count: received.length,
      files: received.map(one => one.fileId).join(' '),
    },
    internal: !shared,
  })
  return received
}

/** Shows a file to the client, or keeps it to the team. @throws NotFound, Conflict where it is so already */
export async function setShared(scope: ProjectScope, fileId: string, shared: boolean): Promise<void> {
  const file = await changeable(scope, fileId)
  const ended = endAsked(scope, fileId, shared ? [] : openOf(file), 'withdrawn')
  await scope.commit(
    [
      ...ended.writes,
      scope.update('files', { shared }, f =>
        and(eq(f.id, fileId), eq(f.shared, !shared), isNull(f.deletedAt)),
      ),
      scope.updateAll('fileVersions', { shared }, v => eq(v.fileId, fileId)),
      scope.updateAll('fileComments', { shared }, r => eq(r.fileId, fileId)),
    ],
    [
      {
        kind: shared ? 'file.shared' : 'file.hidden',
        subjectId: fileId,
        facts: { folder: file.folder },
        internal: !shared,
      },
      ...ended.events,
    ],
  )
}

/** Takes a file away; its bytes stay, so that it can be restored for 30 days. Team only. @throws NotFound, Conflict */
export async function deleteFile(scope: ProjectScope, fileId: string): Promise<void> {
  const file = await changeable(scope, fileId)
  const ended = endAsked(scope, fileId, openOf(file), 'withdrawn')
  await scope.commit(
    [
      ...ended.writes,
      scope.update('files', { deletedAt: scope.now }, f =>
        and(eq(f.id, fileId), isNull(f.deletedAt), eq(f.shared, file.shared)),
      ),
    ],
    [event('file.deleted', file), ...ended.events],
  )
}

/** Brings a deleted file back, within 30 days. Team only. @throws NotFound, Conflict */
export async function restoreFile(scope: ProjectScope, fileId: string): Promise<void> {
  const file = await changeable(scope, fileId)
  await scope.commit(
    [
      scope.update('files', { deletedAt: null }, f =>
        and(eq(f.id, fileId), gt(f.deletedAt, scope.now - RESTORABLE), eq(f.shared, file.shared)),
      ),
    ],
    event('file.restored', file),
  )
}

const openOf = (file: FilePage): Asked[] => file.approvals.filter(a => a.state === 'asked')

const event = (kind: string, file: FilePage): NewEvent => ({
  kind,
  subjectId: file.id,
  facts: { folder: file.folder },
  internal: !file.shared,
})

/** The file, for the team: for a contact these commands do not exist. @throws NotFound, Forbidden (archived) */
export async function changeable(scope: ProjectScope, fileId: string): Promise<FilePage> {
  if (!scope.isTeam) throw new NotFound()
  const file = await readFile(scope, fileId)
  if (scope.project.archivedAt) throw new Forbidden()
  return file
}
