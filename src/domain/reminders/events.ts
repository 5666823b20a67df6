import type { ProjectScope } from '../../db/scope'
import type { Happened, Meanings } from '../events/meaning'

/** What is said of waiting: a payment's reminder is for those who see amounts. */
export const reminderEvents = {
  'reminder.sent': {
    line: 'reminders.journal.sent',
    topics: ['payments', 'tickets', 'project'],
    // Only the queue tells; the pages that read the journal need none of it.
    tell: async (scope: ProjectScope, event: Happened) => (await import('./tell')).tellReminder(scope, event),
  },
  'reminder.snoozed': { line: 'reminders.journal.snoozed', topics: ['payments', 'tickets', 'project'] },
  'reminder.resumed': { line: 'reminders.journal.resumed', topics: ['payments', 'tickets', 'project'] },
  'workspace.reminders_changed': { line: 'reminders.journal.changed', topics: [] },
} satisfies Meanings
