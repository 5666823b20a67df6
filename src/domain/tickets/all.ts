import { and, asc, eq, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { NotFound } from '../../lib/errors'
import { queryOf, type TicketFilter } from '../../lib/ticket-filter'
import { PAGE } from './list'
import { given, isLive, isUnread, matching } from './matching'
import { isBy, moves } from './moves'
import { after, cursorAfter, orderOf } from './order'
import { slaColumns } from './sla'
import { slaIs } from './standing'
import { viewsQuery } from './views'

/** Counted no further: «more than a thousand» says enough. */
const MOST_COUNTED = 1000

/** A line of the team's list. */
export type AllLine = Awaited<ReturnType<typeof listAllTickets>>['lines'][number]
export type AllTickets = Awaited<ReturnType<typeof listAllTickets>>

/**
 * The team's requests across the projects that this person may enter, in one round trip: a page of those that fit the
 * filter, how many do, how many are late, unread, nobody's or this person's own, and what the page is worked with.
 * @param cursor where the page begins, as the page before named it
 * @throws NotFound for a contact
 */
export async function listAllTickets(scope: WorkspaceScope, filter: TicketFilter, cursor?: string) {
  if (!scope.isTeam) throw new NotFound()
  const [found, [counted], views, people] = await scope.read(
    linesQuery(scope, filter, cursor),
    countsQuery(scope, filter),
    viewsQuery(scope),
    teamQuery(scope),
  )
  const { total, client, project, ...counts } = counted ?? nothing
  const exact = isEverything(filter)
  const names = new Map(people.map(p => [p.id, p.name]))
  const lines = found.slice(0, PAGE).map(line => ({
    ...line,
    assignee: line.assigneeId ? (names.get(line.assigneeId) ?? '') : null,
    tags: tagsIn(line.tags),
  }))
  const last = found.length > PAGE ? lines.at(-1) : undefined
  return {
    lines,
    moves: moves.filter(m => isBy(scope, m.by)),
    next: last ? cursorAfter(filter.sort, last) : null,
    total: Math.min(total, exact ? total : MOST_COUNTED),
    /** Whether there are more than `total`. */
    more: !exact && total > MOST_COUNTED,
    counts,
    views,
    people: people.filter(p => p.here),
    client: client ?? undefined,
    project: project ?? undefined,
  }
}

/** First which, then what is shown of them: what is only shown is looked up for a page's lines, not for all. */
export function linesQuery(scope: WorkspaceScope, filter: TicketFilter, cursor?: string) {
  const [tickets, clients, named] = [
    scope.view('tickets'),
    scope.view('clients'),
    scope.view('clients', 'named'),
  ]
  const which = and(matching(scope, filter, tickets), after(filter.sort, { tickets, clients }, cursor, named))
  const ids = scope.select({ picked: sql<string>`${tickets.id}`.as('picked') }).from(tickets)
  const picked = (filter.sort === 'client' ? ids.innerJoin(clients, eq(clients.id, tickets.clientId)) : ids)
    .where(which)
    .orderBy(...orderOf(filter.sort, { tickets, clients }))
    .limit(PAGE + 1)
    .as('page')
  const [t, c, p] = [scope.view('tickets', 'line'), scope.view('clients', 'c'), scope.view('projects', 'p')]
  const [requests, tags] = [scope.view('paymentRequests'), scope.view('ticketTags')]
  const paid = sql`exists (select 1 from ${requests} where ${requests.ticketId} = ${t.id} and ${requests.state} in ('paid', 'partly_refunded'))`
  const own = sql`select json_group_array(${tags.tag}) from ${tags} where ${tags.projectId} = ${t.projectId} and ${tags.ticketId} = ${t.id}`
  return (
    scope
      .select({
        ...shown(t),
        client: sql<string>`${c.name}`.as('client'),
        project: sql<string>`${p.name}`.as('project'),
        archivedAt: p.archivedAt,
        unread: isUnread(scope, t).mapWith(Boolean).as('unread'),
        paid: paid.mapWith(Boolean).as('paid'),
        tags: sql<string>`(${own})`.as('tags'),
      })
      .from(picked)
      // In this order: SQLite would as soon walk the workspace and look each line up among the picked ones.
      .crossJoin(t)
      .innerJoin(p, eq(p.id, t.projectId))
      .innerJoin(c, eq(c.id, t.clientId))
      .where(eq(t.id, picked.picked))
      .orderBy(...orderOf(filter.sort, { tickets: t, clients: c }))
  )
}

const shown = (t: Tables['tickets']) => ({
  id: t.id,
  clientId: t.clientId,
  projectId: t.projectId,
  number: t.number,
  subject: t.subject,
  type: t.type,
  urgency: t.urgency,
  state: t.state,
  stateAt: t.stateAt,
  assigneeId: t.assigneeId,
  createdAt: t.createdAt,
  updatedAt: t.updatedAt,
  ...slaColumns(t),
})

const nothing = { live: 0, late: 0, unread: 0, nobody: 0, mine: 0, total: 0, client: null, project: null }

/**
 * What the shortcuts over the list say: as many as each then shows. With it `total`, how many fit the filter (up to one
 * more than `MOST_COUNTED`), and the names of the client and project that it names.
 */
export function countsQuery(scope: WorkspaceScope, filter: TicketFilter) {
  const t = scope.view('tickets')
  const [clients, projects] = [scope.view('clients', 'c'), scope.view('projects', 'p')]
  const counted = (which: SQL) => sql<number>`count(case when ${which} then 1 end)`
  const named = (id: string | undefined, of: Tables['clients'] | Tables['projects']) =>
    sql<string | null>`(select ${of.name} from ${of} where ${of.id} = ${id ?? ''})`
  return scope
    .select({
      live: sql<number>`count(*)`.as('live'),
      late: counted(slaIs(t, 'late', scope.now) as SQL).as('late'),
      unread: counted(isUnread(scope, t)).as('unread'),
      nobody: counted(given(scope, t, 'none') as SQL).as('nobody'),
      mine: counted(given(scope, t, 'me') as SQL).as('mine'),
      total: totalOf(scope, filter).as('total'),
      client: named(filter.client, clients).as('client'),
      project: named(filter.project, projects).as('project'),
    })
    .from(t)
    .where(isLive(scope, t))
}

/** Nothing is left out of what is live. */
const isEverything = (filter: TicketFilter) => `${queryOf({ ...filter, sort: 'due' })}` === ''

function totalOf(scope: WorkspaceScope, filter: TicketFilter): SQL<number> {
  // Everything live is counted anyway.
  if (isEverything(filter)) return sql<number>`count(*)`
  const all = scope.view('tickets', 'fitting')
  const fits = scope
    .select({ one: sql`1`.as('one') })
    .from(all)
    .where(matching(scope, filter, all))
    .limit(MOST_COUNTED + 1)
    .as('fits')
  return sql<number>`(select count(*) from ${fits})`
}

/** The team, those who left included: requests may still carry their names. `here`: may be given one. */
export function teamQuery(scope: WorkspaceScope) {
  const people = scope.people()
  const here = and(isNotNull(people.acceptedAt), isNull(people.removedAt)) as SQL
  return scope
    .select({ id: people.id, name: people.name, here: sql`${here}`.mapWith(Boolean).as('here') })
    .from(people)
    .where(ne(people.role, 'contact'))
    .orderBy(asc(people.name))
    .limit(300)
}

const tagsIn = (list: string): string[] => (JSON.parse(list) as string[]).sort()
