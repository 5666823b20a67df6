import { Hono } from 'hono'
import * as z from 'zod'
import { readTask, readTaskChoices, stillNeeded } from '../domain/board/task'
import { deleteTask, readDeleted, restoreTask } from '../domain/tasks/deletion'
import { newTaskInput, taskAdjustment, taskInput, taskState } from '../domain/tasks/input'
import { adjustTask, createTask, editTask } from '../domain/tasks/tasks'
import { moveTask, unblockTask } from '../domain/tickets/move-task'
import { optionalWords, words } from '../lib/fields'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { team } from '../web/session'
import { checklist } from './tasks/checklist'
import { comments } from './tasks/comments'
import { boardOf, type In, place, taskAt, taskPage } from './tasks/show'

const templates = () => import('../../templates/tasks/pages')

const newTask = newTaskInput.extend({
  /** `board`: made there, and that is where one goes on. */
  back: z.string().optional(),
})
const drop = z.object({
  to: taskState,
  /** The column it was seen in: of somebody who looks at an old board, nothing moves. */
  from: taskState.optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  reason: optionalWords(1000),
})

/** A project's tasks: each on its page, and what the team does with them. */
export const tasks = new Hono<ProjectApp>()
  .get('/', c => seeOther(c, boardOf(c)))
  .post('/', team, async c => {
    const { scope } = c.var
    const parsed = await form(c, newTask)
    if (!parsed.ok) return newPage(c, parsed)
    const { back, ...input } = parsed.data
    const done = await attempt(parsed.values, () => createTask(scope, input))
    if (!done.ok) return newPage(c, done)
    return seeOther(c, back === 'board' ? boardOf(c) : taskAt(c, done.result), 'board.task.created')
  })
  .get('/new', team, c => newPage(c))
  .get('/deleted', team, async c => {
    const { scope, ui } = c.var
    const deleted = await readDeleted(scope)
    const { DeletedTasksPage } = await templates()
    return page(
      c,
      { title: ui.t('board.deleted.title'), at: 'board' },
      <DeletedTasksPage {...place(c)} deleted={deleted} edits={scope.project.archivedAt === null} />,
    )
  })
  .get('/:task', c => taskPage(c))
  .get('/:task/edit', team, c => editPage(c))
  .post('/:task/edit', team, async c => {
    const parsed = await form(c, taskInput)
    if (!parsed.ok) return editPage(c, parsed)
    const done = await attempt(parsed.values, () => editTask(c.var.scope, c.req.param('task'), parsed.data))
    if (!done.ok) return editPage(c, done)
    return seeOther(c, taskAt(c), 'board.task.saved')
  })
  // Where a card's menu leads without JavaScript: the form stands on the task's own page.
  .get('/:task/position', team, c => taskPage(c))
  .post('/:task/position', team, async c => {
    const parsed = await form(c, drop)
    if (!parsed.ok) return taskPage(c, { place: parsed })
    const done = await attempt(parsed.values, () => moveTask(c.var.scope, c.req.param('task'), parsed.data))
    if (!done.ok) return taskPage(c, { place: done })
    return seeOther(c, taskAt(c), 'board.task.moved')
  })
  .post('/:task/block', team, async c => {
    const parsed = await form(c, z.object({ reason: words(1000) }))
    const values = { to: 'waiting_client' }
    if (!parsed.ok) return taskPage(c, { place: { values, errors: { reason: 'tasks.error.reason' } } })
    await moveTask(c.var.scope, c.req.param('task'), { to: 'waiting_client', reason: parsed.data.reason })
    return seeOther(c, taskAt(c), 'board.task.moved')
  })
  .post('/:task/block/removal', team, async c => {
    await unblockTask(c.var.scope, c.req.param('task'))
    return seeOther(c, taskAt(c), 'board.task.unblocked')
  })
  .get('/:task/removal', team, c => removalPage(c))
  .post('/:task/removal', team, async c => {
    const done = await attempt({}, () => deleteTask(c.var.scope, c.req.param('task')))
    if (!done.ok) return removalPage(c, true)
    const { slug, project } = place(c)
    return seeOther(
      c,
      boardOf(c),
      'board.task.deleted',
      urls.taskRestoration(slug, project, c.req.param('task')),
    )
  })
  .post('/:task/restoration', team, async c => {
    await restoreTask(c.var.scope, c.req.param('task'))
    return seeOther(c, taskAt(c), 'board.task.restored')
  })
  .post('/:task/adjustment', team, async c => {
    const parsed = await form(c, taskAdjustment)
    if (!parsed.ok) return editPage(c, parsed)
    const done = await attempt(parsed.values, () => adjustTask(c.var.scope, c.req.param('task'), parsed.data))
    if (!done.ok) return editPage(c, done)
    return seeOther(c, taskAt(c), 'board.task.saved')
  })
  .route('/:task/comments', comments)
  .route('/:task/items', checklist)

async function newPage(c: In, refused?: Refused) {
  const choices = await readTaskChoices(c.var.scope)
  const back = refused?.values.back === 'board' ? 'board' : undefined
  const { TaskFormPage } = await templates()
  return page(
    c,
    { title: c.var.ui.t('board.new'), at: 'board', status: refused ? 422 : 200 },
    <TaskFormPage {...place(c)} choices={choices} refused={refused} back={back} />,
  )
}

async function editPage(c: In, refused?: Refused) {
  const { task, ...choices } = await readTask(c.var.scope, c.req.param('task') ?? '')
  const { TaskFormPage } = await templates()
  return page(
    c,
    { title: task.title, at: 'board', status: refused ? 422 : 200 },
    <TaskFormPage {...place(c)} choices={choices} task={task} refused={refused} />,
  )
}

async function removalPage(c: In, refused = false) {
  const { task } = await readTask(c.var.scope, c.req.param('task') ?? '')
  const { TaskRemovalPage } = await templates()
  return page(
    c,
    { title: c.var.ui.t('board.task.remove_title'), at: 'board', status: refused ? 422 : 200 },
    <TaskRemovalPage {...place(c)} task={task} live={refused || stillNeeded(task)} />,
  )
}
