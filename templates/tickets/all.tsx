import type { Ui } from '../../locales'
import type { AllTickets as List } from '../../src/domain/tickets/all'
import type { SavedView } from '../../src/domain/tickets/views'
import { queryOf, type TicketFilter } from '../../src/lib/ticket-filter'
import { urls } from '../../src/urls'
import { ButtonLink, Card, Dialog, EmptyState, PageHeader, Pager, List as Rows, Skeleton } from '../shared'
import { Chips, ListBar, shortcutOf, TicketViews } from './all-bar'
import { BulkBar } from './all-bulk'
import { KeysDialog, RowMenus } from './all-keys'
import { AllRow } from './all-rows'
import { chipsOf } from './filter-words'
import { ViewForm } from './view-form'

export type AllTicketsProps = {
  ui: Ui
  slug: string
  filter: TicketFilter
  /** Where this page begins; none is the first. */
  cursor?: string
  list: List
  mayKeep: (view: SavedView) => boolean
}

/** Requests of all projects, for the team: the most pressing first, fifty a page, as little markup as they need. */
export function AllTickets(props: AllTicketsProps) {
  const { ui, slug, filter, cursor, list, mayKeep } = props
  const { t } = ui
  const query = queryOf(filter)
  const at = (after?: string) => {
    const place = new URLSearchParams(query)
    if (after) place.set('after', after)
    return urls.allTickets(slug, place)
  }
  const back = at(cursor)
  const chips = chipsOf(ui, filter, list)
  return (
    <>
      <PageHeader
        title={t('tickets.title')}
        actions={
          <ButtonLink href={urls.ticketsOverview(slug)} icon="chart-no-axes-column">
            {t('sla.overview.title')}
          </ButtonLink>
        }
      />
      <div
        id="all-tickets"
        class="stack"
        hx-get={back}
        hx-trigger="live:tickets from:body"
        hx-select="#all-tickets"
        hx-target="this"
        hx-swap="outerMorph"
      >
        <TicketViews {...props} counts={list.counts} views={list.views} mayKeep={mayKeep} />
        <ListBar ui={ui} slug={slug} filter={filter} />
        {chips.length > 0 && <Chips ui={ui} slug={slug} chips={chips} />}
        {list.lines.length === 0 ? (
          <NoTickets {...props} />
        ) : (
          <form id="selection" class="selection" method="post" action={urls.ticketSelection(slug)}>
            <p class="list-total">
              <label class="check" hidden>
                <input type="checkbox" data-all aria-label={t('ticketList.bulk.all')} />
              </label>
              <span>
                {list.more
                  ? t('ticketList.list.total_more', { n: ui.format.number(list.total) })
                  : t('ticketList.list.total', { n: list.total })}
              </span>
            </p>
            <Card flush class="ticket-list">
              <Rows label={t('ticketList.list.label')}>
                {list.lines.map(line => (
                  <AllRow ui={ui} slug={slug} line={line} />
                ))}
              </Rows>
            </Card>
            <input type="hidden" name="back" value={back} />
            <BulkBar ui={ui} people={list.people} />
          </form>
        )}
        {(cursor || list.next) && (
          <Pager
            label={t('ticketList.list.pages')}
            previous={cursor ? { label: t('ticketList.list.first'), href: at() } : undefined}
            next={list.next ? { label: t('ticketList.list.next'), href: at(list.next) } : undefined}
          />
        )}
      </div>
      <FiltersDialog ui={ui} slug={slug} filter={filter} />
      <Dialog
        id="save-view"
        title={t('ticketList.views.save')}
        description={t('ticketList.views.save_lead')}
        closeLabel={t('ticketList.close')}
        keep
      >
        <ViewForm ui={ui} slug={slug} query={`${query}`} />
      </Dialog>
      <RowMenus ui={ui} slug={slug} people={list.people} moves={list.moves} back={back} />
      <KeysDialog ui={ui} />
    </>
  )
}

/** The choices are fetched when somebody asks for them: there may be hundreds of clients and projects. */
const FiltersDialog = ({ ui, slug, filter }: Pick<AllTicketsProps, 'ui' | 'slug' | 'filter'>) => (
  <Dialog id="filters" title={ui.t('ticketList.filters.title')} closeLabel={ui.t('ticketList.close')} side>
    <div
      hx-get={urls.ticketFilters(slug, queryOf(filter))}
      hx-trigger="intersect once"
      hx-select="#filter-form"
      hx-target="this"
      hx-swap="innerHTML"
    >
      <Skeleton label={ui.t('ticketList.filters.loading')} lines={6} />
    </div>
  </Dialog>
)

/** Nothing at all yet, nothing of what a shortcut shows (good news), or nothing that fits. */
function NoTickets({ ui: { t }, slug, filter, list, cursor }: AllTicketsProps) {
  const shortcut = cursor ? undefined : shortcutOf(filter)
  if (shortcut === 'all' && list.counts.live === 0)
    return (
      <EmptyState icon="ticket" title={t('ticketList.list.empty')} text={t('ticketList.list.empty_text')} />
    )
  if (shortcut && shortcut !== 'all')
    return <EmptyState icon="circle-check" title={t(`ticketList.list.none_${shortcut}`)} />
  return (
    <EmptyState
      icon="search"
      title={t('ticketList.list.none')}
      action={
        <ButtonLink href={urls.allTickets(slug)} icon="x">
          {t('ticketList.filters.clear')}
        </ButtonLink>
      }
    />
  )
}
