import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeAt } from '../../../test/harness'
import { everyMark, type Sample, sampleWorld } from '../../../test/many-tickets'
import { makeWorld, type PersonName, people, START, world } from '../../../test/world'
import { NotFound } from '../../lib/errors'
import { fold } from '../../lib/fold'
import { everything, filterOf, live, over, queryOf, sorts, type TicketFilter } from '../../lib/ticket-filter'
import { listAllTickets } from './all'
import { dueOf } from './order'

const NOW = START + 86_400_000
const at = (name: PersonName) => scopeAt(name, undefined, NOW)

/** The same filter, written down as plainly as can be. */
function naive(all: Sample[], filter: TicketFilter, me: PersonName): Sample[] {
  const states = { live, over, all: [...live, ...over] } as const
  const among = typeof filter.states === 'string' ? states[filter.states] : filter.states
  // Paris in November: an hour ahead of UTC.
  const start = (day: string) => Date.parse(`${day}T00:00:00+01:00`)
  return all.filter(t => {
    const date = filter.date === 'opened' ? t.createdAt : t.updatedAt
    const who = filter.who === 'me' ? people[me].membership : filter.who === 'none' ? null : filter.who
    const said = [t.subject, t.body, ...t.replies].map(text => fold(text))
    return (
      among.some(state => state === t.state) &&
      (filter.states !== 'live' || filter.project || t.project !== world.shop.id) &&
      (!filter.client || t.client === filter.client) &&
      (!filter.project || t.project === filter.project) &&
      (!filter.type || t.type === filter.type) &&
      (!filter.urgency || t.urgency === filter.urgency) &&
      (!filter.promise || promiseOf(t) === filter.promise) &&
      (who === undefined || t.assignee === who) &&
      (!filter.unread || t.updatedAt > (t.read[me] ?? 0)) &&
      (!filter.tag || t.tags.includes(filter.tag)) &&
      (!filter.from || date >= start(filter.from)) &&
      (!filter.to || date < start(filter.to) + 86_400_000) &&
      fold(filter.words)
        .split(' ')
        .every(w => said.some(s => s.includes(w)) || w.replace('#', '') === String(t.number))
    )
  })
}

function promiseOf(t: Sample) {
  const promised = t.firstTarget !== null || t.resolveTarget !== null
  const due = [t.firstDueAt, t.resolveDueAt].filter(d => d !== null)
  if (due.length === 0) return promised && ['waiting_client', 'quoted'].includes(t.state) ? 'paused' : 'none'
  if (due.some(d => d <= NOW)) return 'late'
  const warned =
    (t.firstAlarm === 'warned' && t.firstDueAt !== null) ||
    (t.resolveAlarm === 'warned' && t.resolveDueAt !== null)
  return warned ? 'close' : 'on_time'
}

/** The order's own promise, checked on neighbours: the database breaks ties, each its own way. */
const inOrder: Record<TicketFilter['sort'], (a: Sample, b: Sample) => boolean> = {
  due: (a, b) => dueOf(a) < dueOf(b) || (dueOf(a) === dueOf(b) && newer(a, b)),
  updated: (a, b) => newer(a, b),
  created: (a, b) => a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.id > b.id),
  number: (a, b) => a.number > b.number,
  urgency: (a, b) => rank(a) < rank(b) || (rank(a) === rank(b) && newer(a, b)),
  client: (a, b) =>
    a.clientName < b.clientName || (a.clientName === b.clientName && a.client === b.client && newer(a, b)),
}
const rank = (t: Sample) => ['urgent', 'maintenance', 'evolution'].indexOf(t.urgency)
const newer = (a: Sample, b: Sample) =>
  a.updatedAt > b.updatedAt || (a.updatedAt === b.updatedAt && a.id > b.id)

async function pages(scope: Awaited<ReturnType<typeof at>>, filter: TicketFilter) {
  const ids: string[] = []
  let cursor: string | undefined
  let total = 0
  for (let n = 0; n < 20; n++) {
    const page = await listAllTickets(scope, filter, cursor)
    ids.push(...page.lines.map(l => l.id))
    total = page.total
    if (!page.next) return { ids, total }
    cursor = page.next
  }
  throw new Error('The pages do not end')
}

let all: Sample[]
let mark: ReturnType<typeof everyMark>
beforeEach(async () => {
  await makeWorld()
  all = await sampleWorld(260, NOW)
  // What is left undone in an archived project is no longer live.
  await rows('update projects set archived_at = 1 where id = ?', world.shop.id)
  mark = everyMark(all)
})
const seenBy = (name: PersonName) =>
  all.filter(
    t => t.workspace === people[name].workspace && (people[name].allProjects || t.project === world.site.id),
  )

