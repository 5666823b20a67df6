import { and, desc, eq, inArray, lt, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { over } from './filter'
import type { TicketState } from './moves'

/** A line of a list of requests. */
export type TicketLine = {
  id: string
  projectId: string
  number: number
  subject: string
  type: 'bug' | 'change' | 'improvement' | 'question'
  urgency: 'urgent' | 'maintenance' | 'evolution'
  state: TicketState
  updatedAt: number
  paid: boolean
  unread: boolean
  /** Who opened it, in a project's list; the client and project across projects. */
  from: string
}

export const PAGE = 50
export { over }

/** The states in which something is expected of this reader. */
export function awaitingStates(scope: WorkspaceScope): readonly TicketState[] {
  if (scope.isTeam) return ['open']
  return scope.can.finance ? ['waiting_client', 'quoted', 'resolved'] : ['waiting_client', 'resolved']
}

/** Where the next page begins: the last line's date and id. */
const after = (cursor: string | undefined, t: Tables['tickets']): SQL | undefined => {
  const [time, last] = (cursor ?? '').split('_')
  if (!time || !last || !/^\d{1,15}$/.test(time)) return undefined
  return or(lt(t.updatedAt, Number(time)), and(eq(t.updatedAt, Number(time)), lt(t.id, last)))
}

export const cursorOf = (line: Pick<TicketLine, 'updatedAt' | 'id'>): string => `${line.updatedAt}_${line.id}`

function lines(scope: WorkspaceScope) {
  const [tickets, reads, requests] = [
    scope.view('tickets'),
    scope.view('reads'),
    scope.view('paymentRequests'),
  ]
  const paid = sql`exists (select 1 from ${requests} where ${requests.ticketId} = ${tickets.id} and ${requests.state} in ('paid', 'partly_refunded'))`
  return {
    tickets,
    reads,
    fields: {
      id: tickets.id,
      projectId: tickets.projectId,
      number: tickets.number,
      subject: tickets.subject,
      type: tickets.type,
      urgency: tickets.urgency,
      state: tickets.state,
      updatedAt: tickets.updatedAt,
      paid: paid.mapWith(Boolean).as('paid'),
      unread: sql`${tickets.updatedAt} > coalesce(${reads.upTo}, 0)`.mapWith(Boolean).as('unread'),
    },
  }
}

/**
 * A project's requests in one round trip: those that wait for the reader, then the others, newest first.
 * @param view `live` without those that are over, or only these; `before` a cursor of the page before
 */
export async function listTickets(
  scope: ProjectScope,
  view: 'live' | 'over',
  before?: string,
): Promise<{ awaiting: TicketLine[]; others: TicketLine[]; next: string | null }> {
  const { tickets, reads, fields } = lines(scope)
  const openers = scope.people('openers')
  const mine = [...awaitingStates(scope)]
  const list = (which: SQL | undefined, limit: number) =>
    scope
      .select({ ...fields, from: sql<string>`coalesce(${openers.name}, '')`.as('opener') })
      .from(tickets)
      .leftJoin(reads, eq(reads.subjectId, tickets.id))
      .leftJoin(openers, eq(openers.id, tickets.openedBy))
      .where(which)
      .orderBy(desc(tickets.updatedAt), desc(tickets.id))
      .limit(limit)
  const rest =
    view === 'over' ? inArray(tickets.state, [...over]) : notInArray(tickets.state, [...over, ...mine])
  const [awaiting, found] = await scope.read(
    list(view === 'live' && !before ? inArray(tickets.state, mine) : sql`0`, PAGE),
    list(and(rest, after(before, tickets)), PAGE + 1),
  )
  return { awaiting, ...pageOf(found) }
}

function pageOf(found: TicketLine[]) {
  const others = found.slice(0, PAGE)
  const last = others.at(-1)
  return { others, next: found.length > PAGE && last ? cursorOf(last) : null }
}
