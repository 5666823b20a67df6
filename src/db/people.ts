import { SQL, type SQLChunk, StringChunk, Subquery, sql } from 'drizzle-orm'
import { textOf } from './compile'
import { tables } from './tables'
import { aliased } from './views'

const { memberships: m, users: u } = tables
const columns = {
  id: m.id,
  userId: m.userId,
  role: m.role,
  clientId: m.clientId,
  finance: m.finance,
  approve: m.approve,
  allProjects: m.allProjects,
  acceptedAt: m.acceptedAt,
  removedAt: m.removedAt,
  name: u.name,
  email: u.email,
  /** Why no mail reaches them any more: the team's to know, as the address is. */
  mailProblem: u.mailProblem,
  mailProblemAt: u.mailProblemAt,
  mailProblemDetail: u.mailProblemDetail,
}

/** Memberships with the person's name and (for the team's eyes only) address and what is wrong with it. */
export type People = Subquery<string, typeof columns> & typeof columns

const ofAddress: readonly string[] = [u.email, u.mailProblem, u.mailProblemAt, u.mailProblemDetail].map(
  c => c.name,
)
const named = new Map<string, typeof columns>()
const list = (addresses: boolean): SQL =>
  sql.join(
    Object.values(columns).map(c =>
      ofAddress.includes(c.name) && !addresses
        ? sql`null as ${sql.identifier(c.name)}`
        : sql`${c} as ${sql.identifier(c.name)}`,
    ),
    sql`, `,
  )
const body = (addresses: boolean): StringChunk =>
  new StringChunk(
    textOf(
      sql`select ${list(addresses)} from ${m} inner join ${u} on ${u.id} = ${m.userId} where ${m.workspaceId} = `,
    ),
  )
/** Made once per isolate: only the workspace and the client differ from scope to scope. */
const [full, redacted] = [body(true), body(false)]
const ofTheirs = new StringChunk(textOf(sql` and (${m.role} <> 'contact' or ${m.clientId} = `))
const end = new StringChunk(')')

/**
 * A view of people, removed ones included (their words stay, with their names).
 * @param seenBy a contact's client: then only the team and that client's people, without addresses; null for the team
 */
export function people(workspaceId: string, seenBy: string | null, alias: string): People {
  let under = named.get(alias)
  if (!under) {
    under = aliased(columns, alias)
    named.set(alias, under)
  }
  const chunks = seenBy ? [redacted, workspaceId, ofTheirs, seenBy, end] : [full, workspaceId]
  return Object.assign(new Subquery(new SQL(chunks as SQLChunk[]), under, alias), under) as unknown as People
}
