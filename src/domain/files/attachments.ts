import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Tables } from '../../db/tables'

/** A file that came with a ticket, a reply or a message, at its newest version, with all its page needs. */
export type AttachmentView = {
  id: string
  versionId: string
  name: string
  /** Bytes. */
  size: number
  type: string
  width: number | null
  height: number | null
  shared: boolean
  ticketId: string | null
  replyId: string | null
  messageId: string | null
  projectId: string
  /** The workspace's, for its addresses. */
  slug: string
}

/**
 * The attachments that this person may see, oldest first: rides in a batch, answers `AttachmentView`s.
 * @param which e.g. `f => eq(f.ticketId, id)`; a subquery over messages serves too
 */
export function attachmentsQuery(scope: ProjectScope, which: (f: Tables['files']) => SQL | undefined) {
  const [f, v, last] = [scope.view('files'), scope.view('fileVersions'), scope.view('fileVersions', 'last')]
  return scope
    .select({
      id: f.id,
      versionId: sql<string>`${v.id}`.as('version_id'),
      name: f.name,
      size: v.size,
      type: v.type,
      width: v.width,
      height: v.height,
      shared: f.shared,
      ticketId: f.ticketId,
      replyId: f.replyId,
      messageId: f.messageId,
      projectId: f.projectId,
      slug: sql<string>`${scope.workspace.slug}`.as('slug'),
    })
    .from(f)
    .innerJoin(v, eq(v.fileId, f.id))
    .where(
      and(
        isNull(f.deletedAt),
        sql`${v.number} = (select max(${last.number}) from ${last} where ${last.fileId} = ${f.id})`,
        which(f),
      ),
    )
    .orderBy(f.createdAt, f.name)
}
