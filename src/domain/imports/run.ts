import { sql } from 'drizzle-orm'
import type { Facts } from '../../db/schema/journal'
import type { ProjectScope } from '../../db/scope'
import { Conflict } from '../../lib/errors'
import { newId } from '../../lib/id'
import type { TaskState } from '../tasks/ends'
import { between } from '../tasks/position'
import { runsIn } from '../tickets/clock'
import type { TicketState } from '../tickets/moves'
import type { ImportInput } from './input'
import { type Fresh, type Review, reviewImport, type Surroundings } from './review'

export { decoded } from './csv'
export { reviewImport }

export type Imported = { created: number; present: number }

/**
 * Brings all lines of a file in, or none. What came in before stays as it is; several imports of one file at once make
 * each thing once. Nobody is written to, one line of the journal tells of it.
 * @returns what came in, or the review that says what is wrong
 * @throws as `reviewImport`; Conflict when others kept being faster
 */
export async function runImport(
  scope: ProjectScope,
  input: ImportInput,
  locale: string,
): Promise<Imported | Review> {
  for (let tries = 3; ; tries--) {
    const review = await reviewImport(scope, input, locale)
    const { fresh, present, problems } = review
    if (problems.length > 0) return review
    if (fresh.length === 0) return { created: 0, present }
    try {
      await (input.kind === 'tickets' ? bringTickets : bringTasks)(scope, review)
      return { created: fresh.length, present }
    } catch (error) {
      // The same lines came in meanwhile: by now they are there.
      if (!(error instanceof Conflict) || tries === 1) throw error
    }
  }
}

/** The tickets, each with the next number, those under way with their task, and read by everybody who may enter. */
async function bringTickets(scope: ProjectScope, { fresh, present, everybody, ends }: Review & Surroundings) {
  const { me, now } = scope
  const numbers = scope.nextNumber('ticket', fresh.length)
  const tickets = fresh.map((line, n) => {
    const at = line.createdAt ?? now
    const state = line.state as TicketState
    return {
      id: newId(now),
      number: n,
      type: line.type,
      urgency: line.urgency,
      state,
      subject: line.title,
      body: line.body,
      phaseId: line.phaseId,
      openedBy: line.openerId ?? me,
      assigneeId: line.assigneeId,
      createdAt: at,
      updatedAt: at,
      stateAt: at,
      resolvedAt: state === 'closed' ? at : null,
      // Nothing was promised for it; should it be from now on, its time counts from now.
      runsSince: runsIn(state) ? now : null,
      externalKey: line.externalKey,
    }
  })
  // As text of the query: a number bound to it would come back as 3.0.
  const [count, before] = [fresh.length, present].map(n => sql.raw(String(n)))
  const first = sql`${numbers.value} - ${count} + 1`
  const underWay = tickets.flatMap((ticket, n): Work[] => {
    const [line, state] = [fresh[n], taskIn[ticket.state]]
    const priority = ticket.urgency === 'urgent' ? 'high' : 'normal'
    return line && state ? [{ ...line, state, priority, ticketId: ticket.id }] : []
  })
  const reads = everybody.flatMap(({ id }) =>
    tickets.map(t => ({ membershipId: id, subjectId: t.id, upTo: t.updatedAt, at: now })),
  )
  await scope.commit(
    [
      numbers.raise,
      scope.insertMany('tickets', tickets, { number: held => sql`${first} + ${held}` }),
      ...(underWay.length ? [scope.insertMany('tasks', tasksOf(scope, underWay, ends))] : []),
      scope.insertMany('reads', reads),
    ],
    {
      kind: 'import.tickets',
      facts:
        sql`json_object('count', ${count}, 'present', ${before}, 'first', ${first}, 'last', ${numbers.value})` as unknown as Facts,
    },
  )
}

/** Where the task of a ticket stands that comes in under way. */
const taskIn: Partial<Record<TicketState, TaskState>> = { accepted: 'backlog', in_progress: 'in_progress' }

async function bringTasks(scope: ProjectScope, { fresh, present, ends }: Review & Surroundings) {
  const tasks = tasksOf(
    scope,
    fresh.map(line => ({ ...line, state: line.state as TaskState, ticketId: null })),
    ends,
  ).map((task, n) => ({ ...task, externalKey: fresh[n]?.externalKey }))
  await scope.commit([scope.insertMany('tasks', tasks)], {
    kind: 'import.tasks',
    internal: fresh.every(line => line.internal),
    facts: { count: fresh.length, present },
  })
}

type Work = Omit<Fresh, 'state'> & { state: TaskState; ticketId: string | null }

/** Tasks in the order of the file, each after the last of its column. */
function tasksOf(scope: ProjectScope, lines: Work[], ends: Surroundings['ends']) {
  const last = { ...ends }
  return lines.map(line => {
    const at = line.createdAt ?? scope.now
    const position = between(last[line.state] ?? null, null)
    last[line.state] = position
    return {
      id: newId(scope.now),
      ticketId: line.ticketId,
      phaseId: line.phaseId,
      title: line.title,
      description: line.body,
      state: line.state,
      position,
      shared: !line.internal,
      assigneeId: line.assigneeId,
      priority: line.priority,
      dueOn: line.dueOn,
      createdBy: scope.actor.membershipId,
      createdAt: at,
      updatedAt: at,
      doneAt: line.state === 'done' ? at : null,
    }
  })
}
