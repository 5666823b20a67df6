import { and, eq, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Changes } from '../../db/writes'
import { Conflict, Forbidden, Invalid } from '../../lib/errors'
import { newId } from '../../lib/id'
import { priceOf } from '../../lib/money'
import { dossier } from './dossier'
import type { RequestInput } from './input'
import { isLapsed, isTickets, mustBeActive, mustKeepBooks, mustNotBeProcessing, type Request } from './policy'
import { thingOf } from './things'

/** Asks for an amount. @returns the request's id. @throws NotFound, Forbidden (archived), Invalid */
export async function createRequest(scope: ProjectScope, input: RequestInput): Promise<string> {
  mustKeepBooks(scope)
  mustBeActive(scope)
  const id = newId(scope.now)
  const asked = askedFor(scope, input)
  await scope.commit(
    [
      scope.insert('paymentRequests', {
        id,
        ...asked,
        currency: scope.workspace.currency,
        stateAt: scope.now,
        createdBy: scope.actor.membershipId,
        createdAt: scope.now,
      }),
    ],
    {
      kind: 'payment.requested',
      subjectId: id,
      facts: { kind: asked.kind },
      money: { amount: asked.amount, currency: scope.workspace.currency },
    },
  )
  return id
}

/**
 * Changes what is asked; every open checkout is voided with it, for it shows the old amount.
 * @throws NotFound, Forbidden (archived, or a ticket's price), Conflict (no longer pending, or being paid), Invalid
 */
export async function changeRequest(scope: ProjectScope, id: string, input: RequestInput): Promise<void> {
  mustKeepBooks(scope)
  mustBeActive(scope)
  const { request, attempts } = await dossier(scope, id)
  if (request.kind === 'ticket') throw new Forbidden()
  if (request.state !== 'pending') throw new Conflict('payment_state')
  mustNotBeProcessing(attempts)
  const asked = askedFor(scope, input, request.currency)
  await scope.commit([noneProcessing(scope, id), changed(scope, request, asked), voidOpen(scope, id)], {
    kind: 'payment.changed',
    subjectId: id,
    facts: { kind: asked.kind },
    money: { amount: asked.amount, before: request.amount, currency: request.currency },
  })
}

/** Asks no more. @throws NotFound, Forbidden (a ticket's price), Conflict (no longer pending, or being paid) */
export async function cancelRequest(scope: ProjectScope, id: string): Promise<void> {
  mustKeepBooks(scope)
  const found = await dossier(scope, id)
  const { request, attempts } = found
  if (isTickets(request)) throw new Forbidden()
  if (request.state !== 'pending') throw new Conflict('payment_state')
  mustNotBeProcessing(attempts)
  const next = thingOf(request).dropped(scope, found)
  await scope.commit(
    [
      noneProcessing(scope, id),
      changed(scope, request, { state: 'cancelled', stateAt: scope.now }),
      voidOpen(scope, id),
      ...next.writes,
    ],
    [
      {
        kind: 'payment.cancelled',
        subjectId: id,
        facts: { kind: request.kind },
        money: { amount: request.amount, currency: request.currency },
      },
      ...next.events,
    ],
  )
}

/**
 * Takes back every link by which a request could be paid without signing in; the next one is another.
 * @throws NotFound, Conflict (somebody has just done it)
 */
export async function revokeLinks(scope: ProjectScope, id: string): Promise<void> {
  mustKeepBooks(scope)
  const { request } = await dossier(scope, id)
  const { linkVersion } = request
  await scope.commit(
    [
      scope.update('paymentRequests', { linkVersion: linkVersion + 1 }, r =>
        and(eq(r.id, id), eq(r.linkVersion, linkVersion)),
      ),
    ],
    {
      kind: 'payment.links_revoked',
      subjectId: id,
      facts: { version: linkVersion },
      finance: true,
      internal: true,
    },
  )
}

/** What a form asks for, with its taxes worked out. @throws Invalid (`amount`, `validUntil`) */
export function askedFor(scope: ProjectScope, input: RequestInput, currency = scope.workspace.currency) {
  const { kind, title, description, phaseId, dueOn, validUntil } = input
  const price = priceOf(input.amount, currency, scope.workspace.taxes, input.basis)
  if (!price) throw new Invalid({ amount: 'errors.amount' })
  // The client would be written to about what can no longer be paid.
  if (isLapsed(scope, input)) throw new Invalid({ validUntil: 'tickets.error.past' })
  return { kind, title, description, phaseId, dueOn, validUntil, ...price }
}

/** A guarded change: nothing of what was decided on has moved in between. */
export const changed = (scope: ProjectScope, request: Request, set: Changes<'paymentRequests'>): Write =>
  scope.update('paymentRequests', set, t =>
    and(
      eq(t.id, request.id),
      eq(t.state, request.state),
      eq(t.stateAt, request.stateAt),
      eq(t.amount, request.amount ?? 0),
      eq(t.refunded, request.refunded ?? 0),
    ),
  )

/** The open checkouts of a request are worth nothing any more; their pages are closed at the provider afterwards. */
export const voidOpen = (scope: ProjectScope, requestId: string): Write =>
  scope.updateAll('paymentAttempts', { state: 'voided', stateAt: scope.now }, t =>
    and(eq(t.requestId, requestId), eq(t.state, 'created')),
  )

/** The commit fails while a provider is at work on a checkout of this request. */
export function noneProcessing(scope: ProjectScope, requestId: string): Write {
  const attempts = scope.view('paymentAttempts')
  return scope.require(
    sql`not exists (select 1 from ${attempts} where ${attempts.requestId} = ${requestId} and ${attempts.state} = 'processing')`,
  )
}
