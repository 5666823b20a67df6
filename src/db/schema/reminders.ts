import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, instant, projectKeys } from './keys'
import { byMember, inProject } from './projects'

/** A reminder that went, or was passed over: one for each step of one wait for one thing. */
export const reminders = sqliteTable(
  'reminders',
  {
    ...projectKeys,
    id: id(),
    kind: text('kind', { enum: ['payment', 'approval', 'clarification'] }).notNull(),
    /** The payment request, the approval or the request that is waited for. */
    subjectId: text('subject_id').notNull(),
    /** Which wait it is: the due date, or the instant it began, as text. Asked again is waited for anew. */
    since: text('since').notNull(),
    /** Days from then; before it where less than zero. */
    step: integer('step').notNull(),
    /** When it went; 0: it was passed over, and nothing was said. */
    at: instant('at').notNull(),
  },
  t => [
    uniqueIndex('reminders_once').on(t.kind, t.subjectId, t.since, t.step),
    index('reminders_project').on(t.projectId, t.at),
    inProject(t),
  ],
)

/** Somebody of the team asked to leave the client alone about one thing until then. */
export const reminderSnoozes = sqliteTable(
  'reminder_snoozes',
  {
    ...projectKeys,
    subjectId: text('subject_id').primaryKey(),
    until: instant('until').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  t => [index('reminder_snoozes_project').on(t.projectId), inProject(t), byMember(t, t.by)],
)
