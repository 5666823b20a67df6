import { and, count, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Invalid, NotFound } from '../../lib/errors'
import { onlyTeam, taskQuery } from './tasks'

/** A request in these states still needs its task. */
const live = ['open', 'waiting_client', 'quoted', 'accepted', 'in_progress'] as const

/** How long a deleted task can be put back, in milliseconds. */
export const RESTORABLE = 86_400_000

type Task = Omit<Row<'tasks'>, 'workspaceId' | 'clientId' | 'projectId' | 'id' | 'updatedAt'>
type Comment = Pick<Row<'taskComments'>, 'id' | 'authorId' | 'body' | 'createdAt'>
type Item = Pick<Row<'taskItems'>, 'id' | 'label' | 'done' | 'position'>
/** What is kept of a deleted task, as the database wrote it: flags are 0 or 1. */
type Kept = {
  task: Omit<Task, 'shared'> & { shared: number }
  comments: Comment[]
  items: (Omit<Item, 'done'> & { done: number })[]
}

/** D1 takes 32 arguments in a function: sixteen of these. */
const taskKeys = [
  ...(['ticketId', 'phaseId', 'title', 'description', 'state', 'position', 'shared'] as const),
  ...(['assigneeId', 'priority', 'dueOn', 'blockedReason', 'blockedAt', 'createdBy'] as const),
  ...(['createdAt', 'doneAt'] as const),
]

/**
 * Deletes a task with its comments and checklist, and keeps it for a day to be put back. That of a request still
 * alive stays: the way out is to refuse or resolve the request.
 * @throws NotFound, Forbidden (archived), Invalid (`task`), Conflict
 */
export async function deleteTask(scope: ProjectScope, taskId: string): Promise<void> {
  onlyTeam(scope)
  const [[task], [ticket]] = await scope.read(taskQuery(scope, taskId), ticketOf(scope, taskId))
  if (!task) throw new NotFound()
  if (ticket && (live as readonly string[]).includes(ticket.state))
    throw new Invalid({ task: 'tasks.error.live_request' })
  const kept = scope.insert('deletedTasks', {
    id: taskId,
    kept: keptOf(scope, taskId),
    deletedBy: scope.me,
    deletedAt: scope.now,
  })
  await scope.commit(
    [
      scope.require(overQuery(scope, task.ticketId)),
      kept,
      scope.removeAll('taskComments', c => eq(c.taskId, taskId)),
      scope.removeAll('taskItems', i => eq(i.taskId, taskId)),
      scope.remove('tasks', t => eq(t.id, taskId)),
    ],
    {
      kind: 'task.deleted',
      subjectId: taskId,
      internal: !task.shared,
      facts: { state: task.state },
    },
  )
}

/**
 * Puts a deleted task back where it was, with its comments and checklist. Of several at once one passes.
 * @throws NotFound (or later than a day), Forbidden (archived), Conflict (its request came to life again meanwhile)
 */
export async function restoreTask(scope: ProjectScope, taskId: string): Promise<void> {
  onlyTeam(scope)
  const deleted = scope.view('deletedTasks')
  const [[row]] = await scope.read(
    scope
      .select({ kept: deleted.kept })
      .from(deleted)
      .where(and(eq(deleted.id, taskId), gt(deleted.deletedAt, scope.now - RESTORABLE))),
  )
  if (!row) throw new NotFound()
  const { task, comments, items } = row.kept as Kept
  const shared = Boolean(task.shared)
  const phases = scope.view('phases')
  // A phase may have gone meanwhile.
  const phaseId = sql`(select ${phases.id} from ${phases} where ${phases.id} = ${task.phaseId})` as unknown
  const back = { ...task, id: taskId, shared, phaseId: phaseId as string, updatedAt: scope.now }
  await scope.commit(
    [
      scope.require(overQuery(scope, task.ticketId)),
      scope.remove('deletedTasks', d => eq(d.id, taskId)),
      scope.insert('tasks', back),
      scope.insert(
        'taskComments',
        comments.map(comment => ({ ...comment, taskId })),
      ),
      scope.insert(
        'taskItems',
        items.map(item => ({ ...item, done: Boolean(item.done), taskId })),
      ),
    ],
    { kind: 'task.restored', subjectId: taskId, internal: !shared, facts: { state: task.state } },
  )
}

/** What can still be put back, the last deleted first. @throws NotFound for a contact */
export async function readDeleted(scope: ProjectScope) {
  if (!scope.isTeam) throw new NotFound()
  const [deleted, people] = [scope.view('deletedTasks'), scope.people()]
  const [rows] = await scope.read(
    scope
      .select({
        id: deleted.id,
        title: sql<string>`json_extract(${deleted.kept}, '$.task.title')`.as('title'),
        deletedAt: deleted.deletedAt,
        by: people.name,
      })
      .from(deleted)
      .leftJoin(people, eq(people.id, deleted.deletedBy))
      .where(gt(deleted.deletedAt, scope.now - RESTORABLE))
      .orderBy(desc(deleted.deletedAt), desc(deleted.id))
      .limit(200),
  )
  return rows
}

/** How many can still be put back; rides in a batch. */
export function deletedCount(scope: ProjectScope) {
  const deleted = scope.view('deletedTasks')
  return scope
    .select({ n: count().as('n') })
    .from(deleted)
    .where(gt(deleted.deletedAt, scope.now - RESTORABLE))
}

export type DeletedTask = Awaited<ReturnType<typeof readDeleted>>[number]

/** Written by the database itself in the same batch: what is said or ticked at that very moment is kept too. */
function keptOf(scope: ProjectScope, taskId: string): SQL {
  const [tasks, comments, items] = [scope.view('tasks'), scope.view('taskComments'), scope.view('taskItems')]
  const task = json(taskKeys.map(key => [key, tasks[key]]))
  const comment = json((['id', 'authorId', 'body', 'createdAt'] as const).map(key => [key, comments[key]]))
  const item = json((['id', 'label', 'done', 'position'] as const).map(key => [key, items[key]]))
  return sql`json_object(
    'task', (select ${task} from ${tasks} where ${tasks.id} = ${taskId}),
    'comments', (select json_group_array(${comment}) from ${comments} where ${comments.taskId} = ${taskId}),
    'items', (select json_group_array(${item}) from ${items} where ${items.taskId} = ${taskId}))`
}

const json = (fields: [string, SQLiteColumn][]): SQL =>
  sql`json_object(${sql.join(
    fields.map(([key, column]) => sql`${sql.raw(`'${key}'`)}, ${column}`),
    sql`, `,
  )})`

/** Holds while the task's request, if it has one, does not need it. */
function overQuery(scope: ProjectScope, ticketId: string | null): SQL {
  const tickets = scope.view('tickets')
  const states = sql.join(
    live.map(state => sql`${state}`),
    sql`, `,
  )
  return sql`not exists (select 1 from ${tickets} where ${tickets.id} = ${ticketId} and ${tickets.state} in (${states}))`
}

const ticketOf = (scope: ProjectScope, taskId: string) => {
  const [tasks, tickets] = [scope.view('tasks'), scope.view('tickets')]
  return scope
    .select({ id: tickets.id, state: tickets.state })
    .from(tasks)
    .innerJoin(tickets, eq(tickets.id, tasks.ticketId))
    .where(eq(tasks.id, taskId))
}
