import { NotFound } from '../lib/errors'
import { Connection, type Meter } from './connection'
import { PersonScope } from './person'
import { type AfterCommit, ProjectScope, type Role, type Workspace, WorkspaceScope } from './scope'
import { accessSql, entrancesSql, outsideSql, paySql, projectSql } from './session-sql'
import { chosen, linkStanding, type SessionRow, standingOf } from './standing'
import { SystemScope } from './system'

/** What a scope needs from outside: the database, the time, a meter, and who is told after a commit. */
export type Door = { db: D1Database; now: number; meter?: Meter; after?: AfterCommit }

const quiet: AfterCommit = () => {}

/** Idle 30 days, or 90 days after sign-in: the session is over. A clock that is wrong closes it too. */
export const IDLE = 30 * 86_400_000
const SKEW = 5 * 60_000
/** What a person was told is kept 90 days, in ms. */
export const TOLD_LASTS = 90 * 86_400_000

/** Paths of the portal, in the order of their text. */
export type Pages = { from: string; to: string }
const nowhere: Pages = { from: '~', to: '' }

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
  badges: {
    messages: number
    tickets: number
    everywhere: number
    /** What they were told and have not read, a hundred at most: less what this request reads. */
    notifications: number
  }
  /** Whether they were told of something that this request reads. */
  reads: boolean
}

/**
 * Everything a request needs to know of its person, in one round trip: session, user, membership, workspace and
 * project. @param ask.reads the pages, from one path to another, that this request is the reading of
 * @returns null when there is no such session, or it is over.
 */
export async function enterSession(
  door: Door,
  ask: { tokenHash: string; slug?: string; projectId?: string; reads?: Pages },
): Promise<Entered | null> {
  const db = new Connection(door.db, door.meter)
  const { tokenHash, slug, projectId } = ask
  const { from, to } = ask.reads ?? nowhere
  const main = db.raw(
    projectId ? projectSql : outsideSql,
    tokenHash,
    slug ?? null,
    projectId ?? null,
    door.now - TOLD_LASTS,
    from,
    to,
  )
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
    badges: { messages: 0, tickets: 0, everywhere: 0, notifications: 0 },
    reads: false,
  }
  const row = chosen(rows, projectId)
  if (!row) return entered
  entered.badges = {
    messages: Math.max(0, Number(row.unread ?? 0)),
    tickets: Number(row.waiting ?? 0),
    everywhere: Number(row.everywhere ?? 0),
    notifications: Number(row.told ?? 0),
  }
  entered.reads = Boolean(row.here)
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
    db.raw(bySession, link.sessionId, link.slug, link.projectId, door.now, nowhere.from, nowhere.to),
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

export type Face = Pick<Workspace, 'name' | 'accent' | 'locale' | 'timezone' | 'slug' | 'logoKey'>

/** What the world may know of a workspace: its name and look, for its sign-in page. */
export async function workspaceFace(door: Door, slug: string): Promise<Face | null> {
  const db = new Connection(door.db, door.meter)
  const [rows = []] = await db.run([
    db.raw(
      'select slug, name, accent, locale, timezone, logo_key as logoKey from workspaces where slug = ?',
      slug,
    ),
  ])
  return (rows[0] as Face | undefined) ?? null
}
