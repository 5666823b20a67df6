import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { dayIn } from '../../lib/days'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { thingOf } from './things'

export type Request = Row<'paymentRequests'>
export type Attempt = Row<'paymentAttempts'>
type Ticket = Pick<Row<'tickets'>, 'state'>

/** An attempt whose money may still come. */
export const isOpen = (attempt: Pick<Attempt, 'state'>): boolean =>
  attempt.state === 'created' || attempt.state === 'processing'

/** Owners, administrators, and the system: those who ask for money and keep its books. @throws NotFound */
export function mustKeepBooks(scope: WorkspaceScope): void {
  if (!scope.isTeam || !scope.can.manage || !scope.can.finance) throw new NotFound()
}

/** A contact who may see amounts pays; the team never does. @throws NotFound */
export function mustPay(scope: WorkspaceScope): void {
  if (scope.isTeam || !scope.can.finance) throw new NotFound()
}

/** An archived project takes no new requests for money, though what is open there can still be paid. */
export function mustBeActive(scope: ProjectScope): void {
  if (scope.project.archivedAt !== null) throw new Forbidden()
}

/** Whether its validity has passed, in the workspace's own days. */
export const isLapsed = (scope: WorkspaceScope, request: Pick<Request, 'validUntil'>): boolean =>
  request.validUntil !== null && request.validUntil < dayIn(scope.workspace.timezone, scope.now)

/** Whether it should have been paid by now. */
export const isOverdue = (scope: WorkspaceScope, request: Pick<Request, 'state' | 'dueOn'>): boolean =>
  request.state === 'pending' &&
  request.dueOn !== null &&
  request.dueOn < dayIn(scope.workspace.timezone, scope.now)

/** Whether money may be given for it now: it is pending and valid, and what it is for still awaits it. */
export const isPayable = (scope: WorkspaceScope, request: Request, ticket: Ticket | null): boolean =>
  request.state === 'pending' &&
  !(isLapsed(scope, request) && request.agreedAt === null) &&
  thingOf(request).awaits({ request, ticket })

/** Whose price is changed and withdrawn elsewhere: a ticket's on its ticket, until it was agreed to. */
export const isTickets = (request: Pick<Request, 'kind' | 'agreedAt'>): boolean =>
  thingOf(request).keepsItsPrice(request)

/** What a person may do with a request now: what the page offers as buttons. */
export type Moves = { pay: boolean; change: boolean; cancel: boolean; transfer: boolean; refund: boolean }

export function movesFor(
  scope: ProjectScope,
  request: Request,
  attempts: readonly Attempt[],
  ticket: Ticket | null,
): Moves {
  const books = scope.isTeam && scope.can.manage && scope.can.finance
  const pending = request.state === 'pending'
  const processing = attempts.some(a => a.state === 'processing')
  const own = books && pending && !processing && !isTickets(request)
  return {
    pay: !scope.isTeam && scope.can.finance && !processing && isPayable(scope, request, ticket),
    change: own && request.kind !== 'ticket' && scope.project.archivedAt === null,
    cancel: own,
    transfer: books && isPayable(scope, request, ticket),
    refund: books && attempts.some(a => isRefundable(a)),
  }
}

/** Money that came through a provider and has not all gone back. */
export const isRefundable = (attempt: Attempt): boolean =>
  attempt.state === 'succeeded' && attempt.refunded < attempt.amount

/** @throws Conflict while a provider is at work on it */
export function mustNotBeProcessing(attempts: readonly Attempt[]): void {
  if (attempts.some(a => a.state === 'processing')) throw new Conflict('processing')
}
