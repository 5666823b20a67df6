import { and, desc, eq, inArray } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'

/** The kinds of lines that hand the ball over, or say when the estimated date was set: all that counting days needs. */
export const handoverKinds = [
  'project.steered',
  'project.awaiting',
  'project.dated',
  'project.done',
  'project.resumed',
  'project.archived',
  'project.restored',
  'task.blocked',
  'task.unblocked',
  'task.edited',
  'task.deleted',
  'task.restored',
  'ticket.clarification_asked',
  'ticket.answered',
  'ticket.resumed',
  'ticket.priced',
  'ticket.repriced',
  'ticket.price_withdrawn',
  'ticket.price_expired',
  'ticket.paid',
  'ticket.agreed',
  'ticket.declined',
  'ticket.accepted',
  'ticket.refused',
  'ticket.withdrawn',
  'ticket.resolved',
  'ticket.reopened',
  'ticket.merged',
  'approval.asked',
  'approval.approved',
  'approval.changes',
  'approval.withdrawn',
  'approval.superseded',
] as const

/**
 * Those lines of a project, newest first; a select that rides in a page's batch. It seeks by project and kind, so a
 * long conversation costs it nothing. What the client never saw (internal) handed nothing over.
 */
export function handovers(scope: ProjectScope) {
  const [events, tasks] = [scope.view('events', 'handed'), scope.view('tasks', 'handed_task')]
  return scope
    .select({
      kind: events.kind,
      subjectId: events.subjectId,
      at: events.at,
      facts: events.facts,
      ticketId: tasks.ticketId,
    })
    .from(events)
    .leftJoin(tasks, eq(tasks.id, events.subjectId))
    .where(and(inArray(events.kind, [...handoverKinds]), eq(events.internal, false)))
    .orderBy(desc(events.at), desc(events.id))
    .limit(3000)
}
