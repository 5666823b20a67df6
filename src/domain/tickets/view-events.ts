import type { Meanings } from '../events/meaning'

/** The named views of the team's list: nobody is told, and no open page changes by itself. */
export const viewEvents = {
  'ticket_view.saved': { line: 'ticketList.journal.saved', topics: [] },
  'ticket_view.renamed': { line: 'ticketList.journal.renamed', topics: [] },
  'ticket_view.removed': { line: 'ticketList.journal.removed', topics: [] },
} satisfies Meanings
