import { and, desc, eq, inArray, isNotNull, isNull, ne, notLike, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { WorkspaceScope } from '../../db/scope'

/** What of a client is looked at: of whom, of which project, after which line. */
export type Looked = {
  clientId: string
  person?: string
  project?: string
  before?: { at: number; id: string }
  limit: number
}

type Placed = { id: SQLiteColumn; clientId: SQLiteColumn; projectId: SQLiteColumn }

/** The part of a query's condition that they all share; nothing where this kind is not asked for. */
function cut(t: Placed, at: SQL, { clientId, project, before }: Looked, asked: boolean): SQL | undefined {
  return and(
    asked ? undefined : sql`0`,
    eq(t.clientId, clientId),
    project ? eq(t.projectId, project) : undefined,
    before ? sql`(${at} < ${before.at} or ${at} = ${before.at} and ${t.id} < ${before.id})` : undefined,
  )
}

const names = (scope: WorkspaceScope) => scope.view('projects', 'told_of')

/** What was written to its contacts. The team sees what did not leave, too; nobody what concerns their accounts. */
export function mailsOf(scope: WorkspaceScope, looked: Looked, asked: boolean) {
  const [m, j, p] = [scope.view('mails'), names(scope), scope.people('reader')]
  const at = sql<number>`coalesce(${m.sentAt}, ${m.createdAt})`
  return scope
    .select({
      id: m.id,
      at: at.as('at'),
      mailKind: m.kind,
      category: m.category,
      subject: m.subject,
      path: m.path,
      state: m.state,
      problem: m.problem,
      heldUntil: m.heldUntil,
      delivery: m.delivery,
      sealedProps: m.sealedProps,
      projectId: m.projectId,
      project: sql<string | null>`${j.name}`.as('project_name'),
      name: sql<string | null>`${p.name}`.as('reader_name'),
    })
    .from(m)
    .leftJoin(j, eq(j.id, m.projectId))
    .leftJoin(p, eq(p.id, m.membershipId))
    .where(
      and(
        cut(m, at, looked, asked),
        eq(m.team, false),
        isNotNull(m.membershipId),
        notLike(m.kind, 'accounts.%'),
        scope.isTeam ? ne(m.state, 'merged') : eq(m.state, 'sent'),
        looked.person ? eq(m.membershipId, looked.person) : undefined,
      ),
    )
    .orderBy(desc(sql`at`), desc(m.id))
    .limit(looked.limit)
}

/** Files that the team shares: the newest version, and (for the team) who of the client had it last. */
export function filesOf(scope: WorkspaceScope, looked: Looked, asked: boolean) {
  const [f, v, j] = [scope.view('files'), scope.view('fileVersions'), names(scope)]
  const [newer, author] = [scope.view('fileVersions', 'newer'), scope.people('author')]
  const at = sql<number>`${v.createdAt}`
  return scope
    .select({
      id: f.id,
      at: at.as('at'),
      title: f.name,
      number: v.number,
      projectId: f.projectId,
      project: sql<string | null>`${j.name}`.as('project_name'),
      had: scope.isTeam ? hadBy(scope, f.id).as('had') : sql<string | null>`null`.as('had'),
    })
    .from(f)
    .innerJoin(v, eq(v.fileId, f.id))
    .innerJoin(author, eq(author.id, v.createdBy))
    .leftJoin(j, eq(j.id, f.projectId))
    .where(
      and(
        cut(f, at, looked, asked),
        eq(f.shared, true),
        isNull(f.deletedAt),
        ne(f.folder, 'attachments'),
        ne(author.role, 'contact'),
        sql`${v.number} = (select max(${newer.number}) from ${newer} where ${newer.fileId} = ${f.id})`,
      ),
    )
    .orderBy(desc(sql`at`), desc(f.id))
    .limit(looked.limit)
}

/** `{ at, name, downloaded }` of the last contact who asked for its bytes, as JSON. */
function hadBy(scope: WorkspaceScope, fileId: SQLiteColumn): SQL<string | null> {
  const [s, v, p] = [
    scope.view('securityLog'),
    scope.view('fileVersions', 'looked_at'),
    scope.people('looker'),
  ]
  return sql<string | null>`(select json_object('at', ${s.at}, 'name', ${p.name},
      'downloaded', coalesce(json_extract(${s.data}, '$.download'), 0))
    from ${v} cross join ${s} on ${s.subjectId} = ${v.id}
      cross join ${p} on ${p.userId} = ${s.userId} and ${p.role} = 'contact'
    where ${v.fileId} = ${fileId} and ${s.kind} = 'file.link' order by ${s.at} desc limit 1)`
}

/** What they were asked to approve, and answered. */
export function approvalsOf(scope: WorkspaceScope, looked: Looked, asked: boolean) {
  const [a, j, p] = [scope.view('approvals'), names(scope), scope.people('decider')]
  const at = sql<number>`${a.decidedAt}`
  return scope
    .select({
      id: a.id,
      at: at.as('at'),
      title: a.title,
      state: a.state,
      projectId: a.projectId,
      project: sql<string | null>`${j.name}`.as('project_name'),
      name: sql<string | null>`${p.name}`.as('decider_name'),
    })
    .from(a)
    .leftJoin(j, eq(j.id, a.projectId))
    .leftJoin(p, eq(p.id, a.decidedBy))
    .where(and(cut(a, at, looked, asked), inArray(a.state, ['approved', 'changes']), isNotNull(a.decidedAt)))
    .orderBy(desc(sql`at`), desc(a.id))
    .limit(looked.limit)
}

/** What was paid, each with its receipt; for those who see amounts. */
export function paymentsOf(scope: WorkspaceScope, looked: Looked, asked: boolean) {
  const [r, j] = [scope.view('paymentRequests'), names(scope)]
  const at = sql<number>`${r.paidAt}`
  return scope
    .select({
      id: r.id,
      at: at.as('at'),
      title: r.title,
      amount: r.amount,
      currency: r.currency,
      projectId: r.projectId,
      project: sql<string | null>`${j.name}`.as('project_name'),
    })
    .from(r)
    .leftJoin(j, eq(j.id, r.projectId))
    .where(and(cut(r, at, looked, asked), isNotNull(r.paidAt)))
    .orderBy(desc(sql`at`), desc(r.id))
    .limit(looked.limit)
}

/** The weekly reports that were sent. */
export function reportsOf(scope: WorkspaceScope, looked: Looked, asked: boolean) {
  const [w, j] = [scope.view('weeklyReports'), names(scope)]
  const at = sql<number>`${w.sentAt}`
  return scope
    .select({
      id: w.id,
      at: at.as('at'),
      week: w.week,
      projectId: w.projectId,
      project: sql<string | null>`${j.name}`.as('project_name'),
    })
    .from(w)
    .leftJoin(j, eq(j.id, w.projectId))
    .where(and(cut(w, at, looked, asked), eq(w.state, 'sent'), isNotNull(w.sentAt)))
    .orderBy(desc(sql`at`), desc(w.id))
    .limit(looked.limit)
}
