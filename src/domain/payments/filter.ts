import { and, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { holds } from '../../db/words'
import { dayIn, daysAfter, startOfDay } from '../../lib/days'
import { wordsOf } from '../../lib/fold'
import { isId } from '../../lib/id'

const kinds = ['deposit', 'milestone', 'balance', 'ticket'] as const
const states = ['pending', 'overdue', 'received', 'refunded', 'cancelled', 'expired'] as const
const flags = ['disputed', 'duplicate', 'late'] as const
const bys = ['asked', 'due', 'paid'] as const

const one = <const T extends readonly [string, ...string[]]>(of: T) => z.enum(['', ...of]).catch('')
const id = z.union([z.literal(''), z.string().refine(isId)]).catch('')
const day = z.union([z.literal(''), z.iso.date()]).catch('')

/** The list's filters as they stand in its address; what is not known counts as not said. */
export const paymentFilter = z.object({
  client: id,
  project: id,
  state: one(states),
  kind: one(kinds),
  flag: one(flags),
  /** Which date the period is about. */
  by: z.enum(bys).catch('asked'),
  from: day,
  to: day,
  q: z
    .string()
    .transform(text => text.trim().slice(0, 100))
    .catch(''),
  /** The id of the last one already shown. */
  before: id,
})
export type PaymentFilter = z.output<typeof paymentFilter>

export const noFilter: PaymentFilter = paymentFilter.parse({})

type Columns = { r: Tables['paymentRequests']; project: SQL; client: SQL }

/** The condition of a filter, its page apart. @param c the requests, and the names beside them */
export function matching(scope: WorkspaceScope, filter: PaymentFilter, c: Columns): SQL | undefined {
  const { r } = c
  const today = dayIn(scope.workspace.timezone, scope.now)
  const stated: Record<(typeof states)[number], SQL | undefined> = {
    pending: eq(r.state, 'pending'),
    overdue: and(eq(r.state, 'pending'), lt(r.dueOn, today)),
    received: inArray(r.state, ['paid', 'partly_refunded']),
    refunded: inArray(r.state, ['refunded', 'partly_refunded']),
    cancelled: eq(r.state, 'cancelled'),
    expired: eq(r.state, 'expired'),
  }
  return and(
    filter.client ? eq(r.clientId, filter.client) : undefined,
    filter.project ? eq(r.projectId, filter.project) : undefined,
    filter.state ? stated[filter.state] : undefined,
    filter.kind ? eq(r.kind, filter.kind) : undefined,
    filter.flag ? eq(r[filter.flag], true) : undefined,
    ...within(scope, filter, r),
    ...wordsOf(filter.q).map(word =>
      or(
        ...[r.title, r.transferReference, c.project, c.client].map(text => holds(text, word)),
        sql`instr(lower(replace(${r.id}, '-', '')), ${word.replaceAll('-', '')}) > 24`,
      ),
    ),
  )
}

/** The period, days of the workspace's own, both included. */
function within(scope: WorkspaceScope, { by, from, to }: PaymentFilter, r: Tables['paymentRequests']) {
  if (by === 'due') return [from ? gte(r.dueOn, from) : undefined, to ? sql`${r.dueOn} <= ${to}` : undefined]
  const at = by === 'paid' ? r.paidAt : r.createdAt
  const zone = scope.workspace.timezone
  return [
    from ? gte(at, startOfDay(zone, from)) : undefined,
    to ? lt(at, startOfDay(zone, daysAfter(to, 1))) : undefined,
  ]
}
