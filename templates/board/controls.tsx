import type { BoardView } from '../../src/domain/board/board'
import { Button, ButtonLink, Filters, SelectField, TextField } from '../shared'
import { type BoardContext, boardHref } from './context'

/** Which cards are shown, and how. All of it stands in the address. */
export const Controls = ({ at, board }: { at: BoardContext; board: BoardView }) => {
  const { t } = at.ui
  const { filter, view } = at
  const { show, who, words } = filter
  return (
    <div class="board-controls">
      <Filters
        label={t('board.filters')}
        items={(['all', 'project', 'tickets'] as const).map(value => ({
          label: t(`board.show.${value}`),
          href: boardHref(at, { show: value }),
          active: show === value,
        }))}
      />
      <form action={boardHref({ ...at, filter: { show: 'all', who: '', words: '' }, view: 'board' })}>
        {show !== 'all' && <input type="hidden" name="show" value={show} />}
        {view === 'list' && <input type="hidden" name="view" value="list" />}
        <TextField
          type="search"
          name="q"
          label={t('board.words')}
          hideLabel
          placeholder={t('board.words_hint')}
          value={words}
          maxlength={100}
        />
        {at.team && (
          <SelectField
            name="who"
            label={t('board.who')}
            hideLabel
            value={who}
            placeholder={t('board.who_all')}
            options={[
              { value: 'none', label: t('board.who_none') },
              ...board.team.map(person => ({ value: person.id, label: person.name })),
            ]}
          />
        )}
        <Button size="sm">{t('board.apply')}</Button>
        {(show !== 'all' || who || words) && (
          <ButtonLink
            size="sm"
            variant="ghost"
            icon="x"
            href={boardHref(at, { show: 'all', who: '', words: '' })}
          >
            {t('board.clear')}
          </ButtonLink>
        )}
      </form>
      <Filters
        label={t('board.view.label')}
        items={(['board', 'list'] as const).map(value => ({
          label: t(`board.view.${value}`),
          href: boardHref(at, { view: value }),
          active: view === value,
        }))}
      />
    </div>
  )
}
