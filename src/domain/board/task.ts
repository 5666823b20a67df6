import { eq, sql } from 'drizzle-orm'
import type { Readable, Results } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { phasesQuery } from '../projects/phases'
import { itemsQuery } from '../tasks/checklist'
import { commentsQuery } from '../tasks/comments'
import type { TicketState } from '../tickets/moves'
import { teamQuery } from './team'

/** A task with all that its page and its form show, in one round trip. @throws NotFound */
export async function readTask(scope: ProjectScope, taskId: string) {
  const [tasks, tickets, phases] = [scope.view('tasks'), scope.view('tickets'), scope.view('phases')]
  const [assignees, authors] = [scope.people('assignees'), scope.people('authors')]
  const [found, team, allPhases, items, comments] = await scope.read(
    scope
      .select({
        id: tasks.id,
        title: tasks.title,
        description: tasks.description,
        state: tasks.state,
        shared: tasks.shared,
        priority: tasks.priority,
        dueOn: tasks.dueOn,
        assigneeId: tasks.assigneeId,
        phaseId: tasks.phaseId,
        blockedReason: tasks.blockedReason,
        blockedAt: tasks.blockedAt,
        createdAt: tasks.createdAt,
        doneAt: tasks.doneAt,
        ticketId: tasks.ticketId,
        number: tickets.number,
        ticketState: sql<TicketState | null>`${tickets.state}`.as('ticket_state'),
        assignee: sql<string | null>`${assignees.name}`.as('assignee'),
        author: sql<string | null>`${authors.name}`.as('author'),
        phase: sql<string | null>`${phases.name}`.as('phase'),
      })
      .from(tasks)
      .leftJoin(tickets, eq(tickets.id, tasks.ticketId))
      .leftJoin(assignees, eq(assignees.id, tasks.assigneeId))
      .leftJoin(authors, eq(authors.id, tasks.createdBy))
      .leftJoin(phases, eq(phases.id, tasks.phaseId))
      .where(eq(tasks.id, taskId)),
    teamQuery(scope),
    phasesQuery(scope),
    itemsQuery(scope, taskId),
    commentsQuery(scope, taskId),
  )
  const task = found[0]
  if (!task) throw new NotFound()
  return { task, team, phases: allPhases.map(({ id, name }) => ({ id, name })), items, comments }
}

export type TaskPage = Awaited<ReturnType<typeof readTask>>

const alive: readonly (TicketState | null)[] = ['open', 'waiting_client', 'quoted', 'accepted', 'in_progress']

/** Whether its request is not over yet: then the task cannot be deleted. */
export const stillNeeded = (task: Pick<TaskPage['task'], 'ticketState'>): boolean =>
  alive.includes(task.ticketState)

/**
 * What the form of a new task offers, and what the caller asks `beside` it in the same round trip.
 * @throws NotFound for a contact
 */
export async function readTaskChoices<const Q extends readonly Readable[]>(
  scope: ProjectScope,
  ...beside: Q
) {
  if (!scope.isTeam) throw new NotFound()
  const [team, phases, ...rows] = await scope.read(teamQuery(scope), phasesQuery(scope), ...beside)
  return { team, phases: phases.map(({ id, name }) => ({ id, name })), rows: rows as unknown as Results<Q> }
}
