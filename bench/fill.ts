import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './settings.ts'
import type { World } from './world.ts'

/** Parents first: foreign keys are always on. */
const order = [
  ...['users', 'workspaces', 'counters', 'clients', 'memberships', 'sessions', 'projects', 'phases'],
  ...[
    'tickets',
    'ticket_tags',
    'replies',
    'tasks',
    'payment_requests',
    'messages',
    'files',
    'file_versions',
    'events',
  ],
]

/** Applies the migrations and writes the world, a thousand rows a statement. */
export async function fill(db: D1Database, world: World): Promise<void> {
  const folder = join(root, 'migrations')
  for (const file of readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()) {
    const statements = readFileSync(join(folder, file), 'utf8').split('--> statement-breakpoint')
    await db.batch(statements.map(sql => db.prepare(sql)))
  }
  const forgotten = Object.keys(world.rows).filter(table => !order.includes(table))
  if (forgotten.length) throw new Error(`No place in the order for ${forgotten.join(', ')}.`)
  for (const table of order) {
    const rows = world.rows[table] ?? []
    for (let at = 0; at < rows.length; at += 1000) await insert(db, table, rows.slice(at, at + 1000))
  }
}

/** One statement with one parameter, whatever the number of rows. */
async function insert(db: D1Database, table: string, rows: Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const values = columns.map((_, i) => `value ->> ${i}`).join(', ')
  const list = JSON.stringify(rows.map(row => columns.map(column => row[column] ?? null)))
  await db
    .prepare(`insert into ${table} (${columns.join(', ')}) select ${values} from json_each(?)`)
    .bind(list)
    .run()
}
