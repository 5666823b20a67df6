import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Forbidden, NotFound } from '../../lib/errors'
import { messageById } from './messages'

/**
 * Keeps a message in sight above the conversation, for both sides. Done twice it is done once.
 * @throws NotFound (a contact, or a message taken back), Forbidden (an archived project), Conflict
 */
export async function pinMessage(scope: ProjectScope, id: string): Promise<void> {
  const { pinnedAt, deletedAt } = await pinnable(scope, id)
  if (deletedAt) throw new NotFound()
  if (pinnedAt) return
  const set = { pinnedAt: scope.now, pinnedBy: scope.me }
  const pin = scope.update('messages', set, m => and(eq(m.id, id), isNull(m.pinnedAt), isNull(m.deletedAt)))
  await scope.commit([pin], { kind: 'message.pinned', subjectId: id })
}

/** Lets it go again. @throws as `pinMessage` */
export async function unpinMessage(scope: ProjectScope, id: string): Promise<void> {
  const { pinnedAt } = await pinnable(scope, id)
  if (!pinnedAt) return
  const set = { pinnedAt: null, pinnedBy: null }
  const unpin = scope.update('messages', set, m => and(eq(m.id, id), isNotNull(m.pinnedAt)))
  await scope.commit([unpin], { kind: 'message.unpinned', subjectId: id })
}

async function pinnable(scope: ProjectScope, id: string) {
  if (!scope.isTeam) throw new NotFound()
  const message = await messageById(scope, id)
  if (scope.project.archivedAt !== null) throw new Forbidden()
  return message
}
