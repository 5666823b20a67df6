import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { WorkspaceScope } from '../../db/scope'
import { dayIn } from '../../lib/days'

/**
 * Whether anything is awaited of a project's client: a hand-written action, a blocked task, a ticket to clarify or
 * priced, an approval asked, or a payment overdue. An expression over a projects view, 0 or 1.
 */
export function waitingForClient(
  scope: WorkspaceScope,
  projects: { id: SQLiteColumn; awaited: SQLiteColumn },
): SQL<number> {
  const [tasks, tickets, requests, approvals] = [
    scope.view('tasks', 'wt'),
    scope.view('tickets', 'wk'),
    scope.view('paymentRequests', 'wp'),
    scope.view('approvals', 'wa'),
  ]
  const attempts = scope.view('paymentAttempts', 'wy')
  const today = dayIn(scope.workspace.timezone, scope.now)
  // Who sees no payments does not learn of them by a project's state; money on its way is not awaited any more.
  const late = scope.can.finance
    ? sql`or exists (select 1 from ${requests} where ${requests.projectId} = ${projects.id} and ${requests.state} = 'pending' and ${requests.dueOn} < ${today}
        and not exists (select 1 from ${attempts} where ${attempts.requestId} = ${requests.id} and ${attempts.state} = 'processing'))`
    : sql``
  return sql<number>`(${projects.awaited} <> ''
    or exists (select 1 from ${tasks} where ${tasks.projectId} = ${projects.id} and ${tasks.state} = 'waiting_client' and ${tasks.shared} = 1)
    or exists (select 1 from ${tickets} where ${tickets.projectId} = ${projects.id} and ${tickets.state} in ('waiting_client', 'quoted'))
    or exists (select 1 from ${approvals} where ${approvals.projectId} = ${projects.id} and ${approvals.state} = 'asked')
    ${late})`
}
