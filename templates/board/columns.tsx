import type { Child } from 'hono/jsx'
import type { BoardView } from '../../src/domain/board/board'
import { urls } from '../../src/urls'
import { Board, BoardColumn, Button, EmptyState, List, Row, Section, type Tone, wiring } from '../shared'
import { TaskOnBoard, TicketOnBoard } from './cards'
import { type BoardContext, boardHref } from './context'
import { Face, TaskLabels, TaskMeta, TicketLabels } from './marks'

export const columns = ['backlog', 'in_progress', 'waiting_client', 'done'] as const
const tones: Partial<Record<(typeof columns)[number], Tone>> = {
  in_progress: 'info',
  waiting_client: 'warning',
  done: 'success',
}

type Props = { at: BoardContext; board: BoardView }

/** What makes a part of the page live: it fetches itself again, and is morphed, so that focus and scroll stay. */
const live = (at: BoardContext) =>
  ({
    id: 'board',
    'hx-get': boardHref(at),
    'hx-trigger': 'live:board from:body, live:tickets from:body, board:changed',
    'hx-select': '#board',
    'hx-target': 'this',
    'hx-swap': 'outerMorph',
    'hx-sync': 'this:replace',
  }) as const

/** The columns side by side. */
export const Kanban = ({ at, board }: Props) => {
  const { t } = at.ui
  const emptyOf = (state: (typeof columns)[number]) =>
    t(state === 'waiting_client' && !at.team ? 'board.empty.waiting_you' : `board.empty.${state}`)
  return (
    <Board label={t('board.label')} {...live(at)} data-movable={at.edits ? '' : undefined}>
      {board.requests && (
        <BoardColumn
          column="requests"
          title={t('board.requests')}
          count={board.requests.length}
          tone="accent"
          empty={t('board.empty.requests')}
        >
          {board.requests.map(ticket => (
            <TicketOnBoard at={at} ticket={ticket} />
          ))}
        </BoardColumn>
      )}
      {columns.map(state => (
        <BoardColumn
          column={state}
          title={t(`tasks.state.${state}`)}
          count={state === 'done' ? board.doneTotal : board.columns[state].length}
          tone={tones[state]}
          empty={emptyOf(state)}
          foot={
            state === 'backlog' && at.edits ? <QuickAdd at={at} /> : state === 'done' && recent(at, board)
          }
        >
          {board.columns[state].map(task => (
            <TaskOnBoard at={at} task={task} />
          ))}
        </BoardColumn>
      ))}
    </Board>
  )
}

/** The same as lines under one another. */
export const BoardList = ({ at, board }: Props) => {
  const { t } = at.ui
  const { slug, project } = at
  const filled = columns.filter(state => board.columns[state].length > 0)
  if (filled.length === 0 && !board.requests?.length)
    return <div {...live(at)}>{<Nothing at={at} board={board} />}</div>
  return (
    <div {...live(at)} class="stack">
      {board.requests && board.requests.length > 0 && (
        <Lines id="requests" title={t('board.requests')} count={board.requests.length}>
          {board.requests.map(ticket => (
            <Row
              id={ticket.id}
              title={ticket.title}
              href={urls.ticket(slug, project, ticket.id)}
              meta={`#${ticket.number} · ${at.ui.format.ago(ticket.createdAt, at.ui.now)}`}
              aside={
                <>
                  <TicketLabels at={at} ticket={ticket} />
                  <Face name={ticket.assignee} />
                </>
              }
            />
          ))}
        </Lines>
      )}
      {filled.map(state => (
        <Lines
          id={state}
          title={t(`tasks.state.${state}`)}
          count={state === 'done' ? board.doneTotal : board.columns[state].length}
        >
          {board.columns[state].map(task => (
            <Row
              id={task.id}
              title={task.title}
              href={urls.task(slug, project, task.id)}
              meta={task.blockedReason || task.phase}
              aside={
                <>
                  <TaskMeta at={at} task={task} />
                  <TaskLabels at={at} task={task} />
                  <Face name={task.assignee} />
                </>
              }
            />
          ))}
        </Lines>
      ))}
      {recent(at, board)}
    </div>
  )
}

type LinesProps = { id: string; title: string; count: number; children?: Child }

const Lines = ({ id, title, count, children }: LinesProps) => (
  <Section id={`lines-${id}`} title={title} meta={count}>
    <div class="card card-flush">
      <List label={title}>{children}</List>
    </div>
  </Section>
)

/** Says so when older ones are left out. */
const recent = (at: BoardContext, { columns: { done }, doneTotal }: BoardView) =>
  doneTotal > done.length && (
    <p class="board-foot">{at.ui.t('board.recent', { shown: done.length, total: doneTotal })}</p>
  )

/** A title is enough for a task; the rest comes later on its own page. */
const QuickAdd = ({ at }: { at: BoardContext }) => {
  const { t } = at.ui
  return (
    <form class="board-add" action={urls.tasks(at.slug, at.project)} method="post" data-quick>
      <input type="hidden" name="back" value="board" />
      <input
        class="input"
        {...wiring({ name: 'title', id: 'quick-title', label: '' })}
        aria-label={t('board.quick')}
        placeholder={t('board.quick_placeholder')}
        required
        maxlength={200}
        autocomplete="off"
      />
      <Button icon="plus" variant="ghost" class="btn-icon" aria-label={t('board.add')} />
    </form>
  )
}

const Nothing = ({ at, board }: Props) => {
  const { t } = at.ui
  const filtered = at.filter.show !== 'all' || at.filter.who || at.filter.words
  if (filtered || board.cut) return <EmptyState icon="search" title={t('board.none_found')} />
  return (
    <EmptyState
      icon="columns-3"
      title={t('board.none')}
      text={t(at.team ? 'board.none_text_team' : 'board.none_text_client')}
    />
  )
}
