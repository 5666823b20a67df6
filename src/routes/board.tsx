import { Hono } from 'hono'
import { BoardPage } from '../../templates/board/page'
import { readBoard } from '../domain/board/board'
import { filterOf } from '../domain/board/filter'
import { dayIn } from '../lib/days'
import type { ProjectApp } from '../web/context'
import { page } from '../web/page'

/** A project's kanban, or the same as a list; contacts read it. */
export const board = new Hono<ProjectApp>().get('/', async c => {
  const { scope, ui } = c.var
  const filter = filterOf(c.req.query())
  const view = c.req.query('view') === 'list' ? 'list' : 'board'
  const edits = scope.isTeam && scope.project.archivedAt === null
  const data = await readBoard(scope, filter)
  const at = {
    ui,
    slug: scope.workspace.slug,
    project: scope.project.id,
    team: scope.isTeam,
    edits,
    filter,
    view,
    today: dayIn(scope.workspace.timezone, scope.now),
  } as const
  return page(
    c,
    {
      title: ui.t(scope.isTeam ? 'board.title.team' : 'board.title.client'),
      at: 'board',
      wide: view === 'board',
      scripts: edits ? ['board'] : [],
    },
    <BoardPage at={at} board={data} />,
  )
})
