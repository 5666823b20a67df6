import { desc, eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { dayIn, daysAfter } from '../../lib/days'
import { approvalsQuery } from '../approvals/approvals'
import { contactsAmong, contactsQuery } from '../projects/contact'
import { phasesQuery } from '../projects/phases'
import { shownState } from '../projects/projects'
import { waitingForClient } from '../projects/waiting'
import { awaitedOf, awaitedQueries, inTurn, overdues } from './awaited'
import { ballOf } from './ball'
import { handovers } from './handovers'

/**
 * Everything the first screen of a project tells, in one round trip.
 * How days and progress are counted: docs/decisions/0007.
 */
export async function dashboard(scope: ProjectScope) {
  const [projects, people, clients] = [scope.view('projects'), scope.people(), scope.view('clients')]
  const [contact, reports] = [scope.people('contact'), scope.view('weeklyReports')]
  const [tasks, events, who] = [scope.view('tasks'), scope.view('events'), scope.people('actor')]
  const [found, phases, counts, blocked, waiting, owed, recent, handed, approvals, heard] = await scope.read(
    scope
      .select({
        id: projects.id,
        name: projects.name,
        summary: projects.summary,
        state: projects.state,
        archivedAt: projects.archivedAt,
        requestsEnabled: projects.requestsEnabled,
        nextStep: projects.nextStep,
        awaited: projects.awaited,
        awaitedSince: projects.awaitedSince,
        estimatedOn: projects.estimatedOn,
        update: projects.update,
        updateAt: projects.updateAt,
        updateBy: people.name,
        createdAt: projects.createdAt,
        contactId: projects.contactId,
        contact: sql<string | null>`${contact.name}`.as('contact'),
        clientId: projects.clientId,
        client: sql<string>`${clients.name}`.as('client'),
        waiting: waitingForClient(scope, projects).as('waiting'),
        reports: sql<number>`exists (select 1 from ${reports})`.as('reports'),
      })
      .from(projects)
      .innerJoin(clients, eq(clients.id, projects.clientId))
      .leftJoin(people, eq(people.id, projects.updateBy))
      .leftJoin(contact, eq(contact.id, projects.contactId)),
    phasesQuery(scope),
    scope
      .select({ state: tasks.state, n: sql<number>`count(*)`.as('n') })
      .from(tasks)
      .where(eq(tasks.shared, true))
      .groupBy(tasks.state),
    ...awaitedQueries(scope),
    scope
      .select({
        id: events.id,
        kind: events.kind,
        facts: events.facts,
        money: events.money,
        at: events.at,
        actor: who.name,
      })
      .from(events)
      .leftJoin(who, eq(who.id, events.actorId))
      .orderBy(desc(events.id))
      .limit(6),
    handovers(scope),
    approvalsQuery(scope, 50),
    ...(scope.isTeam ? [contactsQuery(scope)] : []),
  )
  const project = found[0]
  if (!project) throw new Error('a project scope without its project')
  const { timezone } = scope.workspace
  const today = dayIn(timezone, scope.now)
  const pending = owed.filter(r => r.state === 'pending')
  const awaited = inTurn(
    awaitedOf(project, { blocked, tickets: waiting, pending, approvals }, scope),
    timezone,
    today,
  )
  const over = project.state === 'done' || project.archivedAt !== null
  const ball = ballOf({
    now: scope.now,
    timeZone: timezone,
    createdAt: project.createdAt,
    over,
    lines: handed.reverse(),
    open: awaited.filter(a => a.kind !== 'payment'),
    dated: scope.can.finance ? overdues(owed, timezone) : [],
  })
  return {
    project,
    /** For the team: nobody of the client’s can come in yet, and nothing that is done here reaches anybody. */
    unheard: heard !== undefined && contactsAmong(heard).length === 0,
    state: shownState({ ...project, waiting: project.waiting && awaited.length > 0 }),
    phases,
    recent,
    /** Whether there is a weekly report to read. */
    reports: project.reports,
    /** The lately asked, newest first: what is open stands under «À valider», and a phase wears its mark. */
    approvals,
    awaited,
    ball,
    /** The estimated date, and where the client's waiting has moved it; null without a date. */
    estimate:
      project.estimatedOn === null
        ? null
        : {
            on: project.estimatedOn,
            moved: ball.waited ? daysAfter(project.estimatedOn, ball.waited) : null,
          },
    progress: progressOf(phases, counts),
    /** What remains to be paid, in the workspace's currency; null without the finance capability. */
    remaining: scope.can.finance ? pending.reduce((sum, r) => sum + (r.amount ?? 0), 0) : null,
  }
}

export type Dashboard = Settled<ReturnType<typeof dashboard>>
type Settled<T> = T extends Promise<infer R> ? R : T

const half = { done: 1, current: 0.5, upcoming: 0 } as const

function progressOf(
  phases: { state: keyof typeof half }[],
  counts: { state: string; n: number }[],
): number | null {
  const tasks = counts.reduce((sum, c) => sum + c.n, 0)
  const shares = [
    phases.length ? phases.reduce((sum, p) => sum + half[p.state], 0) / phases.length : null,
    tasks ? (counts.find(c => c.state === 'done')?.n ?? 0) / tasks : null,
  ].filter(s => s !== null)
  return shares.length ? Math.round((shares.reduce((a, b) => a + b, 0) / shares.length) * 100) : null
}
