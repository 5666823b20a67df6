import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import type { Changes } from '../../db/writes'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { calendarOf } from '../../lib/working-time'
import { answered, moved } from './clock'
import {
  broken,
  isBy,
  isFrozen,
  type MoveName,
  moveNamed,
  type Offer,
  type Ticket,
  type TicketState,
} from './moves'

/** What a move is made of, to be committed with whatever else it brings. */
export type Consequences = { writes: Write[]; events: NewEvent[] }

/**
 * Whether this person may make this move now.
 * @throws NotFound for somebody whose move it never is, Forbidden in an archived project, Conflict when the state, a
 *   price or a delay does not allow it (any more)
 */
export function allow(scope: ProjectScope, ticket: Ticket, offer: Offer | null, name: MoveName): void {
  const move = moveNamed(name)
  if (!isBy(scope, move.by)) throw new NotFound()
  if (isFrozen(scope, name)) throw new Forbidden()
  if (!move.from.includes(ticket.state)) throw new Conflict('ticket_state')
  for (const guard of move.guards ?? []) {
    const reason = broken(scope, ticket, offer, guard)
    if (reason) throw new Conflict(reason)
  }
}

/** Where a move leads from here. */
export function destination(ticket: Ticket, name: MoveName, hasTask: boolean): TicketState {
  const { to } = moveNamed(name)
  if (to === 'back') return ticket.cameFrom ?? 'open'
  if (to === 'work') return hasTask ? 'in_progress' : 'open'
  return to
}

const origins: readonly TicketState[] = ['open', 'accepted', 'in_progress']

/** What changes on the ticket itself when it goes from its state to another: state, its origin, and the SLA's clock. */
export function changesOf(scope: ProjectScope, ticket: Ticket, to: TicketState): Changes<'tickets'> {
  const { now } = scope
  const tickets = scope.view('tickets')
  const { firstDueAt, ...clock } = moved(calendarOf(scope.workspace), ticket, to, now)
  return {
    state: to,
    stateAt: now,
    updatedAt: now,
    cameFrom: to === 'waiting_client' && origins.includes(ticket.state) ? (ticket.state as 'open') : null,
    ...clock,
    // A reply may have settled the first promise since the ticket was read.
    firstDueAt: firstDueAt && sql`case when ${tickets.firstTook} is null then ${firstDueAt} end`,
    ...(to === 'resolved' && { resolvedAt: now }),
    ...(ticket.state === 'resolved' && to !== 'closed' && to !== 'merged' && { resolvedAt: null }),
  }
}

/**
 * The guarded change of a ticket's state: of several at once, one holds and the others are a `Conflict`.
 * @param extra what else changes with it; `firstAct` among it
 */
export function transition(
  scope: ProjectScope,
  ticket: Ticket,
  to: TicketState,
  extra: Changes<'tickets'> = {},
): Write {
  const { firstTook } = extra as Partial<Ticket>
  const acted = firstTook === undefined ? ticket : { ...ticket, firstTook }
  return scope.update('tickets', { ...extra, ...changesOf(scope, acted, to) }, t =>
    and(
      eq(t.id, ticket.id),
      eq(t.state, ticket.state),
      sameClock(t, ticket),
      firstTook === undefined ? undefined : isNull(t.firstTook),
    ),
  )
}

/** That nobody moved a ticket or changed what is promised for it since it was read. */
export const sameClock = (t: Tables['tickets'], ticket: Ticket): SQL | undefined =>
  and(
    eq(t.stateAt, ticket.stateAt),
    sql`${t.firstTarget} is ${ticket.firstTarget}`,
    sql`${t.resolveTarget} is ${ticket.resolveTarget}`,
  )

/** The first thing of the team's that the client can see stops the SLA's first clock. */
export const firstAct = (scope: ProjectScope, ticket: Ticket): Changes<'tickets'> =>
  scope.isTeam && scope.actor.membershipId && ticket.firstReplyAt === null
    ? { firstReplyAt: scope.now, ...answered(calendarOf(scope.workspace), ticket, scope.now) }
    : {}

/** That a first act, where there is one, is still the first: goes into the condition of its write. */
export const stillFirst = (t: Tables['tickets'], ticket: Ticket, act: Changes<'tickets'>): SQL | undefined =>
  'firstReplyAt' in act ? and(isNull(t.firstReplyAt), sameClock(t, ticket)) : undefined

/** The journal's line of a move. */
export const eventOf = (
  ticket: Ticket,
  kind: string,
  to: TicketState,
  rest: Omit<NewEvent, 'kind' | 'subjectId'> = {},
): NewEvent => ({
  ...rest,
  kind,
  subjectId: ticket.id,
  facts: { number: ticket.number, from: ticket.state, to, ...rest.facts },
})
