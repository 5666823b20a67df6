import { eq } from 'drizzle-orm'
import { NotFound } from '../lib/errors'
import type { NewEvent, Place, Write } from './commit'
import type { Connection, Readable, Results, Statement } from './connection'
import { Desk } from './desk'
import { type AfterCommit, ProjectScope, type Standing, WorkspaceScope } from './scope'
import { type TableName, tables } from './tables'

/** Crons, queues and webhooks: reaches everything, and is handed to `jobs/` alone. */
export class SystemScope extends Desk<TableName> {
  static open(db: Connection, now: number, after: AfterCommit): SystemScope {
    return new SystemScope(db, now, after)
  }

  /** Writes, and what happened where. An empty list of events is for the machine's own rows only (outbox, mails…). */
  commit<const Q extends readonly Readable[]>(
    place: Omit<Place, 'now' | 'actorId'> & { actorId?: string | null },
    writes: readonly Write[],
    events: readonly NewEvent[],
    ...reads: Q
  ): Promise<Results<Q>> {
    return this.commitAt({ actorId: null, ...place, now: this.now }, writes, events, reads)
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
