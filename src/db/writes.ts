import { and, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable, SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core'
import { guard, type Write } from './commit'
import type { Connection } from './connection'
import { lost } from './schema/journal'
import { type NewRow, type TableName, type Tables, tables } from './tables'

/** What may be set: values or expressions. */
export type Changes<K extends TableName> = SQLiteUpdateSetSource<Tables[K]>
export type Where<K extends TableName> = (t: Tables[K]) => SQL | undefined

/** Columns that the database works out for each row of many, from what the row holds in their place. */
export type Computed<K extends TableName> = { [C in keyof NewRow<K>]?: (held: SQL) => SQL }

/** D1 takes 2 MB as one value, and 100 values in a statement: many rows travel as JSON, some at a time. */
const CHUNK = 400_000

function chunks(lists: string[]): string[][] {
  const made: string[][] = []
  let size = CHUNK
  for (const text of lists) {
    if (size + text.length > CHUNK) {
      made.push([])
      size = 0
    }
    made.at(-1)?.push(text)
    size += text.length
  }
  return made
}

/** Makes writes on raw tables; scopes wrap it with what they may reach. */
export class Writer {
  readonly #db: Connection
  constructor(db: Connection) {
    this.#db = db
  }

  insert<K extends TableName>(name: K, rows: NewRow<K> | NewRow<K>[]): Write {
    const list = (Array.isArray(rows) ? rows : [rows]) as never[]
    return { statements: list.map(row => this.#db.prepare(this.#db.query.insert(table(name)).values(row))) }
  }

  /** Many rows that name the same columns, a statement for some hundreds of them. `computed` is said of what each row holds. */
  insertMany<K extends TableName>(name: K, rows: NewRow<K>[], computed: Computed<K> = {}): Write {
    const keys = Object.keys(rows[0] ?? {})
    const columns = Object.entries(getTableColumns(tables[name]))
    const values = columns.map(([key, column]) => {
      const at = keys.indexOf(key)
      if (at < 0) return sql`${column.default ?? null}`
      const held = sql.raw(`value ->> ${at}`)
      return computed[key as keyof NewRow<K>]?.(held) ?? held
    })
    const selected = sql`select ${sql.join(values, sql`, `)} from json_each(`
    const lists = rows.map(row =>
      JSON.stringify(keys.map(key => (row as Record<string, unknown>)[key] ?? null)),
    )
    const statements = chunks(lists).map(chunk =>
      this.#db.prepare(this.#db.query.insert(table(name)).select(sql`${selected}${`[${chunk.join(',')}]`})`)),
    )
    return { statements }
  }

  /** Inserts, or changes the row that is there already. */
  put<K extends TableName>(name: K, row: NewRow<K>, on: (t: Tables[K]) => unknown[], set: Changes<K>): Write {
    const target = on(tables[name]) as never
    const query = this.#db.query
      .insert(table(name))
      .values(row as never)
      .onConflictDoUpdate({ target, set: set as never })
    return { statements: [this.#db.prepare(query)] }
  }

  /** Inserts unless an equal key is there already. */
  putNew<K extends TableName>(name: K, row: NewRow<K>): Write {
    const query = this.#db.query
      .insert(table(name))
      .values(row as never)
      .onConflictDoNothing()
    return { statements: [this.#db.prepare(query)] }
  }

  /** Changes one row; the commit fails as a whole (`Conflict`) unless exactly one was changed. */
  update<K extends TableName>(name: K, set: Changes<K>, where: SQL | undefined): Write {
    const write = this.updateAll(name, set, where)
    return { statements: [...write.statements, guard(this.#db, name)] }
  }

  /** Changes as many rows as there are, none included. */
  updateAll<K extends TableName>(name: K, set: Changes<K>, where: SQL | undefined): Write {
    const query = this.#db.query
      .update(table(name))
      .set(set as never)
      .where(where ?? sql`0`)
    return { statements: [this.#db.prepare(query)] }
  }

  /** Deletes one row, or fails the commit. */
  remove<K extends TableName>(name: K, where: SQL | undefined): Write {
    const write = this.removeAll(name, where)
    return { statements: [...write.statements, guard(this.#db, name)] }
  }

  removeAll<K extends TableName>(name: K, where: SQL | undefined): Write {
    return { statements: [this.#db.prepare(this.#db.query.delete(table(name)).where(and(where ?? sql`0`)))] }
  }

  /** Fails the commit unless the condition holds at that place of the batch. */
  require(condition: SQL, what = 'required'): Write {
    const query = this.#db.query.insert(lost).select(sql`select ${what} where not (${condition})`)
    return { statements: [this.#db.prepare(query)] }
  }
}

const table = (name: TableName) => tables[name] as SQLiteTable
