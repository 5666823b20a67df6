import { and, eq } from 'drizzle-orm'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Changes } from '../../db/writes'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
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

const pausing: readonly TicketState[] = ['waiting_client', 'quoted']
const origins: readonly TicketState[] = ['open', 'accepted', 'in_progress']

/** What changes on the ticket itself when it goes from its state to another: state, its origin, and the SLA's clock. */
export function changesOf(scope: ProjectScope, ticket: Ticket, to: TicketState): Changes<'tickets'> {
  const { now } = scope
  const pauses = pausing.includes(to)
  const wasOver = ['resolved', 'refused', 'declined'].includes(ticket.state)
  const stoodStill =
    ticket.pausedAt ?? (wasOver && to !== 'closed' && to !== 'merged' ? ticket.stateAt : null)
  const goesOn = stoodStill !== null && !(pauses && ticket.pausedAt !== null)
  return {
    state: to,
    stateAt: now,
    updatedAt: now,
    cameFrom: to === 'waiting_client' && origins.includes(ticket.state) ? (ticket.state as 'open') : null,
    pausedAt: pauses ? (ticket.pausedAt ?? now) : null,
    ...(goesOn && { pausedMs: ticket.pausedMs + Math.max(0, now - stoodStill) }),
    ...(to === 'resolved' && { resolvedAt: now }),
    ...(ticket.state === 'resolved' && to !== 'closed' && to !== 'merged' && { resolvedAt: null }),
  }
}

/** The guarded change of a ticket's state: of several at once, one holds and the others are a `Conflict`. */
export function transition(
  scope: ProjectScope,
  ticket: Ticket,
  to: TicketState,
  extra: Changes<'tickets'> = {},
): Write {
  return scope.update('tickets', { ...changesOf(scope, ticket, to), ...extra }, t =>
    and(eq(t.id, ticket.id), eq(t.state, ticket.state), eq(t.stateAt, ticket.stateAt)),
  )
}

/** The first thing of the team's that the client can see stops the SLA's first clock. */
export const firstAct = (scope: ProjectScope, ticket: Ticket): Changes<'tickets'> =>
  scope.isTeam && scope.actor.membershipId && ticket.firstReplyAt === null ? { firstReplyAt: scope.now } : {}

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
