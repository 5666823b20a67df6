import { and, between, desc, eq, gt, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { type Pages, TOLD_LASTS } from '../../db/enter'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'

/** Things on a page, and sentences told of each. */
const PAGE = 25
const SAID = 3

export type InboxAsk = {
  /** Only things of which something is unread. */
  unread?: boolean
  /** Older than this notification. */
  before?: string
}

/** One sentence: its event as the reader may see it. `actor` null: the system, or somebody they do not know of. */
export type Said = Awaited<ReturnType<typeof readInbox>>['threads'][number]['said'][number]
export type Thread = Awaited<ReturnType<typeof readInbox>>['threads'][number]

/**
 * What this person was told in the last 90 days and may still see: thing by thing (by its page), the one told of last
 * first, each with its newest sentences.
 * @returns the things, and the `before` of the next page where there is one
 */
export async function readInbox(scope: WorkspaceScope, ask: InboxAsk) {
  const [found, said] = await scope.read(
    threads(scope, ask).limit(PAGE + 1),
    sentences(scope, threads(scope, ask).limit(PAGE).as('shown')),
  )
  const page = found.slice(0, PAGE)
  return {
    threads: page.map(thread => ({ ...thread, said: said.filter(line => line.path === thread.path) })),
    older: found.length > PAGE ? (page.at(-1)?.newest ?? null) : null,
  }
}

/** Their notifications whose events they may still see. The session counts the unread ones by the same rules. */
function mine(scope: WorkspaceScope) {
  const [n, e] = [scope.view('notifications'), scope.view('events')]
  const recent = gt(n.createdAt, scope.now - TOLD_LASTS)
  return { n, e, recent, told: eq(e.id, n.eventId) }
}

function threads(scope: WorkspaceScope, { unread, before }: InboxAsk) {
  const { n, e, recent, told } = mine(scope)
  const newest = sql<string>`max(${n.id})`
  const waiting = sql<number>`sum(${n.readAt} is null)`
  return scope
    .select({
      path: n.path,
      newest: newest.as('newest'),
      count: sql<number>`count(*)`.as('count'),
      unread: waiting.as('waiting'),
    })
    .from(n)
    .innerJoin(e, told)
    .where(recent)
    .groupBy(n.path)
    .having(and(unread ? gt(waiting, 0) : undefined, before ? lt(newest, before) : undefined))
    .orderBy(desc(newest))
}

/** The newest of what was told of each of these things, with the thing's own name as it is now. */
function sentences(scope: WorkspaceScope, shown: { path: unknown }) {
  const { n, e, recent, told } = mine(scope)
  const ranked = scope
    .select({
      id: n.id,
      path: n.path,
      kind: n.kind,
      projectId: n.projectId,
      readAt: n.readAt,
      rank: sql<number>`row_number() over (partition by ${n.path} order by ${n.id} desc)`.as('rank'),
      event: e.kind,
      subjectId: e.subjectId,
      actorId: e.actorId,
      facts: e.facts,
      money: e.money,
      at: e.at,
    })
    .from(n)
    .innerJoin(e, told)
    .where(and(recent, inArray(n.path, sql`(select ${shown.path} from ${shown})`)))
    .as('ranked')
  const [projects, actors] = [scope.view('projects'), scope.people('actor')]
  const [tickets, tasks, files] = [scope.view('tickets'), scope.view('tasks'), scope.view('files')]
  const [payments, approvals, about] = [
    scope.view('paymentRequests'),
    scope.view('approvals'),
    scope.people('about'),
  ]
  const { id, path, kind, projectId, readAt, event, facts, money, at } = ranked
  return scope
    .select({
      id,
      path,
      kind,
      projectId,
      readAt,
      event,
      facts,
      money,
      at,
      project: projects.name,
      actor: actors.name,
      number: tickets.number,
      name: sql<
        string | null
      >`coalesce(${tickets.subject}, ${tasks.title}, ${files.name}, ${payments.title}, ${approvals.title}, ${about.name})`.as(
        'thing',
      ),
    })
    .from(ranked)
    .leftJoin(projects, eq(projects.id, ranked.projectId))
    .leftJoin(actors, eq(actors.id, ranked.actorId))
    .leftJoin(tickets, eq(tickets.id, ranked.subjectId))
    .leftJoin(tasks, eq(tasks.id, ranked.subjectId))
    .leftJoin(files, eq(files.id, ranked.subjectId))
    .leftJoin(payments, eq(payments.id, ranked.subjectId))
    .leftJoin(approvals, eq(approvals.id, ranked.subjectId))
    .leftJoin(about, eq(about.id, ranked.subjectId))
    .where(lte(ranked.rank, SAID))
    .orderBy(desc(ranked.id))
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
