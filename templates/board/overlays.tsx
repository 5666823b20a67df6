import type { BoardView } from '../../src/domain/board/board'
import {
  Button,
  Dialog,
  FieldRow,
  Icon,
  MenuSeparator,
  MenuTitle,
  SelectField,
  TextArea,
  TextField,
  Toast,
} from '../shared'
import { columns } from './columns'
import type { BoardContext } from './context'

/**
 * What the script needs of the page, once for all cards: the move menu, the reason to ask for, the toasts to show.
 * Outside the live part, so that an update never closes them.
 */
export const Overlays = ({ at, board }: { at: BoardContext; board: BoardView }) => {
  const { t } = at.ui
  const closeLabel = t('shell.close')
  const undo = (
    <Button type="button" size="sm" data-undo="">
      {t('common.undo')}
    </Button>
  )
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms; this groups buttons */}
      <div id="move-menu" class="menu" popover="auto" role="group" aria-label={t('board.move')}>
        <MenuTitle>{t('board.move')}</MenuTitle>
        <button type="button" class="menu-item" data-to="backlog" data-for="ticket">
          <Icon name="check" />
          {t('board.accept')}
        </button>
        {columns.map(state => (
          <button type="button" class="menu-item" data-to={state} data-for="task">
            {t(`tasks.state.${state}`)}
          </button>
        ))}
        <MenuSeparator />
        <button type="button" class="menu-item" data-step="up">
          <Icon name="arrow-up" />
          {t('board.up')}
        </button>
        <button type="button" class="menu-item" data-step="down">
          <Icon name="arrow-down" />
          {t('board.down')}
        </button>
        <MenuSeparator />
        <button type="button" class="menu-item" data-do="adjust" data-for="task">
          <Icon name="user-plus" />
          {t('board.adjust.open')}
        </button>
        <button type="button" class="menu-item" data-do="remove" data-for="task" data-tone="danger">
          <Icon name="trash-2" />
          {t('board.task.remove')}
        </button>
      </div>
      <Dialog id="ask-reason" title={t('board.reason.title')} closeLabel={closeLabel} keep>
        <p class="hint" data-for="shared">
          {t('board.reason.text')}
        </p>
        <p class="hint" data-for="internal">
          {t('board.reason.text_internal')}
        </p>
        <form class="form" data-hx-boost="false">
          <TextArea
            name="reason"
            label={t('tasks.field.reason')}
            hideLabel
            placeholder={t('board.reason.hint')}
            rows={3}
            required
            maxlength={1000}
          />
          <div class="form-actions">
            <Button variant="primary">{t('board.reason.send')}</Button>
            <Button variant="ghost" formmethod="dialog" formnovalidate>
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      </Dialog>
      <Adjust at={at} board={board} />
      <template id="toast-deleted">
        <Toast message={t('board.task.deleted')} tone="success" closeLabel={closeLabel} action={undo} />
      </template>
      <template id="toast-conflict">
        <Toast message={t('board.toast.conflict')} tone="warning" closeLabel={closeLabel} seconds={10} />
      </template>
      <template id="toast-failed">
        <Toast message={t('board.toast.failed')} tone="danger" closeLabel={closeLabel} seconds={10} />
      </template>
      <template id="toast-done">
        <Toast message={t('board.toast.done')} tone="success" closeLabel={closeLabel} action={undo} />
      </template>
      <p id="board-said" class="sr-only" role="status" />
    </>
  )
}

/** Who does a task, how pressing it is and until when: changed from its card. */
const Adjust = ({ at, board }: { at: BoardContext; board: BoardView }) => {
  const { t } = at.ui
  return (
    <Dialog id="adjust" title={t('board.adjust.title')} closeLabel={t('shell.close')} keep>
      <p id="adjust-task" />
      <form class="form" data-hx-boost="false">
        <SelectField
          name="assigneeId"
          id="adjust-who"
          label={t('tasks.field.assignee')}
          placeholder={t('board.task.nobody')}
          options={board.team.map(person => ({ value: person.id, label: person.name }))}
        />
        <FieldRow>
          <SelectField
            name="priority"
            id="adjust-priority"
            label={t('tasks.priority.label')}
            options={(['high', 'normal', 'low'] as const).map(p => ({
              value: p,
              label: t(`tasks.priority.${p}`),
            }))}
          />
          <TextField name="dueOn" id="adjust-due" type="date" label={t('tasks.field.due')} />
        </FieldRow>
        <div class="form-actions">
          <Button variant="primary">{t('board.task.save')}</Button>
          <Button variant="ghost" formmethod="dialog" formnovalidate>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
