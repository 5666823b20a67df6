import { Column, SQL } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { type Compiled, compile } from './compile'

/** What a request cost in D1; shown in `Server-Timing` and asserted by the tests' harness. */
export type Meter = { roundTrips: number; queries: number; rowsWritten: number; ms: number }

export const newMeter = (): Meter => ({ roundTrips: 0, queries: 0, rowsWritten: 0, ms: 0 })

/** A drizzle select: what `read` takes. */
export interface Readable<R = unknown> {
  readonly _: { readonly result: R }
}

/** The rows of each query, in order. */
export type Results<Q extends readonly Readable[]> = { -readonly [I in keyof Q]: Q[I]['_']['result'] }

type Field = { key: string; field: unknown }
type Built = Compiled & { fields?: Field[] }
type Select = { config: { fields: Record<string, unknown> }; getSQL(): SQL }
type Prepared = { query: Compiled; fields?: { path: string[]; field: unknown }[] }

type Decoder = { mapFromDriverValue(value: unknown): unknown }

export type Statement = { stmt: D1PreparedStatement; map?: (rows: Record<string, unknown>[]) => unknown[] }

/** The one holder of a D1 handle in a request or job: prepares, sends batches, and counts what they cost. */
export class Connection {
  readonly #d1: D1Database
  readonly meter: Meter

  constructor(d1: D1Database, meter: Meter = newMeter()) {
    this.#d1 = d1
    this.meter = meter
  }

  get query() {
    return builderFor(this.#d1)
  }

  raw(sql: string, ...params: unknown[]): Statement {
    return { stmt: this.#d1.prepare(sql).bind(...params) }
  }

  /** Compiles a drizzle query; a select also gets the function that turns D1's rows into typed ones. */
  prepare(query: unknown): Statement {
    const { sql, params, fields } = built(query)
    if (!fields) return { stmt: this.#d1.prepare(sql).bind(...params) }
    const names = fields.map(columnName)
    if (names.every(Boolean) && new Set(names).size === names.length)
      return { stmt: this.#d1.prepare(sql).bind(...params), map: rowMapper(fields, names) }
    // D1 answers a batch with objects, where two columns of one name would be one: give each its own.
    const own = names.map((_, i) => `c${i}`)
    const renamed = `with r(${own.join(', ')}) as (${sql}) select * from r`
    return { stmt: this.#d1.prepare(renamed).bind(...params), map: rowMapper(fields, own) }
  }

  /** Runs statements as one transaction in one round trip: all or nothing. */
  async run(statements: Statement[]): Promise<unknown[][]> {
    if (statements.length === 0) return []
    const started = Date.now()
    this.meter.roundTrips++
    this.meter.queries += statements.length
    const results = await this.#d1.batch<Record<string, unknown>>(statements.map(s => s.stmt))
    this.meter.ms += Date.now() - started
    return results.map((result, i) => {
      this.meter.rowsWritten += result.meta.rows_written ?? 0
      return statements[i]?.map?.(result.results) ?? result.results
    })
  }

  /** Several selects in one round trip. */
  async read<const Q extends readonly Readable[]>(...queries: Q): Promise<Results<Q>> {
    return (await this.run(queries.map(q => this.prepare(q)))) as Results<Q>
  }
}

const builders = new WeakMap<D1Database, ReturnType<typeof drizzle>>()

/** It only ever builds: one for each database is enough. */
function builderFor(d1: D1Database) {
  let builder = builders.get(d1)
  if (!builder) {
    builder = drizzle(d1)
    builders.set(d1, builder)
  }
  return builder
}

const isSelect = (query: unknown): query is Select => (query as Partial<Select>).config?.fields !== undefined

/** The SQL of a query and, where it answers rows, their fields in order. */
function built(query: unknown): Built {
  const compiled = isSelect(query) ? compile(query.getSQL()) : undefined
  if (compiled) {
    const fields = Object.entries((query as Select).config.fields).map(([key, field]) => ({ key, field }))
    const nested = fields.find(({ field }) => !(isColumn(field) || isSql(field)))
    if (nested) throw new Error(`Select flat fields, not ${nested.key}`)
    return { ...compiled, fields }
  }
  const { query: made, fields } = (query as { _prepare(): Prepared })._prepare()
  return {
    ...made,
    fields: fields?.map(({ path, field }) => {
      if (path.length !== 1) throw new Error(`Select flat fields, not ${path.join('.')}`)
      return { key: path[0] as string, field }
    }),
  }
}

const isColumn = (field: unknown): field is Column => field instanceof Column
const isSql = (field: unknown): field is SQL | SQL.Aliased =>
  field instanceof SQL || field instanceof SQL.Aliased

/** The name D1 will answer with, or nothing for an expression without an alias. */
const columnName = ({ field }: Field): string =>
  (field as Column).name ?? (field as SQL.Aliased).fieldAlias ?? ''

/** One function a query, made once for all its rows; `fields` come in the order of `names`. */
function rowMapper(fields: Field[], names: string[]) {
  const plan = fields.map(({ key, field }, i) => ({ key, name: names[i] as string, decode: decoder(field) }))
  return (rows: Record<string, unknown>[]) =>
    rows.map(row => {
      const out: Record<string, unknown> = {}
      for (const { key, name, decode } of plan) {
        const value = row[name]
        out[key] = value === null || value === undefined || !decode ? (value ?? null) : decode(value)
      }
      return out
    })
}

function decoder(field: unknown): ((value: unknown) => unknown) | undefined {
  if ((field as Column).columnType) {
    const column = field as Column
    return column.dataType === 'boolean' || column.dataType === 'json' || column.dataType === 'date'
      ? value => column.mapFromDriverValue(value)
      : undefined
  }
  const own =
    (field as { sql?: { decoder?: Decoder }; decoder?: Decoder }).sql?.decoder ??
    (field as { decoder?: Decoder }).decoder
  return own ? value => own.mapFromDriverValue(value) : undefined
}
