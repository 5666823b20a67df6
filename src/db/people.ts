import { Subquery, sql } from 'drizzle-orm'
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
}

/** Memberships with the person's name and (for the team's eyes only) address. */
export type People = Subquery<string, typeof columns> & typeof columns

/**
 * A view of people, removed ones included (their words stay, with their names).
 * @param seenBy a contact's client: then only the team and that client's people, without addresses; null for the team
 */
export function people(workspaceId: string, seenBy: string | null, alias: string): People {
  const named = aliased(columns, alias)
  const list = Object.values(columns).map(c =>
    c.name === 'email' && seenBy ? sql`null as "email"` : sql`${c} as ${sql.identifier(c.name)}`,
  )
  const own = seenBy ? sql` and (${m.role} <> 'contact' or ${m.clientId} = ${seenBy})` : sql``
  const body = sql`select ${sql.join(list, sql`, `)} from ${m} inner join ${u} on ${u.id} = ${m.userId} where ${m.workspaceId} = ${workspaceId}${own}`
  return Object.assign(new Subquery(body, named, alias), named) as unknown as People
}
