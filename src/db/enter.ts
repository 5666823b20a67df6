import { NotFound } from '../lib/errors'
import { Connection, type Meter } from './connection'
import { PersonScope } from './person'
import { type AfterCommit, ProjectScope, type Role, type Workspace, WorkspaceScope } from './scope'
import { chosen, linkStanding, type SessionRow, standingOf } from './standing'
import { SystemScope } from './system'

/** What a scope needs from outside: the database, the time, a meter, and who is told after a commit. */
export type Door = { db: D1Database; now: number; meter?: Meter; after?: AfterCommit }

const quiet: AfterCommit = () => {}

/** Idle 30 days, or 90 days after sign-in: the session is over. A clock that is wrong closes it too. */
const IDLE = 30 * 86_400_000
const SKEW = 5 * 60_000

/** Crons, queues, webhooks and scripts only. */
export const enterSystem = (door: Door): SystemScope =>
  SystemScope.open(new Connection(door.db, door.meter), door.now, door.after ?? quiet)

/** Somebody who is not signed in yet, or who is but stands outside any workspace. */
export const enterPerson = (
  door: Door,
  who: { userId: string; sessionId: string } | null = null,
): PersonScope => PersonScope.open(new Connection(door.db, door.meter), door.now, door.after ?? quiet, who)

/** A signed-in person and what they asked to enter. */
export type Session = {
  id: string
  createdAt: number
  lastSeenAt: number
  /** The contact's membership through whose eyes this person looks, whatever became of it since. */
  seenAs: string | null
  user: { id: string; name: string; email: string; locale: 'fr' | 'en' }
}

/** One of a person's ways into a workspace; for the switcher. */
export type Entrance = {
  membershipId: string
  role: Role
  slug: string
  workspace: string
  client: string | null
}

export type Entered = {
  session: Session
  entrances: Entrance[]
  /** Absent outside `/w/…`, and where the person has no access: the same as where nothing exists. */
  scope?: WorkspaceScope | ProjectScope
  /** In a project: what waits unread and undone there. `everywhere`: unread over all their projects of the workspace. */
  badges: { messages: number; tickets: number; everywhere: number }
}

const person = `select s.id sid, s.created_at, s.last_seen_at, s.expires_at, s.membership_id chosen, s.seen_as,
  u.id uid, u.name uname, u.email, u.locale ulocale`
const place = `w.id wid, w.slug, w.name wname, w.locale, w.timezone, w.currency, w.accent, w.taxes, w.calendar, w.serving,
  m.id mid, m.role, m.client_id, m.finance, m.approve, m.all_projects,
  x.id xid, x.user_id xuid, xu.name xname, x.client_id xclient, x.finance xfinance, x.approve xapprove, x.all_projects xall`
/** `x`: the contact through whose eyes somebody of the team looks, as long as that contact has access. */
const joined = `from sessions s join users u on u.id = s.user_id
  left join workspaces w on w.slug = ?2
  left join memberships m on m.workspace_id = w.id and m.user_id = u.id and m.removed_at is null and m.accepted_at is not null
  left join memberships x on x.id = s.seen_as and x.workspace_id = m.workspace_id and x.role = 'contact' and m.role <> 'contact'
    and x.removed_at is null and x.accepted_at is not null
  left join users xu on xu.id = x.user_id`
const paySql = `select r.link_version, w.id wid, w.slug, w.name wname, w.locale, w.timezone, w.currency, w.accent, w.taxes,
  w.calendar, w.serving, p.id pid, p.client_id pclient, p.name pname, p.state, p.archived_at, p.requests_enabled
  from payment_requests r join projects p on p.id = r.project_id join workspaces w on w.id = r.workspace_id
  where r.id = ?1 and r.project_id = ?2`
