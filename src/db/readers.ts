import { SQL, type SQLChunk, StringChunk, Subquery, sql } from 'drizzle-orm'
import { textOf } from './compile'
import { tables } from './tables'
import { aliased } from './views'

const { memberships: m, users: u, reads: r, messages } = tables
const columns = { id: m.id, name: u.name, upTo: r.upTo }

/** How far the others of a project have read its conversation. */
export type Readers = Subquery<string, typeof columns> & typeof columns

const under = aliased(columns, 'readers')
const [all, known, end] = [
  textOf(
    sql`select ${m.id} as "id", ${u.name} as "name", ${r.upTo} as "up_to" from ${r} inner join ${m} on ${m.id} = ${r.membershipId} inner join ${u} on ${u.id} = ${m.userId} where ${m.removedAt} is null and ${m.acceptedAt} is not null and ${r.workspaceId} = ${m.workspaceId} and ${r.projectId} = ${r.subjectId} and ${r.subjectId} = `,
  ),
  textOf(
    sql` and (${m.role} = 'contact' or exists (select 1 from ${messages} where ${messages.projectId} = ${r.subjectId} and ${messages.authorId} = ${m.id})) and ${r.clientId} = `,
  ),
  textOf(sql` and ${r.workspaceId} = `),
].map(text => new StringChunk(text)) as [StringChunk, StringChunk, StringChunk]

/**
 * Read marks that somebody may know of, cut like a view. The team knows of everybody's. A client knows of their own
 * people's, and of those of the team who spoke in the conversation: who else of the agency looks on is its own business.
 * @param seenBy a contact's client; null for the team
 */
export function readers(place: { workspaceId: string; projectId: string }, seenBy: string | null): Readers {
  const { workspaceId, projectId } = place
  const cut = seenBy ? [known, seenBy] : []
  const body = new SQL([all, projectId, ...cut, end, workspaceId] as SQLChunk[])
  return Object.assign(new Subquery(body, under, 'readers'), under) as unknown as Readers
}
