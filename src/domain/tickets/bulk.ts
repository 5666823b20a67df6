import { and, eq, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { among } from '../../db/among'
import type { Results } from '../../db/connection'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Invalid, NotFound, Refusal } from '../../lib/errors'
import { isId } from '../../lib/id'
import { tagOf } from '../../lib/ticket-filter'
import { between } from '../tasks/position'
import { assignment } from './assign'
import type { Ticket } from './moves'
import { resolution } from './resolve'
import { tagging, untagging } from './tags'
import type { Consequences } from './transition'

/** As many requests as are changed at once: a page of them. */
export const AT_ONCE = 50

const isOne = z.string().refine(isId)
export const bulkInput = z.object({
  ids: z
    .union([isOne.transform(id => [id]), z.array(isOne)], 'ticketList.bulk.nothing')
    .transform(ids => [...new Set(ids)])
    .pipe(z.array(isOne).min(1, 'ticketList.bulk.nothing').max(AT_ONCE, 'ticketList.bulk.too_many')),
  do: z.enum(['assign', 'tag', 'untag', 'resolve']),
  assignee: z
    .union([z.literal('none'), isOne])
    .optional()
    .catch(undefined),
  tag: z.string().max(200).optional(),
})
export type BulkInput = z.output<typeof bulkInput>

/** How many are as they were wished to be, and how many could not be so; what this person cannot see is not there. */
export type BulkOutcome = { done: number; left: number }

/**
 * The same done to several requests, each by its own command with its own event: what some of them refuse, or somebody
 * else was faster with, holds the others up in nothing.
 * @throws NotFound (a contact; no such request; nobody of the team), Invalid (`tag`)
 */
export async function changeTickets(scope: WorkspaceScope, input: BulkInput): Promise<BulkOutcome> {
  if (!scope.isTeam) throw new NotFound()
  if ((input.do === 'tag' || input.do === 'untag') && !tagOf(input.tag ?? ''))
    throw new Invalid({ tag: 'ticketList.bulk.bad_tag' })
  const { scopes, rows } = await scope.inProjects(
    p => sql`${p.id} in (${projectsOf(scope, input.ids)})`,
    ...queries(scope, input),
  )
  const known = rows as Known
  const [tickets, , , [person]] = known
  if (tickets.length === 0) throw new NotFound()
  if (input.do === 'assign' && input.assignee !== 'none' && !person) throw new NotFound()
  const plans: Plan[] = []
  let left = 0
  for (const ticket of tickets) {
    const project = scopes.get(ticket.projectId)
    const plan = project && planned(() => consequences(project, ticket, input, known))
    if (!project || !plan) left++
    else plans.push({ project, ...plan })
  }
  const failed = await commitAll(scope, plans)
  return { done: plans.length - failed, left: left + failed }
}

type Plan = Consequences & { project: ProjectScope }
type Known = Results<ReturnType<typeof queries>>

/** In one commit; where one of them stops it, each on its own. @returns how many did not pass */
async function commitAll(scope: WorkspaceScope, plans: Plan[]): Promise<number> {
  const due = plans.filter(plan => plan.events.length > 0)
  if (due.length === 0) return 0
  const events = due.flatMap(({ project, events }) => {
    const under = { clientId: project.project.clientId, projectId: project.project.id }
    return events.map(event => ({ ...event, under }))
  })
  try {
    await scope.commit(
      due.flatMap(plan => plan.writes),
      events,
    )
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  let failed = 0
  for (const { project, writes, events } of due) {
    try {
      await project.commit(writes, events)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      failed++
    }
  }
  return failed
}

/** Null where the request does not allow it. */
function planned(plan: () => Consequences): Consequences | null {
  try {
    return plan()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function consequences(project: ProjectScope, ticket: Ticket, input: BulkInput, known: Known): Consequences {
  const [, tasks, tags, [person], granted, ends] = known
  const worn = tags.filter(tag => tag.ticketId === ticket.id).map(tag => tag.tag)
  if (input.do === 'tag') return tagging(project, ticket, worn, input.tag ?? '')
  if (input.do === 'untag') return untagging(project, ticket, worn, input.tag ?? '')
  if (input.do === 'assign') {
    const to = input.assignee === 'none' ? null : (person?.id ?? null)
    const enters = person?.allProjects || granted.some(access => access.projectId === ticket.projectId)
    if (to && !enters) throw new Invalid({ assignee: 'errors.choice' })
    return assignment(project, ticket, to)
  }
  const task = (tasks.find(one => one.ticketId === ticket.id) ?? null) as Row<'tasks'> | null
  const last = ends.find(end => end.projectId === ticket.projectId)?.last ?? null
  // Resolving asks for no price: what is priced cannot be resolved.
  const changes = resolution(project, { ticket, offer: null, task, ends: { done: last ?? undefined } })
  // The next one's task goes below this one's.
  if (task && task.state !== 'done') ends.unshift({ projectId: ticket.projectId, last: between(last, null) })
  return changes
}

function projectsOf(scope: WorkspaceScope, ids: readonly string[]): SQL {
  const tickets = scope.view('tickets', 'wanted')
  return sql`select ${tickets.projectId} from ${tickets} where ${among(tickets.id, ids)}`
}

/** All that the four commands need to know, of all the requests at once. */
function queries(scope: WorkspaceScope, { ids, assignee = '', do: what }: BulkInput) {
  const [tickets, tasks, tags] = [scope.view('tickets'), scope.view('tasks'), scope.view('ticketTags')]
  const [access, people] = [scope.view('projectAccess'), scope.people()]
  const all = scope.view('tasks', 'column')
  const resolving = what === 'resolve' ? undefined : sql`0`
  return [
    scope.select().from(tickets).where(among(tickets.id, ids)).orderBy(tickets.id),
    scope
      .select()
      .from(tasks)
      .where(and(among(tasks.ticketId, ids), resolving)),
    scope.select({ ticketId: tags.ticketId, tag: tags.tag }).from(tags).where(among(tags.ticketId, ids)),
    scope
      .select({ id: people.id, allProjects: people.allProjects })
      .from(people)
      .where(
        and(
          eq(people.id, assignee),
          ne(people.role, 'contact'),
          isNotNull(people.acceptedAt),
          isNull(people.removedAt),
        ),
      ),
    scope.select({ projectId: access.projectId }).from(access).where(eq(access.membershipId, assignee)),
    scope
      .select({ projectId: all.projectId, last: sql<string | null>`max(${all.position})`.as('last') })
      .from(all)
      .where(and(sql`${all.projectId} in (${projectsOf(scope, ids)})`, or(eq(all.state, 'done')), resolving))
      .groupBy(all.projectId),
  ] as const
}
