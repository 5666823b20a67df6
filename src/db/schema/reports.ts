import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag, id, instant, projectKeys } from './keys'
import { byMember, inProject } from './projects'

/** What one week of a project came to, for its client: a draft until it is sent, or left. */
export const weeklyReports = sqliteTable(
  'weekly_reports',
  {
    ...projectKeys,
    id: id(),
    /** The week's Monday, `YYYY-MM-DD`. */
    week: text('week').notNull(),
    state: text('state', { enum: ['draft', 'sent', 'left'] })
      .notNull()
      .default('draft'),
    /** Markdown, in the workspace's language; a person may have changed it. */
    body: text('body').notNull(),
    /** What stands about money: for those alone who see amounts. */
    money: text('money').notNull().default(''),
    /** Goes by itself unless somebody stops it. */
    auto: flag('auto').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at'),
    changedBy: text('changed_by'),
    sentAt: instant('sent_at'),
    sentBy: text('sent_by'),
  },
  t => [
    uniqueIndex('weekly_reports_once').on(t.projectId, t.week),
    index('weekly_reports_state').on(t.state, t.createdAt),
    inProject(t),
    byMember(t, t.changedBy),
    byMember(t, t.sentBy),
  ],
)