const entrancesSql = `select m.id mid, m.role, w.slug, w.name wname, c.name cname
  from sessions s join memberships m on m.user_id = s.user_id join workspaces w on w.id = m.workspace_id
  left join clients c on c.id = m.client_id
  where s.token_hash = ?1 and m.removed_at is null and m.accepted_at is not null order by w.name, c.name limit 50`
const accessSql = `select a.membership_id mid, a.project_id pid, a.client_id cid
  from sessions s join memberships m on m.user_id = s.user_id and m.all_projects = 0
  join workspaces w on w.id = m.workspace_id and w.slug = ?2
  join project_access a on a.membership_id = m.id where s.token_hash = ?1
  union all select a.membership_id, a.project_id, a.client_id
  from sessions s join memberships x on x.id = s.seen_as and x.all_projects = 0
  join workspaces w on w.slug = ?2 and w.id = x.workspace_id
  join project_access a on a.membership_id = x.id where s.token_hash = ?1`
/** Messages that the person has not read, over all the projects of the workspace that are theirs: two look-ups each. */
const everywhere = `(select sum(max(0, coalesce((select max(seq) from messages where project_id = q.id), 0)
    - coalesce((select up_to from reads where subject_id = q.id and membership_id = coalesce(x.id, m.id)), 0)))
  from projects q where q.workspace_id = w.id and q.archived_at is null
    and coalesce(x.client_id, m.client_id, q.client_id) = q.client_id
    and (m.all_projects or exists (select 1 from project_access where project_id = q.id and membership_id = m.id))
    and (coalesce(x.all_projects, 1) or exists
      (select 1 from project_access where project_id = q.id and membership_id = x.id))) everywhere`
const projectSql = `${person}, ${place}, p.id pid, p.client_id pclient, p.name pname, p.state, p.archived_at,
  p.requests_enabled, a.membership_id granted,
  coalesce((select max(seq) from messages where project_id = p.id), 0)
    - coalesce((select up_to from reads where subject_id = p.id and membership_id = coalesce(x.id, m.id)), 0) unread,
  (select count(*) from tickets t where t.project_id = p.id
    and (coalesce(x.role, m.role) = 'contact' and (t.state in ('waiting_client', 'resolved')
        or t.state = 'quoted' and coalesce(x.finance, m.finance))
      or t.state = 'open' and coalesce(x.role, m.role) <> 'contact')) waiting,
  ${everywhere}
  ${joined}
  left join projects p on p.id = ?3 and p.workspace_id = w.id and (m.client_id is null or m.client_id = p.client_id)
    and (x.id is null or x.client_id = p.client_id and (x.all_projects or exists
      (select 1 from project_access where project_id = p.id and membership_id = x.id)))
  left join project_access a on a.project_id = p.id and a.membership_id = m.id
  where s.token_hash = ?1`

/**
 * Everything a request needs to know of its person, in one round trip: session, user, membership, workspace and
 * project. @returns null when there is no such session, or it is over.
 */
export async function enterSession(
  door: Door,
  ask: { tokenHash: string; slug?: string; projectId?: string },
): Promise<Entered | null> {
  const db = new Connection(door.db, door.meter)
  const { tokenHash, slug, projectId } = ask
  const main = projectId
    ? db.raw(projectSql, tokenHash, slug ?? null, projectId)
    : db.raw(`${person}, ${place}, ${everywhere} ${joined} where s.token_hash = ?1`, tokenHash, slug ?? null)
  const access = projectId || !slug ? [] : [db.raw(accessSql, tokenHash, slug)]
  const [rows = [], ways = [], granted = []] = (await db.run([
    main,
    db.raw(entrancesSql, tokenHash),
    ...access,
  ])) as SessionRow[][]
  const first = rows[0]
  if (!first || isOver(first, door.now)) return null
  const entered: Entered = {
    session: {
      id: first.sid as string,
      createdAt: first.created_at as number,
      lastSeenAt: first.last_seen_at as number,
      seenAs: first.seen_as as string | null,
      user: {
        id: first.uid as string,
        name: first.uname as string,
        email: first.email as string,
        locale: first.ulocale === 'en' ? 'en' : 'fr',
      },
    },
    entrances: ways.map(w => ({
      membershipId: w.mid as string,
      role: w.role as Role,
      slug: w.slug as string,
      workspace: w.wname as string,
      client: w.cname as string | null,
    })),
    badges: { messages: 0, tickets: 0, everywhere: 0 },
  }
  const row = chosen(rows, projectId)
  if (!row) return entered
  entered.badges = {
    messages: Math.max(0, Number(row.unread ?? 0)),
    tickets: Number(row.waiting ?? 0),
    everywhere: Number(row.everywhere ?? 0),
  }
  const standing = standingOf(row, granted, door.now)
  const after = door.after ?? quiet
  entered.scope = standing.project
    ? ProjectScope.open(db, standing, after)
    : WorkspaceScope.open(db, standing, after)
  return entered
}

