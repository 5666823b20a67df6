import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { optionalLine, optionalWords } from '../../lib/fields'
import { newId } from '../../lib/id'
import { copyObject } from '../../outside/files'
import { type Asked, askedOf, endAsked } from './asked'
import { changeable } from './change'
import { readFile } from './files'
import { keepVersion, type Received, receiveAndRead, type VersionMore } from './receive'
import { giveRoomBack, takeRoom } from './room'
import { withThumb } from './thumbs'

/** What a person calls a version, and what they say of it. */
export const versionWords = z.object({ label: optionalLine(60), note: optionalWords(2000) })
export type VersionWords = z.output<typeof versionWords>

/**
 * Adds a version to a file; an approval that was asked of an older one, and is open still, ends with it.
 * @throws Invalid `files`, NotFound, Forbidden in an archived project, TooMany
 */
export async function addVersion(
  scope: ProjectScope,
  bucket: R2Bucket,
  fileId: string,
  files: readonly File[],
  words?: VersionWords,
  thumb?: File,
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
    ...beforeVersion(scope, fileId),
  )
  const [one] = await withThumb(bucket, received, thumb)
  if (!one) throw new NotFound()
  await commitVersion(scope, fileId, one, rows, [], words)
}

/** What must be known of a file before a version is added to it; rides in a batch. */
export const beforeVersion = (scope: ProjectScope, fileId: string) =>
  [newest(scope, fileId), askedOf(scope, fileId)] as const

/**
 * Gives a received file its row as the newest version of another; looks again where somebody was faster.
 * @param known what `beforeVersion` answered
 * @param also stands or falls with it
 * @param more what else its row says
 */
export async function commitVersion(
  scope: ProjectScope,
  fileId: string,
  received: Received,
  known: [{ shared: boolean; last: number }[], Asked[]],
  also: readonly Write[] = [],
  more: VersionMore = {},
): Promise<void> {
  for (let tries = 3; ; tries--) {
    const [[file], asked] = known
    if (!file) throw new NotFound()
    const { shared, last } = file
    const number = last + 1
    const ended = endAsked(scope, fileId, asked, 'superseded')
    try {
      await scope.commit(
        [
          scope.require(present(scope, fileId, shared)),
          ...ended.writes,
          ...keepVersion(scope, received, { ...more, fileId, number, shared }),
          ...also,
        ],
        [
          { kind: 'file.version_added', subjectId: fileId, facts: { number }, internal: !shared },
          ...ended.events,
        ],
      )
      return
    } catch (error) {
      if (!(error instanceof Conflict) || tries === 0) throw error
    }
    // Somebody else's version came first, or the file was hidden, or its approval decided: look again.
    known = await scope.read(...beforeVersion(scope, fileId))
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

/**
 * Says what a version is called and what is new in it: whoever brought it, or the team.
 * @throws NotFound, Forbidden (archived, or somebody else's)
 */
export async function describeVersion(
  scope: ProjectScope,
  fileId: string,
  versionId: string,
  words: VersionWords,
): Promise<void> {
  const file = await readFile(scope, fileId)
  const version = file.versions.find(v => v.id === versionId)
  if (!version || file.deletedAt) throw new NotFound()
  if (scope.project.archivedAt !== null || !(scope.isTeam || version.byId === scope.me)) throw new Forbidden()
  await scope.commit(
    [
      scope.require(present(scope, fileId, file.shared)),
      scope.update('fileVersions', words, v => eq(v.id, versionId)),
    ],
    {
      kind: 'file.version_described',
      subjectId: fileId,
      facts: { number: version.number },
      internal: !file.shared,
    },
  )
}

/**
 * Brings an older version back as the newest one: the same bytes under a key of their own, which take room of their
 * own. Team only. @throws NotFound, Forbidden (archived), Conflict (it is the newest), Invalid `files` (quota), TooMany
 */
export async function restoreVersion(
  scope: ProjectScope,
  bucket: R2Bucket,
  fileId: string,
  versionId: string,
): Promise<void> {
  if (!scope.isTeam) throw new NotFound()
  const v = scope.view('fileVersions')
  const [[old], ...known] = await scope.read(
    scope
      .select()
      .from(v)
      .where(and(eq(v.id, versionId), eq(v.fileId, fileId))),
    ...beforeVersion(scope, fileId),
  )
  if (!old || !known[0][0]) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  if (old.number === known[0][0].last) throw new Conflict()
  const upload = { id: newId(scope.now), key: crypto.randomUUID(), size: old.size }
  await takeRoom(scope, [upload], present(scope, fileId), [])
  try {
    await copyObject(bucket, old.storageKey, upload.key, old.sha256)
  } catch (error) {
    await giveRoomBack(scope, bucket, [upload])
    throw error
  }
  const { size, type, sha256, width, height, thumbKey } = old
  const received = {
    size,
    type,
    sha256,
    width,
    height,
    thumbKey,
    name: '',
    fileId,
    versionId: newId(scope.now),
  }
  await commitVersion(scope, fileId, { ...received, uploadId: upload.id, key: upload.key }, known, [], {
    restoredFrom: old.id,
    label: old.label,
  })
}
