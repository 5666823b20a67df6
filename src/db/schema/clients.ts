import { type AnySQLiteColumn, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { id, instant } from './keys'
import { workspaces } from './workspaces'

/** A company or person the workspace works for; its contacts are memberships. */
export const clients = sqliteTable(
  'clients',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references((): AnySQLiteColumn => workspaces.id),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    address: text('address'),
    archivedAt: instant('archived_at'),
    createdAt: instant('created_at').notNull(),
  },
  t => [unique('clients_key').on(t.workspaceId, t.id)],
)
