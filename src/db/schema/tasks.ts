import { sql } from 'drizzle-orm'
import {
  type AnySQLiteColumn,
  check,
  foreignKey,
  index,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
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
    /** Its name in what it was imported from: imported once. */
    externalKey: text('external_key'),
  },
  t => [
    unique('tasks_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('tasks_ticket').on(t.ticketId),
    uniqueIndex('tasks_external').on(t.workspaceId, t.externalKey).where(sql`external_key is not null`),
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

type TaskColumns = Record<'workspaceId' | 'clientId' | 'projectId' | 'taskId', AnySQLiteColumn>

const ofTask = (t: TaskColumns) =>
  foreignKey({
    columns: [t.workspaceId, t.clientId, t.projectId, t.taskId],
    foreignColumns: [tasks.workspaceId, tasks.clientId, tasks.projectId, tasks.id],
  })

/** What the team says to itself about a task. */
export const taskComments = sqliteTable(
  'task_comments',
  {
    ...projectKeys,
    id: id(),
    taskId: text('task_id').notNull(),
    authorId: text('author_id').notNull(),
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    index('task_comments_task').on(t.projectId, t.taskId, t.createdAt),
    inProject(t),
    byMember(t, t.authorId),
    ofTask(t),
  ],
)

/** The checklist inside a task. */
export const taskItems = sqliteTable(
  'task_items',
  {
    ...projectKeys,
    id: id(),
    taskId: text('task_id').notNull(),
    label: text('label').notNull(),
    done: flag('done').notNull().default(false),
    /** Fractional position (text order). */
    position: text('position').notNull(),
  },
  t => [index('task_items_task').on(t.projectId, t.taskId, t.position), inProject(t), ofTask(t)],
)

/** A deleted task as it was, with its comments and checklist: kept a while, so that it can be put back. */
export const deletedTasks = sqliteTable(
  'deleted_tasks',
  {
    ...projectKeys,
    id: id(),
    kept: text('kept', { mode: 'json' }).$type<unknown>().notNull(),
    deletedBy: text('deleted_by').notNull(),
    deletedAt: instant('deleted_at').notNull(),
  },
  t => [index('deleted_tasks_at').on(t.projectId, t.deletedAt), inProject(t), byMember(t, t.deletedBy)],
)
