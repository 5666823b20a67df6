import type { activity as fr } from '../fr/activity'
import type { Same } from '../same'

export const activity: Same<typeof fr> = {
  journal: {
    mail_retried: 'E-mail queued to be sent again',
    message_retried: 'Processing started again',
  },
  journal_page: {
    title: 'Journal',
    lead: 'Everything that happened on this project, in order.',
    empty: 'Nothing has happened here yet',
    pages: 'Pages of the journal',
    newest: 'Most recent',
    older: 'Older',
    system: 'Automatic',
    internal: 'Internal',
    no_older: 'Nothing older',
    none_such: 'Nothing of the kind in this journal',
    continued: '{day} (continued)',
    filters: 'Filter by kind',
    all: 'Everything',
    who: 'By person',
    who_all: 'Everybody',
    apply: 'Filter',
    clear: 'Show everything',
    kind: {
      project: 'Project',
      tasks: 'Tasks',
      tickets: 'Requests',
      messages: 'Messages',
      files: 'Files',
      payments: 'Payments',
      approvals: 'Approvals',
      notes: 'Notes',
    },
  },
  failures: {
    again: 'Try again',
    a_mail: 'An e-mail could not be prepared',
    an_event: 'What follows from an event could not be processed',
    message_again: 'Processing has started again.',
  },
}
