import { and, asc, eq } from 'drizzle-orm'
import type { NewEvent } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import type { TaskState } from '../tasks/ends'
import { between } from '../tasks/position'
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

type Card = { id: string; position: string }

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
      position: positionIn(
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
  await scope.commit([move, ...writes], [eventFor(task, drop.to), ...events])
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

/** A place among the cards of the column. One that meanwhile left the column counts as not named. */
function positionIn(cards: Card[], { before, after }: Drop): string {
  const above = after === undefined ? -1 : cards.findIndex(c => c.id === after)
  const below = before === undefined ? -1 : cards.findIndex(c => c.id === before)
  const at = below >= 0 ? below : above >= 0 ? above + 1 : cards.length
  const high = cards[at - 1]?.position ?? null
  // Two cards dropped at the same instant may share a position: go past all of them.
  const low = cards.slice(at).find(c => high === null || c.position > high)?.position ?? null
  return between(high, low)
}

function eventFor(task: Row<'tasks'>, to: TaskState): NewEvent {
  const kind =
    task.state === to
      ? 'task.reordered'
      : to === 'waiting_client'
        ? 'task.blocked'
        : task.state === 'waiting_client'
          ? 'task.unblocked'
          : 'task.moved'
  return { kind, subjectId: task.id, internal: !task.shared, facts: { from: task.state, to } }
}
