import { asc, eq, sql } from 'drizzle-orm'
import type { Readable } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import { contactsOf, type Recipient, whoMayEnter } from '../events/recipients'
import { phasesQuery } from '../projects/phases'
import { accountsQuery } from './accounts'
import { dossierOf, dossierQueries } from './dossier'
import { storiesOf, timelineQueries } from './inbox'
import { remaining } from './payments'
import { isOverdue, movesFor } from './policy'
import { justReminded } from './remind'
import { paymentSettingsQuery, settingsOf } from './settings'
import { isRepayable } from './transfer'

type Named = 'phaseId' | 'createdBy' | 'transferBy' | 'agreedBy' | 'proofFileId'

/**
 * One request with all that its page shows, and what this person may do with it.
 * @param more what the page asks besides, in the same round trip
 * @throws NotFound
 */
export async function showPayment(scope: ProjectScope, id: string, more: readonly Readable[] = []) {
  const requests = scope.view('paymentRequests', 'asked')
  const asked = (column: Named) =>
    sql`(select ${requests[column]} from ${requests} where ${requests.id} = ${id})`
  const [phases, people, versions] = [scope.view('phases'), scope.people(), scope.view('fileVersions')]
  const keepsBooks = scope.isTeam && scope.can.manage && scope.can.finance
  const [[phase], names, [proof], [rest], back, accounts, settings, r, a, t, ...story] = await scope.read(
    scope
      .select({ name: phases.name })
      .from(phases)
      .where(eq(phases.id, asked('phaseId'))),
    scope
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(sql`${people.id} in (${asked('createdBy')}, ${asked('transferBy')}, ${asked('agreedBy')})`),
    scope
      .select({ fileId: versions.fileId, versionId: versions.id })
      .from(versions)
      .where(eq(versions.fileId, asked('proofFileId')))
      .limit(1),
    remaining(scope),
    refundsQuery(scope, id),
    accountsQuery(scope),
    paymentSettingsQuery(scope),
    ...dossierQueries(scope, id),
    ...(keepsBooks ? timelineQueries(scope, id) : []),
    ...more,
  )
  const beside = story.splice(story.length - more.length)
  const { request, attempts, ticket } = dossierOf([r, a, t])
  const nameOf = (membership: string | null) => names.find(n => n.id === membership)?.name ?? null
  const moves = movesFor(scope, request, attempts, ticket)
  return {
    request,
    attempts,
    refunds: back,
    /** For those who keep the books. */
    stories: keepsBooks ? storiesOf(story as Parameters<typeof storiesOf>[0]) : [],
    ways: { accounts, settings: settingsOf(settings) },
    beside,
    ticket: ticket && { id: ticket.id, number: ticket.number, subject: ticket.subject, state: ticket.state },
    phase: phase?.name ?? null,
    asker: nameOf(request.createdBy),
    recorder: scope.isTeam ? nameOf(request.transferBy) : null,
    agreer: nameOf(request.agreedBy),
    /** Of a transfer, for the team: the file that proves it. */
    proof: scope.isTeam ? (proof ?? null) : null,
    remaining: rest?.amount ?? 0,
    overdue: isOverdue(scope, request),
    reminded: justReminded(scope, request),
    moves: {
      ...moves,
      remind: moves.transfer && !attempts.some(a => a.state === 'processing'),
      repay: scope.isTeam && scope.can.manage && isRepayable(request),
      link: scope.can.finance && request.state === 'pending',
    },
  }
}
export type ShownPayment = Awaited<ReturnType<typeof showPayment>>

/** What went back of a request, or is on its way, oldest first. */
function refundsQuery(scope: ProjectScope, requestId: string) {
  const r = scope.view('refunds')
  return scope
    .select({
      id: r.id,
      attemptId: r.attemptId,
      amount: r.amount,
      currency: r.currency,
      state: r.state,
      reason: r.reason,
      createdAt: r.createdAt,
    })
    .from(r)
    .where(eq(r.requestId, requestId))
    .orderBy(asc(r.createdAt), asc(r.id))
}

/**
 * What a form about a request may name: its phases, and what the workspace offers to pay with. `heard`: somebody of the
 * client's will be told of it.
 */
export async function formChoices(scope: ProjectScope) {
  const [phases, accounts, settings, people] = await scope.read(
    phasesQuery(scope),
    accountsQuery(scope),
    paymentSettingsQuery(scope),
    whoMayEnter(scope),
  )
  return {
    phases: phases.map(({ id, name }) => ({ id, name })),
    ways: { accounts, settings: settingsOf(settings) },
    heard: contactsOf(people as Recipient[], null, true).length > 0,
  }
}

/** A request and the phases it may name, for its form. @throws NotFound */
export async function paymentToEdit(scope: ProjectScope, id: string) {
  const [phases, ...found] = await scope.read(phasesQuery(scope), ...dossierQueries(scope, id))
  const { request, attempts, ticket } = dossierOf(found)
  return { request, phases, moves: movesFor(scope, request, attempts, ticket) }
}

/** One request as whoever holds its link sees it: the request, and nobody's name. @throws NotFound */
export async function showByLink(scope: ProjectScope, id: string) {
  const [accounts, settings, ...found] = await scope.read(
    accountsQuery(scope),
    paymentSettingsQuery(scope),
    ...dossierQueries(scope, id),
  )
  const { request, attempts, ticket } = dossierOf(found)
  const { pay } = movesFor(scope, request, attempts, ticket)
  const ways = { accounts, settings: settingsOf(settings) }
  return { request, attempts, ways, overdue: isOverdue(scope, request), moves: { pay } }
}
export type PaymentByLink = Awaited<ReturnType<typeof showByLink>>
