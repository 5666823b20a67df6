import { and, asc, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { line, optionalDay } from '../../lib/fields'
import { newId } from '../../lib/id'

export const phaseInput = z.object({
  name: line(60),
  state: z.enum(['upcoming', 'current', 'done'], 'errors.choice'),
  startsOn: optionalDay,
  dueOn: optionalDay,
})

/** The phases in order; a select that rides in a page's batch. */
export function phasesQuery(scope: ProjectScope) {
  const phases = scope.view('phases')
  return scope.select().from(phases).orderBy(asc(phases.position))
}

/** Adds a phase at the end. */
export async function addPhase(scope: ProjectScope, name: string): Promise<void> {
  const id = newId()
  const phases = scope.view('phases')
  await scope.commit(
    [
      scope.insert('phases', {
        id,
        name,
        position:
          sql<number>`(select coalesce(max(${phases.position}), -1) + 1 from ${phases})` as unknown as number,
        createdAt: scope.now,
      }),
    ],
    { kind: 'phase.added', subjectId: id },
  )
}

/** Renames, dates and moves on a phase. */
export async function editPhase(
  scope: ProjectScope,
  id: string,
  input: z.output<typeof phaseInput>,
): Promise<void> {
  await scope.commit([scope.update('phases', input, t => and(eq(t.id, id)))], {
    kind: 'phase.changed',
    subjectId: id,
    facts: { state: input.state },
  })
}
