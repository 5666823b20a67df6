import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Readable } from '../db/connection'
import type { Awaiting } from '../lib/reminders'
import type { ProjectApp } from '../web/context'

/** What a thing's page asks of its reminders in its own round trip, and how it shows the answer; nothing for a client. */
export async function nextReminderOf(
  c: Context<ProjectApp>,
  kind: Awaiting,
  id: string,
): Promise<{ asks: Readable[]; line: (rows: readonly unknown[]) => Child }> {
  const { scope, ui } = c.var
  if (!scope.isTeam) return { asks: [], line: () => null }
  const [{ nextQuery, nextOf }, { NextReminderLine }] = await Promise.all([
    import('../domain/reminders/next'),
    import('../../templates/reminders/next'),
  ])
  return {
    asks: [nextQuery(scope, kind, id)],
    line: ([rows]) => (
      <NextReminderLine
        ui={ui}
        slug={scope.workspace.slug}
        projectId={scope.project.id}
        next={nextOf(scope, rows as readonly unknown[])}
      />
    ),
  }
}
