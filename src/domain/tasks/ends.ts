import { sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'

export type TaskState = Row<'tasks'>['state']

/** The last position of each column that has a card. */
export type Ends = Partial<Record<TaskState, string>>

/** Rides in a batch; `endsOf` reads it. */
export function endsQuery(scope: ProjectScope) {
  const tasks = scope.view('tasks', 'columns')
  return scope
    .select({ state: tasks.state, last: sql<string>`max(${tasks.position})`.as('last') })
    .from(tasks)
    .groupBy(tasks.state)
}

export const endsOf = (rows: { state: TaskState; last: string }[]): Ends =>
  Object.fromEntries(rows.map(r => [r.state, r.last]))
