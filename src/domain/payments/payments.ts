import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import { dayIn } from '../../lib/days'
import { phasesQuery } from '../projects/phases'
import { dossierOf, dossierQueries } from './dossier'
import { isOverdue, movesFor } from './policy'

/** As many as one page of the workspace's list shows. */
const PAGE = 50

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

/** One request with all that its page shows, and what this person may do with it. @throws NotFound */
export async function showPayment(scope: ProjectScope, id: string) {
  const [phases, people, requests] = [
    scope.view('phases'),
    scope.people(),
    scope.view('paymentRequests', 'asked'),
  ]
  const asked = (column: typeof requests.phaseId | typeof requests.createdBy) =>
    sql`(select ${column} from ${requests} where ${requests.id} = ${id})`
  const [[phase], [asker], [rest], ...found] = await scope.read(
    scope
      .select({ name: phases.name })
      .from(phases)
      .where(eq(phases.id, asked(requests.phaseId))),
    scope
      .select({ name: people.name })
      .from(people)
      .where(eq(people.id, asked(requests.createdBy))),
    remaining(scope),
    ...dossierQueries(scope, id),
  )
  const { request, attempts, ticket } = dossierOf(found)
  return {
    request,
    attempts,
    ticket: ticket && { id: ticket.id, number: ticket.number, subject: ticket.subject, state: ticket.state },
    phase: phase?.name ?? null,
    asker: asker?.name ?? null,
    remaining: rest?.amount ?? 0,
    overdue: isOverdue(scope, request),
    moves: movesFor(scope, request, attempts, ticket),
  }
}
export type ShownPayment = Awaited<ReturnType<typeof showPayment>>

/** The phases a request may name. */
export async function phasesToName(scope: ProjectScope) {
  const [phases] = await scope.read(phasesQuery(scope))
  return phases.map(({ id, name }) => ({ id, name }))
}

/** A request and the phases it may name, for its form. @throws NotFound */
export async function paymentToEdit(scope: ProjectScope, id: string) {
  const [phases, ...found] = await scope.read(phasesQuery(scope), ...dossierQueries(scope, id))
  const { request, attempts, ticket } = dossierOf(found)
  return { request, phases, moves: movesFor(scope, request, attempts, ticket) }
}

/** Fifty payments of the workspace, newest first. @param before the id of the last one already shown */
export async function allPayments(scope: WorkspaceScope, before?: string) {
  const [r, p, c] = [scope.view('paymentRequests'), scope.view('projects'), scope.view('clients')]
  const [rows, [rest]] = await scope.read(
    scope
      .select({
        id: r.id,
        kind: r.kind,
        title: r.title,
        amount: r.amount,
        currency: r.currency,
        state: r.state,
        dueOn: r.dueOn,
        disputed: r.disputed,
        duplicate: r.duplicate,
        late: r.late,
        createdAt: r.createdAt,
        projectId: r.projectId,
        project: sql<string>`${p.name}`.as('project'),
        client: sql<string>`${c.name}`.as('client'),
      })
      .from(r)
      .innerJoin(p, eq(p.id, r.projectId))
      .innerJoin(c, eq(c.id, r.clientId))
      .where(before ? lt(r.id, before) : undefined)
      .orderBy(desc(r.id))
      .limit(PAGE + 1),
    remaining(scope),
  )
  return {
    remaining: rest?.amount ?? 0,
    payments: rows.slice(0, PAGE).map(row => ({ ...row, overdue: isOverdue(scope, row) })),
    next: rows.length > PAGE ? rows[PAGE - 1]?.id : undefined,
  }
}
export type WorkspacePayment = Awaited<ReturnType<typeof allPayments>>['payments'][number]
