import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { dayIn, dayNumber, daysAfter } from '../../lib/days'
import type { ApprovalLine } from '../approvals/approvals'

/** Something awaited from the client, and since when the ball is theirs. */
export type Awaited = {
  kind: 'written' | 'task' | 'clarify' | 'price' | 'payment' | 'approval'
  id: string
  /** The title or the words of what is awaited. */
  title: string
  /** Why, in the team's words. */
  reason: string
  number: number | null
  /** Milliseconds UTC. */
  since: number
  /** For how many days the client has held it; null before it is theirs (a payment not yet due). */
  days?: number | null
  amount: number | null
  currency: string | null
  dueOn: string | null
}

type Blocked = { id: string; title: string; reason: string; since: number | null }
type Ticket = Omit<Blocked, 'since'> & { number: number; state: string; since: number }
type Owed = {
  id: string
  title: string
  ticketId: string | null
  amount: number | null
  currency: string
  dueOn: string | null
  since: number
  /** Money is on its way: nobody waits for the client. */
  paying: number
}

/** What may be awaited of the client: tasks, requests and payments; the selects ride in a page's batch. */
export function awaitedQueries(scope: ProjectScope) {
  const [tasks, tickets, requests, attempts] = [
    scope.view('tasks'),
    scope.view('tickets'),
    scope.view('paymentRequests'),
    scope.view('paymentAttempts'),
  ]
  return [
    scope
      .select({ id: tasks.id, title: tasks.title, reason: tasks.blockedReason, since: tasks.blockedAt })
      .from(tasks)
      .where(and(eq(tasks.state, 'waiting_client'), eq(tasks.shared, true)))
      .orderBy(asc(tasks.blockedAt))
      .limit(20),
    scope
      .select({
        id: tickets.id,
        number: tickets.number,
        title: tickets.subject,
        state: tickets.state,
        reason: tickets.reason,
        since: tickets.stateAt,
      })
      .from(tickets)
      .where(inArray(tickets.state, ['waiting_client', 'quoted']))
      .orderBy(asc(tickets.stateAt))
      .limit(20),
    scope
      .select({
        id: requests.id,
        title: requests.title,
        ticketId: requests.ticketId,
        amount: requests.amount,
        currency: requests.currency,
        dueOn: requests.dueOn,
        state: requests.state,
        since: requests.createdAt,
        paying:
          sql<number>`exists (select 1 from ${attempts} where ${attempts.requestId} = ${requests.id} and ${attempts.state} = 'processing')`.as(
            'paying',
          ),
        paidAt: requests.paidAt,
        stateAt: requests.stateAt,
      })
      .from(requests)
      .where(or(eq(requests.state, 'pending'), isNull(requests.ticketId)))
      .orderBy(asc(requests.createdAt))
      .limit(100),
  ] as const
}

/** Everything awaited of the client now, whatever it hangs on. */
export function awaitedOf(
  project: { id: string; awaited: string; awaitedSince: number | null; archivedAt: number | null },
  found: { blocked: Blocked[]; tickets: Ticket[]; pending: Owed[]; approvals: ApprovalLine[] },
  scope: ProjectScope,
): Awaited[] {
  const { blocked, tickets, pending, approvals } = found
  const none = { reason: '', number: null, amount: null, currency: null, dueOn: null }
  const list: Awaited[] = []
  if (project.awaited)
    list.push({
      ...none,
      kind: 'written',
      id: project.id,
      title: project.awaited,
      since: project.awaitedSince ?? scope.now,
    })
  for (const t of blocked)
    list.push({
      ...none,
      kind: 'task',
      id: t.id,
      title: t.title,
      reason: t.reason,
      since: t.since ?? scope.now,
    })
  for (const t of tickets) {
    const price = t.state === 'quoted' ? pending.find(r => r.ticketId === t.id) : undefined
    if (price?.paying) continue
    list.push({
      ...none,
      kind: t.state === 'quoted' ? 'price' : 'clarify',
      id: t.id,
      title: t.title,
      reason: t.state === 'quoted' ? '' : t.reason,
      number: t.number,
      since: t.since,
      amount: price?.amount ?? null,
      currency: price?.currency ?? null,
    })
  }
  for (const a of approvals.filter(a => a.state === 'asked'))
    list.push({ ...none, kind: 'approval', id: a.id, title: a.title, since: a.askedAt })
  if (scope.can.finance)
    for (const r of pending.filter(r => !r.ticketId && !r.paying))
      list.push({
        ...none,
        kind: 'payment',
        id: r.id,
        title: r.title,
        since: r.since,
        amount: r.amount,
        currency: r.currency,
        dueOn: r.dueOn,
      })
  // What is archived can only be paid.
  return list.filter(a => project.archivedAt === null || a.kind === 'payment')
}

/** Those that are the client's turn first, the longest awaited at the top; then what is only announced. */
export function inTurn(awaited: Awaited[], timezone: string, today: string) {
  const days = (a: Awaited): number | null => {
    if (a.kind !== 'payment') return dayNumber(today) - dayNumber(dayIn(timezone, a.since))
    return a.dueOn !== null && a.dueOn < today ? dayNumber(today) - dayNumber(a.dueOn) - 1 : null
  }
  return awaited
    .map(a => ({ ...a, days: days(a) }))
    .sort((a, b) => (b.days ?? -1) - (a.days ?? -1) || a.since - b.since)
}

type Dated = {
  ticketId: string | null
  dueOn: string | null
  state: string
  paidAt: number | null
  stateAt: number
  paying: number
}

/** A payment awaits the client from the day after its due date until it is paid, on its way, or asked no more. */
export const overdues = (requests: Dated[], timezone: string) =>
  requests.flatMap(r =>
    r.dueOn === null || r.ticketId !== null
      ? []
      : [
          {
            from: daysAfter(r.dueOn, 1),
            to: r.state === 'pending' && !r.paying ? null : dayIn(timezone, r.paidAt ?? r.stateAt),
          },
        ],
  )
