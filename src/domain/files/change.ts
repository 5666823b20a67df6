import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { type Asked, askedOf, endAsked } from './asked'
import { type FilePage, type Folder, RESTORABLE, readFile } from './files'
import { keepFiles, keepVersion, type Received, receiveAndRead, receiveFiles } from './receive'

/**
 * Adds files to a folder. A contact's are always shared.
 * @throws Invalid `files`, Forbidden in an archived project, TooMany
 */
export async function addFiles(
  scope: ProjectScope,
  bucket: R2Bucket,
  files: readonly File[],
  place: { folder: Exclude<Folder, 'attachments'>; shared: boolean },
): Promise<Received[]> {
  if (files.length === 0) throw new Invalid({ files: 'files.error.none' })
  const shared = place.shared || !scope.isTeam
  const received = await receiveFiles(scope, bucket, files)
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

/**
 * Adds a version to a file; an approval that was asked of an older one, and is open still, ends with it.
 * @throws Invalid `files`, NotFound, Forbidden in an archived project, TooMany
 */
export async function addVersion(
  scope: ProjectScope,
  bucket: R2Bucket,
  fileId: string,
  files: readonly File[],
): Promise<void> {
  if (files.length !== 1) {
    await readFile(scope, fileId)
    throw new Invalid({ files: `files.error.${files.length ? 'one' : 'none'}` })
  }
  const { received, rows } = await receiveAndRead(
    scope,
    bucket,
    files,
    present(scope, fileId),
    newest(scope, fileId),
    askedOf(scope, fileId),
  )
  let [[file], asked] = rows
  for (let tries = 3; ; tries--) {
    if (!file || !received[0]) throw new NotFound()
    const { shared, last } = file
    const number = last + 1
    const ended = endAsked(scope, fileId, asked, 'superseded')
    try {
      await scope.commit(
        [
          scope.require(present(scope, fileId, shared)),
          ...ended.writes,
          ...keepVersion(scope, received[0], { fileId, number, shared }),
        ],
        [
          { kind: 'file.version_added', subjectId: fileId, facts: { number }, internal: !shared },
          ...ended.events,
        ],
      )
      return
    } catch (error) {
      if (!(error instanceof Conflict) || tries === 0)
        throw error
        // Somebody else's version came first, or the file was hidden, or its approval decided: look again.
      ;[[file], asked] = await scope.read(newest(scope, fileId), askedOf(scope, fileId))
    }
  }
}

/** The condition that a file is there for this person, not deleted (and shared, or internal). */
function present(scope: ProjectScope, fileId: string, shared?: boolean): SQL {
  const f = scope.view('files')
  const wanted = and(
    eq(f.id, fileId),
    isNull(f.deletedAt),
    shared === undefined ? undefined : eq(f.shared, shared),
  )
  return sql`exists (select 1 from ${f} where ${wanted})`
}

function newest(scope: ProjectScope, fileId: string) {
  const [f, v] = [scope.view('files'), scope.view('fileVersions')]
  return scope
    .select({
      shared: f.shared,
      last: sql<number>`(select coalesce(max(${v.number}), 0) from ${v} where ${v.fileId} = ${fileId})`.as(
        'last',
      ),
    })
    .from(f)
    .where(and(eq(f.id, fileId), isNull(f.deletedAt)))
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

/** Marks one version as final, or (null) none. Team only. @throws NotFound, Conflict */
export async function setFinal(scope: ProjectScope, fileId: string, versionId: string | null): Promise<void> {
  const file = await changeable(scope, fileId)
  const version = file.versions.find(v => v.id === versionId)
  if (versionId && !version) throw new NotFound()
  const writes: Write[] = [
    scope.require(present(scope, fileId, file.shared)),
    scope.updateAll('fileVersions', { final: false }, v => eq(v.fileId, fileId)),
  ]
  if (version) writes.push(scope.update('fileVersions', { final: true }, v => eq(v.id, version.id)))
  await scope.commit(writes, {
    kind: version ? 'file.final_set' : 'file.final_unset',
    subjectId: fileId,
    facts: version ? { number: version.number } : {},
    internal: !file.shared,
  })
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

/** The file, for the team: for a contact these commands do not exist. */
async function changeable(scope: ProjectScope, fileId: string): Promise<FilePage> {
  if (!scope.isTeam) throw new NotFound()
  const file = await readFile(scope, fileId)
  if (scope.project.archivedAt) throw new Forbidden()
  return file
}
