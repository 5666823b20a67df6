import { and, between, desc, eq, gt, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { type Pages, TOLD_LASTS } from '../../db/enter'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'

/** Things on a page. */
const PAGE = 25

export type InboxAsk = {
  /** Only things of which something is unread. */
  unread?: boolean
  /** Older than this notification. */
  before?: string
}

/**
 * A thing and what was told of it last: the event as the reader may see it, the thing's own name as it is now. `actor`
 * null: the system, or somebody they do not know of.
 */
export type Thread = Awaited<ReturnType<typeof readInbox>>['threads'][number]

/**
 * What this person was told in the last 90 days and may still see: thing by thing (by its page), the one told of last
 * first.
 * @returns the things, and the `before` of the next page where there is one
 */
export async function readInbox(scope: WorkspaceScope, ask: InboxAsk) {
  const [counts, last] = await scope.read(things(scope, ask), lastTold(scope, ask))
  const found = counts.flatMap(({ newest, unread }) => {
    const line = last.find(one => one.id === newest)
    return line ? [{ ...line, unread }] : []
  })
  const threads = found.slice(0, PAGE)
  return { threads, older: found.length > PAGE ? (threads.at(-1)?.id ?? null) : null }
}

/** Their notifications by thing, the one told of last first. The session counts the unread ones by the same rules. */
function things(scope: WorkspaceScope, { unread, before }: InboxAsk) {
  const n = scope.view('notifications', 'told')
  const newest = sql<string>`max(${n.id})`
  const waiting = sql<number>`sum(${n.readAt} is null)`
  return scope
    .select({ newest: newest.as('newest'), unread: waiting.as('waiting') })
    .from(n)
    .where(gt(n.createdAt, scope.now - TOLD_LASTS))
    .groupBy(n.path)
    .having(and(unread ? gt(waiting, 0) : undefined, before ? lt(newest, before) : undefined))
    .orderBy(desc(newest))
    .limit(PAGE + 1)
}

/** The newest of what was told of each of these things. */
function lastTold(scope: WorkspaceScope, ask: InboxAsk) {
  const [n, e, projects] = [scope.view('notifications'), scope.view('events'), scope.view('projects')]
  const [actors, about] = [scope.people('actor'), scope.people('about')]
  const [tickets, tasks, files] = [scope.view('tickets'), scope.view('tasks'), scope.view('files')]
  const [payments, approvals] = [scope.view('paymentRequests'), scope.view('approvals')]
  const named = sql<string | null>`coalesce(${tickets.subject}, ${tasks.title}, ${files.name},
    ${payments.title}, ${approvals.title}, ${about.name})`
  return scope
    .select({
      id: n.id,
      path: n.path,
      kind: n.kind,
      event: e.kind,
      facts: e.facts,
      money: e.money,
      at: e.at,
      actor: actors.name,
      projectId: n.projectId,
      project: projects.name,
      number: tickets.number,
      name: named.as('thing'),
    })
    .from(n)
    .innerJoin(e, eq(e.id, n.eventId))
    .leftJoin(projects, eq(projects.id, n.projectId))
    .leftJoin(actors, eq(actors.id, e.actorId))
    .leftJoin(tickets, eq(tickets.id, e.subjectId))
    .leftJoin(tasks, eq(tasks.id, e.subjectId))
    .leftJoin(files, eq(files.id, e.subjectId))
    .leftJoin(payments, eq(payments.id, e.subjectId))
    .leftJoin(approvals, eq(approvals.id, e.subjectId))
    .leftJoin(about, eq(about.id, e.subjectId))
    .where(inArray(n.id, sql`(select newest from ${things(scope, ask)})`))
}

/** How much is read with one: its thing, all of its project (or of none), everything. */
export const widths = ['thing', 'project', 'all'] as const
export type Width = (typeof widths)[number]

/**
 * Marks as read what was told up to this one: what came since stays unread.
 * @throws NotFound for another person's
 */
export async function readFrom(scope: WorkspaceScope, id: string, width: Width): Promise<void> {
  const n = scope.view('notifications')
  const [[found]] = await scope.read(
    scope.select({ path: n.path, projectId: n.projectId }).from(n).where(eq(n.id, id)),
  )
  if (!found) throw new NotFound()
  const { path, projectId } = found
  await scope.mark([
    scope.updateAll('notifications', { readAt: scope.now }, t =>
      and(
        isNull(t.readAt),
        lte(t.id, id),
        width === 'thing' ? eq(t.path, path) : undefined,
        width === 'project' ? (projectId ? eq(t.projectId, projectId) : isNull(t.projectId)) : undefined,
      ),
    ),
  ])
}

/** Marks as read what this person was told of these pages. */
export async function readPages(scope: WorkspaceScope, { from, to }: Pages): Promise<void> {
  await scope.mark([
    scope.updateAll('notifications', { readAt: scope.now }, t =>
      and(isNull(t.readAt), between(t.path, from, to)),
    ),
  ])
}
