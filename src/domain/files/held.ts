import { and, eq, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { Forbidden, Invalid, NotFound } from '../../lib/errors'
import { type Drawn, takePreview, versionQuery } from './previews'

/** Held until everything asked for in the project is paid; else `heldFor` is the id of one payment request. */
export const WHOLE = 'project'

/**
 * Whether what a file waits for is paid: a condition on `heldFor`. The payments' word, which stand above the files:
 * whoever gives out bytes passes it down (`delivery/paid.ts`).
 */
export type Paid = (scope: ProjectScope, heldFor: SQLWrapper) => SQL

/**
 * The condition that this person may have a file's own bytes, in whatever shape: the team always, the client (and
 * whoever looks with their eyes) when nothing holds it back any more.
 */
export const released = (scope: ProjectScope, f: Tables['files'], paid: Paid): SQL =>
  scope.isTeam ? sql`1` : sql`(${f.heldFor} is null or ${paid(scope, f.heldFor)})`

/** What a file is held for, and the condition that there is such a thing to pay and it is not paid. */
export type Hold = { heldFor: string; owing: SQL; drawn?: Drawn }

/**
 * Holds a file back: until that is paid the client sees its preview alone, which comes along where it could be drawn.
 * @throws NotFound (not the team), Forbidden (archived, attachments), Invalid `heldFor`, `preview`, Conflict
 */
export async function holdFile(
  scope: ProjectScope,
  bucket: R2Bucket,
  fileId: string,
  { heldFor, owing, drawn }: Hold,
): Promise<void> {
  const { file, version } = await holdable(scope, fileId, owing, drawn?.versionId)
  if (file.folder === 'attachments') throw new Forbidden()
  if (!file.owing) throw new Invalid({ heldFor: 'filePage.hold.error.nothing' })
  if (drawn && !version) throw new NotFound()
  const picture = drawn && version ? [await takePreview(scope, bucket, version, drawn.picture)] : []
  await scope.commit(
    [
      scope.require(owing),
      ...picture,
      scope.update('files', { heldFor }, f =>
        and(eq(f.id, fileId), isNull(f.deletedAt), eq(f.shared, file.shared)),
      ),
    ],
    {
      kind: 'file.held',
      subjectId: fileId,
      facts: { until: heldFor === WHOLE ? WHOLE : 'request' },
      internal: !file.shared,
    },
  )
}

/** Holds it back no more, whatever is paid. @throws NotFound (not the team), Forbidden (archived), Conflict (not held) */
export async function releaseFile(scope: ProjectScope, fileId: string): Promise<void> {
  const { file } = await holdable(scope, fileId, sql`1`)
  await scope.commit(
    [
      scope.update(
        'files',
        { heldFor: null },
        f =>
          sql`${f.id} = ${fileId} and ${f.heldFor} is not null and ${f.deletedAt} is null and ${f.shared} = ${Number(file.shared)}`,
      ),
    ],
    { kind: 'file.released', subjectId: fileId, internal: !file.shared },
  )
}

async function holdable(scope: ProjectScope, fileId: string, owing: SQL, versionId = '') {
  if (!scope.isTeam) throw new NotFound()
  const f = scope.view('files')
  const [[file], [version]] = await scope.read(
    scope
      .select({ shared: f.shared, folder: f.folder, owing: sql<number>`(${owing})`.as('owing') })
      .from(f)
      .where(and(eq(f.id, fileId), isNull(f.deletedAt))),
    versionQuery(scope, fileId, versionId),
  )
  if (!file) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  return { file, version }
}
