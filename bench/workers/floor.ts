import { Hono } from 'hono'

type Statement = { sql: string; params: (string | number | null)[] }
type Trip = { statements: Statement[]; late: boolean }

/**
 * The least that a page can cost: the same statements with the same parameters in the same round trips, and the rows
 * as bare tables. No session, no rights, no words, no frame.
 */
const app = new Hono<{ Bindings: { DB: D1Database; PAGES: string } }>()
let pages: Record<string, Trip[]> | undefined

app.get('*', async c => {
  const { DB, PAGES } = c.env
  pages ??= JSON.parse(PAGES) as Record<string, Trip[]>
  const trips = pages[c.req.path]
  if (!trips) return c.notFound()
  const tables: string[] = []
  const send = (trip: Trip) =>
    DB.batch<Record<string, unknown>>(trip.statements.map(s => DB.prepare(s.sql).bind(...s.params)))
  for (const trip of trips)
    if (trip.late) c.executionCtx.waitUntil(send(trip))
    else for (const { results } of await send(trip)) tables.push(table(results))
  return c.html(`<!doctype html><title>Floor</title>${tables.join('')}`)
})

function table(rows: Record<string, unknown>[]): string {
  const lines = rows.map(
    row =>
      `<tr>${Object.values(row)
        .map(value => `<td>${escaped(value)}</td>`)
        .join('')}</tr>`,
  )
  return `<table>${lines.join('')}</table>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (value: unknown) => String(value ?? '').replace(/[&<>]/g, sign => entities[sign] ?? sign)

/** Bound in both processes, never called. */
export class ProjectRoom {}

export default app
