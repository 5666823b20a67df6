import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { containing } from '../../db/words'
import { wordsOf } from '../../lib/fold'

/** So many messages found on a page. */
const FOUND = 30

/** A message in which all the words stand. */
export type Hit = { id: string; seq: number; author: string; body: string; createdAt: number }

/**
 * The messages of the project in which all the words stand (or begin, or end), newest first.
 * @param before a `seq`: those further back
 */
export async function searchMessages(
  scope: ProjectScope,
  question: string,
  before?: number,
): Promise<{ hits: Hit[]; more: boolean }> {
  if (wordsOf(question).length === 0) return { hits: [], more: false }
  const [m, author] = [scope.view('messages'), scope.people('author')]
  const [rows] = await scope.read(
    scope
      .select({ id: m.id, seq: m.seq, author: author.name, body: m.body, createdAt: m.createdAt })
      .from(m)
      .innerJoin(author, eq(author.id, m.authorId))
      .where(
        and(
          isNull(m.deletedAt),
          before === undefined ? undefined : lt(m.seq, before),
          containing(m.body, question),
        ),
      )
      .orderBy(desc(m.seq))
      .limit(FOUND + 1),
  )
  return { hits: rows.slice(0, FOUND), more: rows.length > FOUND }
}
