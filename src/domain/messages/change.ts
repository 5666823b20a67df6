import { and, eq, gt, isNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Changes } from '../../db/writes'
import { Forbidden } from '../../lib/errors'
import type { Recipient } from '../events/recipients'
import { mentionable, mentionedIn, mentionRows } from './mentions'
import { messageById, messageWith } from './messages'
import { EDITABLE, mayChange } from './policy'

/** The message, if this person may change or take it back now. @throws NotFound, Forbidden */
export async function changeable(scope: ProjectScope, id: string) {
  const message = await messageById(scope, id)
  if (!mayChange(scope, message)) throw new Forbidden()
  return message
}

/**
 * Gives one's own message other words; who is named in them is named now, though nobody is told again.
 * @throws NotFound, Forbidden, Conflict
 */
export async function editMessage(scope: ProjectScope, id: string, body: string): Promise<void> {
  const [message, people] = await messageWith(scope, id, mentionable(scope))
  if (!mayChange(scope, message)) throw new Forbidden()
  if (message.body === body) return
  const mentioned = mentionedIn(body, people as Recipient[]).filter(person => person !== scope.me)
  await scope.commit(
    [
      change(scope, id, { body, editedAt: scope.now }),
      scope.removeAll('mentions', x => eq(x.messageId, id)),
      ...mentionRows(scope, id, mentioned),
    ],
    { kind: 'message.edited', subjectId: id },
  )
}

/**
 * Takes one's own message back: the line stays, its words and files do not, but for the files of a request that was
 * made of it.
 * @throws NotFound, Forbidden, Conflict
 */
export async function deleteMessage(scope: ProjectScope, id: string): Promise<void> {
  await changeable(scope, id)
  await scope.commit(
    [
      change(scope, id, { body: '', deletedAt: scope.now, pinnedAt: null, pinnedBy: null }),
      scope.removeAll('mentions', x => eq(x.messageId, id)),
      scope.updateAll('files', { deletedAt: scope.now }, f =>
        and(eq(f.messageId, id), isNull(f.ticketId), isNull(f.deletedAt)),
      ),
    ],
    { kind: 'message.deleted', subjectId: id },
  )
}

const change = (scope: ProjectScope, id: string, set: Changes<'messages'>) =>
  scope.update('messages', set, m =>
    and(eq(m.id, id), eq(m.authorId, scope.me), isNull(m.deletedAt), gt(m.createdAt, scope.now - EDITABLE)),
  )
