import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'

/** What somebody may ask about: one request, or a whole project. */
export type Owed = { request: string | SQLWrapper } | { project: string }

/**
 * Whether a thing is settled: it was paid, and nothing of it is asked for any more. What was never asked for is not
 * settled, nor is what was given back in full. A condition for other queries.
 */
export function settled(scope: WorkspaceScope, owed: Owed): SQL<boolean> {
  const [paid, due] = [scope.view('paymentRequests', 'paid'), scope.view('paymentRequests', 'due')]
  const about = (r: typeof paid) =>
    'request' in owed ? sql`${r.id} = ${owed.request}` : sql`${r.projectId} = ${owed.project}`
  return sql<boolean>`(exists (select 1 from ${paid} where ${about(paid)} and ${paid.state} in ('paid', 'partly_refunded'))
    and not exists (select 1 from ${due} where ${about(due)} and ${due.state} = 'pending'))`
}
