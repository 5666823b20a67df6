import { desc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rows } from '../../test/harness'
import { Connection } from './connection'
import { type Reach, rules, type ViewName, view } from './views'

const team: Reach = {
  workspaceId: 'w',
  clientId: 'c',
  projectId: 'p',
  only: null,
  membershipId: 'm',
  audience: 'team',
  finance: true,
}
const contact: Reach = { ...team, audience: 'client', finance: false }

/** How SQLite would search for these rows. */
async function planOf(query: { toSQL(): { sql: string; params: unknown[] } }): Promise<string> {
  const { sql, params } = query.toSQL()
  return (await rows<{ detail: string }>(`explain query plan ${sql}`, ...params))
    .map(r => r.detail)
    .join('\n')
}

it.each([team, contact])('a view inside a project is searched by the project, for $audience', async reach => {
  const { query } = new Connection({} as D1Database)
  const events = view('events', reach)
  const newest = await planOf(query.select().from(events).orderBy(desc(events.id)).limit(6))
  expect(newest).toMatch(/USING INDEX events_project \(project_id=\?\)/)
  expect(newest).not.toContain('TEMP B-TREE')
  const tickets = view('tickets', reach)
  const recent = await planOf(query.select().from(tickets).orderBy(desc(tickets.updatedAt)).limit(50))
  expect(recent).toMatch(/USING INDEX tickets_project \(project_id=\?\)/)
  const one = await planOf(query.select().from(tickets).where(eq(tickets.id, 'x')))
  expect(one).toMatch(/sqlite_autoindex_tickets_1 \(id=\?\)/)
  // What a contact sees nothing of is never searched at all.
  const seen = (Object.keys(rules) as ViewName[]).filter(
    name => rules[name].at.project && (reach === team || rules[name].contacts !== 'none'),
  )
  for (const name of seen) expect(await planOf(query.select().from(view(name, reach)))).not.toMatch(/^SCAN/)
})
