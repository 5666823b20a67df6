import { and, eq, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { Results } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { NotFound } from '../../lib/errors'
import { type Ends, endsOf, endsQuery } from '../tasks/ends'
import type { Offer, Ticket } from './moves'

/** What a command needs to know of a ticket before it decides. */
export type Dossier = { ticket: Ticket; offer: Price | null; task: Row<'tasks'> | null; ends: Ends }

/** A price with all that its card says; amounts are null without finance. */
export type Price = Offer &
  Pick<
    Row<'paymentRequests'>,
    'title' | 'description' | 'amount' | 'taxes' | 'currency' | 'delayDays' | 'agreedBy'
  >

/** The ticket's row. */
export const ticketQuery = (scope: ProjectScope, ticketId: string) => {
  const tickets = scope.view('tickets')
  return scope.select().from(tickets).where(eq(tickets.id, ticketId))
}

/** The price that waits for an answer or, agreed to, for its money; and whether a provider is at work on it. */
export const offerQuery = (scope: ProjectScope, ticketId: string) => {
  const [requests, attempts] = [scope.view('paymentRequests'), scope.view('paymentAttempts')]
  const paying = sql<number>`exists (select 1 from ${attempts} where ${attempts.requestId} = ${requests.id} and ${attempts.state} = 'processing')`
  return scope
    .select({
      id: requests.id,
      title: requests.title,
      description: requests.description,
      amount: requests.amount,
      taxes: requests.taxes,
      currency: requests.currency,
      terms: requests.terms,
      delayDays: requests.delayDays,
      validUntil: requests.validUntil,
      agreedAt: requests.agreedAt,
      agreedBy: requests.agreedBy,
      paying: paying.mapWith(Boolean).as('paying'),
    })
    .from(requests)
    .where(and(eq(requests.ticketId, ticketId), eq(requests.state, 'pending')))
}

const taskQuery = (scope: ProjectScope, ticketId: string) => {
  const tasks = scope.view('tasks')
  return scope.select().from(tasks).where(eq(tasks.ticketId, ticketId))
}

/** Reads it in one round trip. @throws NotFound */
export async function dossier(scope: ProjectScope, ticketId: string): Promise<Dossier> {
  return dossierOf(await scope.read(...dossierQueries(scope, ticketId)))
}

/** The queries of a dossier, for a command that reads something else along with it. */
export const dossierQueries = (scope: ProjectScope, ticketId: string) =>
  [
    ticketQuery(scope, ticketId),
    offerQuery(scope, ticketId),
    taskQuery(scope, ticketId),
    endsQuery(scope),
  ] as const

/** @throws NotFound */
export function dossierOf([tickets, offers, tasks, ends]: Results<
  ReturnType<typeof dossierQueries>
>): Dossier {
  const ticket = tickets[0]
  if (!ticket) throw new NotFound()
  return { ticket, offer: offers[0] ?? null, task: tasks[0] ?? null, ends: endsOf(ends) }
}

/**
 * Ends an open price: the request cancelled (or expired), its open checkouts voided. Waits while a provider is at
 * work on it: the commit then fails as a whole.
 */
export function endOffer(
  scope: ProjectScope,
  offer: Offer | null,
  to: 'cancelled' | 'expired' = 'cancelled',
): Write[] {
  if (!offer) return []
  const attempts = scope.view('paymentAttempts')
  const changed = { state: to, stateAt: scope.now }
  return [
    scope.require(
      sql`not exists (select 1 from ${attempts} where ${attempts.requestId} = ${offer.id} and ${attempts.state} = 'processing')`,
    ),
    scope.update('paymentRequests', changed, r => and(eq(r.id, offer.id), eq(r.state, 'pending'))),
    scope.updateAll('paymentAttempts', { state: 'voided', stateAt: scope.now }, a =>
      and(eq(a.requestId, offer.id), eq(a.state, 'created')),
    ),
  ]
}
