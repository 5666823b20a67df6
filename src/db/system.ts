import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { seesAmounts } from '../lib/amounts'
import { NotFound } from '../lib/errors'
import { commitPlaced, type NewEvent, type Place, type Write } from './commit'
import type { Connection, Readable, Results, Statement } from './connection'
import { Desk } from './desk'
import { type AfterCommit, ProjectScope, type Standing, WorkspaceScope } from './scope'
import { type TableName, tables } from './tables'

/** Crons, queues and webhooks: reaches everything, and is handed to `jobs/` alone. */
export class SystemScope extends Desk<TableName> {
  static open(db: Connection, now: number, after: AfterCommit): SystemScope {
    return new SystemScope(db, now, after)
  }

  /** Writes, and what happened where. */
  commit<const Q extends readonly Readable[]>(
    place: Omit<Place, 'now' | 'actorId'> & { actorId?: string | null },
    writes: readonly Write[],
    events: readonly NewEvent[],
    ...reads: Q
  ): Promise<Results<Q>> {
    return this.commitAt({ actorId: null, ...place, now: this.now }, writes, events, reads)
  }

  /** Writes of the machine's own rows (outbox, mails…), of which no event tells. */
  commitOwn<const Q extends readonly Readable[]>(writes: readonly Write[], ...reads: Q): Promise<Results<Q>> {
    return this.commit({ workspaceId: '', clientId: null, projectId: null }, writes, [], ...reads)
  }

  /** Writes about a person, and what happened by it in each workspace where they are: one commit. */
  async commitAcross(
    writes: readonly Write[],
    events: readonly (NewEvent & Omit<Place, 'now' | 'actorId'>)[],
  ): Promise<void> {
    const placed = events.map(event => ({ ...event, actorId: null, now: this.now }))
    const { committed } = await commitPlaced(this.db, writes, placed, [])
    this.after(committed)
  }

  /** Statements of the machine's own, outside the query builder: sealing, sweeping. */
  raw(sql: string, ...params: unknown[]): Statement {
    return this.db.raw(sql, ...params)
  }

  run(statements: Statement[]): Promise<unknown[][]> {
    return this.db.run(statements)
  }

  /** The workspace, as the system sees it: the team's view with every capability. @throws NotFound */
  async workspace(id: string): Promise<WorkspaceScope> {
    const [rows] = await this.db.read(
      this.db.query.select().from(tables.workspaces).where(eq(tables.workspaces.id, id)),
    )
    const workspace = rows[0]
    if (!workspace) throw new NotFound()
    return WorkspaceScope.open(this.db, this.#standing(workspace, null), this.after)
  }

  /** A project, as the system sees it. @throws NotFound */
  async project(id: string): Promise<ProjectScope> {
    const { projects: p, workspaces: w } = tables
    const [ps, ws] = await this.db.read(
      this.db.query.select().from(p).where(eq(p.id, id)),
      this.db.query
        .select()
        .from(w)
        .where(eq(w.id, this.db.query.select({ id: p.workspaceId }).from(p).where(eq(p.id, id)))),
    )
    const [project, workspace] = [ps[0], ws[0]]
    if (!project || !workspace) throw new NotFound()
    return ProjectScope.open(this.db, this.#standing(workspace, project), this.after)
  }

  /**
   * A project as one of its people sees it, for what they do outside a page: a mail they answered, the demo world.
   * @throws NotFound when they may not enter it (any more)
   */
  async as(membershipId: string, projectId: string): Promise<ProjectScope> {
    const { memberships: m, users: u, projects: p, workspaces: w, projectAccess: a } = tables
    const inProject = eq(p.id, projectId)
    const [ms, ps, ws, access] = await this.db.read(
      this.db.query
        .select({
          id: m.id,
          userId: m.userId,
          name: u.name,
          role: m.role,
          clientId: m.clientId,
          finance: m.finance,
          approve: m.approve,
          all: m.allProjects,
          workspaceId: m.workspaceId,
        })
        .from(m)
        .innerJoin(u, eq(u.id, m.userId))
        .where(and(eq(m.id, membershipId), isNull(m.removedAt), isNotNull(m.acceptedAt))),
      this.db.query.select().from(p).where(inProject),
      this.db.query
        .select()
        .from(w)
        .where(eq(w.id, this.db.query.select({ id: p.workspaceId }).from(p).where(inProject))),
      this.db.query
        .select({ id: a.projectId })
        .from(a)
        .where(and(eq(a.membershipId, membershipId), eq(a.projectId, projectId))),
    )
    const [member, project, workspace] = [ms[0], ps[0], ws[0]]
    if (!member || !project || !workspace || member.workspaceId !== workspace.id) throw new NotFound()
    if (member.clientId && member.clientId !== project.clientId) throw new NotFound()
    if (!member.all && access.length === 0) throw new NotFound()
    const contact = member.role === 'contact'
    const standing: Standing = {
      ...this.#standing(workspace, project),
      actor: { membershipId: member.id, userId: member.userId, name: member.name, role: member.role },
      audience: contact ? 'client' : 'team',
      finance: seesAmounts(member.role, member.finance),
      approve: contact && member.approve,
    }
    return ProjectScope.open(this.db, standing, this.after)
  }

  #standing(workspace: Standing['workspace'], project: Standing['project']): Standing {
    return {
      workspace,
      project,
      actor: { membershipId: null, userId: null, name: '', role: 'system' },
      audience: 'team',
      finance: true,
      approve: false,
      clientId: project?.clientId ?? null,
      only: null,
      now: this.now,
    }
  }
}
