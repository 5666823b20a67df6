import type { Ui } from '../../locales'
import type { TaskPage } from '../../src/domain/board/task'
import { urls } from '../../src/urls'
import { Button, Card, FieldNotes, Icon, Menu, MenuForm, MenuSeparator, wiring } from '../shared'
import { type Refusal, refilled } from '../shared/refused'

type Item = TaskPage['items'][number]
type Props = {
  ui: Ui
  slug: string
  project: string
  task: { id: string }
  items: Item[]
  edits: boolean
  refused?: Refusal
}

/** Each form of the list redraws the list alone, so that one goes on where one was. */
const within = (action: string) =>
  ({
    action,
    method: 'post',
    'hx-post': action,
    'hx-target': '#checklist',
    'hx-select': '#checklist',
    'hx-swap': 'outerMorph',
  }) as const

/** The small steps of a task, for the team alone. */
export const Checklist = (props: Props) => {
  const { ui, slug, project, task, items, edits, refused } = props
  const { t } = ui
  const { value, error } = refilled(t, refused)
  const field = { name: 'label', id: 'new-item', label: '', error: error('label') }
  const done = items.filter(item => item.done).length
  if (!edits && items.length === 0) return null
  return (
    <Card
      title={t('board.list.title')}
      id="checklist"
      meta={items.length > 0 && t('board.list.count', { done, total: items.length })}
    >
      {items.length > 0 && (
        <>
          <progress class="progress" max={items.length} value={done} aria-label={t('board.list.progress')} />
          <ul class="checklist" aria-label={t('board.list.title')}>
            {items.map((item, at) => (
              <Line {...props} item={item} above={items[at - 1]} below={items[at + 1]} />
            ))}
          </ul>
        </>
      )}
      {edits && (
        <form class="checklist-add" {...within(urls.taskItems(slug, project, task.id))} data-again>
          <input
            class="input"
            {...wiring(field)}
            aria-label={t('board.list.new')}
            placeholder={t('board.list.placeholder')}
            value={value('label') || undefined}
            required
            maxlength={300}
            autocomplete="off"
          />
          <Button icon="plus">{t('board.add')}</Button>
          <FieldNotes id={field.id} error={field.error} />
        </form>
      )}
    </Card>
  )
}

type LineProps = Props & { item: Item; above?: Item; below?: Item }

const Line = ({ ui: { t }, slug, project, task, edits, item, above, below }: LineProps) => {
  const part = (name: 'state' | 'position' | 'removal') =>
    within(urls.taskItemPart(slug, project, task.id, item.id, name))
  const field = { name: 'label', id: `label-${item.id}`, label: '' }
  return (
    <li id={item.id} data-done={item.done ? '' : undefined}>
      {edits ? (
        <form {...part('state')}>
          {!item.done && <input type="hidden" name="done" value="1" />}
          {/* biome-ignore lint/a11y/useSemanticElements: a checkbox sends nothing by itself without a script */}
          <button
            type="submit"
            id={`tick-${item.id}`}
            class="tick"
            role="checkbox"
            aria-checked={item.done ? 'true' : 'false'}
            aria-label={item.label}
          >
            <Icon name="check" repeated />
          </button>
        </form>
      ) : (
        <Icon name={item.done ? 'circle-check' : 'clock'} repeated />
      )}
      <span>{item.label}</span>
      {edits && (
        <Menu id={`menu-${item.id}`} label={t('board.list.change', { label: item.label })} size="sm">
          <form
            class="checklist-rename"
            {...within(urls.taskItem(slug, project, task.id, item.id))}
            data-shuts={`menu-${item.id}`}
          >
            <input
              class="input"
              {...wiring(field)}
              aria-label={t('board.list.rename')}
              value={item.label}
              required
              maxlength={300}
              autocomplete="off"
            />
            <Button size="sm">{t('board.list.save')}</Button>
          </form>
          <MenuSeparator />
          {above && (
            <MenuForm {...part('position')} fields={{ before: above.id }} icon="arrow-up">
              {t('board.up')}
            </MenuForm>
          )}
          {below && (
            <MenuForm {...part('position')} fields={{ after: below.id }} icon="arrow-down">
              {t('board.down')}
            </MenuForm>
          )}
          <MenuForm {...part('removal')} icon="trash-2" tone="danger">
            {t('board.list.remove')}
          </MenuForm>
        </Menu>
      )}
    </li>
  )
}
