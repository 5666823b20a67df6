import type { WorkspaceScope } from '../../db/scope'
import type { Happened, Meanings } from '../events/meaning'
import { aboutPerson } from '../events/recipients'

export const accountsEvents = {
  'invitation.accepted': {
    line: 'accounts.journal.joined',
    topics: [],
    tell: async (scope: WorkspaceScope, event: Happened) => {
      const about = await aboutPerson(scope, event)
      return about ? [{ to: about.managers, path: about.path }] : []
    },
  },
} satisfies Meanings
