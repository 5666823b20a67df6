import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../lib/id'
import { commit, type NewEvent, type Place, type Write } from './commit'
import type { Connection, Readable, Results } from './connection'
import type { AfterCommit } from './scope'
import { selection } from './selection'
import { type NewRow, type TableName, type Tables, tables } from './tables'
import { type Changes, Writer } from './writes'

/** A line of the security log: sign-ins, refusals, downloads. */
export type LogEntry = Omit<NewRow<'securityLog'>, 'id' | 'at'>

/** A place at which raw tables lie, for the few who stand outside any workspace. */
export class Desk<K extends TableName> {
  protected readonly db: Connection
  protected readonly after: AfterCommit
  readonly write: Pick<Writer, 'require'> & {
    insert<N extends K>(name: N, rows: NewRow<N> | NewRow<N>[]): Write
    put: Writer['put']
    putNew: Writer['putNew']
    update: Writer['update']
    updateAll: Writer['updateAll']
    remove: Writer['remove']
    removeAll: Writer['removeAll']
  }
  readonly now: number

  protected constructor(db: Connection, now: number, after: AfterCommit) {
    this.db = db
    this.now = now
    this.after = after
    this.write = new Writer(db)
  }

  /** A raw table, to select from and to name columns. */
  table<N extends K>(name: N): Tables[N] {
    return tables[name]
  }

  select: Connection['query']['select'] = ((fields: never) =>
    this.db.query.select(selection(fields))) as never

  read<const Q extends readonly Readable[]>(...queries: Q): Promise<Results<Q>> {
    return this.db.read(...queries)
  }

  /** A line for the security log, to be written with the rest. */
  log(entry: LogEntry): Write {
    return new Writer(this.db).insert('securityLog', { ...entry, id: newId(this.now), at: this.now })
  }

  /** Changes rows and answers what they became: `returning` in one statement, for single-use things. */
  async claim<N extends K>(
    name: N,
    set: Changes<N>,
    where: SQL | undefined,
  ): Promise<Tables[N]['$inferSelect'][]> {
    const query = this.db.query
      .update(tables[name] as Tables['users'])
      .set(set as never)
      .where(where ?? sql`0`)
      .returning()
    const [rows] = await this.db.run([this.db.prepare(query)])
    return rows as Tables[N]['$inferSelect'][]
  }

  protected async commitAt<const Q extends readonly Readable[]>(
    place: Place,
    writes: readonly Write[],
    events: readonly NewEvent[],
    reads: Q,
  ): Promise<Results<Q>> {
    const { committed, rows } = await commit(this.db, place, writes, events, reads)
    this.after(committed)
    return rows
  }
}
