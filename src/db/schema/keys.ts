import { integer, text } from 'drizzle-orm/sqlite-core'

/** A UUIDv7 primary key. */
export const id = () => text('id').primaryKey()

/** An instant: integer milliseconds UTC. */
export const instant = (name: string) => integer(name)

/** True or false, kept as 0 or 1. */
export const flag = (name: string) => integer(name, { mode: 'boolean' })

/** Where a row stands: every row under a project carries all three keys, so that views cut by plain equality. */
export const projectKeys = {
  workspaceId: text('workspace_id').notNull(),
  clientId: text('client_id').notNull(),
  projectId: text('project_id').notNull(),
}
