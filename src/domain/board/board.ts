import { and, asc, count, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { phasesQuery } from '../projects/phases'
import { deletedCount } from '../tasks/deletion'
import type { TaskState } from '../tasks/ends'
import { type BoardFilter, condition, holding } from './filter'
import { teamQuery } from './team'

export type TaskCard = Pick<
  Row<'tasks'>,
  | 'id'
  | 'title'
  | 'state'
  | 'shared'
  | 'priority'
  | 'dueOn'
  | 'blockedReason'
  | 'ticketId'
  | 'doneAt'
  | 'assigneeId'
> & {
  assignee: string | null
  phase: string | null
  number: number | null
  /** Of its checklist, ticked and all: `3/5`. Null without one, and for contacts. */
  checklist: string | null
  /** How many comments; null where there are none, and for contacts. */
  comments: number | null
}

export type TicketCard = Pick<Row<'tickets'>, 'id' | 'urgency' | 'createdAt'> & {
  title: string
  number: number
  state: (typeof undecided)[number]
  assignee: string | null
}

/** The client's requests stand on the board until somebody decides on them; then their task does. */
const undecided = ['open', 'waiting_client', 'quoted'] as const

/** How many of the done are shown, and how many cards at the most in the other columns together. */
export const RECENT = 50
const MOST = 1000

/**
 * The board in one round trip. Open columns stand in the team's order, the done newest first. Contacts get shared
 * tasks only, as their view has no others.
 */
export async function readBoard(scope: ProjectScope, filter: BoardFilter) {
  const tasks = scope.view('tasks')
  const which = condition(filter, tasks)
  const [open, done, counted, tickets, team, phases, deleted] = await scope.read(
    cards(scope)
      .where(and(ne(tasks.state, 'done'), which))
      .orderBy(asc(tasks.position), asc(tasks.id))
      .limit(MOST),
    cards(scope)
      .where(and(eq(tasks.state, 'done'), which))
      .orderBy(desc(tasks.doneAt), desc(tasks.id))
      .limit(filter.words ? MOST : RECENT),
    scope
      .select({ n: count().as('n') })
      .from(tasks)
      .where(and(eq(tasks.state, 'done'), which)),
    ticketsQuery(scope, filter),
    teamQuery(scope),
    phasesQuery(scope),
    deletedCount(scope),
  )
  const holds = holding(filter.words)
  const found = open.filter(holds)
  const finished = done.filter(holds)
  const column = (state: TaskState) => found.filter(card => card.state === state)
  return {
    /** Null where requests are filtered out, or not used in this project. */
    requests:
      filter.show !== 'project' && (scope.project.requestsEnabled || tickets.length > 0)
        ? (tickets.filter(holds) as TicketCard[])
        : null,
    columns: {
      backlog: column('backlog'),
      in_progress: column('in_progress'),
      waiting_client: column('waiting_client'),
      done: finished.slice(0, RECENT),
    },
    doneTotal: filter.words ? finished.length : (counted[0]?.n ?? 0),
    /** There are more open tasks than a board can show. */
    cut: open.length === MOST,
    /** How many deleted tasks can still be put back; none for contacts. */
    deleted: deleted[0]?.n ?? 0,
    team,
    phases: phases.map(({ id, name }) => ({ id, name })),
  }
}

export type BoardView = Awaited<ReturnType<typeof readBoard>>

function cards(scope: ProjectScope) {
  const [tasks, tickets, phases] = [scope.view('tasks'), scope.view('tickets'), scope.view('phases')]
  const [items, comments] = [scope.view('taskItems'), scope.view('taskComments')]
  const people = scope.people()
  return scope
    .select({
      id: tasks.id,
      title: tasks.title,
      state: tasks.state,
      shared: tasks.shared,
      priority: tasks.priority,
      dueOn: tasks.dueOn,
      blockedReason: tasks.blockedReason,
      doneAt: tasks.doneAt,
      ticketId: tasks.ticketId,
      assigneeId: tasks.assigneeId,
      number: tickets.number,
      assignee: people.name,
      phase: phases.name,
      checklist: sql<
        string | null
      >`(select sum(${items.done}) || '/' || count(*) from ${items} where ${items.taskId} = ${tasks.id})`.as(
        'checklist',
      ),
      comments: sql<
        number | null
      >`(select nullif(count(*), 0) from ${comments} where ${comments.taskId} = ${tasks.id})`.as('comments'),
    })
    .from(tasks)
    .leftJoin(tickets, eq(tickets.id, tasks.ticketId))
    .leftJoin(people, eq(people.id, tasks.assigneeId))
    .leftJoin(phases, eq(phases.id, tasks.phaseId))
}

function ticketsQuery(scope: ProjectScope, filter: BoardFilter) {
  const [tickets, people] = [scope.view('tickets'), scope.people()]
  return scope
    .select({
      id: tickets.id,
      title: tickets.subject,
      number: tickets.number,
      state: tickets.state,
      urgency: tickets.urgency,
      createdAt: tickets.createdAt,
      assignee: people.name,
    })
    .from(tickets)
    .leftJoin(people, eq(people.id, tickets.assigneeId))
    .where(and(inArray(tickets.state, [...undecided]), condition(filter, { assigneeId: tickets.assigneeId })))
    .orderBy(asc(tickets.createdAt), asc(tickets.id))
    .limit(MOST)
}
