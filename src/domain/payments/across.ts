import { and, asc, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { matching, type PaymentFilter } from './filter'
import { isOverdue } from './policy'
import { monthsQuery, picturesOf, sumsFields } from './totals'

const PAGE = 50
/** As many as one file holds; whoever has more asks by period. */
export const MOST_ROWS = 10_000

/** Requests over all the projects in reach, with the names of project and client. */
function across(scope: WorkspaceScope, filter: PaymentFilter) {
  const [r, p, c] = [scope.view('paymentRequests'), scope.view('projects'), scope.view('clients')]
  const names = { project: sql<string>`${p.name}`, client: sql<string>`${c.name}` }
  const where = matching(scope, filter, { r, ...names })
  return { r, p, c, names, where }
}

/**
 * Fifty payments over all projects, newest first, with sums by currency of everything the filter lets through, the
 * months around now, and what can be filtered by; one round trip. Amounts need the finance capability.
 */
export async function listAcross(scope: WorkspaceScope, filter: PaymentFilter) {
  if (!scope.can.finance) throw new NotFound()
  const { r, p, c, names, where } = across(scope, filter)
  const [w, a, all] = [
    scope.view('webhookEvents'),
    scope.view('paymentAttempts'),
    scope.view('paymentRequests', 'all'),
  ]
  const unreturned = (flag: 'duplicate' | 'late') =>
    sql<number>`(select count(*) from ${a} where ${a.flag} = ${flag} and ${a.state} = 'succeeded'
      and ${a.refunded} < ${a.amount})`.as(`${flag}_count`)
  const [rows, sums, months, clients, projects, [failing], [look]] = await scope.read(
    scope
      .select({
        id: r.id,
        kind: r.kind,
        title: r.title,
        amount: r.amount,
        currency: r.currency,
        state: r.state,
        dueOn: r.dueOn,
        paidAt: r.paidAt,
        refunded: r.refunded,
        disputed: r.disputed,
        duplicate: r.duplicate,
        late: r.late,
        createdAt: r.createdAt,
        projectId: r.projectId,
        project: names.project.as('project'),
        client: names.client.as('client'),
      })
      .from(r)
      .innerJoin(p, eq(p.id, r.projectId))
      .innerJoin(c, eq(c.id, r.clientId))
      .where(and(where, filter.before ? lt(r.id, filter.before) : undefined))
      .orderBy(desc(r.id))
      .limit(PAGE + 1),
    scope
      .select(sumsFields(scope, { r }))
      .from(r)
      .innerJoin(p, eq(p.id, r.projectId))
      .innerJoin(c, eq(c.id, r.clientId))
      .where(where)
      .groupBy(r.currency)
      .orderBy(r.currency),
    monthsQuery(scope, r, placed(filter, r)),
    scope.select({ id: c.id, name: c.name }).from(c).orderBy(asc(c.name)).limit(500),
    scope.select({ id: p.id, name: p.name, clientId: p.clientId }).from(p).orderBy(asc(p.name)).limit(500),
    scope
      .select({ count: sql<number>`count(*)`.as('failing_count') })
      .from(w)
      .where(sql`${w.processedAt} is null and ${w.tries} > 0`),
    scope
      .select({
        disputed: sql<number>`coalesce(sum(${all.disputed}), 0)`.as('disputed_count'),
        duplicate: unreturned('duplicate'),
        late: unreturned('late'),
      })
      .from(all),
  )
  return {
    payments: rows.slice(0, PAGE).map(row => ({ ...row, overdue: isOverdue(scope, row) })),
    next: rows.length > PAGE ? rows[PAGE - 1]?.id : undefined,
    sums,
    pictures: picturesOf(scope, months),
    clients,
    projects,
    /** Of what providers told us, what could not be processed so far. */
    failing: failing?.count ?? 0,
    /** What somebody should look at, whatever the filter: disputes, and money that was not asked for and is still here. */
    look: look ?? { disputed: 0, duplicate: 0, late: 0 },
  }
}
export type AcrossPayments = Awaited<ReturnType<typeof listAcross>>
export type AcrossPayment = AcrossPayments['payments'][number]

/** The picture of months follows the client and the project that are looked at, and nothing else of a filter. */
function placed({ client, project }: PaymentFilter, r: ReturnType<typeof across>['r']): SQL | undefined {
  return and(client ? eq(r.clientId, client) : undefined, project ? eq(r.projectId, project) : undefined)
}

/**
 * Everything the filter lets through, oldest first, as a file holds it.
 * @param logged whether it is taken now: one line of the log, in the same round trip
 * @throws NotFound without finance
 */
export async function exportAcross(scope: WorkspaceScope, filter: PaymentFilter, logged: boolean) {
  if (!scope.can.finance) throw new NotFound()
  const { r, p, c, names, where } = across(scope, filter)
  const a = scope.view('paymentAttempts')
  const wanted = scope
    .select({
      id: r.id,
      kind: r.kind,
      title: r.title,
      amount: r.amount,
      taxes: r.taxes,
      currency: r.currency,
      state: r.state,
      dueOn: r.dueOn,
      paidAt: r.paidAt,
      paidSource: r.paidSource,
      reference: r.transferReference,
      refunded: r.refunded,
      createdAt: r.createdAt,
      project: names.project.as('project'),
      client: names.client.as('client'),
      provider: sql<string | null>`(select ${a.provider} from ${a} where ${a.requestId} = ${r.id}
          and ${a.state} = 'succeeded' and ${a.flag} is null limit 1)`.as('paid_by'),
    })
    .from(r)
    .innerJoin(p, eq(p.id, r.projectId))
    .innerJoin(c, eq(c.id, r.clientId))
    .where(where)
    .orderBy(asc(r.id))
    .limit(MOST_ROWS)
  const line = { id: newId(scope.now), userId: scope.actor.userId, kind: 'payment.export', at: scope.now }
  const [rows] = logged
    ? await scope.commit([scope.insert('securityLog', line)], [], wanted)
    : await scope.read(wanted)
  return rows
}
export type ExportedPayment = Awaited<ReturnType<typeof exportAcross>>[number]
