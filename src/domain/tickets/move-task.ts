import { and, asc, eq } from 'drizzle-orm'
import type { NewEvent } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import type { TaskState } from '../tasks/ends'
import { placeAmong } from '../tasks/position'
import { followTask } from './follow'

export type Drop = {
  to: TaskState
  /** The card it is dropped just above, or just below; neither: the end of the column. */
  before?: string
  after?: string
  /** Why it waits for the client: needed to go to `waiting_client`. */
  reason?: string
  /** Only if it still stands in this column. */
  from?: TaskState
}

/**
 * Moves a task in its column or to another, and its ticket with it, in one commit. Of several at once one passes.
 * @throws NotFound, Forbidden (archived), Invalid (`reason` missing), Conflict
 */
export async function moveTask(scope: ProjectScope, taskId: string, drop: Drop): Promise<void> {
  if (!scope.isTeam) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  const [tasks, tickets, cards] = await scope.read(...readsFor(scope, taskId, drop.to))
  const task = tasks[0]
  if (!task) throw new NotFound()
  if (drop.from && drop.from !== task.state) throw new Conflict('task_state')
  const blocked = drop.to === 'waiting_client'
  const reason = drop.reason?.trim() ?? ''
  const stays = task.state === drop.to
  if (blocked && !stays && !reason) throw new Invalid({ reason: 'tasks.error.reason' })
  const { writes, events } = followTask(scope, { state: task.state, ticket: tickets[0] ?? null }, drop.to)
  const move = scope.update(
    'tasks',
    {
      state: drop.to,
      position: placeAmong(
        cards.filter(c => c.id !== taskId),
        drop,
      ),
      updatedAt: scope.now,
      ...(!stays && {
        blockedReason: blocked ? reason : '',
        blockedAt: blocked ? scope.now : null,
        doneAt: drop.to === 'done' ? scope.now : null,
      }),
    },
    t => and(eq(t.id, taskId), eq(t.state, task.state), eq(t.position, task.position)),
  )
  await scope.commit([move, ...writes], [...eventsFor(task, drop.to), ...events])
}

/** The client did what was asked: the task goes back to En cours. @throws as `moveTask`, Conflict if not blocked */
export async function unblockTask(scope: ProjectScope, taskId: string): Promise<void> {
  await moveTask(scope, taskId, { to: 'in_progress', from: 'waiting_client' })
}

const readsFor = (scope: ProjectScope, taskId: string, to: TaskState) => {
  const [tasks, mine, tickets] = [scope.view('tasks'), scope.view('tasks', 'mine'), scope.view('tickets')]
  const ticketId = scope.select({ id: mine.ticketId }).from(mine).where(eq(mine.id, taskId))
  return [
    scope.select().from(tasks).where(eq(tasks.id, taskId)),
    scope.select().from(tickets).where(eq(tickets.id, ticketId)),
    scope
      .select({ id: tasks.id, position: tasks.position })
      .from(tasks)
      .where(eq(tasks.state, to))
      .orderBy(asc(tasks.position), asc(tasks.id)),
  ] as const
}

/** Leaving the wait for the client ends it in the journal, wherever the task goes. */
function eventsFor(task: Row<'tasks'>, to: TaskState): NewEvent[] {
  const from = task.state
  const kinds: string[] = []
  if (from === to) kinds.push('task.reordered')
  else {
    if (from === 'waiting_client') kinds.push('task.unblocked')
    if (to === 'done') kinds.push('task.finished')
    else if (to === 'waiting_client') kinds.push('task.blocked')
    else if (from !== 'waiting_client') kinds.push('task.moved')
  }
  const rest = { subjectId: task.id, internal: !task.shared, facts: { from, to } }
  return kinds.map(kind => ({ kind, ...rest }))
}
