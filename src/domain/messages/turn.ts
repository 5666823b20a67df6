import { and, eq, sql } from 'drizzle-orm'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { createTask } from '../tasks/tasks'
import type { OpenInput } from '../tickets/input'
import { openTicket, type Taken } from '../tickets/open'
import type { Message } from './messages'

/** A message that can be made something of: it still has its words or files. @throws NotFound */
export function turnable(message: Message | undefined): Message {
  if (!message || message.deletedAt) throw new NotFound()
  return message
}

/**
 * A message made a request, in one commit: its files are the request's too, and its line leads there.
 * @returns the request's id
 * @throws NotFound, and as `openTicket`
 */
export const ticketFrom = (scope: ProjectScope, id: string, input: OpenInput, taken: Taken = {}) =>
  openTicket(scope, input, taken, undefined, ticket => ({
    writes: [
      still(scope, id),
      scope.updateAll('files', { ticketId: ticket }, f =>
        and(eq(f.messageId, id), sql`${f.ticketId} is null and ${f.deletedAt} is null`),
      ),
    ],
    events: [turned(id, { ticket })],
  }))

/** A message made a task. @returns its id @throws NotFound, and as `createTask` */
export const taskFrom = (scope: ProjectScope, id: string, input: Parameters<typeof createTask>[1]) =>
  createTask(scope, input, task => ({
    writes: [still(scope, id)],
    events: [turned(id, { task }, input.internal)],
  }))

/** The message was not taken back meanwhile. */
function still(scope: ProjectScope, id: string): Write {
  const m = scope.view('messages')
  return scope.require(sql`exists (select 1 from ${m} where ${m.id} = ${id} and ${m.deletedAt} is null)`)
}

const turned = (id: string, facts: Record<string, string>, internal?: boolean): NewEvent => ({
  kind: 'message.turned',
  subjectId: id,
  facts,
  internal,
})
