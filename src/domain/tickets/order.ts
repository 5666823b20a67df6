import { asc, desc, type SQL, sql } from 'drizzle-orm'
import type { Tables } from '../../db/tables'
import { isId } from '../../lib/id'
import type { Sort } from '../../lib/ticket-filter'
import type { Ticket } from './moves'

type Sorted = { tickets: Tables['tickets']; clients: Tables['clients'] }
type Line = Pick<
  Ticket,
  'id' | 'number' | 'urgency' | 'clientId' | 'createdAt' | 'updatedAt' | 'firstDueAt' | 'resolveDueAt'
>

/** After every due date. */
const NEVER = 9_000_000_000_000_000
const ranks = { urgent: 0, maintenance: 1, evolution: 2 } as const

/** What falls due first of the two promises, in milliseconds. */
export const dueOf = (line: Pick<Line, 'firstDueAt' | 'resolveDueAt'>): number =>
  Math.min(line.firstDueAt ?? NEVER, line.resolveDueAt ?? NEVER)

/**
 * The orders, each with an end that no two requests share, so that pages neither repeat a line nor lose one: what lines
 * are ordered by, and where a page that begins after a line does.
 */
const orders: Record<
  Sort,
  {
    by: (s: Sorted) => SQL[]
    key: (line: Line) => (number | string)[]
    /** What a key is made of. */
    of: readonly ('id' | 'number')[]
    after: After
  }
> = {
  due: {
    by: s => [asc(due(s)), desc(s.tickets.updatedAt), desc(s.tickets.id)],
    key: l => [dueOf(l), l.updatedAt, l.id],
    of: ['number', 'number', 'id'],
    after: (s, [at, updated, id]) =>
      sql`(${due(s)} > ${at} or (${due(s)} = ${at} and (${s.tickets.updatedAt}, ${s.tickets.id}) < (${updated}, ${id})))`,
  },
  updated: {
    by: s => [desc(s.tickets.updatedAt), desc(s.tickets.id)],
    key: l => [l.updatedAt, l.id],
    of: ['number', 'id'],
    after: (s, [at, id]) => sql`(${s.tickets.updatedAt}, ${s.tickets.id}) < (${at}, ${id})`,
  },
  created: {
    by: s => [desc(s.tickets.createdAt), desc(s.tickets.id)],
    key: l => [l.createdAt, l.id],
    of: ['number', 'id'],
    after: (s, [at, id]) => sql`(${s.tickets.createdAt}, ${s.tickets.id}) < (${at}, ${id})`,
  },
  number: {
    by: s => [desc(s.tickets.number)],
    key: l => [l.number],
    of: ['number'],
    after: (s, [number]) => sql`${s.tickets.number} < ${number}`,
  },
  urgency: {
    by: s => [asc(rank(s)), desc(s.tickets.updatedAt), desc(s.tickets.id)],
    key: l => [ranks[l.urgency], l.updatedAt, l.id],
    of: ['number', 'number', 'id'],
    after: (s, [at, updated, id]) =>
      sql`(${rank(s)} > ${at} or (${rank(s)} = ${at} and (${s.tickets.updatedAt}, ${s.tickets.id}) < (${updated}, ${id})))`,
  },
  // The cursor names the client, not by its name: addresses hold nobody's words.
  client: {
    by: s => [
      asc(sql`lower(${s.clients.name})`),
      asc(s.clients.id),
      desc(s.tickets.updatedAt),
      desc(s.tickets.id),
    ],
    key: l => [l.updatedAt, l.id, l.clientId],
    of: ['number', 'id', 'id'],
    after: (s, [updated, id, client], named) => {
      const name = sql`(select lower(${named.name}) from ${named} where ${named.id} = ${client})`
      return sql`((lower(${s.clients.name}), ${s.clients.id}) > (${name}, ${client}) or (${s.clients.id} = ${client} and (${s.tickets.updatedAt}, ${s.tickets.id}) < (${updated}, ${id})))`
    },
  },
}

type After = (s: Sorted, key: (number | string)[], clients: Tables['clients']) => SQL

const due = ({ tickets: t }: Sorted) =>
  sql`min(coalesce(${t.firstDueAt}, ${sql.raw(`${NEVER}`)}), coalesce(${t.resolveDueAt}, ${sql.raw(`${NEVER}`)}))`
const rank = ({ tickets: t }: Sorted) =>
  sql`case ${t.urgency} when 'urgent' then 0 when 'maintenance' then 1 else 2 end`

export const orderOf = (sort: Sort, s: Sorted): SQL[] => orders[sort].by(s)

/** Where the page after this line begins, for an address. */
export const cursorAfter = (sort: Sort, line: Line): string => orders[sort].key(line).join('_')

/**
 * The condition of the page that a cursor names; none where it is not one of this order.
 * @param clients another view of the clients, to look up the one that a cursor names
 */
export function after(
  sort: Sort,
  s: Sorted,
  cursor: string | undefined,
  clients: Tables['clients'],
): SQL | undefined {
  const key = cursor?.split('_').map(part => (/^\d{1,16}$/.test(part) ? Number(part) : part)) ?? []
  const { of, after: condition } = orders[sort]
  const fits =
    key.length === of.length &&
    of.every((kind, i) => (kind === 'id' ? isId(String(key[i])) : typeof key[i] === 'number'))
  return fits ? condition(s, key, clients) : undefined
}
