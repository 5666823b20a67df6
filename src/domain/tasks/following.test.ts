import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeIn, system } from '../../../test/harness'
import { ticketIn } from '../../../test/tickets'
import { makeWorld, people, START, world } from '../../../test/world'
import type { Env } from '../../config'
import { purge } from '../../jobs/purge'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { meaningOf } from '../activity/registry'
import type { Happened, Telling } from '../events/meaning'
import { moveTask } from '../tickets/move-task'
import { addItem, moveItem, removeItem, renameItem, tickItem } from './checklist'
import { commentOnTask, takeBackComment } from './comments'
import { deleteTask, RESTORABLE, readDeleted, restoreTask } from './deletion'
import { taskAdjustment, taskInput } from './input'
import { adjustTask, createTask } from './tasks'

beforeEach(makeWorld)

const input = (more: Record<string, string> = {}) => taskInput.parse({ title: 'Une tâche', ...more })
const make = async (more: Record<string, string> = {}) => createTask(await scopeIn('camille'), input(more))
const list = async () =>
  (await rows<{ l: string }>('select label || done l from task_items order by position')).map(i => i.l)

describe('a checklist', () => {
  it('is added to, ticked, renamed, reordered and shortened', async () => {
    const [id, scope] = [await make(), await scopeIn('equipe')]
    const [a, b, c] = [
      await addItem(scope, id, 'A'),
      await addItem(scope, id, 'B'),
      await addItem(scope, id, 'C'),
    ]
    await tickItem(scope, id, b, true)
    await tickItem(scope, id, b, true)
    await moveItem(scope, id, c, { before: a })
    await renameItem(scope, id, a, 'Autre')
    expect(await list()).toEqual(['C0', 'Autre0', 'B1'])
    await tickItem(scope, id, b, false)
    await removeItem(scope, id, c)
    expect(await list()).toEqual(['Autre0', 'B0'])
    const facts = await rows<{ c: string }>(
      "select json_extract(facts, '$.change') c from events where kind = 'task.checklist' order by rowid",
    )
    expect(facts.map(f => f.c)).toEqual([
      ...['added', 'added', 'added', 'ticked', 'moved', 'renamed', 'unticked', 'removed'],
    ])
  })

  it('is the team’s alone, under its own task', async () => {
    const [id, other, scope] = [await make(), await make(), await scopeIn('camille')]
    const item = await addItem(scope, id, 'A')
    const [lea, cafe] = [await scopeIn('lea'), await scopeIn('camille', world.cafe)]
    for (const [who, task] of [
      [lea, id],
      [cafe, id],
      [scope, other],
    ] as const) {
      await expect(tickItem(who, task, item, true)).rejects.toThrow(NotFound)
      await expect(removeItem(who, task, item)).rejects.toThrow(NotFound)
    }
    for (const who of [lea, cafe]) {
      await expect(addItem(who, id, 'B')).rejects.toThrow(NotFound)
      await expect(commentOnTask(who, id, 'B')).rejects.toThrow(NotFound)
    }
    expect(await list()).toEqual(['A0'])
    expect(await rows('select 1 from events where internal = 0 and kind = ?', 'task.checklist')).toEqual([])
  })

  it('and comments stay out of everything a contact reads', async () => {
    const id = await make({ title: 'Partagée' })
    const scope = await scopeIn('camille')
    await tickItem(scope, id, await addItem(scope, id, 'CANARI point'), true)
    await addItem(scope, id, 'CANARI reste')
    await commentOnTask(scope, id, 'CANARI mot')
    const at = `/w/atelier/p/${world.site.id}`
    const [camille, lea] = [await as('camille'), await as('lea')]
    for (const path of ['', '/board', '/board?view=list', `/tasks/${id}`, '/journal']) {
      const html = await lea.html(at + path)
      expect(html).not.toMatch(/CANARI|1\/2|Checklist|Commentaire/)
    }
    expect(await camille.html(`${at}/board`)).toContain('1/2')
    const page = await camille.html(`${at}/tasks/${id}`)
    for (const words of ['CANARI point', 'CANARI reste', 'CANARI mot', '1 sur 2'])
      expect(page).toContain(words)
  })
})

describe('a comment', () => {
  it('is taken back by its author alone', async () => {
    const [id, equipe] = [await make(), await scopeIn('equipe')]
    const comment = await commentOnTask(equipe, id, 'Un mot')
    await expect(takeBackComment(await scopeIn('camille'), id, comment)).rejects.toThrow(NotFound)
    await takeBackComment(equipe, id, comment)
    expect(await rows('select 1 from task_comments')).toEqual([])
    expect(await kindsOf()).toEqual(['task.created', 'task.commented', 'task.comment_removed'])
  })
})

