import { and, asc, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { NotFound } from '../../lib/errors'
import { live, type TicketFilter } from './filter'
import { PAGE } from './list'
import { given, isUnread, matching, standing } from './matching'
import { after, cursorAfter, orderOf } from './order'
import { viewsQuery } from './views'

/** Counted no further: «more than a thousand» says enough. */
export const MOST_COUNTED = 1000

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
  const [found, [fits], [counts], views, people, clients, projects] = await scope.read(
    linesQuery(scope, filter, cursor),
    totalQuery(scope, filter),
    countsQuery(scope),
    viewsQuery(scope),
    teamQuery(scope),
    namedQuery(scope, 'clients', filter.client),
    namedQuery(scope, 'projects', filter.project),
  )
  const lines = found.slice(0, PAGE).map(line => ({ ...line, tags: tagsIn(line.tags) }))
  const last = found.length > PAGE ? lines.at(-1) : undefined
  return {
    lines,
    next: last ? cursorAfter(filter.sort, last) : null,
    total: fits?.total ?? 0,
    counts: counts ?? { live: 0, late: 0, unread: 0, nobody: 0, mine: 0 },
    views,
    people,
    client: clients[0]?.name,
    project: projects[0]?.name,
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
  const assignees = scope.people('assignees')
  const paid = sql`exists (select 1 from ${requests} where ${requests.ticketId} = ${t.id} and ${requests.state} in ('paid', 'partly_refunded'))`
  return scope
    .select({
      ...shown(t),
      client: sql<string>`${c.name}`.as('client'),
      project: sql<string>`${p.name}`.as('project'),
      archivedAt: p.archivedAt,
      assignee: sql<string | null>`${assignees.name}`.as('assignee'),
      unread: isUnread(scope, t).mapWith(Boolean).as('unread'),
      paid: paid.mapWith(Boolean).as('paid'),
      tags: sql<string>`(select json_group_array(${tags.tag}) from ${tags} where ${tags.ticketId} = ${t.id})`.as(
        'tags',
      ),
    })
    .from(picked)
    .innerJoin(t, eq(t.id, picked.picked))
    .innerJoin(p, eq(p.id, t.projectId))
    .innerJoin(c, eq(c.id, t.clientId))
    .leftJoin(assignees, eq(assignees.id, t.assigneeId))
    .orderBy(...orderOf(filter.sort, { tickets: t, clients: c }))
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
  firstTarget: t.firstTarget,
  resolveTarget: t.resolveTarget,
  workedMs: t.workedMs,
  runsSince: t.runsSince,
  firstDueAt: t.firstDueAt,
  resolveDueAt: t.resolveDueAt,
  firstTook: t.firstTook,
  resolveTook: t.resolveTook,
})

/** How many fit a filter, up to one more than `MOST_COUNTED`. */
export function totalQuery(scope: WorkspaceScope, filter: TicketFilter) {
  const tickets = scope.view('tickets')
  const fits = scope
    .select({ one: sql`1`.as('one') })
    .from(tickets)
    .where(matching(scope, filter, tickets))
    .limit(MOST_COUNTED + 1)
    .as('fits')
  return scope.select({ total: sql<number>`count(*)`.as('total') }).from(fits)
}

/** What the shortcuts over the list say: as many as each then shows. */
export function countsQuery(scope: WorkspaceScope) {
  const t = scope.view('tickets')
  const counted = (which: SQL) => sql<number>`count(case when ${which} then 1 end)`
  return scope
    .select({
      live: sql<number>`count(*)`.as('live'),
      late: counted(standing(t, scope.now).late).as('late'),
      unread: counted(isUnread(scope, t)).as('unread'),
      nobody: counted(given(scope, t, 'none') as SQL).as('nobody'),
      mine: counted(given(scope, t, 'me') as SQL).as('mine'),
    })
    .from(t)
    .where(inArray(t.state, [...live]))
}

/** The team, to give requests to. */
export function teamQuery(scope: WorkspaceScope) {
  const people = scope.people()
  return scope
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(ne(people.role, 'contact'), isNotNull(people.acceptedAt), isNull(people.removedAt)))
    .orderBy(asc(people.name))
    .limit(100)
}

/** The name of the client or project that a filter names. */
function namedQuery(scope: WorkspaceScope, of: 'clients' | 'projects', id: string | undefined) {
  const view = scope.view(of) as Tables['projects']
  return scope
    .select({ name: view.name })
    .from(view)
    .where(id ? eq(view.id, id) : sql`0`)
}

const tagsIn = (list: string): string[] => (JSON.parse(list) as string[]).sort()
