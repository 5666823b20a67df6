import { asc, eq } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { between, placeAmong } from './position'
import { onlyTeam } from './tasks'

/** As many lines as a checklist may have. */
const MOST = 100

type Change = 'added' | 'ticked' | 'unticked' | 'renamed' | 'moved' | 'removed'

/**
 * A line at the end of a task's checklist.
 * @returns its id
 * @throws NotFound (not the team, or no such task here), Forbidden (archived), Invalid (`label`: there are too many)
 */
export async function addItem(scope: ProjectScope, taskId: string, label: string): Promise<string> {
  onlyTeam(scope)
  const [items] = await scope.read(itemsQuery(scope, taskId))
  if (items.length >= MOST) throw new Invalid({ label: 'tasks.error.long_list' })
  const id = newId(scope.now)
  const position = between(items.at(-1)?.position ?? null, null)
  await change(scope, taskId, id, 'added', scope.insert('taskItems', { id, taskId, label, position }))
  return id
}

/** Ticks a line, or unticks it; one that is so already stays. @throws NotFound, Forbidden (archived) */
export async function tickItem(
  scope: ProjectScope,
  taskId: string,
  itemId: string,
  done: boolean,
): Promise<void> {
  const { item } = await itemOf(scope, taskId, itemId)
  if (item.done === done) return
  const tick = scope.update('taskItems', { done }, i => eq(i.id, itemId))
  await change(scope, taskId, itemId, done ? 'ticked' : 'unticked', tick)
}

/** Other words for a line. @throws NotFound, Forbidden (archived), Conflict */
export async function renameItem(
  scope: ProjectScope,
  taskId: string,
  itemId: string,
  label: string,
): Promise<void> {
  await itemOf(scope, taskId, itemId)
  const rename = scope.update('taskItems', { label }, i => eq(i.id, itemId))
  await change(scope, taskId, itemId, 'renamed', rename)
}

/** Puts a line just above (`before`) or below (`after`) another. @throws NotFound, Forbidden (archived), Conflict */
export async function moveItem(
  scope: ProjectScope,
  taskId: string,
  itemId: string,
  place: { before?: string; after?: string },
): Promise<void> {
  const { others } = await itemOf(scope, taskId, itemId)
  const position = placeAmong(others, place)
  const move = scope.update('taskItems', { position }, i => eq(i.id, itemId))
  await change(scope, taskId, itemId, 'moved', move)
}

/** Takes a line off. @throws NotFound, Forbidden (archived), Conflict */
export async function removeItem(scope: ProjectScope, taskId: string, itemId: string): Promise<void> {
  await itemOf(scope, taskId, itemId)
  const remove = scope.remove('taskItems', i => eq(i.id, itemId))
  await change(scope, taskId, itemId, 'removed', remove)
}

/** A task's checklist in its order; nothing for a contact. Rides in a batch. */
export function itemsQuery(scope: ProjectScope, taskId: string) {
  const items = scope.view('taskItems')
  return scope
    .select({ id: items.id, label: items.label, done: items.done, position: items.position })
    .from(items)
    .where(eq(items.taskId, taskId))
    .orderBy(asc(items.position), asc(items.id))
}

async function itemOf(scope: ProjectScope, taskId: string, itemId: string) {
  onlyTeam(scope)
  const [items] = await scope.read(itemsQuery(scope, taskId))
  const item = items.find(i => i.id === itemId)
  if (!item) throw new NotFound()
  return { item, others: items.filter(i => i !== item) }
}

async function change(scope: ProjectScope, taskId: string, itemId: string, what: Change, write: Write) {
  await scope.commit([write], {
    kind: 'task.checklist',
    subjectId: taskId,
    internal: true,
    facts: { change: what, itemId },
  })
}
