import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import { managersOf, peopleOf } from '../events/recipients'

export const inboundEvents = {
  'inbound.waiting': {
    line: 'inbound.journal.waiting',
    topics: [],
    // Shown where they work; a mail about a mail would be one too many.
    tell: async (scope: ProjectScope, event: Happened): Promise<Telling[]> => [
      {
        to: managersOf(await peopleOf(scope), event.actorId),
        // Where it waits, and where it still stands once it was placed or moved.
        path: urls.inbound(scope.workspace.slug),
      },
    ],
  },
  'inbound.moved': { line: 'inbound.journal.moved', topics: [] },
  'inbound.dismissed': { line: 'inbound.journal.dismissed', topics: [] },
} satisfies Meanings
