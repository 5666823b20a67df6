import { and, asc, desc, eq, gt, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { attachmentsQuery } from '../files/attachments'
import type { Range } from './input'

/** Lines of a page, and of one catching up. */
export const PAGE = 50
export const CATCH_UP = 100
/** How far back from the last line seen a change of an older one is looked for: they change for minutes only. */
const BACK = 100
/** Clocks of two isolates may differ: a change told twice replaces itself. */
const SKEW = 10_000

/** A message with its author, and what stands just before it: enough to draw it alone. */
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
  previousAuthorId: string | null
  previousAt: number | null
}

/** The lines of a range and their attachments, as two queries that ride in a batch. Oldest first after `after`, else newest first, one more than a page. */
export function rangeQueries(scope: ProjectScope, range: Range) {
  const m = scope.view('messages')
  const [author, client, previous] = [
    scope.people('author'),
    scope.view('clients'),
    scope.view('messages', 'previous'),
  ]
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
      previousAuthorId: sql<string | null>`${previous.authorId}`.as('previous_author'),
      previousAt: sql<number | null>`${previous.createdAt}`.as('previous_at'),
    })
    .from(m)
    .innerJoin(author, eq(author.id, m.authorId))
    .leftJoin(client, eq(client.id, author.clientId))
    .leftJoin(previous, eq(previous.seq, sql`${m.seq} - 1`))
    .where(within(m, range))
    .orderBy(...order(m, range))
    .limit(size(range))
  const same = scope.view('messages', 'same')
  const ids = scope
    .select({ id: same.id })
    .from(same)
    .where(within(same, range))
    .orderBy(...order(same, range))
    .limit(size(range))
  return [lines, attachmentsQuery(scope, f => inArray(f.messageId, ids))] as const
}

type Messages = Tables['messages']

function within(m: Messages, { before, after, since }: Range): SQL | undefined {
  if (after === undefined) return before === undefined ? undefined : lt(m.seq, before)
  if (since === undefined) return gt(m.seq, after)
  const changed = [gte(m.editedAt, since - SKEW), gte(m.deletedAt, since - SKEW)]
  return and(gt(m.seq, after - BACK), or(gt(m.seq, after), ...changed))
}

const order = (m: Messages, { after }: Range) => [after === undefined ? desc(m.seq) : asc(m.seq)]
const size = ({ after }: Range) => (after === undefined ? PAGE : CATCH_UP) + 1
