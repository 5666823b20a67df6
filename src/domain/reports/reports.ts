import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { isId } from '../../lib/id'
import { endOf, momentsOf, offeredUntil } from './moments'

const PAGE = 26

/** One report as far as this person may read it: without finance, nothing stands under `money`. */
export type Report = Awaited<ReturnType<typeof readReport>>

const projectQuery = (scope: ProjectScope) => {
  const p = scope.view('projects')
  return scope.select({ state: p.state, archivedAt: p.archivedAt, weekly: p.weekly }).from(p)
}

/** A project whose weeks are summed up: under way. */
const underWay = (p: { state: string; archivedAt: number | null }) =>
  p.state === 'in_progress' && p.archivedAt === null

/**
 * A project's reports, newest first: for the team all, for contacts those that were sent.
 * @param before only weeks before that Monday
 */
export async function listReports(scope: ProjectScope, before?: string) {
  const [r, sender] = [scope.view('weeklyReports'), scope.people('sender')]
  const [rows, projects] = await scope.read(
    scope
      .select({
        id: r.id,
        week: r.week,
        state: r.state,
        auto: r.auto,
        createdAt: r.createdAt,
        sentAt: r.sentAt,
        sender: sender.name,
      })
      .from(r)
      .leftJoin(sender, eq(sender.id, r.sentBy))
      .where(before ? lt(r.week, before) : undefined)
      .orderBy(desc(r.week))
      .limit(PAGE + 1),
    projectQuery(scope),
  )
  const project = projects[0]
  if (!project) throw new NotFound()
  const reports = rows.slice(0, PAGE)
  return {
    reports: reports.map(report => ({
      ...report,
      open: isOpen(scope, report, project),
      goesAt: goesAt(scope, report),
    })),
    older: rows.length > PAGE ? (reports.at(-1)?.week ?? null) : null,
    weekly: project.weekly,
    underWay: underWay(project),
  }
}

/** Whether a draft can still be sent: offered until the next Monday's noon, while the project is under way. */
const isOpen = (
  scope: ProjectScope,
  report: { state: string; week: string },
  project: { state: string; archivedAt: number | null },
): boolean =>
  report.state === 'draft' &&
  underWay(project) &&
  scope.now < offeredUntil(scope.workspace.timezone, report.week)

/** When an open draft goes by itself: not where its day went by, for then it waits for somebody. */
function goesAt(scope: ProjectScope, report: { auto: boolean; week: string }): number | null {
  const { timezone } = scope.workspace
  if (!report.auto || scope.now >= endOf(timezone, report.week)) return null
  return momentsOf(scope.workspace, report.week)?.sendAt ?? null
}

/** One report, with what its page says of it. @throws NotFound */
export async function readReport(scope: ProjectScope, id: string) {
  const r = scope.view('weeklyReports')
  const [sender, changer] = [scope.people('sender'), scope.people('changer')]
  const [rows, projects] = await scope.read(
    scope
      .select({
        id: r.id,
        week: r.week,
        state: r.state,
        body: r.body,
        money: sql<string | null>`${r.money}`.as('money_words'),
        auto: r.auto,
        createdAt: r.createdAt,
        changedAt: r.changedAt,
        sentAt: r.sentAt,
        sender: sql<string | null>`${sender.name}`.as('sender_name'),
        changer: sql<string | null>`${changer.name}`.as('changer_name'),
      })
      .from(r)
      .leftJoin(sender, eq(sender.id, r.sentBy))
      .leftJoin(changer, eq(changer.id, r.changedBy))
      .where(and(eq(r.id, isId(id) ? id : ''))),
    projectQuery(scope),
  )
  const [report, project] = [rows[0], projects[0]]
  if (!report || !project) throw new NotFound()
  return { ...report, open: isOpen(scope, report, project), goesAt: goesAt(scope, report) }
}
