import type { ProjectScope } from '../../db/scope'
import { Conflict } from '../../lib/errors'
import { newId } from '../../lib/id'
import { underWay } from './change'
import { momentsOf } from './moments'
import { gatherWeek, type Write } from './week'

/**
 * Sums up the present week of a project and offers it to the team, once a week; nothing where nothing happened.
 * @param weekly how the project wants it: `auto` has it go by itself later that day
 * @returns the draft's id; null where there is none to make, or somebody was faster
 */
export async function draftReport(
  scope: ProjectScope,
  weekly: 'draft' | 'auto',
  write: Write,
): Promise<string | null> {
  const week = await gatherWeek(scope)
  if (!week.happened) return null
  const id = newId(scope.now)
  const { body, money } = write(week)
  const auto = weekly === 'auto'
  const sendAt = auto ? (momentsOf(scope.workspace, week.week)?.sendAt ?? null) : null
  try {
    await scope.commit(
      [
        scope.insert('weeklyReports', { id, week: week.week, body, money, auto, createdAt: scope.now }),
        scope.require(underWay(scope, weekly)),
      ],
      { kind: 'report.drafted', subjectId: id, internal: true, facts: { week: week.week, auto, sendAt } },
    )
  } catch (error) {
    if (error instanceof Conflict) return null
    throw error
  }
  return id
}