/**
 * Whoever a signed link was made for, in the project it was made in, as of now: the session still open, the membership
 * and its access still there. @throws NotFound
 */
export async function enterLink(
  door: Door,
  link: { sessionId: string; membershipId: string; slug: string; projectId: string },
): Promise<ProjectScope> {
  const db = new Connection(door.db, door.meter)
  const bySession = projectSql.replace('s.token_hash = ?1', 's.id = ?1')
  const [rows = []] = (await db.run([
    db.raw(bySession, link.sessionId, link.slug, link.projectId),
  ])) as SessionRow[][]
  const row = chosen(
    rows.filter(r => (r.xid ?? r.mid) === link.membershipId),
    link.projectId,
  )
  if (!row || isOver(row, door.now)) throw new NotFound()
  return ProjectScope.open(db, standingOf(row, [], door.now), door.after ?? quiet)
}

/**
 * Whoever holds a link to one payment, in its project, as a client's contact who may see amounts: nobody by name. What
 * they reach is what the pages under such a link ask for, and these ask for that payment alone.
 * @returns `revoked` where the links of that version were taken back. @throws NotFound
 */
export async function enterPayLink(
  door: Door,
  link: { projectId: string; requestId: string; version: number },
): Promise<{ scope: ProjectScope; revoked: boolean }> {
  const db = new Connection(door.db, door.meter)
  const [rows = []] = (await db.run([db.raw(paySql, link.requestId, link.projectId)])) as SessionRow[][]
  const row = rows[0]
  if (!row) throw new NotFound()
  const standing = linkStanding(row, door.now)
  const scope = ProjectScope.open(db, standing, door.after ?? quiet)
  return { scope, revoked: row.link_version !== link.version }
}

const isOver = (row: SessionRow, now: number): boolean =>
  now >= Number(row.expires_at) ||
  now - Number(row.last_seen_at) > IDLE ||
  Number(row.created_at) > now + SKEW

/** The project scope, or the same `NotFound` as for a project that does not exist. */
export function inProject(entered: Entered): ProjectScope {
  if (!(entered.scope instanceof ProjectScope)) throw new NotFound()
  return entered.scope
}

/** Whether D1 answers at all. */
export async function databaseAnswers(door: Door): Promise<boolean> {
  try {
    await new Connection(door.db, door.meter).run([{ stmt: door.db.prepare('select 1') }])
    return true
  } catch {
    return false
  }
}

/** What the world may know of a workspace: its name and look, for its sign-in page. */
export async function workspaceFace(
  door: Door,
  slug: string,
): Promise<Pick<Workspace, 'name' | 'accent' | 'locale' | 'timezone' | 'slug'> | null> {
  const db = new Connection(door.db, door.meter)
  const [rows = []] = await db.run([
    db.raw('select slug, name, accent, locale, timezone from workspaces where slug = ?', slug),
  ])
  return (rows[0] as Pick<Workspace, 'name' | 'accent' | 'locale' | 'timezone' | 'slug'> | undefined) ?? null
}
