import { and, desc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { NotFound } from '../../lib/errors'
import { hangsOn } from './asked'

/** A deleted file can be restored for so long. */
export const RESTORABLE = 30 * 86_400_000
/** So many files on the page, newest first. */
const SHOWN = 500

export type Folder = Row<'files'>['folder']

/** The folders that people put files into; attachments come with tickets and messages. */
export const folders = ['branding', 'content', 'deliverables'] as const satisfies readonly Folder[]

/** A file in the list, at its newest version. */
export type FileLine = {
  id: string
  versionId: string
  folder: Folder
  name: string
  shared: boolean
  number: number
  final: boolean
  size: number
  type: string
  by: string
  /** When its newest version came. */
  at: number
  deletedAt: number | null
}

/** The project's files that this person may see, newest first, and (for the team) those deleted lately. */
export async function listFiles(
  scope: ProjectScope,
): Promise<{ files: FileLine[]; more: boolean; deleted: FileLine[] }> {
  const { f, query } = lines(scope)
  const [files, deleted] = await scope.read(
    query()
      .where(isNull(f.deletedAt))
      .orderBy(desc(f.createdAt), f.name)
      .limit(SHOWN + 1),
    query()
      .where(and(isNotNull(f.deletedAt), gt(f.deletedAt, scope.now - RESTORABLE)))
      .orderBy(desc(f.deletedAt))
      .limit(scope.isTeam ? 50 : 0),
  )
  return { files: files.slice(0, SHOWN), more: files.length > SHOWN, deleted }
}

function lines(scope: ProjectScope) {
  const [f, v, last] = [scope.view('files'), scope.view('fileVersions'), scope.view('fileVersions', 'last')]
  const author = scope.people('author')
  const newest = sql`${v.number} = (select max(${last.number}) from ${last} where ${last.fileId} = ${f.id})`
  const query = () =>
    scope
      .select({
        id: f.id,
        versionId: sql<string>`${v.id}`.as('version_id'),
        folder: f.folder,
        name: f.name,
        shared: f.shared,
        number: v.number,
        final: v.final,
        size: v.size,
        type: v.type,
        by: sql<string>`${author.name}`.as('author_name'),
        at: sql<number>`${v.createdAt}`.as('version_at'),
        deletedAt: f.deletedAt,
      })
      .from(f)
      .innerJoin(v, and(eq(v.fileId, f.id), newest))
      .innerJoin(author, eq(author.id, v.createdBy))
      .$dynamic()
  return { f, query }
}

export type Version = Pick<
  Row<'fileVersions'>,
  'id' | 'number' | 'final' | 'size' | 'type' | 'sha256' | 'width' | 'height'
> & { by: string; at: number }

/** A file with its versions, newest first. */
export type FilePage = Pick<
  Row<'files'>,
  'id' | 'folder' | 'name' | 'shared' | 'deletedAt' | 'ticketId' | 'messageId'
> & {
  newest: Version
  versions: Version[]
  /** What was asked of its versions; alone, or (`versionId` null, open only) with a phase. */
  approvals: Pick<Row<'approvals'>, 'id' | 'versionId' | 'state' | 'sha256'>[]
}

/** @throws NotFound; a deleted file is there for the team alone, as long as it can be restored */
export async function readFile(scope: ProjectScope, fileId: string): Promise<FilePage> {
  const [f, v] = [scope.view('files'), scope.view('fileVersions')]
  const author = scope.people('author')
  const a = scope.view('approvals')
  const [[file], versions, approvals] = await scope.read(
    scope
      .select({
        id: f.id,
        folder: f.folder,
        name: f.name,
        shared: f.shared,
        deletedAt: f.deletedAt,
        ticketId: f.ticketId,
        messageId: f.messageId,
      })
      .from(f)
      .where(eq(f.id, fileId)),
    scope
      .select({
        id: v.id,
        number: v.number,
        final: v.final,
        size: v.size,
        type: v.type,
        sha256: v.sha256,
        width: v.width,
        height: v.height,
        by: sql<string>`${author.name}`.as('author_name'),
        at: sql<number>`${v.createdAt}`.as('version_at'),
      })
      .from(v)
      .innerJoin(author, eq(author.id, v.createdBy))
      .where(eq(v.fileId, fileId))
      .orderBy(desc(v.number)),
    scope
      .select({ id: a.id, versionId: a.versionId, state: a.state, sha256: a.sha256 })
      .from(a)
      .where(or(eq(a.fileId, fileId), and(eq(a.state, 'asked'), hangsOn(scope, a, fileId))))
      .orderBy(desc(a.id)),
  )
  const newest = versions[0]
  if (!file || !newest || (file.deletedAt && file.deletedAt <= scope.now - RESTORABLE)) throw new NotFound()
  return { ...file, newest, versions, approvals }
}
