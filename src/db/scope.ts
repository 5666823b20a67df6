import { and, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { Forbidden, NotFound } from '../lib/errors'
import { type Committed, commit, type NewEvent, type Place, type Write } from './commit'
import type { Connection, Readable, Results } from './connection'
import { type People, people } from './people'
import { type Readers, readers } from './readers'
import { selection } from './selection'
import { type NewRow, type Row, type TableName, type Tables, tables } from './tables'
import { type Reach, type ViewName, view, within } from './views'
import { type Changes, type Computed, type Where, Writer } from './writes'

export type Role = Row<'memberships'>['role']
export type Workspace = Pick<
  Row<'workspaces'>,
  | 'id'
  | 'slug'
  | 'name'
  | 'locale'
  | 'timezone'
  | 'currency'
  | 'accent'
  | 'senderName'
  | 'logoKey'
  | 'taxes'
  | 'calendar'
  | 'serving'
>
export type Project = Pick<
  Row<'projects'>,
  'id' | 'clientId' | 'name' | 'state' | 'archivedAt' | 'requestsEnabled'
>

/** Who acts. `membershipId` null: the system (a webhook, a cron), or whoever holds a link to one payment. */
export type Actor = {
  membershipId: string | null
  userId: string | null
  name: string
  role: Role | 'system' | 'link'
}

/** Everything a scope is made of; read in the session's one round trip. */
export type Standing = {
  workspace: Workspace
  actor: Actor
  /** Who of the team looks on with the actor's eyes: then nothing can be changed. */
  seenBy?: Actor | null
  audience: 'team' | 'client'
  finance: boolean
  approve: boolean
  /** A contact's client; under a project, the project's. */
  clientId: string | null
  /** Null: every project of the workspace (team) or of the client (contact). */
  only: Reach['only']
  project: Project | null
  now: number
}

/** Told after each commit what was written; it may nudge, never fail. */
export type AfterCommit = (events: Committed[]) => void

type Placed = 'workspaceId' | 'clientId' | 'projectId'
/** A new row without the keys that the scope fills in. */
export type Fresh<K extends ViewName> = Omit<NewRow<K>, Placed> &
  Partial<Pick<NewRow<K>, Placed & keyof NewRow<K>>>

/**
 * What one person may see and change in one workspace. Domain code is given a scope and nothing else: no handle,
 * no table, no workspace id to compare. Opened in `enter.ts` only.
 */
export class WorkspaceScope {
  readonly #db: Connection
  readonly #write: Writer
  readonly #after: AfterCommit
  readonly #reach: Reach
  readonly #standing: Standing
  readonly workspace: Workspace
  readonly actor: Actor
  /** Who of the team looks on with this contact's eyes; every commit and mark is refused then. */
  readonly seenBy: Actor | null
  readonly audience: 'team' | 'client'
  readonly can: { finance: boolean; approve: boolean; manage: boolean }
  readonly clientId: string | null
  readonly now: number

  protected constructor(db: Connection, standing: Standing, after: AfterCommit) {
    this.#db = db
    this.#write = new Writer(db)
    this.#after = after
    this.#standing = standing
    const { workspace, actor, audience, finance, approve, clientId, only, project, now } = standing
    this.workspace = workspace
    this.actor = actor
    this.seenBy = standing.seenBy ?? null
    this.audience = audience
    this.clientId = clientId
    this.now = now
    const manage = actor.role === 'owner' || actor.role === 'admin' || actor.role === 'system'
    this.can = { finance, approve, manage }
    this.#reach = {
      workspaceId: workspace.id,
      clientId,
      projectId: project?.id ?? null,
      only,
      membershipId: actor.membershipId,
      audience,
      finance,
    }
  }

  static open(db: Connection, standing: Standing, after: AfterCommit): WorkspaceScope {
    return new WorkspaceScope(db, standing, after)
  }

  /** The acting person's membership; a `NotFound` where the system acts, which has none. */
  get me(): string {
    if (!this.actor.membershipId) throw new NotFound()
    return this.actor.membershipId
  }

  get isTeam(): boolean {
    return this.audience === 'team'
  }

  /** A table already cut to what this person may see here; `alias` where a query uses it twice. */
  view<K extends ViewName>(name: K, alias?: string): Tables[K] {
    return view(name, this.#reach, alias)
  }

  /** People of the workspace that this person may know of: the team, and (for a contact) those of their client. */
  people(alias = 'people'): People {
    return people(this.workspace.id, this.audience === 'client' ? this.clientId : null, alias)
  }

  /** Begins a select; give it views. */
  select: Connection['query']['select'] = ((fields: never) =>
    this.#db.query.select(selection(fields))) as never

  /** Several selects in one round trip. */
  read<const Q extends readonly Readable[]>(...queries: Q): Promise<Results<Q>> {
    return this.#db.read(...queries)
  }

  /**
   * The same person in those of some projects that they may enter, by project id; the others are not there. Other
   * queries ride along in the one round trip.
   * @param which of the projects in reach
   */
  async inProjects<const Q extends readonly Readable[]>(
    which: (p: Tables['projects']) => SQL,
    ...reads: Q
  ): Promise<{ scopes: Map<string, ProjectScope>; rows: Results<Q> }> {
    const p = this.view('projects')
    const { id, clientId, name, state, archivedAt, requestsEnabled } = p
    const columns = { id, clientId, name, state, archivedAt, requestsEnabled }
    const [found, ...rows] = await this.read(this.select(columns).from(p).where(which(p)), ...reads)
    const scopes = (found as Project[]).map(project => {
      const standing = { ...this.#standing, clientId: project.clientId, only: null, project }
      return [project.id, ProjectScope.open(this.#db, standing, this.#after)] as const
    })
    return { scopes: new Map(scopes), rows: rows as Results<Q> }
  }

  /** The same place with another's eyes, for looking alone: no commit goes through it. */
  protected seen(project: Project, by: Pick<Standing, 'audience' | 'finance'>): ProjectScope {
    const standing = { ...this.#standing, ...by, approve: false, project, seenBy: this.actor }
    return ProjectScope.open(this.#db, standing, this.#after)
  }

  /** A new row, placed where this scope stands. */
  insert<K extends ViewName>(name: K, rows: Fresh<K> | Fresh<K>[]): Write {
    const list = (Array.isArray(rows) ? rows : [rows]).map(row => ({ ...row, ...this.#keys(name, row) }))
    return this.#write.insert(name, list as NewRow<K>[])
  }

  /**
   * Very many rows that name the same columns, a few statements for all of them. `computed`: columns that the database
   * works out from what each row holds in their place. No column may hold JSON.
   */
  insertMany<K extends ViewName>(name: K, rows: Fresh<K>[], computed?: Computed<K>): Write {
    const placed = rows.map(row => ({ ...row, ...this.#keys(name, row) }))
    return this.#write.insertMany(name, placed as NewRow<K>[], computed)
  }

  /** Inserts, or changes the row with the same key. */
  put<K extends ViewName>(
    name: K,
    row: Fresh<K>,
    on: (t: Tables[K]) => SQLiteColumn[],
    set: Changes<K>,
  ): Write {
    return this.#write.put(name, { ...row, ...this.#keys(name, row) } as NewRow<K>, on, set)
  }

  /** Changes exactly one row in reach, or the whole commit fails with `Conflict`. */
  update<K extends ViewName>(name: K, set: Changes<K>, where: Where<K>): Write {
    return this.#write.update(name, set, this.#cut(name, where))
  }

  /** Changes whatever rows in reach match, none included. */
  updateAll<K extends ViewName>(name: K, set: Changes<K>, where: Where<K>): Write {
    return this.#write.updateAll(name, set, this.#cut(name, where))
  }

  /** Deletes exactly one row in reach, or the whole commit fails. */
  remove<K extends ViewName>(name: K, where: Where<K>): Write {
    return this.#write.remove(name, this.#cut(name, where))
  }

  removeAll<K extends ViewName>(name: K, where: Where<K>): Write {
    return this.#write.removeAll(name, this.#cut(name, where))
  }

  /** The whole commit fails unless this holds at its place in the batch. */
  require(condition: SQL): Write {
    return this.#write.require(condition)
  }

  /**
   * The next number of a kind, without gaps: the write that raises it, and the expression to insert after it; of
   * several at once, the last of them.
   */
  nextNumber(kind: Row<'counters'>['kind'], count = 1): { raise: Write; value: SQL<number> } {
    const { counters } = tables
    const at = sql`${counters.workspaceId} = ${this.workspace.id} and ${counters.kind} = ${kind}`
    return {
      raise: this.#write.update('counters', { value: sql`${counters.value} + ${count}` }, at),
      value: sql<number>`(select ${counters.value} from ${counters} where ${at})`,
    }
  }

  /**
   * The one way things change: the writes, what happened, and the reads that see it, in one D1 batch.
   * @returns the rows of `reads`, in order
   * @throws Conflict, NotFound (see `commit`); Forbidden for whoever only looks on
   */
  async commit<const Q extends readonly Readable[]>(
    writes: readonly Write[],
    events: NewEvent | readonly NewEvent[],
    ...reads: Q
  ): Promise<Results<Q>> {
    this.#mayWrite()
    const list = Array.isArray(events) ? (events as NewEvent[]) : [events as NewEvent]
    const { committed, rows } = await commit(this.#db, this.#place, writes, list, reads)
    this.#after(committed)
    return rows
  }

  /** Marks as read, for this person only; `reads` ride along. Nothing else may change without an event. */
  async mark<const Q extends readonly Readable[]>(
    writes: readonly Write[],
    ...reads: Q
  ): Promise<Results<Q>> {
    this.#mayWrite()
    const statements = writes.flatMap(w => w.statements)
    const results = await this.#db.run([...statements, ...reads.map(q => this.#db.prepare(q))])
    return results.slice(statements.length) as Results<Q>
  }

  #mayWrite(): void {
    if (this.seenBy) throw new Forbidden()
  }

  get #place(): Place {
    const { workspaceId, clientId, projectId, membershipId } = this.#reach
    return { workspaceId, clientId, projectId, actorId: membershipId, now: this.now }
  }

  #cut<K extends ViewName>(name: K, where: Where<K>): SQL | undefined {
    return and(within(name, this.#reach), where(tables[name]))
  }

  #keys(name: TableName, row: Record<string, unknown>): Partial<Record<Placed, string | null>> {
    const columns = tables[name] as unknown as Record<Placed, unknown>
    const { workspaceId, clientId, projectId } = this.#reach
    return {
      workspaceId,
      ...(columns.clientId ? { clientId: clientId ?? (row.clientId as string | null) ?? null } : {}),
      ...(columns.projectId ? { projectId: projectId ?? (row.projectId as string | null) ?? null } : {}),
    }
  }
}

/** The same, inside one project: every view, write and event stands in it. */
export class ProjectScope extends WorkspaceScope {
  readonly project: Project
  protected constructor(db: Connection, standing: Standing & { project: Project }, after: AfterCommit) {
    super(db, standing, after)
    this.project = standing.project
  }

  static override open(db: Connection, standing: Standing, after: AfterCommit): ProjectScope {
    if (!standing.project) throw new NotFound()
    return new ProjectScope(db, { ...standing, project: standing.project }, after)
  }

  /**
   * The project as its client sees it, to read from alone: what is made of it may be shown to them.
   * @param finance with amounts, where this scope sees them itself
   */
  asClient(finance: boolean): ProjectScope {
    return this.seen(this.project, { audience: 'client', finance: finance && this.can.finance })
  }

  /** How far the others have read the conversation, as far as this person may know. */
  readers(): Readers {
    const place = { workspaceId: this.workspace.id, projectId: this.project.id }
    return readers(place, this.isTeam ? null : this.project.clientId)
  }
}
