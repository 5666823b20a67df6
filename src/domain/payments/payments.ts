import { and, desc, eq, sql } from 'drizzle-orm'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import { dayIn } from '../../lib/days'
import { isOverdue } from './policy'

/** A project's requests, newest first, for batches of others: amounts are null without the finance capability. */
export function requestsQuery(scope: ProjectScope) {
  const r = scope.view('paymentRequests')
  return scope
    .select({
      id: r.id,
      kind: r.kind,
      title: r.title,
      amount: r.amount,
      currency: r.currency,
      state: r.state,
      dueOn: r.dueOn,
      validUntil: r.validUntil,
      paidAt: r.paidAt,
      refunded: r.refunded,
      disputed: r.disputed,
      duplicate: r.duplicate,
      late: r.late,
      ticketId: r.ticketId,
      phaseId: r.phaseId,
      agreedAt: r.agreedAt,
      planId: r.planId,
      createdAt: r.createdAt,
    })
    .from(r)
    .orderBy(desc(r.createdAt), desc(r.id))
    .limit(200)
}

/** What remains to be paid: one row, `{ amount, count, overdue }`; the amount is null without the finance capability. */
export function remaining(scope: WorkspaceScope) {
  const r = scope.view('paymentRequests')
  const today = dayIn(scope.workspace.timezone, scope.now)
  return scope
    .select({
      amount: sql<number | null>`${scope.can.finance ? sql`coalesce(sum(${r.amount}), 0)` : sql`null`}`.as(
        'amount',
      ),
      count: sql<number>`count(*)`.as('count'),
      overdue: sql<number>`coalesce(sum(${r.dueOn} < ${today}), 0)`.as('overdue'),
    })
    .from(r)
    .where(and(eq(r.state, 'pending'), eq(r.currency, scope.workspace.currency)))
}

/** A project's payments and what remains to be paid, in one round trip. */
export async function listPayments(scope: ProjectScope) {
  const tickets = scope.view('tickets')
  const r = scope.view('paymentRequests', 'priced')
  const [rows, [rest], numbered] = await scope.read(
    requestsQuery(scope),
    remaining(scope),
    scope
      .select({ id: tickets.id, number: tickets.number })
      .from(tickets)
      .where(sql`${tickets.id} in (select ${r.ticketId} from ${r})`),
  )
  const numbers = new Map(numbered.map(t => [t.id, t.number]))
  return {
    remaining: rest?.amount ?? 0,
    payments: rows.map(row => ({
      ...row,
      overdue: isOverdue(scope, row),
      ticketNumber: row.ticketId ? (numbers.get(row.ticketId) ?? null) : null,
    })),
  }
}
export type ListedPayment = Awaited<ReturnType<typeof listPayments>>['payments'][number]