describe('a deleted task', () => {
  const refused = (e: unknown) => e instanceof Conflict || e instanceof NotFound
  const whole = async () => [
    await rows('select * from tasks order by id'),
    await rows('select * from task_comments order by id'),
    await rows('select * from task_items order by id'),
  ]

  it('comes back as it was, with its comments and checklist', async () => {
    const scope = await scopeIn('camille')
    const more = { assigneeId: people.equipe.membership, phaseId: world.phase.id, dueOn: '2030-01-02' }
    const id = await make({ ...more, internal: '1', priority: 'high', description: 'L’« essentiel »' })
    await moveTask(scope, id, { to: 'waiting_client', reason: 'Vos textes' })
    await tickItem(scope, id, await addItem(scope, id, 'A'), true)
    await addItem(scope, id, 'B')
    await commentOnTask(scope, id, 'Un "mot"\nsur deux lignes')
    await rows('update tasks set updated_at = 0')
    const before = await whole()
    await deleteTask(scope, id)
    expect(await whole()).toEqual([[], [], []])
    expect((await readDeleted(scope)).map(t => t.title)).toEqual(['Une tâche'])
    await restoreTask(await scopeIn('equipe'), id)
    await rows('update tasks set updated_at = 0')
    expect(await whole()).toEqual(before)
    expect(await readDeleted(scope)).toEqual([])
    expect((await kindsOf()).slice(-2)).toEqual(['task.deleted', 'task.restored'])
    await deleteTask(scope, id)
  })

  it('is put back once, for a day, by the team of its project', async () => {
    const scope = await scopeIn('camille', world.site, START)
    const id = await make()
    await deleteTask(scope, id)
    const late = await scopeIn('camille', world.site, START + RESTORABLE)
    await expect(restoreTask(late, id)).rejects.toThrow(NotFound)
    expect(await readDeleted(late)).toEqual([])
    await expect(restoreTask(await scopeIn('lea', world.site, START), id)).rejects.toThrow(NotFound)
    await expect(restoreTask(await scopeIn('camille', world.cafe, START), id)).rejects.toThrow(NotFound)
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => restoreTask(scope, id)))
    expect(tries.filter(t => t.status === 'fulfilled')).toHaveLength(1)
    expect(tries.every(t => t.status === 'fulfilled' || refused(t.reason))).toBe(true)
    expect(await rows('select id from tasks')).toEqual([{ id }])
    await rows('update projects set archived_at = 1')
    await expect(restoreTask(await scopeIn('camille'), id)).rejects.toThrow(Forbidden)
  })

  it('is thrown away for good by the cron, days later', async () => {
    const id = await make()
    await deleteTask(await scopeIn('camille', world.site, START), id)
    await purge(env as unknown as Env, START + 2 * RESTORABLE)
    expect(await rows('select id from deleted_tasks')).toEqual([{ id }])
    await purge(env as unknown as Env, START + 2 * RESTORABLE + 1)
    expect(await rows('select id from deleted_tasks')).toEqual([])
  })

  it('is put back by the button beside the word that it is gone, or from the list of them', async () => {
    const [id, camille] = [await make({ title: 'À rétablir' }), await as('camille')]
    const at = `/w/atelier/p/${world.site.id}`
    await camille.post(`${at}/tasks/${id}/removal`)
    const html = await camille.html(`${at}/board`)
    expect(html).toContain(`action="${at}/tasks/${id}/restoration"`)
    expect(html).toContain(`href="${at}/tasks/deleted"`)
    expect(await camille.html(`${at}/tasks/deleted`)).toContain('À rétablir')
    expect((await camille.post(`${at}/tasks/${id}/restoration`)).headers.get('Location')).toBe(
      `${at}/tasks/${id}`,
    )
    expect(await camille.html(`${at}/board`)).not.toContain('tasks/deleted')
  })

  it('of a request that came to life again stays away; without its phase it comes back', async () => {
    const ticket = await ticketIn('resolved')
    const [task] = await rows<{ id: string }>('select id from tasks')
    const scope = await scopeIn('camille')
    await deleteTask(scope, task?.id ?? '')
    await rows("update tickets set state = 'open' where id = ?", ticket)
    await expect(restoreTask(scope, task?.id ?? '')).rejects.toThrow(Conflict)
    const id = await make({ phaseId: world.phase.id })
    await deleteTask(scope, id)
    await rows('delete from phases')
    await restoreTask(scope, id)
    expect(await rows('select id, phase_id from tasks')).toEqual([{ id, phase_id: null }])
  })
})

