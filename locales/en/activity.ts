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
  },
  failures: {
    title: 'Failed deliveries',
    lead: 'What did not go out or through by itself. Nothing is lost: you can try again.',
    way_back: 'Breadcrumbs',
    none: 'Everything went through',
    none_text: 'No failed e-mail, nothing given up.',
    mails: 'E-mails',
    messages: 'Processing',
    unread_mail: 'E-mail that cannot be read',
    private_mail: 'Sign-in or invitation e-mail',
    again: 'Try again',
    a_mail: 'An e-mail could not be prepared',
    an_event: 'What follows from an event could not be processed',
    mail_again: 'The e-mail is on its way again.',
    message_again: 'Processing has started again.',
    reason: {
      unreadable: 'Could not be prepared',
      refused: 'Refused by the mail service',
      validation_error: 'Address or content refused',
      too_late: 'May have arrived already',
    },
  },
}
