import { line } from './fields'
import { isId } from './id'
import { urgencies } from './serving'

export const ticketTypes = ['bug', 'change', 'improvement', 'question'] as const

/** Where there is still something to do, in the order in which a request goes through them; and what is over. */
export const live = ['open', 'waiting_client', 'quoted', 'accepted', 'in_progress', 'resolved'] as const
export const over = ['closed', 'refused', 'declined', 'withdrawn', 'merged'] as const

/**
 * How a request stands to what was promised: past it (`late`), three quarters of it gone (`close`), the clock running in
 * time (`on_time`), standing still for the client (`paused`); nothing is promised any more, or it is over (`none`).
 */
export const slaStates = ['late', 'close', 'on_time', 'paused', 'none'] as const
export type SlaState = (typeof slaStates)[number]

export const sorts = ['due', 'updated', 'created', 'urgency', 'client', 'number'] as const
export type Sort = (typeof sorts)[number]

type State = (typeof live)[number] | (typeof over)[number]

/** What of the team's list is shown, and in which order; it stands in the page's address, and in a saved view. */
export type TicketFilter = {
  client?: string
  project?: string
  type?: (typeof ticketTypes)[number]
  urgency?: (typeof urgencies)[number]
  /** Those that are live where none is named. */
  states: readonly State[] | 'live' | 'over' | 'all'
  promise?: SlaState
  /** `me`, `none` (nobody), or a membership id. */
  who?: string
  unread: boolean
  tag?: string
  /** Which date `from` and `to` speak of: days (`YYYY-MM-DD`) in the workspace's zone, both included. */
  date: 'opened' | 'updated'
  from?: string
  to?: string
  words: string
  sort: Sort
}

/** As many as one request may carry, and as many characters as each may have. */
export const TAGS = { most: 10, longest: 40 } as const

/** A tag as it is kept: one spelling for all who type it. Empty where nothing can be seen of it, or it is too long. */
export function tagOf(text: string): string {
  const said = line(TAGS.longest).safeParse(
    text
      .normalize('NFC')
      .replace(/\s+/g, ' ')
      .replace(/^[\s#]+/, ''),
  )
  return said.success ? said.data.toLowerCase() : ''
}

const every: readonly State[] = [...live, ...over]
const oneOf = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find(one => one === value)
const idIn = (value: string | null) => (value && isId(value) ? value : undefined)
const dayOf = (value: string | null) =>
  value && /^[12]\d{3}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`))
    ? value
    : undefined

/** Reads a filter from an address; what it cannot be is left out. */
export function filterOf(query: URLSearchParams): TicketFilter {
  const get = (name: string) => query.get(name)
  const who = get('who')
  const [from, to] = [dayOf(get('from')), dayOf(get('to'))]
  return {
    client: idIn(get('client')),
    project: idIn(get('project')),
    type: oneOf(ticketTypes, get('type')),
    urgency: oneOf(urgencies, get('urgency')),
    states: statesIn(query.getAll('state')),
    promise: oneOf(slaStates, get('sla')),
    who: who === 'me' || who === 'none' ? who : idIn(who),
    unread: get('unread') === '1',
    tag: tagOf(get('tag') ?? '') || undefined,
    date: (from || to) && get('date') === 'updated' ? 'updated' : 'opened',
    from,
    to,
    words: (get('q') ?? '')
      .toWellFormed()
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, 100)
      .trim(),
    sort: oneOf(sorts, get('sort')) ?? 'due',
  }
}

function statesIn(given: readonly string[]): TicketFilter['states'] {
  const group = oneOf(['over', 'all'], given[0] ?? null)
  if (group) return group
  const states = every.filter(state => given.includes(state))
  if (states.length === 0 || is(states, live)) return 'live'
  return is(states, over) ? 'over' : states.length === every.length ? 'all' : states
}

const is = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && other.every(state => one.includes(state))

/** A filter as its address carries it: what is not asked for is left out, so that equal filters have equal addresses. */
export function queryOf(filter: TicketFilter): URLSearchParams {
  const { client, project, type, urgency, states, promise, who, unread, tag, date, from, to, words, sort } =
    filter
  const query = new URLSearchParams()
  const put = (name: string, value: string | undefined) => value && query.append(name, value)
  put('client', client)
  put('project', project)
  put('type', type)
  put('urgency', urgency)
  for (const state of typeof states === 'string' ? [states] : states) put('state', state)
  if (states === 'live') query.delete('state')
  put('sla', promise)
  put('who', who)
  if (unread) put('unread', '1')
  put('tag', tag)
  put('date', date === 'opened' ? undefined : date)
  put('from', from)
  put('to', to)
  put('q', words)
  if (sort !== 'due') put('sort', sort)
  return query
}

/** Everything live, the most pressing first. */
export const everything: TicketFilter = filterOf(new URLSearchParams())
