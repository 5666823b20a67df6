import { and, desc, eq, or, sql } from 'drizzle-orm'
import type { Readable, Results } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { NotFound } from '../../lib/errors'
import { hangsOn } from './asked'

/** A deleted file can be restored for so long. */
export const RESTORABLE = 30 * 86_400_000

export type Folder = Row<'files'>['folder']

/** The folders that people put files into; attachments come with tickets and messages. */
export const folders = ['branding', 'content', 'deliverables'] as const satisfies readonly Folder[]

export type Version = Pick<
  Row<'fileVersions'>,
  | 'id'
  | 'number'
  | 'final'
  | 'label'
  | 'note'
  | 'restoredFrom'
  | 'size'
  | 'type'
  | 'sha256'
  | 'width'
  | 'height'
  | 'storageKey'
  | 'previewKey'
> & { by: string; byId: string; at: number }

/** A file with its versions, newest first. */
export type FilePage = Pick<
  Row<'files'>,
  'id' | 'folder' | 'name' | 'shared' | 'deletedAt' | 'ticketId' | 'messageId' | 'heldFor'
> & {
  newest: Version
  versions: Version[]
  /** What was asked of its versions; alone, or (`versionId` null, open only) with a phase. */
  approvals: Pick<Row<'approvals'>, 'id' | 'versionId' | 'state' | 'sha256'>[]
}

/** @throws NotFound; a deleted file is there for the team alone, as long as it can be restored */
export const readFile = async (scope: ProjectScope, fileId: string): Promise<FilePage> =>
  (await readFileWith(scope, fileId)).file

/** The same, with what else its page says in the same round trip. @throws NotFound */
export async function readFileWith<const Q extends readonly Readable[]>(
  scope: ProjectScope,
  fileId: string,
  ...reads: Q
): Promise<{ file: FilePage; rows: Results<Q> }> {
  const [f, v] = [scope.view('files'), scope.view('fileVersions')]
  const author = scope.people('author')
  const a = scope.view('approvals')
  const [[file], versions, approvals, ...rows] = await scope.read(
    scope
      .select({
        id: f.id,
        folder: f.folder,
        name: f.name,
        shared: f.shared,
        deletedAt: f.deletedAt,
        ticketId: f.ticketId,
        messageId: f.messageId,
        heldFor: f.heldFor,
      })
      .from(f)
      .where(eq(f.id, fileId)),
    scope
      .select({
        id: v.id,
        number: v.number,
        final: v.final,
        label: v.label,
        note: v.note,
        restoredFrom: v.restoredFrom,
        size: v.size,
        type: v.type,
        sha256: v.sha256,
        width: v.width,
        height: v.height,
        storageKey: v.storageKey,
        previewKey: v.previewKey,
        byId: sql<string>`${v.createdBy}`.as('author_id'),
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
    ...reads,
  )
  const newest = versions[0]
  if (!file || !newest || (file.deletedAt && file.deletedAt <= scope.now - RESTORABLE)) throw new NotFound()
  return { file: { ...file, newest, versions, approvals }, rows: rows as Results<Q> }
}
