import type { Ui } from '../../locales'
import { everything, queryOf, type TicketFilter } from '../../src/lib/ticket-filter'

/** A part of a filter in words, and the filter without it. */
export type Chip = { label: string; value: string; without: TicketFilter }

/** The names of what a filter names by its id; undefined where this reader knows of no such thing. */
export type Named = { client?: string; project?: string; people: { id: string; name: string }[] }

/** A filter's parts, each as a chip says it. */
export function chipsOf(ui: Ui, filter: TicketFilter, named: Named): Chip[] {
  const { t } = ui
  const { client, project, type, urgency, states, promise, who, unread, tag, words } = filter
  const gone = t('ticketList.filters.gone')
  const chips: Chip[] = []
  const add = (on: unknown, label: string, value: string, without: Partial<TicketFilter>) =>
    on && chips.push({ label, value, without: { ...filter, ...without } })
  add(client, t('ticketList.filters.client'), named.client ?? gone, { client: undefined })
  add(project, t('ticketList.filters.project'), named.project ?? gone, { project: undefined })
  add(states !== 'live', t('ticketList.filters.state'), statesIn(ui, states), { states: 'live' })
  add(type, t('tickets.type.short'), type ? t(`tickets.type.${type}`) : '', { type: undefined })
  add(urgency, t('tickets.urgency.short'), urgency ? ui.urgency(urgency) : '', { urgency: undefined })
  add(promise, t('ticketList.filters.sla'), promise ? t(`ticketList.sla.${promise}`) : '', {
    promise: undefined,
  })
  add(who, t('ticketList.filters.who'), whoIn(ui, who, named) ?? gone, { who: undefined })
  add(unread, t('ticketList.views.unread'), '', { unread: false })
  add(tag, t('ticketList.filters.tag'), tag ?? '', { tag: undefined })
  add(filter.from || filter.to, t(`ticketList.filters.${filter.date}`), daysIn(ui, filter), {
    from: undefined,
    to: undefined,
    date: 'opened',
  })
  add(words, t('ticketList.filters.words'), words, { words: '' })
  return chips
}

/** Whether two filters ask for the same, in whatever order. */
export const sameFilter = (one: TicketFilter, other: TicketFilter): boolean =>
  `${queryOf({ ...one, sort: everything.sort })}` === `${queryOf({ ...other, sort: everything.sort })}`

function statesIn({ t }: Ui, states: TicketFilter['states']): string {
  if (typeof states === 'string') return t(`ticketList.filters.${states}`)
  return states.map(state => t(`tickets.state.${state}`)).join(', ')
}

const whoIn = ({ t }: Ui, who: string | undefined, { people }: Named) =>
  who === 'me' || who === 'none' ? t(`ticketList.who.${who}`) : people.find(p => p.id === who)?.name

function daysIn({ t, format }: Ui, { from, to }: TicketFilter): string {
  if (from && to) return t('ticketList.filters.between', { from: format.day(from), to: format.day(to) })
  if (from) return t('ticketList.filters.since', { from: format.day(from) })
  return to ? t('ticketList.filters.until', { to: format.day(to) }) : ''
}
