import { eq, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { dayIn, startOfDay } from '../../lib/days'

/** How many months a picture of them shows: some behind, and what is announced ahead. */
const [BEHIND, AHEAD] = [8, 3]

/** Sums of one currency, in its minor units. */
export type Sums = { currency: string; awaited: number; overdue: number; received: number; refunded: number }
export type Month = { month: string; received: number; awaited: number; overdue: number }
export type Year = { currency: string; months: Month[] }

type Columns = { r: Tables['paymentRequests'] }

/** What makes up each sum; every amount of a request is in one currency, and only those of one are ever added. */
const parts = (r: Tables['paymentRequests'], today: string) => ({
  awaited: sql`${r.state} = 'pending'`,
  overdue: sql`${r.state} = 'pending' and ${r.dueOn} < ${today}`,
  received: sql`${r.paidAt} is not null`,
})

const sum = (when: SQL, what: SQL, name: string) =>
  sql<number>`coalesce(sum(case when ${when} then ${what} else 0 end), 0)`.as(name)

/** Sums by currency of the requests for which a condition holds. What was given back is no longer received. */
export function sumsFields(scope: WorkspaceScope, { r }: Columns) {
  const { awaited, overdue, received } = parts(r, dayIn(scope.workspace.timezone, scope.now))
  return {
    currency: r.currency,
    awaited: sum(awaited, sql`${r.amount}`, 'awaited_sum'),
    overdue: sum(overdue, sql`${r.amount}`, 'overdue_sum'),
    received: sum(received, sql`${r.amount} - ${r.refunded}`, 'received_sum'),
    refunded: sum(received, sql`${r.refunded}`, 'refunded_sum'),
  }
}

/** The months of a picture, `YYYY-MM`, the oldest first. */
export function monthsAround(timezone: string, now: number): string[] {
  const [year = 0, month = 1] = dayIn(timezone, now).split('-').map(Number)
  return Array.from({ length: BEHIND + 1 + AHEAD }, (_, i) => {
    const at = new Date(Date.UTC(year, month - 1 - BEHIND + i, 1))
    return at.toISOString().slice(0, 7)
  })
}

/**
 * What came in by the month it came in, and what is awaited by the month it is due in (without a date: this one);
 * of these, what is overdue apart. One row a currency and month that has any. Rides in a page's batch.
 */
export function monthsQuery(scope: WorkspaceScope, r: Tables['paymentRequests'], where: SQL | undefined) {
  const { timezone } = scope.workspace
  const today = dayIn(timezone, scope.now)
  const months = monthsAround(timezone, scope.now)
  const starts = months.map(month => ({ month, at: startOfDay(timezone, `${month}-01`) }))
  const paidIn = sql.join(
    starts.toReversed().map(({ month, at }) => sql`when ${r.paidAt} >= ${at} then ${month}`),
    sql` `,
  )
  const { awaited, overdue } = parts(r, today)
  const month = sql<string>`case when ${r.paidAt} is not null then case ${paidIn} end
    else substr(coalesce(${r.dueOn}, ${today}), 1, 7) end`
  return scope
    .select({
      currency: r.currency,
      month: month.as('month_of'),
      received: sum(sql`${r.paidAt} is not null`, sql`${r.amount} - ${r.refunded}`, 'received_sum'),
      awaited: sum(sql`${awaited} and not coalesce(${overdue}, 0)`, sql`${r.amount}`, 'awaited_sum'),
      overdue: sum(overdue, sql`${r.amount}`, 'overdue_sum'),
    })
    .from(r)
    .where(sql`(${where ?? sql`1`}) and (${r.paidAt} is not null or ${eq(r.state, 'pending')})`)
    .groupBy(r.currency, sql`month_of`)
}

/** A picture a currency, every month in it. */
export function picturesOf(
  scope: WorkspaceScope,
  rows: { currency: string; month: string | null; received: number; awaited: number; overdue: number }[],
): Year[] {
  const months = monthsAround(scope.workspace.timezone, scope.now)
  const known = new Set(months)
  const currencies = [...new Set(rows.filter(r => known.has(r.month ?? '')).map(r => r.currency))].sort()
  return currencies.map(currency => ({
    currency,
    months: months.map(month => {
      const found = rows.find(r => r.currency === currency && r.month === month)
      const { received = 0, awaited = 0, overdue = 0 } = found ?? {}
      return { month, received, awaited, overdue }
    }),
  }))
}
