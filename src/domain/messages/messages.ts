import { and, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { Readable } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import type { AttachmentView } from '../files/attachments'
import type { Range } from './input'
import { CATCH_UP, endQuery, forward, type Line, PAGE, rangeQueries } from './lines'
import type { Mention } from './mentions'
import type { Turned } from './turned'

/** So many pinned messages stand above the conversation, the latest first. */
const PINNED = 50

export type Conversation = {
  /** Oldest first. */
  lines: Line[]
  attachments: AttachmentView[]
  mentions: Mention[]
  turns: Turned[]
  /** More lines lie beyond, the way that was asked: older ones, or newer ones. */
  more: boolean
  /** Older lines lie before the first, newer ones after the last. */
  older: boolean
  newer: boolean
}

/** A pinned message, above the conversation. */
export type Pinned = { id: string; seq: number; author: string; body: string }
/** Somebody else who read as far as a line. */
export type Reader = { id: string; name: string; upTo: number }
/** What stands beside the lines, and changes without them. `last`: the newest line and whose it is. */
export type Marks = { pinned: Pinned[]; readers: Reader[]; last: { seq: number; mine: boolean } | null }

/**
 * Lines of the project's conversation and what stands beside them. With `mark` the reader has now read all that there
 * is, in the same round trip.
 * @param replyTo the message that an answer to is begun; one that is not there is passed over
 */
export async function readConversation(
  scope: ProjectScope,
  range: Range,
  mark: boolean,
  replyTo?: string,
): Promise<Conversation & { marks: Marks; replying?: Replying }> {
  const queries = [
    ...rangeQueries(scope, range),
    endQuery(scope),
    ...marksQueries(scope),
    ...(replyTo ? [messageQuery(scope, replyTo)] : []),
  ] as const
  const [lines, attachments, mentions, turns, end, pinned, readers, last, [answered] = []] = mark
    ? await scope.mark([readToEnd(scope)], ...queries)
    : await scope.read(...queries)
  const found = conversationOf(range, [lines, attachments, mentions, turns])
  const newer = (found.lines.at(-1)?.seq ?? 0) < (end[0]?.seq ?? 0)
  const replying =
    answered && !answered.deletedAt
      ? { id: answered.id, author: answered.author, body: answered.body.slice(0, 160) }
      : undefined
  return { ...found, newer, marks: marksOf([pinned, readers, last], scope), replying }
}

/** One line with what hangs on it. @throws NotFound */
export async function readLine(scope: ProjectScope, id: string): Promise<Conversation> {
  const found = conversationOf({}, await scope.read(...rangeQueries(scope, { only: id })))
  if (found.lines.length === 0) throw new NotFound()
  return found
}

/** What arrived after a line: for a page that is open already. `mark` as above. */
export async function listMessages(scope: ProjectScope, range: Range, mark: boolean): Promise<Conversation> {
  const queries = rangeQueries(scope, range)
  const found = mark ? await scope.mark([readToEnd(scope)], ...queries) : await scope.read(...queries)
  return conversationOf(range, found)
}

/** What stands beside the lines, alone. */
export async function readMarks(scope: ProjectScope): Promise<Marks> {
  return marksOf(await scope.read(...marksQueries(scope)), scope)
}

function marksQueries(scope: ProjectScope) {
  const [m, author] = [scope.view('messages', 'pins'), scope.people('pin_author')]
  const newest = scope.view('messages', 'newest')
  const r = scope.readers()
  return [
    scope
      .select({
        id: m.id,
        seq: m.seq,
        author: author.name,
        body: sql<string>`substr(${m.body}, 1, 160)`.as('body'),
      })
      .from(m)
      .innerJoin(author, eq(author.id, m.authorId))
      .where(and(isNotNull(m.pinnedAt), isNull(m.deletedAt)))
      .orderBy(desc(m.pinnedAt))
      .limit(PINNED),
    scope
      .select({ id: r.id, name: r.name, upTo: r.upTo })
      .from(r)
      .where(ne(r.id, scope.actor.membershipId ?? ''))
      .orderBy(r.name),
    scope
      .select({ seq: newest.seq, authorId: newest.authorId })
      .from(newest)
      .orderBy(desc(newest.seq))
      .limit(1),
  ] as const
}

function marksOf(found: readonly unknown[], scope: ProjectScope): Marks {
  const [pinned, readers, [newest]] = found as [Pinned[], Reader[], { seq: number; authorId: string }[]]
  const last = newest ? { seq: newest.seq, mine: newest.authorId === scope.actor.membershipId } : null
  return { pinned, readers, last }
}

/** What the queries of a range answered, as a page shows it. */
export function conversationOf(range: Range, found: readonly unknown[]): Conversation {
  const [all, attachments, mentions, turns] = found as [Line[], AttachmentView[], Mention[], Turned[]]
  const most = range.after === undefined ? PAGE : CATCH_UP
  const lines = all.slice(0, most)
  if (!forward(range)) lines.reverse()
  const more = all.length > most
  // Numbers begin at one and have no gaps.
  return { lines, attachments, mentions, turns, more, older: (lines[0]?.seq ?? 1) > 1, newer: false }
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

/** One message's own row; rides in a batch. */
export function messageQuery(scope: ProjectScope, id: string) {
  const [m, author] = [scope.view('messages'), scope.people('author')]
  return scope
    .select({
      id: m.id,
      seq: m.seq,
      authorId: m.authorId,
      author: author.name,
      body: m.body,
      createdAt: m.createdAt,
      deletedAt: m.deletedAt,
      pinnedAt: m.pinnedAt,
    })
    .from(m)
    .innerJoin(author, eq(author.id, m.authorId))
    .where(eq(m.id, id))
}

/** One message. */
export type Message = Awaited<ReturnType<typeof messageById>>
/** The message that an answer to is begun: its author and how it begins. */
export type Replying = { id: string; author: string; body: string }

/** @throws NotFound */
export async function messageById(scope: ProjectScope, id: string) {
  const [rows] = await scope.read(messageQuery(scope, id))
  const message = rows[0]
  if (!message) throw new NotFound()
  return message
}

/** One message, and the rows of another query read with it. @throws NotFound */
export async function messageWith<Q extends Readable>(scope: ProjectScope, id: string, query: Q) {
  const [rows, more] = await scope.read(messageQuery(scope, id), query)
  const message = rows[0]
  if (!message) throw new NotFound()
  return [message, more] as const
}
