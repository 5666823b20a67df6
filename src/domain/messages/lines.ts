import { and, asc, desc, eq, gt, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { instantAt } from '../../lib/zone'
import { attachmentsQuery } from '../files/attachments'
import type { Range } from './input'
import { mentionsQuery } from './mentions'
import { turnedSince, turnsQuery } from './turned'

/** Lines of a page, and of one catching up. */
export const PAGE = 50
export const CATCH_UP = 100
/** How far back from the last line seen a change of an older one is looked for: they change for minutes only. */
const BACK = 100
/** Clocks of two isolates may differ: a change told twice replaces itself. */
const SKEW = 10_000
/** So much of what is answered is quoted. */
const QUOTED = 240

/** A message with its author, what it answers, and what stands just before it: enough to draw it alone. */
export type Line = {
  id: string
  seq: number
  authorId: string
  author: string
  role: 'owner' | 'admin' | 'member' | 'contact'
  /** A contact's client. */
  client: string | null
  body: string
  createdAt: number
  editedAt: number | null
  deletedAt: number | null
  pinnedAt: number | null
  previousAuthorId: string | null
  previousAt: number | null
  /** The message it answers; its words are empty once it was taken back. */
  quotedSeq: number | null
  quotedId: string | null
  quotedAuthor: string | null
  quotedBody: string | null
  quotedDeletedAt: number | null
}

/** The lines of a range with what hangs on them, as queries that ride in a batch; one line more than a page. */
export function rangeQueries(scope: ProjectScope, range: Range & { only?: string }) {
  const m = scope.view('messages')
  const [author, client, previous] = [
    scope.people('author'),
    scope.view('clients'),
    scope.view('messages', 'previous'),
  ]
  const [quoted, quotedAuthor] = [scope.view('messages', 'quoted'), scope.people('quoted_author')]
  const lines = scope
    .select({
      id: m.id,
      seq: m.seq,
      authorId: m.authorId,
      author: author.name,
      role: author.role,
      client: sql<string | null>`${client.name}`.as('client'),
      body: m.body,
      createdAt: m.createdAt,
      editedAt: m.editedAt,
      deletedAt: m.deletedAt,
      pinnedAt: m.pinnedAt,
      previousAuthorId: sql<string | null>`${previous.authorId}`.as('previous_author'),
      previousAt: sql<number | null>`${previous.createdAt}`.as('previous_at'),
      quotedSeq: sql<number | null>`${quoted.seq}`.as('quoted_seq'),
      quotedId: sql<string | null>`${quoted.id}`.as('quoted_id'),
      quotedAuthor: sql<string | null>`${quotedAuthor.name}`.as('quoted_by'),
      quotedBody: sql<string | null>`substr(${quoted.body}, 1, ${QUOTED})`.as('quoted_body'),
      quotedDeletedAt: sql<number | null>`${quoted.deletedAt}`.as('quoted_deleted_at'),
    })
    .from(m)
    .innerJoin(author, eq(author.id, m.authorId))
    .leftJoin(client, eq(client.id, author.clientId))
    .leftJoin(previous, eq(previous.seq, sql`${m.seq} - 1`))
    .leftJoin(quoted, eq(quoted.id, m.replyToId))
    .leftJoin(quotedAuthor, eq(quotedAuthor.id, quoted.authorId))
    .where(within(scope, m, range))
    .orderBy(...order(m, range))
    .limit(size(range))
  const same = scope.view('messages', 'same')
  const ids = scope
    .select({ id: same.id })
    .from(same)
    .where(within(scope, same, range))
    .orderBy(...order(same, range))
    .limit(size(range))
  const among = sql`(select id from (${ids}))`
  return [
    lines,
    attachmentsQuery(scope, f => inArray(f.messageId, among)),
    mentionsQuery(scope, among),
    turnsQuery(scope, among),
  ] as const
}

/** The last line's number; rides in a batch. */
export function endQuery(scope: ProjectScope) {
  const m = scope.view('messages', 'latest')
  return scope.select({ seq: m.seq }).from(m).orderBy(desc(m.seq)).limit(1)
}

/** Whether lines go on in time from where they begin, rather than back. */
export const forward = ({ after, from, at, day }: Range): boolean =>
  [after, from, at, day].some(v => v !== undefined)

type Messages = Tables['messages']

function within(scope: ProjectScope, m: Messages, range: Range & { only?: string }): SQL | undefined {
  if (range.only !== undefined) return eq(m.id, range.only)
  const { before, after, since, from, at, day } = range
  if (after !== undefined) {
    if (since === undefined) return gt(m.seq, after)
    const lately = since - SKEW
    const changed = [
      gte(m.editedAt, lately),
      gte(m.deletedAt, lately),
      inArray(m.id, turnedSince(scope, lately)),
    ]
    return and(gt(m.seq, after - BACK), or(gt(m.seq, after), ...changed))
  }
  if (from !== undefined) return gte(m.seq, from)
  if (at !== undefined) return gte(m.seq, at - PAGE / 2)
  if (day !== undefined) return gte(m.seq, firstOf(scope, day))
  return before === undefined ? undefined : lt(m.seq, before)
}

/** The first line of a day or a later one; the last of all where there is none. */
function firstOf(scope: ProjectScope, day: string): SQL {
  const [d, l] = [scope.view('messages', 'of_day'), scope.view('messages', 'of_end')]
  const begins = instantAt(scope.workspace.timezone, Date.parse(`${day}T00:00:00Z`))
  return sql`coalesce((select ${d.seq} from ${d} where ${d.createdAt} >= ${begins} order by ${d.createdAt} limit 1),
    (select ${l.seq} from ${l} order by ${l.seq} desc limit 1))`
}

const order = (m: Messages, range: Range) => [forward(range) ? asc(m.seq) : desc(m.seq)]
const size = ({ after }: Range) => (after === undefined ? PAGE : CATCH_UP) + 1
