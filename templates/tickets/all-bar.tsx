import type { Ui } from '../../locales'
import type { AllTickets } from '../../src/domain/tickets/all'
import type { SavedView } from '../../src/domain/tickets/views'
import { everything, queryOf, sorts, type TicketFilter } from '../../src/lib/ticket-filter'
import { urls } from '../../src/urls'
import { ButtonLink, Icon, IconButton, Menu, MenuLink, type Tab, Tabs } from '../shared'
import { type Chip, sameFilter } from './filter-words'

type Props = { ui: Ui; slug: string; filter: TicketFilter }

/** The shortcuts over the list; the counts are of what each of them shows. */
const shortcuts = {
  all: {},
  late: { promise: 'late' },
  unread: { unread: true },
  nobody: { who: 'none' },
  mine: { who: 'me' },
} as const satisfies Record<string, Partial<TicketFilter>>
type Shortcut = keyof typeof shortcuts

/** The shortcut that a filter is, if it is one. */
export const shortcutOf = (filter: TicketFilter): Shortcut | undefined =>
  (Object.keys(shortcuts) as Shortcut[]).find(name =>
    sameFilter(filter, { ...everything, ...shortcuts[name] }),
  )

export const viewOf = (filter: TicketFilter, views: SavedView[]): SavedView | undefined =>
  views.find(view => view.query === `${queryOf(filter)}`)

/** The shortcuts and the named views; at the end, what can be done with the view that is open. */
export function TicketViews({
  ui,
  slug,
  filter,
  counts,
  views,
  mayKeep,
}: Props & Pick<AllTickets, 'counts' | 'views'> & { mayKeep: (view: SavedView) => boolean }) {
  const { t } = ui
  const now = shortcutOf(filter)
  const open = now ? undefined : viewOf(filter, views)
  const of = {
    all: undefined,
    late: counts.late,
    unread: counts.unread,
    nobody: counts.nobody,
    mine: counts.mine,
  }
  const items: Tab[] = (Object.keys(shortcuts) as Shortcut[]).map(name => ({
    label: t(`ticketList.views.${name}`),
    href: urls.allTickets(slug, queryOf({ ...everything, ...shortcuts[name], sort: filter.sort })),
    active: now === name,
    count: of[name],
    countLabel: t('ticketList.views.counted'),
  }))
  const named = views.map(view => ({
    label: view.name,
    href: urls.allTickets(slug, view.query),
    active: view.id === open?.id,
    icon: view.shared ? ('users' as const) : undefined,
  }))
  return (
    <Tabs
      label={t('ticketList.views.label')}
      items={[...items, ...named]}
      end={
        open ? (
          mayKeep(open) && (
            <Menu id="view-menu" label={t('ticketList.views.more')} size="sm">
              <MenuLink href={urls.ticketView(slug, open.id)} icon="pencil">
                {t('ticketList.views.rename')}
              </MenuLink>
              <MenuLink href={urls.ticketViewRemoval(slug, open.id)} icon="trash-2" tone="danger">
                {t('ticketList.views.remove')}
              </MenuLink>
            </Menu>
          )
        ) : now ? undefined : (
          <ButtonLink
            href={urls.newTicketView(slug, queryOf(filter))}
            size="sm"
            variant="ghost"
            icon="star"
            data-dialog="save-view"
          >
            {t('ticketList.views.save')}
          </ButtonLink>
        )
      }
    />
  )
}

/** Words to look for, the panel of filters, the order, and what the keyboard does. */
export function ListBar({ ui, slug, filter }: Props) {
  const { t } = ui
  const kept = [...queryOf({ ...filter, words: '' })]
  return (
    <div class="list-bar">
      <search>
        <form method="get" action={urls.allTickets(slug)} hx-morph-skip>
          {kept.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <span class="search">
            <Icon name="search" />
            <input
              type="search"
              name="q"
              id="ticket-words"
              class="input"
              maxlength={100}
              value={filter.words}
              placeholder={t('ticketList.search.placeholder')}
              aria-label={t('ticketList.search.label')}
            />
          </span>
        </form>
      </search>
      <ButtonLink href={urls.ticketFilters(slug, queryOf(filter))} icon="list" data-dialog="filters">
        {t('ticketList.filters.title')}
      </ButtonLink>
      <Menu
        id="sort"
        label={t(`ticketList.sort.${filter.sort}`)}
        icon="arrow-down"
        showLabel
        variant="secondary"
      >
        {sorts.map(sort => (
          <MenuLink
            href={urls.allTickets(slug, queryOf({ ...filter, sort }))}
            icon={sort === filter.sort ? 'check' : undefined}
            aria-current={sort === filter.sort ? 'true' : undefined}
          >
            {t(`ticketList.sort.${sort}`)}
          </MenuLink>
        ))}
      </Menu>
      <span data-keys hidden>
        <IconButton type="button" icon="circle-help" label={t('ticketList.keys.title')} />
      </span>
    </div>
  )
}

/** Each part of the filter, to be taken off with one click. */
export const Chips = ({ ui: { t }, slug, chips }: { ui: Ui; slug: string; chips: Chip[] }) => (
  <nav class="filters" aria-label={t('ticketList.filters.on')}>
    {chips.map(({ label, value, without }) => (
      <a href={urls.allTickets(slug, queryOf(without))} class="filter">
        <span class="sr-only">{t('ticketList.filters.remove')} </span>
        {label}
        {value && <b>{value}</b>}
        <Icon name="x" repeated />
      </a>
    ))}
    <a href={urls.allTickets(slug)} class="filter" data-clear>
      {t('ticketList.filters.clear')}
    </a>
  </nav>
)
