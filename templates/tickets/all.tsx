import type { Ui } from '../../locales'
import type { TicketLine } from '../../src/domain/tickets/list'
import { urls } from '../../src/urls'
import { Button, Card, EmptyState, Filters, List, PageHeader, Pager, SelectField, Stack } from '../shared'
import { TicketRow } from './list'

export type AllTicketsProps = {
  ui: Ui
  slug: string
  tickets: TicketLine[]
  next: string | null
  clients: { id: string; name: string }[]
  filter: { state?: string; client?: string; before?: string }
}

const views = [
  'live',
  'open',
  'waiting_client',
  'quoted',
  'accepted',
  'in_progress',
  'resolved',
  'over',
] as const

/** Requests of all projects, for the team; fifty a page, as little markup as they need. */
export const AllTickets = ({ ui, slug, tickets, next, clients, filter }: AllTicketsProps) => {
  const { t } = ui
  const at = (more: Record<string, string | undefined>) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...filter, before: undefined, ...more }))
      if (value) query.set(name, value)
    return `${urls.allTickets(slug)}${query.size ? `?${query}` : ''}`
  }
  const word = (view: (typeof views)[number]) =>
    view === 'live' || view === 'over' ? t(`tickets.list.${view}`) : t(`tickets.state.${view}`)
  return (
    <Stack>
      <PageHeader title={t('tickets.title')} lead={t('tickets.list.all_lead')} />
      <Filters
        label={t('tickets.list.view')}
        items={views.map(view => ({
          label: word(view),
          href: at({ state: view === 'live' ? undefined : view }),
          active: (filter.state ?? 'live') === view,
        }))}
      />
      {clients.length > 1 && (
        <form method="get" action={urls.allTickets(slug)} class="flex flex-wrap items-end gap-2">
          {filter.state && <input type="hidden" name="state" value={filter.state} />}
          <SelectField
            name="client"
            label={t('tickets.list.client')}
            hideLabel
            placeholder={t('tickets.list.every_client')}
            options={clients.map(c => ({ value: c.id, label: c.name }))}
            value={filter.client}
          />
          <Button>{t('tickets.list.filter')}</Button>
        </form>
      )}
      {tickets.length === 0 ? (
        <EmptyState
          icon="ticket"
          title={t(filter.state || filter.client ? 'tickets.list.none_here' : 'tickets.list.empty')}
        />
      ) : (
        <Card flush>
          <List label={t('tickets.title')}>
            {tickets.map(ticket => (
              <TicketRow ui={ui} slug={slug} ticket={ticket} />
            ))}
          </List>
        </Card>
      )}
      {(filter.before || next) && (
        <Pager
          label={t('tickets.list.pages')}
          previous={filter.before ? { label: t('tickets.list.newest'), href: at({}) } : undefined}
          next={next ? { label: t('tickets.list.older'), href: at({ before: next }) } : undefined}
        />
      )}
    </Stack>
  )
}
