import { beforeEach, expect, it } from 'vitest'
import { rows, scopeAt } from '../../../test/harness'
import { makeWorld, type PersonName, people, world } from '../../../test/world'
import { filterOf, sorts } from '../../lib/ticket-filter'
import { countsQuery, linesQuery } from './all'

beforeEach(makeWorld)

const filters = [
  ...['', `client=${world.lune.id}`, `project=${world.site.id}`, 'type=bug', 'urgency=urgent'],
  ...[
    'state=open',
    'state=open&state=quoted',
    'state=over',
    'state=all',
    'sla=late',
    'sla=close',
    'sla=paused',
  ],
  ...[
    'sla=none',
    'sla=on_time',
    'who=me',
    'who=none',
    `who=${people.equipe.membership}`,
    'unread=1',
    'tag=a',
  ],
  ...['from=2026-11-01', 'date=updated&to=2026-11-01', 'q=logo', 'q=%2312'],
]

type Query = { toSQL(): { sql: string; params: unknown[] } }
const planOf = async (query: Query) => {
  const { sql, params } = query.toSQL()
  const plan = await rows<{ detail: string }>(`explain query plan ${sql}`, ...params)
  return plan.map(r => r.detail)
}

/** By a key, or by an index that begins with the workspace, the project or the request. */
const allowed = [
  /^SEARCH tickets USING (COVERING )?INDEX tickets_(workspace|client|due|assignee|created|number|key) \(workspace_id=\?/,
  /^SEARCH tickets USING INDEX (tickets_project \(project_id=\?|sqlite_autoindex_tickets_1 \(id=\?)/,
  /^SEARCH (clients|projects) USING INDEX .*\bid=\?/,
  // Which are archived: looked up once for all lines.
  /^SEARCH projects USING INDEX projects_key \(workspace_id=\?/,
  /^SEARCH payment_requests USING INDEX payment_requests_ticket \(ticket_id=\?/,
  /^SEARCH reads USING INDEX sqlite_autoindex_reads_1 \(subject_id=\? AND membership_id=\?/,
  /^SEARCH replies USING INDEX replies_ticket \(ticket_id=\?/,
  /^SEARCH ticket_tags USING INDEX ticket_tags_(workspace \(workspace_id=\? AND tag=\?|project \(project_id=\? AND ticket_id=\?)/,
  // What was found already, or the projects of somebody limited to some.
  /^SCAN (page|fits|json_each)/,
  /^(CO-ROUTINE|MATERIALIZE|USE TEMP B-TREE|CORRELATED|SCALAR|LIST|REUSE LIST|CREATE BLOOM FILTER)/,
]

const cursors = {
  due: `1_1_${world.site.id}`,
  updated: `1_${world.site.id}`,
  created: `1_${world.site.id}`,
  number: '1',
  urgency: `1_1_${world.site.id}`,
  client: `1_${world.site.id}_${world.lune.id}`,
} as const

it.each(['camille', 'limited'] as const)(
  'every filter and order is searched by an index, for %s',
  async (name: PersonName) => {
    const scope = await scopeAt(name)
    const ways = new Set<string>()
    for (const filter of filters)
      for (const sort of sorts) {
        const wanted = filterOf(new URLSearchParams(`${filter}&sort=${sort}`))
        const queries = [
          linesQuery(scope, wanted),
          linesQuery(scope, wanted, cursors[sort]),
          countsQuery(scope, wanted),
        ]
        for (const query of queries)
          for (const line of await planOf(query as unknown as Query)) {
            if (!allowed.some(way => way.test(line))) ways.add(`${line} (${filter} ${sort})`)
          }
      }
    expect([...ways]).toEqual([])
  },
  60_000,
)
