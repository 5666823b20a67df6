import { and, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Happened, Meanings } from '../events/meaning'

export const accountsEvents = {
  'invitation.accepted': {
    line: 'accounts.journal.joined',
    topics: [],
    tell: async (scope: WorkspaceScope, event: Happened) => {
      const people = scope.people()
      const [managers] = await scope.read(
        scope
          .select({ id: people.id })
          .from(people)
          .where(
            and(
              inArray(people.role, ['owner', 'admin']),
              isNotNull(people.acceptedAt),
              isNull(people.removedAt),
            ),
          ),
      )
      return [{ to: managers.map(m => m.id).filter(id => id !== event.actorId) }]
    },
  },
} satisfies Meanings
