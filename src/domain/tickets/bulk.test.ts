import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeAt, scopeIn } from '../../../test/harness'
import { ticketIn } from '../../../test/tickets'
import { makeWorld, people, START, world } from '../../../test/world'
import { Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { type BulkInput, bulkInput, changeTickets } from './bulk'
import { resolveTicket } from './resolve'

beforeEach(makeWorld)

const input = (ids: string[], more: Record<string, string>): BulkInput => bulkInput.parse({ ids, ...more })
const stateOf = async (id: string) =>
  (await rows<{ state: string }>('select state from tickets where id = ?', id))[0]?.state
let number = 0
const open = (more: Parameters<typeof ticketIn>[1] = {}) => ticketIn('open', { number: ++number, ...more })
const many = async (n: number) => {
  const ids: string[] = []
  for (let i = 0; i < n; i++) ids.push(await open())
  return ids
}
/** Into another project of the same workspace, or of another. */
const moved = async (id: string, to: { id: string; workspace: 'atelier' | 'savane'; client: string }) => {
  await rows(
    `insert into tickets (workspace_id, client_id, project_id, id, number, type, urgency, state, subject, body, opened_by,
      created_at, updated_at, state_at) values (?, ?, ?, ?, ?, 'bug', 'urgent', 'open', 'S', 'B', ?, 1, 1, 1)`,
    world[to.workspace].id,
    to.client,
    to.id,
    id,
    500 + ++number,
    people[to.workspace === 'savane' ? 'koffi' : 'nadia'].membership,
  )
  return id
}

describe('many requests at once', () => {
  it('resolves those that may be, each with its event and its task below the last, and says how many could not', async () => {
    const [a, b] = [await ticketIn('in_progress', { number: 1 }), await ticketIn('accepted', { number: 2 })]
    const [quoted, closed] = [
      await ticketIn('quoted', { number: 3 }),
      await ticketIn('closed', { number: 4 }),
    ]
    const elsewhere = await moved(newId(), world.cafe)
    const done = await changeTickets(
      await scopeAt('camille'),
      input([a, b, quoted, closed, elsewhere], { do: 'resolve' }),
    )
    expect(done).toEqual({ done: 3, left: 2 })
    expect(await Promise.all([a, b, quoted, closed, elsewhere].map(stateOf))).toEqual([
      ...['resolved', 'resolved', 'quoted', 'closed', 'resolved'],
    ])
    const events = await rows('select kind, subject_id s, project_id p, client_id c, actor_id a from events')
    expect(events).toHaveLength(3)
    expect(events).toContainEqual({
      ...{ kind: 'ticket.resolved', s: elsewhere, p: world.cafe.id, c: world.zinc.id },
      a: people.camille.membership,
    })
    const tasks = await rows<{ position: string; state: string }>(
      'select position, state from tasks order by position',
    )
    expect(tasks.map(t => t.state)).toEqual(['done', 'done'])
    expect(new Set(tasks.map(t => t.position)).size).toBe(2)
    expect(await rows('select 1 from outbox')).toHaveLength(3)
  })

  it('does as much as one command would, and no more', async () => {
    const one = await ticketIn('in_progress', { number: 1, stateAt: START })
    const other = await ticketIn('in_progress', { number: 2, stateAt: START })
    const now = START + 3_600_000
    await resolveTicket(await scopeIn('camille', world.site, now), one)
    await changeTickets(await scopeAt('camille', 'atelier', now), input([other], { do: 'resolve' }))
    const [x, y] = await rows('select * from tickets order by number')
    expect({ ...y, id: x?.id, number: x?.number }).toEqual(x)
    const [e, f] = await rows<{ facts: string }>(
      'select kind, facts, internal, project_id, client_id from events',
    )
    expect({ ...f, facts: f?.facts.replace('2', '1') }).toEqual(e)
  })

  it('does not see what this person may not: ids of elsewhere are as good as made up', async () => {
    const mine = await open()
    const [foreign, cafe] = [await moved(newId(), world.baobabSite), await moved(newId(), world.cafe)]
    const limited = await scopeAt('limited')
    const at = (ids: string[]) => changeTickets(limited, input(ids, { do: 'tag', tag: 'x' }))
    for (const id of [foreign, cafe, newId()]) await expect(at([id])).rejects.toThrow(NotFound)
    expect(await at([mine, foreign, cafe, newId()])).toEqual({ done: 1, left: 0 })
    expect(await rows('select ticket_id id from ticket_tags')).toEqual([{ id: mine }])
    const assign = (assignee: string) => changeTickets(limited, input([mine], { do: 'assign', assignee }))
    for (const id of [people.awa.membership, people.lea.membership, people.removed.membership, newId()])
      await expect(assign(id)).rejects.toThrow(NotFound)
    await expect(changeTickets(await scopeAt('lea'), input([mine], { do: 'resolve' }))).rejects.toThrow(
      NotFound,
    )
  })

  it('gives to those who may enter where the request is', async () => {
    const [here, there] = [await open(), await moved(newId(), world.cafe)]
    const scope = await scopeAt('camille')
    const to = (assignee: string) => changeTickets(scope, input([here, there], { do: 'assign', assignee }))
    expect(await to(people.limited.membership)).toEqual({ done: 1, left: 1 })
    expect(await to(people.equipe.membership)).toEqual({ done: 2, left: 0 })
    expect(await to('none')).toEqual({ done: 2, left: 0 })
    // Those who have it already are as they were wished to be: nothing happens.
    expect(await to('none')).toEqual({ done: 2, left: 0 })
    expect(await kindsOf()).toHaveLength(5)
  })

  it('takes fifty in three round trips, and no more than fifty', async () => {
    const ids = await many(50)
    const scope = await scopeAt('camille')
    expect(await changeTickets(scope, input(ids, { do: 'resolve' }))).toEqual({ done: 50, left: 0 })
    expect(await kindsOf()).toHaveLength(50)
    expect(() => input([...ids, newId()], { do: 'resolve' })).toThrow()
    expect(() => input([], { do: 'resolve' })).toThrow()
  })

  it('refuses a tag that is none, before anything is done', async () => {
    const scope = await scopeAt('camille')
    const ids = [await open()]
    for (const tag of ['', ' # ', 'x'.repeat(41)])
      await expect(changeTickets(scope, input(ids, { do: 'tag', tag }))).rejects.toThrow(Invalid)
  })

  it('leaves out a request that is full, or of an archived project', async () => {
    const [full, free] = [await open(), await open()]
    const archived = await moved(newId(), world.cafe)
    await rows('update projects set archived_at = 1 where id = ?', world.cafe.id)
    for (let i = 0; i < 10; i++)
      await rows(
        'insert into ticket_tags values (?, ?, ?, ?, ?)',
        world.atelier.id,
        world.lune.id,
        world.site.id,
        full,
        `t${i}`,
      )
    const scope = await scopeAt('camille')
    expect(await changeTickets(scope, input([full, free, archived], { do: 'tag', tag: 'x' }))).toEqual({
      done: 1,
      left: 2,
    })
    expect(await changeTickets(scope, input([full, free], { do: 'untag', tag: 'T3' }))).toEqual({
      done: 2,
      left: 0,
    })
    expect(await rows('select tag from ticket_tags where ticket_id = ?', full)).toHaveLength(9)
  })

  it('goes on without the one that somebody else was faster with', async () => {
    const ids = await many(5)
    const [, , lost] = ids
    // Between reading and writing, one is closed by somebody else: the database says so to whoever comes next.
    await env.DB.exec(
      `create trigger faster before update on tickets when old.id = '${lost}' and new.state = 'resolved' begin select raise(abort, 'LOST_RACE'); end`,
    )
    expect(await changeTickets(await scopeAt('camille'), input(ids, { do: 'resolve' }))).toEqual({
      done: 4,
      left: 1,
    })
    expect(await stateOf(lost as string)).toBe('open')
    expect(await kindsOf()).toHaveLength(4)
  })

  it('of the same fifty twice at once, does each once', async () => {
    const ids = await many(12)
    const scopes = await Promise.all(Array.from({ length: 6 }, () => scopeAt('camille')))
    const outcomes = await Promise.all(
      scopes.map(scope => changeTickets(scope, input(ids, { do: 'resolve' }))),
    )
    expect(outcomes.reduce((sum, o) => sum + o.done, 0)).toBe(12)
    expect(await kindsOf()).toHaveLength(12)
  })
})
