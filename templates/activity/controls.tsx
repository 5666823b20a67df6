import type { Ui } from '../../locales'
import type { Group, JournalFilter } from '../../src/domain/activity/filter'
import { Button, ButtonLink, Filters, SelectField } from '../shared'

type Props = {
  ui: Ui
  filter: JournalFilter
  groups: Group[]
  people: { id: string; name: string }[]
  href: (change: Partial<JournalFilter>) => string
}

/** Which lines are shown: of which kind, by whom. Both stand in the address. */
export const JournalControls = ({ ui: { t }, filter, groups, people, href }: Props) => {
  const { kind, person } = filter
  const all = { label: t('activity.journal_page.all'), href: href({ kind: undefined }), active: !kind }
  return (
    <div class="journal-controls">
      <Filters
        label={t('activity.journal_page.filters')}
        items={[
          all,
          ...groups.map(group => ({
            label: t(`activity.journal_page.kind.${group}`),
            href: href({ kind: group }),
            active: kind === group,
          })),
        ]}
      />
      <form action={href({ kind: undefined, person: undefined })}>
        {kind && <input type="hidden" name="kind" value={kind} />}
        <SelectField
          name="person"
          id="journal-person"
          label={t('activity.journal_page.who')}
          hideLabel
          value={person}
          placeholder={t('activity.journal_page.who_all')}
          options={[
            ...people.map(one => ({ value: one.id, label: one.name })),
            { value: 'system', label: t('activity.journal_page.system') },
          ]}
        />
        <Button size="sm">{t('activity.journal_page.apply')}</Button>
        {(kind || person) && (
          <ButtonLink size="sm" variant="ghost" icon="x" href={href({ kind: undefined, person: undefined })}>
            {t('activity.journal_page.clear')}
          </ButtonLink>
        )}
      </form>
    </div>
  )
}
