import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'

/** The team's first screen: what needs somebody now, across the projects they may enter. */
export async function teamHome(scope: WorkspaceScope) {
  const [tickets, projects, clients, requests, tasks] = [
    scope.view('tickets'),
    scope.view('projects'),
    scope.view('clients'),
    scope.view('paymentRequests'),
    scope.view('tasks'),
  ]
  const [open, overdue, blocked] = await scope.read(
    scope
      .select({
        id: tickets.id,
        number: tickets.number,
        subject: tickets.subject,
        urgency: tickets.urgency,
        createdAt: tickets.createdAt,
        projectId: tickets.projectId,
        project: projects.name,
        client: sql<string>`${clients.name}`.as('client'),
      })
      .from(tickets)
      .innerJoin(projects, eq(projects.id, tickets.projectId))
      .innerJoin(clients, eq(clients.id, tickets.clientId))
      .where(inArray(tickets.state, ['open']))
      .orderBy(
        sql`case ${tickets.urgency} when 'urgent' then 0 when 'maintenance' then 1 else 2 end`,
        tickets.createdAt,
      )
      .limit(12),
    scope
      .select({
        id: requests.id,
        title: requests.title,
        amount: requests.amount,
        currency: requests.currency,
        dueOn: requests.dueOn,
        projectId: requests.projectId,
        project: projects.name,
      })
      .from(requests)
      .innerJoin(projects, eq(projects.id, requests.projectId))
      .where(eq(requests.state, 'pending'))
      .orderBy(sql`${requests.dueOn} is null`, requests.dueOn)
      .limit(8),
    scope
      .select({
        id: tasks.id,
        title: tasks.title,
        since: tasks.blockedAt,
        projectId: tasks.projectId,
        project: projects.name,
      })
      .from(tasks)
      .innerJoin(projects, eq(projects.id, tasks.projectId))
      .where(eq(tasks.state, 'waiting_client'))
      .orderBy(desc(tasks.blockedAt))
      .limit(8),
  )
  return { open, overdue: scope.can.finance ? overdue : [], blocked }
}