describe('a card', () => {
  it('is given, pressed and dated without touching the rest', async () => {
    const id = await make({ dueOn: '2030-01-02' })
    const [camille, equipe] = [await scopeIn('camille'), await scopeIn('equipe')]
    const to = (fields: Record<string, string>) => taskAdjustment.parse(fields)
    await Promise.all([
      adjustTask(camille, id, to({ assigneeId: people.equipe.membership })),
      adjustTask(equipe, id, to({ priority: 'high' })),
    ])
    const [row] = await rows('select assignee_id a, priority p, due_on d from tasks')
    expect(row).toEqual({ a: people.equipe.membership, p: 'high', d: '2030-01-02' })
    await adjustTask(camille, id, to({ assigneeId: '', dueOn: '' }))
    expect((await rows('select assignee_id a, due_on d from tasks'))[0]).toEqual({ a: null, d: null })
    await expect(adjustTask(camille, id, to({ assigneeId: people.lea.membership }))).rejects.toThrow(Invalid)
    await expect(adjustTask(await scopeIn('lea'), id, to({ priority: 'low' }))).rejects.toThrow(NotFound)
  })

  it('moved writes its own row and no other', async () => {
    const scope = await scopeIn('camille')
    const [top, a, b, end] = [await make(), await make(), await make(), await make()]
    const positions = () => rows<{ id: string; position: string }>('select id, position from tasks')
    for (let i = 0; i < 12; i++) {
      const [moving, above] = i % 2 ? [a, b] : [b, a]
      const before = await positions()
      await moveTask(scope, moving, { to: 'backlog', before: above })
      const changed = (await positions()).filter(
        t => before.find(one => one.id === t.id)?.position !== t.position,
      )
      expect(changed.map(t => t.id)).toEqual([moving])
    }
    const order = await rows<{ id: string }>('select id from tasks order by position')
    expect(order.map(t => t.id)).toEqual([top, a, b, end])
  })

  it('moved by two who see it in the same column goes where the first put it', async () => {
    const id = await make()
    const [camille, equipe] = [await scopeIn('camille'), await scopeIn('equipe')]
    const outcomes = await Promise.allSettled([
      moveTask(camille, id, { to: 'in_progress', from: 'backlog' }),
      moveTask(equipe, id, { to: 'done', from: 'backlog' }),
    ])
    const won = outcomes.filter(o => o.status === 'fulfilled')
    expect(won).toHaveLength(1)
    await expect(moveTask(camille, id, { to: 'backlog', from: 'backlog' })).rejects.toThrow(Conflict)
    expect(await kindsOf()).toHaveLength(2)
  })
})

describe('the client is told', () => {
  const told = async (kind: string, order = 'desc'): Promise<Telling[]> => {
    const [row] = await rows<Record<string, string>>(
      `select * from events where kind = ? order by rowid ${order} limit 1`,
      kind,
    )
    const event = { ...row, actorId: row?.actor_id, subjectId: row?.subject_id } as unknown as Happened
    return (await meaningOf(kind)?.tell?.(await system().project(world.site.id), event)) ?? []
  }
  const contacts = [people.lea.membership, people.hugo.membership].toSorted()

  it('of what is done, ten seconds later and unless it was taken back', async () => {
    expect(meaningOf('task.finished')?.patience).toBe(10)
    const [id, scope] = [await make({ title: 'L’accueil' }), await scopeIn('camille')]
    await moveTask(scope, id, { to: 'done' })
    const [telling] = await told('task.finished')
    expect(telling?.to.toSorted()).toEqual(contacts)
    expect(telling?.mail).toMatchObject({ kind: 'tasks.mail.finished', values: { title: 'L’accueil' } })
    await moveTask(scope, id, { to: 'in_progress' })
    expect(await told('task.finished')).toEqual([])
    await moveTask(await scopeIn('camille', world.site, START), id, { to: 'done' })
    expect([(await told('task.finished')).length, await told('task.finished', 'asc')]).toEqual([1, []])
  })

  it('of nothing internal, and once of a request', async () => {
    const [id, scope] = [await make({ internal: '1' }), await scopeIn('camille')]
    await moveTask(scope, id, { to: 'waiting_client', reason: 'Rien' })
    await moveTask(scope, id, { to: 'done' })
    expect([await told('task.blocked'), await told('task.finished')]).toEqual([[], []])
    await ticketIn('in_progress')
    const [task] = await rows<{ id: string }>('select id from tasks where ticket_id is not null')
    await moveTask(scope, task?.id ?? '', { to: 'done' })
    expect(await told('task.finished')).toEqual([])
    expect((await kindsOf()).slice(-2)).toEqual(['task.finished', 'ticket.resolved'])
  })

  it('what is needed of them, until it is there', async () => {
    const id = await make()
    await moveTask(await scopeIn('camille', world.site, START), id, {
      to: 'waiting_client',
      reason: 'Photos',
    })
    const home = `/w/atelier/p/${world.site.id}`
    const [telling] = await told('task.blocked')
    expect(telling?.to.toSorted()).toEqual(contacts)
    expect(telling?.mail).toMatchObject({ kind: 'tasks.mail.blocked', quote: 'Photos' })
    expect(await (await as('lea')).html(home)).toContain('Photos')
    await moveTask(await scopeIn('camille'), id, { to: 'done' })
    expect(await told('task.blocked')).toEqual([])
    expect((await kindsOf()).slice(-2)).toEqual(['task.unblocked', 'task.finished'])
    expect(await (await as('lea')).html(home)).not.toContain('Photos')
  })
})
