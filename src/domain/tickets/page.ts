import { asc, eq, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { Readable } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import { Conflict, NotFound } from '../../lib/errors'
import { type Recipient, whoMayEnter } from '../events/recipients'
import { attachmentsQuery } from '../files/attachments'
import { draftOf } from './accept'
import { audienceOf, followersQuery } from './audience'
import { offerQuery } from './dossier'
import { besideQuery, historyQuery } from './history'
import { linkedQuery } from './links'
import { savedQuery, saying, sayingQuery } from './saved'
import { slaColumns } from './sla'
import { tagsQuery } from './tags'
import { countQuery, repliesQuery } from './talk'

/** What the address asks of a ticket's page: older words too, a saved reply in the composer. */
export type Asked = { all?: boolean; reply?: string }

/**
 * Everything a ticket's page shows, in one round trip.
 * @param beside what the page asks besides, in the same round trip
 * @param mark notes in the same round trip that this person has read it as it stands
 * @throws NotFound, with nothing written
 */
export async function readTicket(
  scope: ProjectScope,
  ticketId: string,
  mark = false,
  { all = false, reply = '' }: Asked = {},
  beside: readonly Readable[] = [],
) {
  const queries = [
    headQuery(scope, ticketId),
    repliesQuery(scope, ticketId, all),
    countQuery(scope, ticketId),
    offerQuery(scope, ticketId),
    attachmentsQuery(scope, f => eq(f.ticketId, ticketId)),
    mergedQuery(scope, ticketId),
    phasesQuery(scope),
    whoMayEnter(scope),
    followersQuery(scope, ticketId),
    linkedQuery(scope, ticketId),
    tagsQuery(scope, ticketId),
    historyQuery(scope, ticketId),
    besideQuery(scope, ticketId),
    savedQuery(scope),
    sayingQuery(scope, ticketId, reply),
    ...beside,
  ] as const
  const [heads, replies, [said], offers, files, merged, phases, people, followers, linked, tags, ...rest] =
    mark
      ? await scope.commit(readMark(scope, ticketId), [], ...queries).catch(noTicket)
      : await scope.read(...queries)
  const head = heads[0]
  if (!head) throw new NotFound()
  const [history, around, saved, [chosen], ...more] = rest
  const everybody = people as Recipient[]
  const following = new Set(followers.map(f => f.membershipId))
  return {
    ...head,
    phase: phases.find(p => p.id === head.phaseId)?.name ?? null,
    phases,
    replies: replies.reverse(),
    /** How many words before the first of `replies` are not among them. */
    older: Math.max(0, (said?.count ?? 0) - replies.length),
    all,
    offer: offers[0] ?? null,
    files,
    merged,
    /** Everybody who may enter, as far as this reader knows of them. */
    people: everybody,
    followers: everybody.filter(p => following.has(p.id)),
    /** Who hears of it when the team writes. */
    audience: audienceOf(head, everybody, followers, null),
    /** The task that accepting it would make. */
    draft: draftOf(head),
    linked,
    tags: tags.map(t => t.tag),
    /** What happened, newest first. */
    history: [...history, ...around].sort((a, b) => (a.id < b.id ? 1 : -1)),
    saved,
    /** A saved reply, filled for this ticket, to stand in the composer. */
    said: chosen && saying(scope, head, chosen),
    beside: more as unknown[][],
  }
}

export type TicketPage = Awaited<ReturnType<typeof readTicket>>

function headQuery(scope: ProjectScope, ticketId: string) {
  const [tickets, into] = [scope.view('tickets'), scope.view('tickets', 'target')]
  const [tasks, requests] = [scope.view('tasks'), scope.view('paymentRequests')]
  const openers = scope.people('openers')
  const paid = sql`exists (select 1 from ${requests} where ${requests.ticketId} = ${ticketId} and ${requests.state} in ('paid', 'partly_refunded'))`
  return scope
    .select({
      id: tickets.id,
      number: tickets.number,
      type: tickets.type,
      urgency: tickets.urgency,
      state: tickets.state,
      cameFrom: tickets.cameFrom,
      subject: tickets.subject,
      body: tickets.body,
      reason: tickets.reason,
      phaseId: tickets.phaseId,
      createdAt: tickets.createdAt,
      updatedAt: tickets.updatedAt,
      stateAt: tickets.stateAt,
      openedBy: tickets.openedBy,
      assigneeId: tickets.assigneeId,
      ...slaColumns(tickets),
      opener: sql<string>`coalesce(${openers.name}, '')`.as('opener'),
      openerRole: sql<string>`${openers.role}`.as('opener_role'),
      mergedIntoId: tickets.mergedIntoId,
      mergedIntoNumber: sql<
        number | null
      >`(select ${into.number} from ${into} where ${into.id} = ${tickets.mergedIntoId})`.as('into_number'),
      taskId: sql<string | null>`${tasks.id}`.as('task_id'),
      taskState: sql<string | null>`${tasks.state}`.as('task_state'),
      paid: paid.mapWith(Boolean).as('paid'),
    })
    .from(tickets)
    .leftJoin(openers, eq(openers.id, tickets.openedBy))
    .leftJoin(tasks, eq(tasks.ticketId, tickets.id))
    .where(eq(tickets.id, ticketId))
}

/** The requests that were merged into this one. */
function mergedQuery(scope: ProjectScope, ticketId: string) {
  const tickets = scope.view('tickets')
  return scope
    .select({ id: tickets.id, number: tickets.number, subject: tickets.subject })
    .from(tickets)
    .where(eq(tickets.mergedIntoId, ticketId))
    .orderBy(asc(tickets.number))
}

/** The phases that a request may name. */
export function phasesQuery(scope: ProjectScope) {
  const phases = scope.view('phases')
  return scope.select({ id: phases.id, name: phases.name }).from(phases).orderBy(asc(phases.position))
}

/** Not an event: a read mark is the reader's alone. Fails the batch where there is no such ticket for them. */
function readMark(scope: ProjectScope, ticketId: string): Write[] {
  const tickets = scope.view('tickets')
  const now = sql<number>`(select ${tickets.updatedAt} from ${tickets} where ${tickets.id} = ${ticketId})`
  return [
    scope.require(sql`${now} is not null`),
    scope.put(
      'reads',
      { membershipId: scope.me, subjectId: ticketId, upTo: now as unknown as number, at: scope.now },
      r => [r.subjectId, r.membershipId],
      { upTo: now, at: scope.now },
    ),
  ]
}

function noTicket(error: unknown): never {
  throw error instanceof Conflict ? new NotFound() : error
}
