import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { keepFiles, type Received } from '../files/receive'
import { ticketQuery } from './dossier'
import type { Ticket } from './moves'
import { destination, eventOf, firstAct, transition } from './transition'

/** Whether its thread still takes replies. */
export const takesReplies = (scope: ProjectScope, ticket: Pick<Ticket, 'state'>): boolean =>
  scope.project.archivedAt === null && ticket.state !== 'closed' && ticket.state !== 'merged'

/**
 * A reply that both sides read. A contact's answer to a question sends the ticket back to where it came from.
 * @throws NotFound, Forbidden (archived), Conflict (closed or merged)
 */
export async function replyToTicket(
  scope: ProjectScope,
  ticketId: string,
  body: string,
  received: Received[] = [],
): Promise<void> {
  try {
    await replyOnce(scope, ticketId, body, received)
  } catch (error) {
    // The state moved in between (the team resumed it just now): the words are still welcome.
    if (!(error instanceof Conflict) || error.reason !== 'changed') throw error
    await replyOnce(scope, ticketId, body, received)
  }
}

async function replyOnce(scope: ProjectScope, ticketId: string, body: string, received: Received[]) {
  const ticket = await ticketFor(scope, ticketId)
  if (!takesReplies(scope, ticket)) throw new Conflict('ticket_state')
  const answers = !scope.isTeam && ticket.state === 'waiting_client'
  const to = answers ? destination(ticket, 'answer', false) : ticket.state
  const [id, reply] = words(scope, ticketId, body, false)
  const change = answers
    ? transition(scope, ticket, to)
    : scope.update('tickets', { updatedAt: scope.now, ...firstAct(scope, ticket) }, t => eq(t.id, ticketId))
  const place = { folder: 'attachments', shared: true, ticketId, replyId: id } as const
  await scope.commit(
    [change, reply, ...keepFiles(scope, received, place)],
    eventOf(ticket, answers ? 'ticket.answered' : 'ticket.replied', to, {
      facts: { replyId: id, files: received.length },
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
  received: Received[] = [],
): Promise<void> {
  if (!scope.isTeam) throw new NotFound()
  const ticket = await ticketFor(scope, ticketId)
  const [id, note] = words(scope, ticketId, body, true)
  const place = { folder: 'attachments', shared: false, ticketId, replyId: id } as const
  await scope.commit([note, ...keepFiles(scope, received, place)], {
    kind: 'ticket.noted',
    subjectId: ticketId,
    internal: true,
    facts: { number: ticket.number, replyId: id },
  })
}

const words = (scope: ProjectScope, ticketId: string, body: string, internal: boolean) => {
  const id = newId(scope.now)
  const row = { id, ticketId, authorId: scope.me, internal, body, createdAt: scope.now }
  return [id, scope.insert('replies', row)] as const
}

async function ticketFor(scope: ProjectScope, ticketId: string): Promise<Ticket> {
  const [[ticket]] = await scope.read(ticketQuery(scope, ticketId))
  if (!ticket) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  return ticket
}
