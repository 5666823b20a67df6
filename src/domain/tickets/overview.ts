import { and, desc, eq, gte, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import type { Period } from '../../lib/periods'
import { instantAt } from '../../lib/zone'
import { bucketsOf, clientsOf, figuresOf, firstDay } from './overview-figures'
import { nextDue, slaColumns } from './sla'
import { waitingStates } from './sla-clocks'
import { slaIs } from './standing'

/** As many pressing requests as a page shows; and as many of a period as are counted, the newest of them. */
const PRESSING = 20
export const MOST_FIGURES = 10_000

export type OverviewFilter = { period: Period; client?: string }

/** A request that presses: late, nearly due, or of the highest urgency with the clock running. */
export type PressingLine = Awaited<ReturnType<typeof readOverview>>['pressing'][number]
export type Overview = Awaited<ReturnType<typeof readOverview>>

/**
 * The team's requests at a glance, in one round trip: what presses now, who has how many, and how a period went.
 * @throws NotFound for a contact
 */
export async function readOverview(scope: WorkspaceScope, filter: OverviewFilter) {
  if (!scope.isTeam) throw new NotFound()
  const { timezone } = scope.workspace
  const { now } = scope
  const [pressing, load, counted, clients] = await scope.read(
    pressingQuery(scope, filter.client),
    loadQuery(scope, filter.client),
    countedQuery(scope, filter),
    clientsQuery(scope),
  )
  const names = new Map(clients.map(c => [c.id, c.name]))
  const sum = (of: (row: (typeof load)[number]) => number) => load.reduce((n, row) => n + of(row), 0)
  return {
    pressing: pressing.map(line => ({ ...line, client: names.get(line.clientId) ?? '' })),
    load,
    open: sum(row => row.open),
    late: sum(row => row.late),
    close: sum(row => row.close),
    figures: figuresOf(counted, now),
    buckets: bucketsOf(counted, timezone, now, filter.period),
    byClient: clientsOf(counted, now).map(row => ({ ...row, name: names.get(row.clientId) ?? '' })),
    clients,
  }
}

const of = (client: string | undefined, t: { clientId: SQL | unknown }): SQL | undefined =>
  client ? sql`${t.clientId} = ${client}` : undefined

/** What presses, the nearest promise first; those without one after them. */
export function pressingQuery(scope: WorkspaceScope, client?: string, limit = PRESSING) {
  const [t, projects] = [scope.view('tickets'), scope.view('projects')]
  const due = nextDue(t)
  const urgent = and(eq(t.urgency, 'urgent'), inArray(t.state, ['open', 'accepted', 'in_progress']))
  return scope
    .select({
      id: t.id,
      clientId: t.clientId,
      projectId: t.projectId,
      number: t.number,
      subject: t.subject,
      type: t.type,
      urgency: t.urgency,
      state: t.state,
      ...slaColumns(t),
      project: sql<string>`${projects.name}`.as('project'),
    })
    .from(t)
    .innerJoin(projects, eq(projects.id, t.projectId))
    .where(
      and(
        inArray(t.state, [...waitingStates]),
        of(client, t),
        isNull(projects.archivedAt),
        or(slaIs(t, 'late', scope.now), slaIs(t, 'close', scope.now), urgent),
      ),
    )
    .orderBy(sql`${due} is null`, due, t.createdAt)
    .limit(limit)
}

/** How many open requests each of the team has, and nobody (`who` null); most first. */
export function loadQuery(scope: WorkspaceScope, client?: string) {
  const [t, projects] = [scope.view('tickets'), scope.view('projects')]
  const people = scope.people('assignees')
  const many = (which: SQL | undefined, name: string) =>
    sql<number>`sum(case when ${which} then 1 else 0 end)`.as(name)
  return scope
    .select({
      who: t.assigneeId,
      name: sql<string>`coalesce(${people.name}, '')`.as('assignee'),
      open: sql<number>`count(*)`.as('open_ones'),
      late: many(slaIs(t, 'late', scope.now), 'late_ones'),
      close: many(slaIs(t, 'close', scope.now), 'close_ones'),
    })
    .from(t)
    .innerJoin(projects, eq(projects.id, t.projectId))
    .leftJoin(people, eq(people.id, t.assigneeId))
    .where(and(inArray(t.state, [...waitingStates]), of(client, t), isNull(projects.archivedAt)))
    .groupBy(t.assigneeId)
    .orderBy(desc(sql`count(*)`), t.assigneeId)
}

/** The requests that were opened in the period. */
export function countedQuery(scope: WorkspaceScope, { period, client }: OverviewFilter) {
  const t = scope.view('tickets')
  const { timezone } = scope.workspace
  const since = instantAt(timezone, Date.parse(`${firstDay(timezone, scope.now, period)}T00:00:00Z`))
  return scope
    .select({
      clientId: t.clientId,
      createdAt: t.createdAt,
      firstTook: t.firstTook,
      firstTarget: t.firstTarget,
      firstDueAt: t.firstDueAt,
      resolveTook: t.resolveTook,
      resolveTarget: t.resolveTarget,
      resolveDueAt: t.resolveDueAt,
    })
    .from(t)
    .where(and(gte(t.createdAt, since), of(client, t)))
    .orderBy(desc(t.createdAt))
    .limit(MOST_FIGURES)
}

function clientsQuery(scope: WorkspaceScope) {
  const clients = scope.view('clients')
  return scope.select({ id: clients.id, name: clients.name }).from(clients).orderBy(clients.name)
}
