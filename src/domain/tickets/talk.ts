import { desc, eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'

/** So many of the newest words are shown at once; the older ones when they are asked for. */
export const SHOWN = 30
/** However long a thread has grown, a page shows no more. */
const LONGEST = 1000

/** A ticket's thread, newest first. Rides in a batch. */
export function repliesQuery(scope: ProjectScope, ticketId: string, all: boolean) {
  const replies = scope.view('replies')
  const authors = scope.people('authors')
  return scope
    .select({
      id: replies.id,
      body: replies.body,
      internal: replies.internal,
      createdAt: replies.createdAt,
      authorId: replies.authorId,
      author: sql<string>`coalesce(${authors.name}, '')`.as('author'),
      role: sql<string>`${authors.role}`.as('role'),
    })
    .from(replies)
    .leftJoin(authors, eq(authors.id, replies.authorId))
    .where(eq(replies.ticketId, ticketId))
    .orderBy(desc(replies.createdAt), desc(replies.id))
    .limit(all ? LONGEST : SHOWN)
}

/** How much was said, for this reader. */
export function countQuery(scope: ProjectScope, ticketId: string) {
  const replies = scope.view('replies')
  return scope
    .select({ count: sql<number>`count(*)`.as('said') })
    .from(replies)
    .where(eq(replies.ticketId, ticketId))
}
