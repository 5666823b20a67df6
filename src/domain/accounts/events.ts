import type { WorkspaceScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings } from '../events/meaning'
import { aboutPerson } from '../events/recipients'

export const accountsEvents = {
  'invitation.accepted': {
    line: 'accounts.journal.joined',
    topics: [],
    tell: async (scope: WorkspaceScope, event: Happened) => {
      const about = await aboutPerson(scope, event)
      if (!about) return []
      // The list they stand in: it is still there when they have left.
      const { clientId } = about.person
      const { slug } = scope.workspace
      return [{ to: about.managers, path: clientId ? urls.client(slug, clientId) : urls.members(slug) }]
    },
  },
} satisfies Meanings
