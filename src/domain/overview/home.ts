import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { unsentQuery } from '../deliveries/unsent'
import { waitingQuery } from '../inbound/waiting'
import { nextDue, slaColumns } from '../tickets/sla'
import { slaIs } from '../tickets/standing'

/** The team's first screen: what needs somebody now, across the projects they may enter. */
export async function teamHome(scope: WorkspaceScope) {
  const [tickets, projects, clients, requests, tasks] = [
    scope.view('tickets'),
    scope.view('projects'),
    scope.view('clients'),
    scope.view('paymentRequests'),
    scope.view('tasks'),
  ]
  const people = scope.people()
  const [open, overdue, blocked, inbound, failed, [client], [contact], [project]] = await scope.read(
    scope
      .select({
        id: tickets.id,
        number: tickets.number,
        subject: tickets.subject,
        urgency: tickets.urgency,
        createdAt: tickets.createdAt,
        state: tickets.state,
        ...slaColumns(tickets),
        projectId: tickets.projectId,
        project: projects.name,
        client: sql<string>`${clients.name}`.as('client'),
      })
      .from(tickets)
      .innerJoin(projects, eq(projects.id, tickets.projectId))
      .innerJoin(clients, eq(clients.id, tickets.clientId))
      .where(
        and(
          isNull(projects.archivedAt),
          or(
            eq(tickets.state, 'open'),
            slaIs(tickets, 'late', scope.now),
            slaIs(tickets, 'close', scope.now),
          ),
        ),
      )
      .orderBy(
        sql`${nextDue(tickets)} is null`,
        nextDue(tickets),
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
    waitingQuery(scope),
    unsentQuery(scope),
    scope.select({ id: clients.id }).from(clients).orderBy(clients.id).limit(1),
    scope.select({ id: people.id }).from(people).where(eq(people.role, 'contact')).limit(1),
    scope.select({ id: projects.id }).from(projects).limit(1),
  )
  const [unplaced, unsent] = scope.can.manage ? [inbound[0]?.n ?? 0, failed[0]?.n ?? 0] : [0, 0]
  const begun = { client: client?.id, contact: Boolean(contact), project: Boolean(project) }
  return { open, overdue: scope.can.finance ? overdue : [], blocked, unplaced, unsent, begun }
}
