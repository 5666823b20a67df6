import { foreignKey, index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { clients } from './clients'
import { flag, id, instant } from './keys'
import { byMember, projects } from './projects'

/** What the team writes for itself, of a project or (without one) of a client. No contact ever sees a line of it. */
export const notes = sqliteTable(
  'notes',
  {
    id: id(),
    workspaceId: text('workspace_id').notNull(),
    clientId: text('client_id').notNull(),
    projectId: text('project_id'),
    /** Markdown. */
    body: text('body').notNull(),
    pinned: flag('pinned').notNull().default(false),
    authorId: text('author_id').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  t => [
    index('notes_project').on(t.projectId, t.pinned, t.createdAt),
    index('notes_client').on(t.workspaceId, t.clientId, t.createdAt),
    byMember(t, t.authorId),
    foreignKey({ columns: [t.workspaceId, t.clientId], foreignColumns: [clients.workspaceId, clients.id] }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.clientId, projects.id],
    }),
  ],
)
