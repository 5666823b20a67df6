import type { Context } from 'hono'
import { TaskPage } from '../../../templates/tasks/task'
import { readTask } from '../../domain/board/task'
import { markdown } from '../../lib/markdown'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import type { Refused } from '../../web/form'
import { page } from '../../web/page'

export type In = Context<ProjectApp>

export const place = (c: In) => ({
  ui: c.var.ui,
  slug: c.var.scope.workspace.slug,
  project: c.var.scope.project.id,
})
export const boardOf = (c: In) => urls.board(c.var.scope.workspace.slug, c.var.scope.project.id)
export const taskAt = (c: In, id = c.req.param('task') ?? '') =>
  urls.task(c.var.scope.workspace.slug, c.var.scope.project.id, id)

/** What was refused on a task's page, by its form. */
export type RefusedOn = { place?: Refused; comment?: Refused; item?: Refused }

/** One task; with what was refused, the same page again (422). */
export async function taskPage(c: In, refused?: RefusedOn) {
  const { scope } = c.var
  const { task, items, comments } = await readTask(scope, c.req.param('task') ?? '')
  const archived = scope.project.archivedAt !== null
  const written = task.description || comments.length > 0
  const render = written ? await markdown() : () => ''
  return page(
    c,
    { title: task.title, at: 'board', status: refused ? 422 : 200, scripts: scope.isTeam ? ['task'] : [] },
    <TaskPage
      {...place(c)}
      team={scope.isTeam}
      edits={scope.isTeam && !archived}
      archived={archived}
      task={task}
      html={task.description && render(task.description)}
      items={items}
      comments={comments.map(comment => ({
        ...comment,
        html: render(comment.body),
        mine: comment.authorId === scope.actor.membershipId,
      }))}
      refused={refused}
    />,
  )
}
