import { Button, Dialog, Icon, MenuSeparator, MenuTitle, TextArea, Toast } from '../shared'
import { columns } from './columns'
import type { BoardContext } from './context'

/**
 * What the script needs of the page, once for all cards: the move menu, the reason to ask for, the toasts to show.
 * Outside the live part, so that an update never closes them.
 */
export const Overlays = ({ at }: { at: BoardContext }) => {
  const { t } = at.ui
  const closeLabel = t('shell.close')
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
      <template id="toast-conflict">
        <Toast message={t('board.toast.conflict')} tone="warning" closeLabel={closeLabel} seconds={10} />
      </template>
      <template id="toast-failed">
        <Toast message={t('board.toast.failed')} tone="danger" closeLabel={closeLabel} seconds={10} />
      </template>
      <template id="toast-done">
        <Toast
          message={t('board.toast.done')}
          tone="success"
          closeLabel={closeLabel}
          action={
            <Button type="button" size="sm" data-undo="">
              {t('board.toast.undo')}
            </Button>
          }
        />
      </template>
      <p id="board-said" class="sr-only" role="status" />
    </>
  )
}
