import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Row, Tables } from '../../db/tables'
import { free } from './things/free'
import type { Thing } from './things/thing'
import { ticket } from './things/ticket'

type Kind = Row<'paymentRequests'>['kind']

/** What can be paid for, by the kind of its request. A new paper (a quote, an invoice) is a file beside these and a line here. */
const things: Record<Kind, Thing> = {
  deposit: free,
  milestone: free,
  balance: free,
  ticket,
}

export const thingOf = ({ kind }: { kind: Kind }): Thing => things[kind]

/** Whether the thing of a row of requests still awaits its money, whatever kind it is of. */
export function thingAwaits(scope: WorkspaceScope, r: Tables['paymentRequests']): SQL {
  const cases = (Object.keys(things) as Kind[]).map(
    kind => sql`when ${kind} then ${things[kind].awaiting(scope, r)}`,
  )
  return sql`(case ${r.kind} ${sql.join(cases, sql` `)} end)`
}

/** What somebody may ask about: one request, whatever a ticket costs, a phase's milestones, or a whole project. */
export type Owed =
  | { request: string | SQLWrapper }
  | { ticket: string }
  | { phase: string }
  | { project: string }

/**
 * Whether a thing is settled: it was paid, and nothing of it is asked for any more. What was never asked for is not
 * settled, nor is what was given back in full. A condition for other queries.
 */
export function settled(scope: WorkspaceScope, owed: Owed): SQL<boolean> {
  const about = (r: Tables['paymentRequests']) => {
    if ('request' in owed) return sql`${r.id} = ${owed.request}`
    if ('ticket' in owed) return sql`${r.ticketId} = ${owed.ticket}`
    if ('phase' in owed) return sql`${r.phaseId} = ${owed.phase}`
    return sql`${r.projectId} = ${owed.project}`
  }
  const [paid, due] = [scope.view('paymentRequests', 'paid'), scope.view('paymentRequests', 'due')]
  return sql<boolean>`(exists (select 1 from ${paid} where ${about(paid)} and ${paid.state} in ('paid', 'partly_refunded'))
    and not exists (select 1 from ${due} where ${about(due)} and ${due.state} = 'pending'))`
}

/** Whether a thing is settled, asked alone: see `settled`. */
export async function isSettled(scope: WorkspaceScope, owed: Owed): Promise<boolean> {
  const w = scope.view('workspaces')
  const [[row]] = await scope.read(
    scope
      .select({ is: settled(scope, owed).as('is_settled') })
      .from(w)
      .limit(1),
  )
  return Boolean(row?.is)
}
