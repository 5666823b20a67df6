import { sql } from 'drizzle-orm'
import { check, foreignKey, index, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag, id, instant, projectKeys } from './keys'
import { byMember, inProject, phases } from './projects'
import { tickets } from './tickets'

/** The team's work. A task made from a ticket names it, and is unique to it. */
export const tasks = sqliteTable(
  'tasks',
  {
    ...projectKeys,
    id: id(),
    ticketId: text('ticket_id'),
    phaseId: text('phase_id'),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    state: text('state', { enum: ['backlog', 'in_progress', 'waiting_client', 'done'] })
      .notNull()
      .default('backlog'),
    /** Fractional position inside its column (text order). */
    position: text('position').notNull(),
    shared: flag('shared').notNull().default(true),
    assigneeId: text('assignee_id'),
    priority: text('priority', { enum: ['low', 'normal', 'high'] })
      .notNull()
      .default('normal'),
    dueOn: text('due_on'),
    /** Why it waits for the client: an awaited action while the state is `waiting_client`. */
    blockedReason: text('blocked_reason').notNull().default(''),
    blockedAt: instant('blocked_at'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    doneAt: instant('done_at'),
  },
  t => [
    unique('tasks_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('tasks_ticket').on(t.ticketId),
    index('tasks_board').on(t.projectId, t.state, t.position),
    inProject(t),
    byMember(t, t.assigneeId),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.ticketId],
      foreignColumns: [tickets.workspaceId, tickets.clientId, tickets.projectId, tickets.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.phaseId],
      foreignColumns: [phases.workspaceId, phases.clientId, phases.projectId, phases.id],
    }),
    check('tasks_state', sql`${t.state} in ('backlog', 'in_progress', 'waiting_client', 'done')`),
  ],
)
