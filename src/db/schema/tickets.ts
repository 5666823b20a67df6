import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { flag, id, instant, projectKeys } from './keys'
import { byMember, inProject, phases } from './projects'

export const ticketStates = [
  'open',
  'waiting_client',
  'quoted',
  'accepted',
  'in_progress',
  'resolved',
  'closed',
  'refused',
  'declined',
  'withdrawn',
  'merged',
] as const

/** A client's request, numbered per workspace without gaps. */
export const tickets = sqliteTable(
  'tickets',
  {
    ...projectKeys,
    id: id(),
    number: integer('number').notNull(),
    type: text('type', { enum: ['bug', 'change', 'improvement', 'question'] }).notNull(),
    urgency: text('urgency', { enum: ['urgent', 'maintenance', 'evolution'] }).notNull(),
    state: text('state', { enum: ticketStates }).notNull().default('open'),
    /** Where `waiting_client` goes back to. */
    cameFrom: text('came_from', { enum: ['open', 'accepted', 'in_progress'] }),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    /** What the team asked, why it refused, or why the client declined: the words of the last such move. */
    reason: text('reason').notNull().default(''),
    phaseId: text('phase_id'),
    openedBy: text('opened_by').notNull(),
    assigneeId: text('assignee_id'),
    mergedIntoId: text('merged_into_id'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** When the present state began. */
    stateAt: instant('state_at').notNull(),
    firstReplyAt: instant('first_reply_at'),
    resolvedAt: instant('resolved_at'),
    /** The SLA's clock: milliseconds spent paused, and since when it is paused now. */
    pausedMs: integer('paused_ms').notNull().default(0),
    pausedAt: instant('paused_at'),
  },
  t => [
    unique('tickets_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('tickets_number').on(t.workspaceId, t.number),
    index('tickets_workspace').on(t.workspaceId, t.updatedAt),
    index('tickets_client').on(t.workspaceId, t.clientId, t.updatedAt),
    index('tickets_project').on(t.projectId, t.updatedAt),
    index('tickets_state').on(t.state, t.stateAt),
    inProject(t),
    byMember(t, t.openedBy),
    byMember(t, t.assigneeId),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.phaseId],
      foreignColumns: [phases.workspaceId, phases.clientId, phases.projectId, phases.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.mergedIntoId],
      foreignColumns: [t.workspaceId, t.clientId, t.projectId, t.id],
    }),
    check('tickets_state_known', sql.raw(`state in (${ticketStates.map(s => `'${s}'`).join(', ')})`)),
  ],
)

/** The thread: replies both sides read, and internal notes that no contact ever sees. */
export const replies = sqliteTable(
  'replies',
  {
    ...projectKeys,
    id: id(),
    ticketId: text('ticket_id').notNull(),
    authorId: text('author_id').notNull(),
    internal: flag('internal').notNull().default(false),
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    unique('replies_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    index('replies_ticket').on(t.ticketId, t.createdAt),
    inProject(t),
    byMember(t, t.authorId),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.ticketId],
      foreignColumns: [tickets.workspaceId, tickets.clientId, tickets.projectId, tickets.id],
    }),
  ],
)