describe('the team’s list of requests', () => {
  it('shows for any filter, in any order, on all its pages, what a plain reading of the filter would', async () => {
    const optional = <T>(values: readonly T[]) =>
      fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 })
    const params = fc.record({
      client: optional([world.lune.id, world.zinc.id, world.baobab.id]),
      project: optional([world.site.id, world.shop.id, world.cafe.id, world.baobabSite.id]),
      type: optional(['bug', 'question', 'x']),
      urgency: optional(['urgent', 'evolution']),
      state: fc.option(fc.subarray([...live, ...over, 'all']), { nil: undefined, freq: 2 }),
      sla: optional(['late', 'close', 'on_time', 'paused', 'none']),
      who: optional(['me', 'none', people.equipe.membership]),
      unread: optional(['1']),
      tag: optional(['accueil', 'BLOG']),
      date: optional(['updated']),
      from: optional(['2026-11-01', '2026-11-18']),
      to: optional(['2026-11-18', '2026-11-19']),
      q: optional(['logo', 'echeance', 'Échéance page', '#12', '7', 'œuvre', "l'accueil"]),
    })
    let found = 0
    const tried = fc.asyncProperty(
      params,
      fc.constantFrom(...sorts),
      fc.constantFrom<PersonName>('camille', 'equipe', 'limited', 'awa'),
      // All of them together leave little to find: some at a time.
      fc.integer({ min: 0, max: 4 }),
      fc.nat(12),
      async (given, sort, person, kept, first) => {
        const entries = Object.entries(given).filter(([, v]) => v !== undefined)
        const query = new URLSearchParams({ sort })
        for (let i = 0; i < Math.min(kept, entries.length); i++) {
          const [name, value] = entries[(first + i) % entries.length] as [string, string | string[]]
          for (const one of [value].flat()) query.append(name, one)
        }
        const filter = filterOf(query)
        expect(filterOf(queryOf(filter))).toEqual(filter)
        const { ids, total } = await pages(await at(person), filter)
        const wanted = naive(seenBy(person), filter, person)
        found += wanted.length
        expect([...ids].sort()).toEqual(wanted.map(t => t.id).sort())
        expect(total).toBe(wanted.length)
        const lines = ids.map(id => mark(id))
        for (let i = 1; i < lines.length; i++)
          expect(inOrder[sort](lines[i - 1] as Sample, lines[i] as Sample), `${sort} ${i}`).toBe(true)
      },
    )
    await fc.assert(tried, { numRuns: 150, seed: 20_261_120 })
    expect(found).toBeGreaterThan(1000)
  }, 60_000)

  it.each(['camille', 'limited', 'awa'] as const)(
    'counts for %s what each shortcut then shows',
    async name => {
      const scope = await at(name)
      const { counts } = await listAllTickets(scope, everything)
      const shown = async (query: string) => (await pages(scope, filterOf(new URLSearchParams(query)))).total
      expect(counts).toEqual({
        live: await shown(''),
        late: await shown('sla=late'),
        unread: await shown('unread=1'),
        nobody: await shown('who=none'),
        mine: await shown('who=me'),
      })
      expect(Math.min(...Object.values(counts))).toBeGreaterThan(0)
    },
  )

  it('counts no further than it says', async () => {
    const many = JSON.stringify(Array.from({ length: 1100 }, (_, i) => i))
    await rows(
      `insert into tickets (workspace_id, client_id, project_id, id, number, type, urgency, state, subject, body,
        opened_by, created_at, updated_at, state_at)
      select t.workspace_id, t.client_id, t.project_id, printf('x%04d', n.value), 9000 + n.value, t.type, t.urgency,
        'open', t.subject, t.body, t.opened_by, 1, 1, 1
      from json_each(?) n, (select * from tickets where project_id = ? limit 1) t`,
      many,
      world.site.id,
    )
    const counted = async (query: string) => {
      const list = await listAllTickets(await at('camille'), filterOf(new URLSearchParams(query)))
      return [list.total, list.more]
    }
    expect(await counted(`project=${world.site.id}`)).toEqual([1000, true])
    // What is counted for its shortcut anyway is said to the last one.
    expect(await counted('')).toEqual([1163, false])
  })

  it('shows what stands on a line', async () => {
    const wanted = all.find(
      t =>
        t.workspace === 'atelier' && t.tags.length > 1 && t.assignee && live.some(state => state === t.state),
    )
    const query = new URLSearchParams({ q: `#${wanted?.number}` })
    const { lines } = await listAllTickets(await at('camille'), filterOf(query))
    expect(lines[0]).toMatchObject({
      id: wanted?.id,
      number: wanted?.number,
      client: wanted?.clientName,
      assigneeId: wanted?.assignee,
      tags: [...(wanted?.tags ?? [])].sort(),
    })
    expect(lines[0]?.assignee).toBeTruthy()
  })

  it('takes what an address misspells for not there, and begins anew where a page is unknown', async () => {
    const odd =
      "state=gone&client=1' or 1=1&who=x&sla=soon&from=2026-13-99&to=x&sort=drop&unread=yes&tag=&type=%00"
    expect(filterOf(new URLSearchParams(odd))).toEqual(everything)
    const scope = await at('camille')
    const first = await listAllTickets(scope, everything)
    for (const cursor of ["1' or 1=1", '1_2_3', '_', '1_2', `${'9'.repeat(40)}_1_${world.site.id}`])
      expect((await listAllTickets(scope, everything, cursor)).lines).toEqual(first.lines)
  })

  it('is not there for a contact', async () => {
    await expect(listAllTickets(await at('lea'), everything)).rejects.toThrow(NotFound)
  })

  it('stands the longest filter there can be', async () => {
    const query = new URLSearchParams({
      ...{ client: world.lune.id, project: world.site.id, type: 'bug', urgency: 'urgent', sla: 'late' },
      ...{ who: 'me', unread: '1', tag: 'accueil', date: 'updated', from: '2026-11-01', to: '2026-11-19' },
      ...{ q: '12 345 inoculeray’æ formulaire 99 abcdefghij', sort: 'client' },
    })
    for (const state of [...live.slice(1), ...over]) query.append('state', state)
    const cursor = `1_${world.site.id}_${world.lune.id}`
    const { lines } = await listAllTickets(await at('limited'), filterOf(query), cursor)
    expect(lines).toEqual([])
  })
})
