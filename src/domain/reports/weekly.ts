import { and, eq, isNull, ne } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { Forbidden } from '../../lib/errors'
import { projectById } from '../projects/projects'
import { mustManage } from '../workspaces/policy'

export const weeklyInput = z.object({ weekly: z.enum(['off', 'draft', 'auto'], 'errors.choice') })
export type Weekly = z.output<typeof weeklyInput>['weekly']

/**
 * Settles whether this project's weeks are summed up, and whether the summary goes by itself. A draft that waits does
 * not go by itself any more where that is not wanted now.
 * @throws NotFound (no manager), Forbidden (archived), Conflict
 */
export async function setWeekly(scope: ProjectScope, weekly: Weekly): Promise<void> {
  mustManage(scope)
  const { project } = await projectById(scope)
  if (project.archivedAt !== null) throw new Forbidden()
  if (project.weekly === weekly) return
  await scope.commit(
    [
      scope.update('projects', { weekly }, p =>
        and(eq(p.id, scope.project.id), isNull(p.archivedAt), ne(p.weekly, weekly)),
      ),
      ...(weekly === 'auto'
        ? []
        : [scope.updateAll('weeklyReports', { auto: false }, r => eq(r.state, 'draft'))]),
    ],
    { kind: 'project.weekly_set', subjectId: scope.project.id, internal: true, facts: { weekly } },
  )
}
