import type { Ui } from '../../locales'
import { Avatar } from '../shared'

export type PeopleProps = {
  ui: Ui
  place: { workspace: string }
  people: { name: string; contact: boolean }[]
}

/** Who can be named, as the list that the composer opens at an `@`. */
export const People = ({ ui: { t }, place, people }: PeopleProps) => (
  <div id="named-list" class="named-list" role="listbox" aria-label={t('messages.mention.people')}>
    {people.map(({ name, contact }, i) => (
      // biome-ignore lint/a11y/useFocusableInteractive: the composer keeps the focus and points here
      <div role="option" id={`named-${i}`} aria-selected="false" data-name={name} tabindex={-1}>
        <Avatar name={name} size="sm" />
        <span>{name}</span>
        {!contact && <small>{place.workspace}</small>}
      </div>
    ))}
  </div>
)
