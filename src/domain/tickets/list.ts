import { and, desc, eq, inArray, lt, lte, notInArray, or, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { over } from '../../lib/ticket-filter'
import type { Ticket, TicketState } from './moves'
import { slaColumns } from './sla'

/** A line of a list of requests. */
export type TicketLine = {
  id: string
  projectId: string
  number: number
  subject: string
  type: 'bug' | 'change' | 'improvement' | 'question'
  urgency: 'urgent' | 'maintenance' | 'evolution'
  state: TicketState
  /** Since when it is in this state. */
  stateAt: number
  updatedAt: number
  paid: boolean
  unread: boolean
  /** Who opened it. */
  from: string
} & Pick<Ticket, keyof ReturnType<typeof slaColumns>>

export const PAGE = 50

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

const cursorOf = (line: Pick<TicketLine, 'updatedAt' | 'id'>): string => `${line.updatedAt}_${line.id}`

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
      stateAt: tickets.stateAt,
      updatedAt: tickets.updatedAt,
      ...slaColumns(tickets),
      paid: paid.mapWith(Boolean).as('paid'),
      unread: sql`${tickets.updatedAt} > coalesce(${reads.upTo}, 0)`.mapWith(Boolean).as('unread'),
    },
  }
}

/** The states in which a client's requests are told apart: what is over is one. */
const apart = ['open', 'quoted', 'accepted', 'in_progress'] as const
export type GroupState = (typeof apart)[number]
/** Requests of one state: the newest of them, and how many there are. */
export type Group = { state: GroupState; total: number; lines: TicketLine[] }

/** As many as a group shows before it asks to be opened. */
const FEW = 8

/** What of a project's list is looked at: what is live, what is over, or one state. */
export type ListView = 'live' | 'over' | GroupState

/** The address of a list: whatever does not fit is as good as absent. */
export const listInput = z.object({
  view: z.enum(['live', 'over', ...apart]).catch('live'),
  before: z.string().max(60).optional().catch(undefined),
})

/**
 * A project's requests in one round trip: those that wait for the reader, then the others; for the team newest first, for
 * the client by their states.
 * @param before a cursor of the page before
 */
export async function listTickets(
  scope: ProjectScope,
  view: ListView,
  before?: string,
): Promise<{ awaiting: TicketLine[]; groups: Group[]; others: TicketLine[]; next: string | null }> {
  const mine = [...awaitingStates(scope)]
  const first = view === 'live' && !before
  const rest = {
    live: (t: Tables['tickets']) => notInArray(t.state, [...over, ...mine]),
    over: (t: Tables['tickets']) => inArray(t.state, [...over]),
  }
  const which = view === 'live' || view === 'over' ? rest[view] : (t: Tables['tickets']) => eq(t.state, view)
  const grouped = view === 'live' && !scope.isTeam
  const [awaiting, grouping, found] = await scope.read(
    linesQuery(scope, t => (first ? inArray(t.state, mine) : sql`0`), PAGE),
    groupsQuery(scope, grouped ? apart.filter(state => !mine.includes(state)) : []),
    linesQuery(scope, t => and(grouped ? sql`0` : which(t), after(before, t)), PAGE + 1),
  )
  const groups = apart.map(state => {
    const lines = grouping.filter(line => line.state === state)
    return { state, total: lines[0]?.total ?? 0, lines }
  })
  return { awaiting, groups: groups.filter(group => group.total > 0), ...pageOf(found) }
}

function linesQuery(scope: ProjectScope, which: (t: Tables['tickets']) => SQL | undefined, limit: number) {
  const { tickets, reads, fields } = lines(scope)
  const openers = scope.people('openers')
  return scope
    .select({ ...fields, from: sql<string>`coalesce(${openers.name}, '')`.as('opener') })
    .from(tickets)
    .leftJoin(reads, eq(reads.subjectId, tickets.id))
    .leftJoin(openers, eq(openers.id, tickets.openedBy))
    .where(which(tickets))
    .orderBy(desc(tickets.updatedAt), desc(tickets.id))
    .limit(limit)
}

/** The newest of each state, each with how many there are of it. */
function groupsQuery(scope: ProjectScope, states: readonly GroupState[]) {
  const all = scope.view('tickets', 'counted')
  const order = sql`partition by ${all.state} order by ${all.updatedAt} desc, ${all.id} desc`
  const newest = scope
    .select({
      picked: sql<string>`${all.id}`.as('picked'),
      nth: sql<number>`row_number() over (${order})`.as('nth'),
      total: sql<number>`count(*) over (partition by ${all.state})`.as('total'),
    })
    .from(all)
    .where(inArray(all.state, [...states]))
    .as('newest')
  const { tickets, reads, fields } = lines(scope)
  const openers = scope.people('openers')
  return scope
    .select({
      ...fields,
      from: sql<string>`coalesce(${openers.name}, '')`.as('opener'),
      total: sql<number>`${newest.total}`.as('total'),
    })
    .from(newest)
    .crossJoin(tickets)
    .leftJoin(reads, eq(reads.subjectId, tickets.id))
    .leftJoin(openers, eq(openers.id, tickets.openedBy))
    .where(and(eq(tickets.id, newest.picked), lte(newest.nth, FEW)))
    .orderBy(desc(tickets.updatedAt), desc(tickets.id))
}

function pageOf(found: TicketLine[]) {
  const others = found.slice(0, PAGE)
  const last = others.at(-1)
  return { others, next: found.length > PAGE && last ? cursorOf(last) : null }
}
