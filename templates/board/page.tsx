import type { BoardView } from '../../src/domain/board/board'
import { urls } from '../../src/urls'
import { ButtonLink, Dialog, Notice, PageHeader } from '../shared'
import { TaskForm } from '../tasks/form'
import { BoardList, Kanban } from './columns'
import type { BoardContext } from './context'
import { Controls } from './controls'
import { Overlays } from './overlays'

/** The project's tasks and undecided requests, as columns or as a list. */
export const BoardPage = ({ at, board }: { at: BoardContext; board: BoardView }) => {
  const { t } = at.ui
  return (
    <>
      <PageHeader
        title={t(at.team ? 'board.title.team' : 'board.title.client')}
        lead={at.team ? undefined : t('board.lead_client')}
        actions={
          at.edits && (
            <ButtonLink
              href={urls.newTask(at.slug, at.project)}
              variant="primary"
              icon="plus"
              data-dialog="new-task"
            >
              {t('board.new')}
            </ButtonLink>
          )
        }
      />
      <Controls at={at} board={board} />
      {board.cut && <Notice tone="warning">{t('board.cut')}</Notice>}
      {at.view === 'list' ? <BoardList at={at} board={board} /> : <Kanban at={at} board={board} />}
      {at.edits && board.deleted > 0 && (
        <p class="board-foot">
          <a class="link" href={urls.deletedTasks(at.slug, at.project)}>
            {t('board.deleted.link', { count: board.deleted })}
          </a>
        </p>
      )}
      {at.edits && at.view === 'board' && <Overlays at={at} board={board} />}
      {at.edits && (
        <Dialog id="new-task" title={t('board.new')} closeLabel={t('shell.close')} keep side>
          <TaskForm ui={at.ui} slug={at.slug} project={at.project} choices={board} back="board" />
        </Dialog>
      )}
    </>
  )
}
