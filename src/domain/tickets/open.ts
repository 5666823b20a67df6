import { type SQL, sql } from 'drizzle-orm'
import type { Facts } from '../../db/schema/journal'
import type { ProjectScope } from '../../db/scope'
import { Forbidden } from '../../lib/errors'
import { newId } from '../../lib/id'
import { keepFiles, type Received } from '../files/receive'
import type { OpenInput } from './input'

/** Whether this person may open a request here now. */
export const mayOpen = (scope: ProjectScope): boolean =>
  scope.project.archivedAt === null && (scope.isTeam || scope.project.requestsEnabled)

/**
 * A new request, with the workspace's next number; by a contact, or by the team for the client.
 * @returns its id
 * @throws Forbidden (archived, or requests are closed), NotFound (a phase of elsewhere)
 */
export async function openTicket(
  scope: ProjectScope,
  input: OpenInput,
  received: Received[] = [],
): Promise<string> {
  if (!mayOpen(scope)) throw new Forbidden()
  const id = newId(scope.now)
  const number = scope.nextNumber('ticket')
  const ticket = scope.insert('tickets', {
    ...input,
    id,
    number: number.value as unknown as number,
    openedBy: scope.me,
    createdAt: scope.now,
    updatedAt: scope.now,
    stateAt: scope.now,
  })
  const files = keepFiles(scope, received, { folder: 'attachments', shared: true, ticketId: id })
  await scope.commit([number.raise, ticket, ...files], {
    kind: 'ticket.opened',
    subjectId: id,
    facts: factsOf(number.value, input),
  })
  return id
}

/** The number is known inside the batch only, so the database writes this line's facts. */
const factsOf = (number: SQL<number>, { type, urgency }: OpenInput): Facts =>
  sql`json_object('number', ${number}, 'type', ${type}, 'urgency', ${urgency})` as unknown as Facts
