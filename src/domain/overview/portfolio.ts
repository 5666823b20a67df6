import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import { dayIn, dayNumber, daysAfter } from '../../lib/days'
import { shownState } from '../projects/projects'
import { unreadIn } from '../projects/unread'
import { waitingForClient } from '../projects/waiting'

const PAGE = 25
const DAY = 86_400_000
/** From here on a project is said to wait for long. */
const LONG_DAYS = 3

const shownStates = ['active', 'in_progress', 'waiting_client', 'done', 'archived'] as const
const ballFilters = ['client', 'long', 'team'] as const
const orders = ['recent', 'name', 'client', 'date', 'ball'] as const

/** The list's filters as they stand in its address; what is not known counts as not said. */
export const portfolioInput = z.object({
  state: z.enum(shownStates).catch('active'),
  client: z.string().max(64).catch(''),
  ball: z.enum(['', ...ballFilters]).catch(''),
  sort: z.enum(orders).catch('recent'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type Filter = z.output<typeof portfolioInput>

/** A time later than any: what has none sorts after all that have. */
const NEVER = 9e15

/**
 * The workspace's projects as the team follows them: state, client, next date, who holds the ball for how many days;
 * twenty-five a page, in one round trip.
 */
export async function portfolio(scope: WorkspaceScope, filter: Filter) {
  const [projects, clients, phases] = [scope.view('projects'), scope.view('clients'), scope.view('phases')]
  const waiting = waitingForClient(scope, projects)
  const { since, overdue } = sinceWhen(scope, projects)
  const next = sql<string | null>`coalesce((select min(${phases.dueOn}) from ${phases}
    where ${phases.projectId} = ${projects.id} and ${phases.state} <> 'done'), ${projects.estimatedOn})`
  const current = sql<string | null>`(select ${phases.name} from ${phases}
    where ${phases.projectId} = ${projects.id} and ${phases.state} = 'current' order by ${phases.position} limit 1)`
  const where = and(
    ...conditions(scope, filter, projects, waiting, { since, overdue }),
    filter.client ? eq(projects.clientId, filter.client) : undefined,
  )
  const order: Record<Filter['sort'], SQL[]> = {
    recent: [desc(projects.state), desc(projects.id)],
    name: [sql`${projects.name} collate nocase`],
    client: [sql`client collate nocase`, sql`${projects.name} collate nocase`],
    date: [sql`next_on is null`, sql`next_on`],
    ball: [sql`waiting desc`, sql`coalesce(since_at, ${NEVER})`, desc(projects.id)],
  }
  const [rows, totals, known] = await scope.read(
    scope
      .select({
        id: projects.id,
        name: projects.name,
        client: sql<string>`${clients.name}`.as('client'),
        state: projects.state,
        archivedAt: projects.archivedAt,
        createdAt: projects.createdAt,
        nextStep: projects.nextStep,
        phase: current.as('phase'),
        nextOn: next.as('next_on'),
        waiting: waiting.as('waiting'),
        since: since.as('since_at'),
        overdue: overdue.as('overdue_on'),
        back: handedBack(scope, projects).as('back_at'),
        unread: unreadIn(scope, projects).as('unread'),
      })
      .from(projects)
      .innerJoin(clients, eq(clients.id, projects.clientId))
      .where(where)
      .orderBy(...order[filter.sort])
      .limit(PAGE)
      .offset((filter.page - 1) * PAGE),
    scope
      .select({ n: sql<number>`count(*)`.as('n') })
      .from(projects)
      .where(where),
    scope.select({ id: clients.id, name: clients.name }).from(clients).orderBy(asc(clients.name)),
  )
  const total = totals[0]?.n ?? 0
  const first = (filter.page - 1) * PAGE + 1
  return {
    projects: rows.map(row => ({
      ...row,
      shown: row.archivedAt !== null ? ('archived' as const) : shownState(row),
      ball: ballIn(scope, row),
    })),
    clients: known,
    total,
    pages: { first, last: first + rows.length - 1, more: first + rows.length - 1 < total },
  }
}

type Columns = Record<'id' | 'state' | 'archivedAt' | 'awaited' | 'awaitedSince' | 'createdAt', SQLiteColumn>
type Since = { since: SQL<number | null>; overdue: SQL<string | null> }

function conditions(
  scope: WorkspaceScope,
  { state, ball }: Filter,
  projects: Columns,
  waiting: SQL,
  { since, overdue }: Since,
): (SQL | undefined)[] {
  const active = and(isNull(projects.archivedAt), eq(projects.state, 'in_progress'))
  const long = and(
    active,
    sql`(${since} < ${scope.now - LONG_DAYS * DAY} or ${overdue} < ${daysAfter(dayIn(scope.workspace.timezone, scope.now), -LONG_DAYS)})`,
  )
  return [
    state === 'archived' ? isNotNull(projects.archivedAt) : isNull(projects.archivedAt),
    state === 'in_progress' ? and(active, sql`not ${waiting}`) : undefined,
    state === 'waiting_client' ? and(active, waiting) : undefined,
    state === 'done' ? eq(projects.state, 'done') : undefined,
    ball === 'client' ? and(active, waiting) : undefined,
    ball === 'team' ? and(active, sql`not ${waiting}`) : undefined,
    ball === 'long' ? long : undefined,
  ]
}

/** Since when the oldest of what is awaited now is awaited, and the due date of the payment longest overdue. */
function sinceWhen(scope: WorkspaceScope, projects: Columns): Since {
  const [tasks, tickets, requests, attempts, approvals] = [
    scope.view('tasks', 'st'),
    scope.view('tickets', 'sk'),
    scope.view('paymentRequests', 'sp'),
    scope.view('paymentAttempts', 'sq'),
    scope.view('approvals', 'sa'),
  ]
  const today = dayIn(scope.workspace.timezone, scope.now)
  return {
    since: sql`nullif(min(
      coalesce(case when ${projects.awaited} <> '' then ${projects.awaitedSince} end, ${NEVER}),
      coalesce((select min(${tasks.blockedAt}) from ${tasks} where ${tasks.projectId} = ${projects.id} and ${tasks.state} = 'waiting_client' and ${tasks.shared} = 1), ${NEVER}),
      coalesce((select min(${tickets.stateAt}) from ${tickets} where ${tickets.projectId} = ${projects.id} and ${tickets.state} in ('waiting_client', 'quoted')), ${NEVER}),
      coalesce((select min(${approvals.askedAt}) from ${approvals} where ${approvals.projectId} = ${projects.id} and ${approvals.state} = 'asked'), ${NEVER})
    ), ${NEVER})`,
    // As for whether it is awaited at all: see `waitingForClient`.
    overdue: scope.can.finance
      ? sql`(select min(${requests.dueOn}) from ${requests}
      where ${requests.projectId} = ${projects.id} and ${requests.state} = 'pending' and ${requests.dueOn} < ${today}
        and not exists (select 1 from ${attempts} where ${attempts.requestId} = ${requests.id} and ${attempts.state} = 'processing'))`
      : sql`null`,
  }
}

/** When the ball last came back to the team, as the journal says it. */
function handedBack(scope: WorkspaceScope, projects: Columns): SQL<number | null> {
  const events = scope.view('events', 'back')
  return sql`(select max(${events.at}) from ${events} where ${events.projectId} = ${projects.id}
    and ${events.kind} in ('project.awaiting', 'project.resumed', 'project.restored', 'task.unblocked', 'ticket.answered',
      'ticket.resumed', 'ticket.price_withdrawn', 'ticket.price_expired', 'ticket.paid', 'ticket.agreed',
      'ticket.declined', 'ticket.refused', 'ticket.withdrawn', 'ticket.resolved', 'ticket.merged', 'payment.received',
      'approval.approved', 'approval.changes', 'approval.withdrawn')
    and coalesce(json_extract(${events.facts}, '$.from'), 'quoted') in ('quoted', 'waiting_client', 'asked')
    and coalesce(json_extract(${events.facts}, '$.awaited'), 0) = 0)`
}

type Held = {
  state: string
  archivedAt: number | null
  createdAt: number
  waiting: number
  since: number | null
  overdue: string | null
  back: number | null
}

/** Who holds the ball, for how many calendar days of the workspace; null once it is over. */
function ballIn(scope: WorkspaceScope, row: Held): { holder: 'client' | 'team'; days: number } | null {
  if (row.archivedAt !== null || row.state === 'done') return null
  const dayOf = (at: number) => dayNumber(dayIn(scope.workspace.timezone, at))
  const today = dayOf(scope.now)
  const held = row.waiting
    ? Math.min(
        row.since === null ? today : dayOf(row.since),
        row.overdue === null ? today : dayNumber(row.overdue) + 1,
      )
    : dayOf(Math.max(row.back ?? 0, row.createdAt))
  return { holder: row.waiting ? 'client' : 'team', days: Math.max(0, today - held) }
}
