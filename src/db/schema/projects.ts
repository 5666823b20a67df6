import { sql } from 'drizzle-orm'
import {
  type AnySQLiteColumn,
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core'
import { clients } from './clients'
import { flag, id, instant, projectKeys } from './keys'
import { memberships, workspaces } from './workspaces'

export const projects = sqliteTable(
  'projects',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    clientId: text('client_id').notNull(),
    name: text('name').notNull(),
    summary: text('summary').notNull().default(''),
    state: text('state', { enum: ['in_progress', 'done'] })
      .notNull()
      .default('in_progress'),
    archivedAt: instant('archived_at'),
    requestsEnabled: flag('requests_enabled').notNull().default(true),
    nextStep: text('next_step').notNull().default(''),
    /** An action awaited from the client, written by hand; the others are derived. */
    awaited: text('awaited').notNull().default(''),
    awaitedSince: instant('awaited_since'),
    estimatedOn: text('estimated_on'),
    /** The team's last words about where things stand. */
    update: text('update_text').notNull().default(''),
    updateAt: instant('update_at'),
    updateBy: text('update_by'),
    createdAt: instant('created_at').notNull(),
    /** The client's contact whom it is first of all for; a trigger holds it to the client. */
    contactId: text('contact_id'),
    /** The weekly word to the client: none, a draft offered to the team, or sent by itself. */
    weekly: text('weekly', { enum: ['off', 'draft', 'auto'] })
      .notNull()
      .default('draft'),
  },
  t => [
    unique('projects_key').on(t.workspaceId, t.clientId, t.id),
    foreignKey({ columns: [t.workspaceId, t.clientId], foreignColumns: [clients.workspaceId, clients.id] }),
    foreignKey({
      columns: [t.workspaceId, t.updateBy],
      foreignColumns: [memberships.workspaceId, memberships.id],
    }),
  ],
)

type ProjectColumns = Record<'workspaceId' | 'clientId' | 'projectId', AnySQLiteColumn>

/** A row under a project points at it by all three keys: the database refuses one that crosses a border. */
export const inProject = (t: ProjectColumns) =>
  foreignKey({
    columns: [t.workspaceId, t.clientId, t.projectId],
    foreignColumns: [projects.workspaceId, projects.clientId, projects.id],
  })

/** A membership of the same workspace. */
export const byMember = (t: { workspaceId: AnySQLiteColumn }, member: AnySQLiteColumn) =>
  foreignKey({ columns: [t.workspaceId, member], foreignColumns: [memberships.workspaceId, memberships.id] })

/** The projects a person limited to some may enter. */
export const projectAccess = sqliteTable(
  'project_access',
  {
    ...projectKeys,
    membershipId: text('membership_id').notNull(),
  },
  t => [
    primaryKey({ columns: [t.projectId, t.membershipId] }),
    index('project_access_membership').on(t.membershipId),
    inProject(t),
    byMember(t, t.membershipId),
  ],
)

export const phases = sqliteTable(
  'phases',
  {
    ...projectKeys,
    id: id(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    state: text('state', { enum: ['upcoming', 'current', 'done'] })
      .notNull()
      .default('upcoming'),
    startsOn: text('starts_on'),
    dueOn: text('due_on'),
    shared: flag('shared').notNull().default(true),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    unique('phases_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    index('phases_project').on(t.projectId, t.position),
    inProject(t),
    check('phases_state', sql`${t.state} in ('upcoming', 'current', 'done')`),
  ],
)
