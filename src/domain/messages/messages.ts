import { and, eq, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import type { AttachmentView } from '../files/attachments'
import type { Range } from './input'
import { CATCH_UP, type Line, PAGE, rangeQueries } from './lines'

export type Conversation = {
  /** Oldest first. */
  lines: Line[]
  attachments: AttachmentView[]
  /** More lines lie beyond: older ones, or (catching up) newer ones. */
  more: boolean
}

/**
 * Lines of the project's conversation. With `mark` the reader has now read all that there is, in the same round trip.
 */
export async function listMessages(scope: ProjectScope, range: Range, mark: boolean): Promise<Conversation> {
  const queries = rangeQueries(scope, range)
  const [lines, attachments] = mark
    ? await scope.mark([readToEnd(scope)], ...queries)
    : await scope.read(...queries)
  return conversationOf(range, lines as Line[], attachments as AttachmentView[])
}

/** What the queries of a range answered, as a page shows it. */
export function conversationOf(range: Range, found: Line[], attachments: AttachmentView[]): Conversation {
  const most = range.after === undefined ? PAGE : CATCH_UP
  const lines = found.slice(0, most)
  if (range.after === undefined) lines.reverse()
  return { lines, attachments, more: found.length > most }
}

/** The reader has read everything that is there at this place of the batch. */
export function readToEnd(scope: ProjectScope): Write {
  const m = scope.view('messages')
  const end = sql<number>`coalesce((select ${m.seq} from ${m} order by ${m.seq} desc limit 1), 0)`
  const subjectId = scope.project.id
  return scope.put(
    'reads',
    { subjectId, membershipId: scope.me, upTo: end as unknown as number, at: scope.now },
    r => [r.subjectId, r.membershipId],
    { upTo: end, at: scope.now },
  )
}

/** Whoever had read everything has read what they just wrote without opening the page; what else is unread stays so. */
export function readOwn(scope: ProjectScope): Write {
  const m = scope.view('messages')
  const end = sql<number>`(select max(${m.seq}) from ${m})`
  return scope.updateAll('reads', { upTo: end, at: scope.now }, r =>
    and(eq(r.subjectId, scope.project.id), eq(r.membershipId, scope.me), sql`${r.upTo} = ${end} - 1`),
  )
}

/** One message. @throws NotFound */
export async function messageById(scope: ProjectScope, id: string) {
  const m = scope.view('messages')
  const [rows] = await scope.read(
    scope
      .select({
        id: m.id,
        seq: m.seq,
        authorId: m.authorId,
        body: m.body,
        createdAt: m.createdAt,
        deletedAt: m.deletedAt,
      })
      .from(m)
      .where(and(eq(m.id, id))),
  )
  const message = rows[0]
  if (!message) throw new NotFound()
  return message
}
