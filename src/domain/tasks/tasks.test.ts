import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn } from '../../../test/harness'
import { taskFor, ticketIn } from '../../../test/tickets'
import { makeWorld, people, world } from '../../../test/world'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { moveTask, unblockTask } from '../tickets/move-task'
import { deleteTask } from './deletion'
import { taskInput } from './input'
import { between, placeAmong } from './position'
import { createTask, editTask } from './tasks'

beforeEach(makeWorld)

const input = (more: Record<string, string> = {}) => taskInput.parse({ title: 'Une tâche', ...more })
const columns = () =>
  rows<{ title: string; state: string }>('select title, state from tasks order by state, position, id')
const titles = async () => (await columns()).map(t => t.title)

describe('a position', () => {
  it('always finds room between two others', () => {
    let keys = [between(null, null)]
    let seed = 7
    for (let i = 0; i < 600; i++) {
      seed = (seed * 1103515245 + 12345) % 2147483648
      const at = i % 3 === 0 ? keys.length : i % 3 === 1 ? 0 : seed % (keys.length + 1)
      const key = between(keys[at - 1] ?? null, keys[at] ?? null)
      keys = [...keys.slice(0, at), key, ...keys.slice(at)]
    }
    expect(new Set(keys).size).toBe(keys.length)
    expect([...keys].sort()).toEqual(keys)
  })

  it('stays short at both ends, and between the same two', () => {
    let last = between(null, null)
    for (let i = 0; i < 5000; i++) last = between(last, null)
    let first = between(null, null)
    for (let i = 0; i < 5000; i++) first = between(null, first)
    let [low, high] = ['a0', 'a1']
    for (let i = 0; i < 1000; i++) low = between(low, 'a1')
    for (let i = 0; i < 1000; i++) high = between('a0', high)
    expect(Math.max(last.length, first.length)).toBeLessThan(6)
    expect(low < 'a1' && high > 'a0').toBe(true)
    expect(Math.max(low.length, high.length)).toBeLessThan(60)
    // Two cards that change places a thousand times between two others.
    let [upper, lower] = ['a1', 'a2']
    for (let i = 0; i < 1000; i++) {
      const list = [
        { id: 'top', position: 'a0' },
        { id: 'upper', position: upper },
        { id: 'end', position: 'a3' },
      ]
      ;[upper, lower] = [placeAmong(list, { before: 'upper' }), upper]
      expect(upper > 'a0' && upper < lower && lower < 'a3').toBe(true)
    }
    expect(upper.length).toBeLessThan(60)
  })
})

describe('a task', () => {
  it('is made at the end of its column by the team, never by a contact', async () => {
    const scope = await scopeIn('equipe')
    await createTask(scope, input({ title: 'A' }))
    await createTask(scope, input({ title: 'B', assigneeId: people.equipe.membership, internal: '1' }))
    expect(await titles()).toEqual(['A', 'B'])
    expect(await rows('select kind, internal from events order by rowid')).toEqual([
      { kind: 'task.created', internal: 0 },
      { kind: 'task.created', internal: 1 },
    ])
    await expect(createTask(await scopeIn('lea'), input())).rejects.toThrow(NotFound)
    await expect(createTask(scope, input({ assigneeId: people.lea.membership }))).rejects.toThrow(Invalid)
    await rows('update projects set archived_at = 1')
    await expect(createTask(await scopeIn('camille'), input())).rejects.toThrow(Forbidden)
  })

  it('of a request is always shared, and stays while the request lives', async () => {
    await ticketIn('accepted')
    const [task] = await rows<{ id: string }>('select id from tasks')
    const scope = await scopeIn('equipe')
    const id = task?.id ?? ''
    await expect(editTask(scope, id, input({ internal: '1' }))).rejects.toThrow(Invalid)
    await expect(deleteTask(scope, id)).rejects.toMatchObject({
      fields: { task: 'tasks.error.live_request' },
    })
    expect(await kindsOf()).toEqual([])
    await rows("update tickets set state = 'refused'")
    await deleteTask(scope, id)
    expect(await titles()).toEqual([])
    expect(await kindsOf()).toEqual(['task.deleted'])
  })

  it('is dropped before, after, or at the end', async () => {
    const scope = await scopeIn('equipe')
    const [a, b, c] = [
      await createTask(scope, input({ title: 'A' })),
      await createTask(scope, input({ title: 'B' })),
      await createTask(scope, input({ title: 'C' })),
    ]
    await moveTask(scope, c, { to: 'backlog', before: a })
    expect(await titles()).toEqual(['C', 'A', 'B'])
    await moveTask(scope, c, { to: 'backlog', after: a })
    expect(await titles()).toEqual(['A', 'C', 'B'])
    await moveTask(scope, a, { to: 'backlog' })
    expect(await titles()).toEqual(['C', 'B', 'A'])
    await moveTask(scope, b, { to: 'done', before: a })
    expect(await columns()).toContainEqual({ title: 'B', state: 'done' })
  })

  it('waits for the client only with a reason, and goes on from there', async () => {
    const scope = await scopeIn('equipe')
    const id = await createTask(scope, input())
    await expect(moveTask(scope, id, { to: 'waiting_client' })).rejects.toThrow(Invalid)
    await expect(unblockTask(scope, id)).rejects.toThrow(Conflict)
    await moveTask(scope, id, { to: 'waiting_client', reason: 'Vos textes' })
    expect(await rows('select blocked_reason r, blocked_at is not null b from tasks')).toEqual([
      { r: 'Vos textes', b: 1 },
    ])
    await unblockTask(scope, id)
    expect(await rows('select blocked_reason r, blocked_at b from tasks')).toEqual([{ r: '', b: null }])
    expect(await kindsOf()).toEqual(['task.created', 'task.blocked', 'task.unblocked'])
  })

  it('moved fifty times at once goes to one place, and its ticket with it', async () => {
    await ticketIn('accepted')
    const [task] = await rows<{ id: string }>('select id from tasks')
    const scope = await scopeIn('equipe')
    const tries = Array.from({ length: 50 }, (_, i) =>
      moveTask(scope, task?.id ?? '', { to: i % 2 ? 'done' : 'in_progress', from: 'backlog' }),
    )
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.filter(o => o.status === 'fulfilled')).toHaveLength(1)
    expect(outcomes.every(o => o.status === 'fulfilled' || o.reason instanceof Conflict)).toBe(true)
    const [{ pair } = { pair: '' }] = await rows<{ pair: string }>(
      "select k.state || '/' || t.state pair from tasks k join tickets t on t.id = k.ticket_id",
    )
    expect(['done/resolved', 'in_progress/in_progress']).toContain(pair)
    expect(await kindsOf()).toHaveLength(2)
  })

  it('of elsewhere does not exist', async () => {
    const id = await taskFor(null, 'accepted')
    const cafe = await scopeIn('camille', world.cafe)
    await expect(moveTask(cafe, id, { to: 'done' })).rejects.toThrow(NotFound)
    await expect(deleteTask(cafe, id)).rejects.toThrow(NotFound)
    await expect(moveTask(await scopeIn('lea'), id, { to: 'done' })).rejects.toThrow(NotFound)
    expect(await kindsOf()).toEqual([])
  })
})
