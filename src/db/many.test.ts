import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { rows, scopeIn } from '../../test/harness'
import { makeWorld, people, world } from '../../test/world'
import { NotFound } from '../lib/errors'
import { newId } from '../lib/id'
import type { ProjectScope } from './scope'

beforeEach(makeWorld)

const task = (scope: ProjectScope, title: string) => ({
  id: newId(),
  title,
  shared: title !== 'Tâche 7',
  position: 'a0',
  dueOn: null,
  createdAt: scope.now,
  updatedAt: scope.now,
})

it('inserts very many rows in a few statements, as they are, in their place', async () => {
  const scope = await scopeIn('camille')
  const words = 'é"\\\'\n=1+1 😀'.repeat(60)
  const many = Array.from({ length: 1000 }, (_, n) => ({ ...task(scope, `Tâche ${n}`), description: words }))
  const write = scope.insertMany('tasks', many)
  expect(write.statements.length).toBeLessThan(5)
  await scope.commit([write], [])
  const [all] = await rows<{ n: number; words: number; places: number; hidden: number }>(
    `select count(*) n, sum(description = ?) words, sum(project_id = '${world.site.id}') places,
       sum(shared = 0) hidden from tasks where priority = 'normal' and state = 'backlog' and due_on is null`,
    words,
  )
  expect(all).toEqual({ n: 1000, words: 1000, places: 1000, hidden: 1 })
})

it('lets the database work a column out', async () => {
  const scope = await scopeIn('camille')
  const some = ['b', 'a'].map(title => task(scope, title))
  await scope.commit([scope.insertMany('tasks', some, { title: held => sql`upper(${held}) || ${'!'}` })], [])
  expect(await rows('select title from tasks order by title')).toEqual([{ title: 'A!' }, { title: 'B!' }])
})

it('is whole or nothing, and points at nothing of elsewhere', async () => {
  const scope = await scopeIn('camille')
  const some = ['a', 'b'].map(title => ({ ...task(scope, title), assigneeId: people.camille.membership }))
  const elsewhere = { ...task(scope, 'c'), assigneeId: people.awa.membership }
  await expect(scope.commit([scope.insertMany('tasks', [...some, elsewhere])], [])).rejects.toThrow(NotFound)
  expect(await rows('select 1 from tasks')).toEqual([])
  await scope.commit([scope.insertMany('tasks', some)], [])
  expect(await rows('select 1 from tasks')).toHaveLength(2)
})

it('takes several numbers at once, without a gap', async () => {
  const scope = await scopeIn('camille')
  const numbers = scope.nextNumber('ticket', 3)
  const tickets = [0, 1, 2].map(n => ({
    id: newId(),
    number: n,
    type: 'bug' as const,
    urgency: 'urgent' as const,
    subject: `Objet ${n}`,
    body: 'Mots',
    openedBy: scope.me,
    createdAt: scope.now,
    updatedAt: scope.now,
    stateAt: scope.now,
  }))
  const before =
    (
      await rows<{ value: number }>(
        "select value from counters where workspace_id = (select id from workspaces where slug = 'atelier')",
      )
    )[0]?.value ?? 0
  await scope.commit(
    [
      numbers.raise,
      scope.insertMany('tickets', tickets, { number: held => sql`${numbers.value} - 2 + ${held}` }),
    ],
    [],
  )
  const made = await rows<{ number: number; subject: string }>(
    'select number, subject from tickets order by number',
  )
  expect(made).toEqual([0, 1, 2].map(n => ({ number: before + 1 + n, subject: `Objet ${n}` })))
})
