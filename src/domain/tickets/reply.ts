import { and, eq, sql } from 'drizzle-orm'
import type { Results } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { type Arrival, byMail } from '../events/arrival'
import { keepFiles, type Received, receiveAndRead } from '../files/receive'
import { joinIn } from './audience'
import { ticketQuery } from './dossier'
import type { Ticket } from './moves'
import { keepPace, PACE, writtenQuery } from './pace'
import { destination, eventOf, firstAct, stillFirst, transition } from './transition'

/** Whether its thread still takes replies. */
export const takesReplies = (scope: ProjectScope, ticket: Pick<Ticket, 'state'>): boolean =>
  scope.project.archivedAt === null && ticket.state !== 'closed' && ticket.state !== 'merged'

const threadReads = (scope: ProjectScope, ticketId: string) =>
  [ticketQuery(scope, ticketId), writtenQuery(scope)] as const

/** Files taken in for a thread, and what was read in the same round trip. */
export type Sent = { received?: Received[]; rows?: Results<ReturnType<typeof threadReads>> }

/** Takes files in for a ticket's thread. @throws NotFound before a byte is written, and as `receiveFiles` */
export async function filesForThread(
  scope: ProjectScope,
  bucket: R2Bucket,
  files: readonly File[],
  ticketId: string,
): Promise<Sent> {
  if (files.length === 0) return {}
  const tickets = scope.view('tickets')
  const exists = sql`exists (select 1 from ${tickets} where ${tickets.id} = ${ticketId})`
  return receiveAndRead(scope, bucket, files, exists, ...threadReads(scope, ticketId))
}

/**
 * A reply that both sides read; whoever writes it follows the ticket. A contact's answer to a question sends the ticket back to where it came from.
 * @param arrival for one that came by mail
 * @throws NotFound, Forbidden (archived), Conflict (closed or merged)
 */
export async function replyToTicket(
  scope: ProjectScope,
  ticketId: string,
  body: string,
  sent: Sent = {},
  arrival?: Arrival,
): Promise<void> {
  try {
    await replyOnce(scope, ticketId, body, sent, arrival)
  } catch (error) {
    // It moved in between (the team resumed it, or answered first, just now): the words are still welcome.
    if (!(error instanceof Conflict) || error.reason !== 'changed') throw error
    await replyOnce(scope, ticketId, body, { received: sent.received }, arrival)
  }
}

async function replyOnce(scope: ProjectScope, ticketId: string, body: string, sent: Sent, arrival?: Arrival) {
  const { received = [] } = sent
  const ticket = await ticketFor(scope, ticketId, sent)
  if (!takesReplies(scope, ticket)) throw new Conflict('ticket_state')
  const answers = !scope.isTeam && ticket.state === 'waiting_client'
  const to = answers ? destination(ticket, 'answer', false) : ticket.state
  const [id, reply] = words(scope, ticketId, body, false, arrival?.id)
  const act = firstAct(scope, ticket)
  const change = answers
    ? transition(scope, ticket, to)
    : scope.update('tickets', { updatedAt: scope.now, ...act }, t =>
        and(eq(t.id, ticketId), stillFirst(t, ticket, act)),
      )
  const place = { folder: 'attachments', shared: true, ticketId, replyId: id } as const
  await scope.commit(
    [
      ...(arrival?.writes ?? []),
      change,
      reply,
      joinIn(scope, ticketId, scope.me),
      ...keepFiles(scope, received, place),
    ],
    eventOf(ticket, answers ? 'ticket.answered' : 'ticket.replied', to, {
      facts: { replyId: id, files: received.length, ...(arrival && byMail) },
    }),
  )
}

/**
 * A note that the team alone reads. It leaves the ticket itself untouched: not even its date tells a contact.
 * @throws NotFound, Forbidden (archived)
 */
export async function noteOnTicket(
  scope: ProjectScope,
  ticketId: string,
  body: string,
  sent: Sent = {},
): Promise<void> {
  if (!scope.isTeam) throw new NotFound()
  const { received = [] } = sent
  const ticket = await ticketFor(scope, ticketId, sent)
  const [id, note] = words(scope, ticketId, body, true)
  const place = { folder: 'attachments', shared: false, ticketId, replyId: id } as const
  await scope.commit([note, ...keepFiles(scope, received, place)], {
    kind: 'ticket.noted',
    subjectId: ticketId,
    internal: true,
    facts: { number: ticket.number, replyId: id },
  })
}

const words = (
  scope: ProjectScope,
  ticketId: string,
  body: string,
  internal: boolean,
  id = newId(scope.now),
) => {
  const row = { id, ticketId, authorId: scope.me, internal, body, createdAt: scope.now }
  return [id, scope.insert('replies', row)] as const
}

async function ticketFor(scope: ProjectScope, ticketId: string, { rows }: Sent): Promise<Ticket> {
  const [[ticket], written] = rows ?? (await scope.read(...threadReads(scope, ticketId)))
  if (!ticket) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  keepPace(written.length, PACE.replies)
  return ticket
}
