import type { ProjectScope } from '../../db/scope'
import { newId } from '../../lib/id'
import { joinIn } from './audience'
import { dossier } from './dossier'
import { allow, destination, eventOf, firstAct, transition } from './transition'

/**
 * The team asks the client a question: it stands in the thread, and the ticket waits.
 * @throws NotFound, Forbidden, Conflict
 */
export async function askClarification(scope: ProjectScope, ticketId: string, question: string) {
  const { ticket, offer } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, 'ask')
  const id = newId(scope.now)
  const row = { id, ticketId, authorId: scope.me, body: question, createdAt: scope.now }
  await scope.commit(
    [
      transition(scope, ticket, 'waiting_client', { reason: question, ...firstAct(scope, ticket) }),
      scope.insert('replies', row),
      joinIn(scope, ticketId, scope.me),
    ],
    eventOf(ticket, 'ticket.clarification_asked', 'waiting_client', { facts: { replyId: id } }),
  )
}

/** The team goes on without waiting for the answer (it came by telephone). @throws NotFound, Forbidden, Conflict */
export async function resumeTicket(scope: ProjectScope, ticketId: string): Promise<void> {
  const { ticket, offer } = await dossier(scope, ticketId)
  allow(scope, ticket, offer, 'resume')
  const to = destination(ticket, 'resume', false)
  await scope.commit([transition(scope, ticket, to)], eventOf(ticket, 'ticket.resumed', to))
}
