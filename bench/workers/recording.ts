import worker from './worker.js'

export * from './worker.js'

/** One round trip: its statements with their parameters. `late`: it began after the page was answered. */
type Trip = { statements: { sql: string; params: unknown[] }[]; late: boolean }

type Known = { sql: string; params: unknown[] }
const known = new WeakMap<object, Known>()
let trips: Trip[] = []
let answered = false

const note = (statements: readonly object[]) =>
  trips.push({ statements: statements.map(s => known.get(s) ?? { sql: '', params: [] }), late: answered })

/** A statement that is noted when it runs by itself. */
function watch(statement: D1PreparedStatement, sql: string, params: unknown[]): D1PreparedStatement {
  known.set(statement, { sql, params })
  const own = statement as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const name of ['all', 'first', 'raw', 'run']) {
    const run = own[name]?.bind(statement)
    own[name] = (...args) => {
      note([statement])
      return run?.(...args)
    }
  }
  const bind = statement.bind.bind(statement)
  statement.bind = (...values) => watch(bind(...values), sql, values)
  return statement
}

function recorded(db: D1Database): D1Database {
  return {
    prepare: (sql: string) => watch(db.prepare(sql), sql, []),
    batch: (statements: D1PreparedStatement[]) => {
      note(statements)
      return db.batch(statements)
    },
  } as unknown as D1Database
}

type Env = Record<string, unknown> & { DB: D1Database }
let wrapped: Env | undefined

/** The very same Worker, whose conversation with D1 is written down; `/bench/trips` tells it and forgets it. */
export default {
  ...worker,
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname === '/bench/trips') {
      const told = trips
      trips = []
      return Response.json(told)
    }
    wrapped ??= { ...env, DB: recorded(env.DB) }
    answered = false
    const response = await worker.fetch(request, wrapped, context)
    answered = true
    return response
  },
}
