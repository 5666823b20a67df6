import { and, eq, isNull, ne } from 'drizzle-orm'
import type { NewEvent } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Forbidden, Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import type { Also } from '../events/meaning'
import { endsOf, endsQuery, type TaskState } from './ends'
import type { TaskAdjustment, TaskInput } from './input'
import { between } from './position'

/**
 * A task of the team's, at the end of its column.
 * @param also what else happens in the same commit, by what the task is made of
 * @throws NotFound (not the team, or a phase or person of elsewhere), Forbidden (archived), Invalid
 */
export async function createTask(
  scope: ProjectScope,
  input: TaskInput & { state?: Exclude<TaskState, 'waiting_client'> },
  also?: Also,
): Promise<string> {
  onlyTeam(scope)
  const [ends, assignees] = await scope.read(endsQuery(scope), assigneeQuery(scope, input.assigneeId))
  if (input.assigneeId && !assignees[0]) throw new Invalid({ assigneeId: 'errors.choice' })
  const { state = 'backlog', internal, ...fields } = input
  const id = newId(scope.now)
  const task = scope.insert('tasks', {
    ...fields,
    id,
    state,
    shared: !internal,
    position: between(endsOf(ends)[state] ?? null, null),
    createdBy: scope.actor.membershipId,
    createdAt: scope.now,
    updatedAt: scope.now,
    doneAt: state === 'done' ? scope.now : null,
  })
  const more = also?.(id)
  const created: NewEvent = { kind: 'task.created', subjectId: id, internal, facts: { state } }
  await scope.commit([task, ...(more?.writes ?? [])], [created, ...(more?.events ?? [])])
  return id
}

/**
 * Changes a task's words, person, date, priority, phase, and whether the client reads it. What was made from a
 * client's request stays theirs to read.
 * @throws NotFound, Forbidden (archived), Invalid
 */
export async function editTask(scope: ProjectScope, taskId: string, input: TaskInput): Promise<void> {
  onlyTeam(scope)
  const [task, assignees] = await scope.read(taskQuery(scope, taskId), assigneeQuery(scope, input.assigneeId))
  const before = task[0]
  if (!before) throw new NotFound()
  if (input.assigneeId && !assignees[0]) throw new Invalid({ assigneeId: 'errors.choice' })
  if (before.ticketId && input.internal) throw new Invalid({ internal: 'tasks.error.request_is_shared' })
  const { internal, ...fields } = input
  const change = scope.update('tasks', { ...fields, shared: !internal, updatedAt: scope.now }, t =>
    and(eq(t.id, taskId), eq(t.updatedAt, before.updatedAt)),
  )
  await scope.commit([change], {
    kind: 'task.edited',
    subjectId: taskId,
    internal: internal && !before.shared,
    facts: {
      shared: !internal,
      dueOn: input.dueOn,
      priority: input.priority,
      assigneeId: input.assigneeId,
    },
  })
}

/**
 * Gives a task to somebody, or changes its priority or date: only what is named, so that two people who change
 * different things both do.
 * @throws NotFound, Forbidden (archived), Invalid
 */
export async function adjustTask(scope: ProjectScope, taskId: string, to: TaskAdjustment): Promise<void> {
  onlyTeam(scope)
  const changes = Object.fromEntries(Object.entries(to).filter(([, value]) => value !== undefined))
  const [task, assignees] = await scope.read(
    taskQuery(scope, taskId),
    assigneeQuery(scope, to.assigneeId ?? null),
  )
  const before = task[0]
  if (!before) throw new NotFound()
  if (to.assigneeId && !assignees[0]) throw new Invalid({ assigneeId: 'errors.choice' })
  const change = scope.update('tasks', { ...changes, updatedAt: scope.now }, t => eq(t.id, taskId))
  await scope.commit([change], {
    kind: 'task.edited',
    subjectId: taskId,
    internal: !before.shared,
    facts: changes,
  })
}

/** One task's row; rides in a batch. */
export const taskQuery = (scope: ProjectScope, taskId: string) => {
  const tasks = scope.view('tasks')
  return scope.select().from(tasks).where(eq(tasks.id, taskId))
}

/** The person a task may be given to: somebody of the team who still has access. */
const assigneeQuery = (scope: ProjectScope, membershipId: string | null) => {
  const people = scope.people()
  return scope
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, membershipId ?? ''), ne(people.role, 'contact'), isNull(people.removedAt)))
}

/** @throws NotFound (a contact), Forbidden (an archived project) */
export function onlyTeam(scope: ProjectScope): void {
  if (!scope.isTeam) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
}
