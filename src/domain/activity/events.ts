import type { Meanings } from '../events/meaning'

/** What people do about what could not be done. */
export const activityEvents = {
  'mail.retried': { line: 'activity.journal.mail_retried', topics: [] },
  'message.retried': { line: 'activity.journal.message_retried', topics: [] },
} satisfies Meanings
