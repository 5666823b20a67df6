import { env } from 'cloudflare:workers'
import { and, desc, eq, inArray, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { describe, expect, it } from 'vitest'
import { compile } from './compile'
import { people } from './people'
import { tables } from './tables'
import { type Reach, rules, type ViewName, view } from './views'

const reach: Reach = {
  workspaceId: 'w',
  clientId: 'c',
  projectId: 'p',
  only: null,
  membershipId: 'm',
  audience: 'team',
  finance: true,
}
const reaches: Reach[] = [
  reach,
  { ...reach, audience: 'client', finance: false },
  { ...reach, projectId: null, clientId: null, only: { projectIds: ['a', 'b'], clientIds: ['c'] } },
]
const db = drizzle(env.DB)

/** Drizzle's own SQL of a query, and ours. */
function both(query: { toSQL(): { sql: string; params: unknown[] } }) {
  const { sql, params } = query.toSQL()
  return { theirs: { sql, params }, ours: compile((query as unknown as { getSQL(): SQL }).getSQL()) }
}

describe('our compiler writes what drizzle writes', () => {
  it.each(reaches)('of every view, for $audience', reach => {
    for (const name of Object.keys(rules) as ViewName[]) {
      const { theirs, ours } = both(db.select().from(view(name, reach, 'v')))
      expect(ours).toEqual(theirs)
    }
  })

  it('of joins, subqueries, lists, expressions, order and limits', () => {
    const [t, p, who] = [view('tickets', reach), view('projects', reach, 'p'), people('w', 'c', 'who')]
    const paid = sql`exists (select 1 from ${p} where ${p.id} = ${t.projectId} and ${p.name} <> ${'x'})`
    const query = db
      .select({ id: t.id, on: p.requestsEnabled, paid: paid.mapWith(Boolean).as('paid'), name: who.name })
      .from(t)
      .innerJoin(p, eq(p.id, t.projectId))
      .leftJoin(who, eq(who.id, t.openedBy))
      .where(
        and(
          or(lt(t.updatedAt, 5), isNull(t.phaseId), eq(p.requestsEnabled, true)),
          inArray(t.state, ['open', 'quoted']),
          not(inArray(t.id, db.select({ id: t.id }).from(t).where(sql`0`))),
          undefined,
        ),
      )
      .groupBy(t.id)
      .orderBy(sql`${sql.identifier('a"b')} is null`, desc(t.updatedAt), t.id)
      .limit(51)
    const { theirs, ours } = both(query)
    expect(ours).toEqual(theirs)
    expect(theirs.params).toContain('quoted')
  })

  it('or leaves it to drizzle', () => {
    const { tickets } = tables
    const w = db.$with('w').as(db.select({ id: tickets.id }).from(tickets))
    const unknown = [
      db.with(w).select().from(w),
      db
        .select()
        .from(tickets)
        .where(eq(tickets.id, sql.placeholder('id'))),
      db.select().from(tickets).where(sql`${'x'}`.inlineParams()),
    ]
    for (const query of unknown) expect(both(query).ours).toBeUndefined()
  })
})
