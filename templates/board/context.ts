import type { Ui } from '../../locales'
import type { BoardFilter } from '../../src/domain/board/filter'
import { urls } from '../../src/urls'

/** What every part of a board needs to know. */
export type BoardContext = {
  ui: Ui
  slug: string
  project: string
  /** The reader belongs to the team: internal marks, priorities. */
  team: boolean
  /** May move and make tasks: the team, in a project that is not archived. */
  edits: boolean
  filter: BoardFilter
  view: 'board' | 'list'
  /** The reader's day, `YYYY-MM-DD`. */
  today: string
}

/** The board's address with its filters, some of them changed. */
export function boardHref(
  at: BoardContext,
  change: Partial<BoardFilter & { view: 'board' | 'list' }> = {},
): string {
  const { show, who, words, view } = { ...at.filter, view: at.view, ...change }
  return urls.board(at.slug, at.project, {
    show: show === 'all' ? '' : show,
    who,
    q: words,
    view: view === 'list' ? 'list' : '',
  })
}
