import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { dayIn } from '../../lib/days'
import type { Awaiting } from '../../lib/reminders'
import { thingAwaits } from '../payments/things'
import { DAY, type Wait } from './plan'

/** A wait with all that a reminder of it is planned and told by. */
export type Awaited = Wait & {
  id: string
  projectId: string
  clientId: string
  /** As the thing is called. */
  title: string
  /** A request's. */
  number: number | null
  openedBy: string | null
  assigneeId: string | null
  amount: number | null
  currency: string | null
  remindedAt: number | null
}

type Column = SQL | { getSQL(): SQL }

/** Where the waits of one kind stand, and when there is one. */
type Source = {
  from: Tables['tickets']
  /** What its steps are counted from: an index of the table ends in it. */
  since: Column
  /** It is waited for, as things are now. */
  waits: SQL | undefined
  /** From when on nothing was told of it. */
  quiet: SQL
  title: Column
  own: Record<'number' | 'openedBy' | 'assigneeId' | 'amount' | 'currency' | 'remindedAt', Column>
}

const nothing = sql`null`
const none = {
  number: nothing,
  openedBy: nothing,
  assigneeId: nothing,
  amount: nothing,
  currency: nothing,
  remindedAt: nothing,
}

/** Money that is asked for and payable now, by a date; nobody is at work on paying it. */
function payments(scope: WorkspaceScope): Source {
  const [r, a, t] = [scope.view('paymentRequests'), scope.view('paymentAttempts'), scope.view('tickets')]
  const today = dayIn(scope.workspace.timezone, scope.now)
  return {
    from: r as unknown as Source['from'],
    since: r.dueOn,
    waits: and(
      eq(r.state, 'pending'),
      sql`${r.dueOn} is not null`,
      sql`(${r.validUntil} is null or ${r.agreedAt} is not null or ${r.validUntil} >= ${today})`,
      thingAwaits(scope, r),
      sql`not exists (select 1 from ${t} where ${t.id} = ${r.ticketId}
        and ${t.state} in ('merged', 'refused', 'declined', 'withdrawn'))`,
      sql`not exists (select 1 from ${a} where ${a.requestId} = ${r.id} and ${a.state} = 'processing')`,
    ),
    quiet: sql`max(${r.createdAt}, coalesce(${r.remindedAt}, 0)) + ${DAY}`,
    title: r.title,
    own: { ...none, amount: r.amount, currency: r.currency, remindedAt: r.remindedAt },
  }
}

function approvals(scope: WorkspaceScope): Source {
  const [a, p] = [scope.view('approvals'), scope.view('projects')]
  return {
    from: a as unknown as Source['from'],
    since: a.askedAt,
    waits: and(eq(a.state, 'asked'), isNull(p.archivedAt)),
    quiet: sql`0`,
    title: a.title,
    own: none,
  }
}

function clarifications(scope: WorkspaceScope): Source {
  const [t, p] = [scope.view('tickets'), scope.view('projects')]
  return {
    from: t,
    since: t.stateAt,
    waits: and(eq(t.state, 'waiting_client'), isNull(p.archivedAt)),
    quiet: sql`0`,
    title: t.subject,
    own: { ...none, number: t.number, openedBy: t.openedBy, assigneeId: t.assigneeId },
  }
}

const sources = { payment: payments, approval: approvals, clarification: clarifications }

/** What a query about waits is made of. */
export type Pieces = Source & {
  id: Column
  /** `since` as it is noted. */
  text: SQL
  noted: SQL
  /** Until when it is snoozed, or 0: a question asked anew is waited for anew. */
  snoozed: SQL
}

export function piecesOf(scope: WorkspaceScope, kind: Awaiting): Pieces {
  const source = sources[kind](scope)
  const { id } = source.from
  const [n, s] = [scope.view('reminders', 'noted'), scope.view('reminderSnoozes', 'resting')]
  const text = sql`cast(${source.since} as text)`
  const same = kind === 'payment' ? sql`1` : sql`${s.at} >= ${source.since}`
  return {
    ...source,
    id,
    text,
    noted: sql`(select max(${n.step}) from ${n}
      where ${n.kind} = ${kind} and ${n.subjectId} = ${id} and ${n.since} = ${text})`,
    snoozed: sql`coalesce((select ${s.until} from ${s} where ${s.subjectId} = ${id} and ${same}), 0)`,
  }
}

/** Those who are waited for now, the longest first: rows are `Awaited`, with `more` of each. Rides in a batch. */
export function waitsQuery<M extends Record<string, SQL.Aliased>>(
  scope: WorkspaceScope,
  kind: Awaiting,
  which: (pieces: Pieces) => SQL | undefined,
  limit: number,
  more: M = {} as M,
) {
  const pieces = piecesOf(scope, kind)
  const { from, own } = pieces
  const p = scope.view('projects')
  const columns = {
    id: from.id,
    projectId: from.projectId,
    clientId: from.clientId,
    kind: sql<Awaiting>`${kind}`.as('kind'),
    since: sql<string>`${pieces.text}`.as('since'),
    noted: sql<number | null>`${pieces.noted}`.as('noted'),
    quietUntil: sql<number>`max(${pieces.quiet}, ${pieces.snoozed})`.as('quiet_until'),
    title: sql<string>`${pieces.title}`.as('title'),
    number: sql<number | null>`${own.number}`.as('number'),
    openedBy: sql<string | null>`${own.openedBy}`.as('opened_by'),
    assigneeId: sql<string | null>`${own.assigneeId}`.as('assignee_id'),
    amount: sql<number | null>`${own.amount}`.as('amount'),
    currency: sql<string | null>`${own.currency}`.as('currency'),
    remindedAt: sql<number | null>`${own.remindedAt}`.as('reminded_at'),
    ...more,
  }
  // SQLite takes a cross join in the order in which it stands: it knows nothing of how full the tables are.
  const begun = () => scope.select(columns).from(from).crossJoin(p)
  const query = kind === 'approval' ? scope.select(columns).from(p).crossJoin(from) : begun()
  return (query as unknown as ReturnType<typeof begun>)
    .where(and(eq(from.projectId, p.id), pieces.waits, which(pieces)))
    .orderBy(asc(sql`${pieces.since}`))
    .limit(limit)
}

/** A condition of a commit: the thing is waited for still, since then, and nobody asked to leave the client alone. */
export function stillWaits(scope: ProjectScope, wait: Pick<Awaited, 'kind' | 'id' | 'since'>): SQL {
  const { from, waits, text, snoozed, id } = piecesOf(scope, wait.kind)
  const [p, w] = [scope.view('projects'), scope.view('workspaces')]
  return sql`exists (select 1 from ${p} inner join ${from} on ${from.projectId} = ${p.id}
    where ${and(waits, sql`${id} = ${wait.id} and ${text} = ${wait.since} and ${snoozed} <= ${scope.now}`)})
    and exists (select 1 from ${w} where json_extract(${w.reminders}, ${`$.${wait.kind}.on`}) = 1)`
}
