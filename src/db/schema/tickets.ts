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
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { flag, id, instant, projectKeys } from './keys'
import { byMember, inProject, phases } from './projects'
import { memberships, workspaces } from './workspaces'

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
    /** What was promised when it was opened, in milliseconds of working time; null: nothing. */
    firstTarget: integer('first_target'),
    resolveTarget: integer('resolve_target'),
    /** Working time used up to `runsSince`; the clock stands still while that is null. */
    workedMs: integer('worked_ms').notNull().default(0),
    runsSince: instant('runs_since'),
    /** When the promises fall due if the clock goes on as it does; null while it stands, or once they were met. */
    firstDueAt: instant('first_due_at'),
    resolveDueAt: instant('resolve_due_at'),
    /** The working time that the first reply and the resolution took; with the targets they say kept or missed. */
    firstTook: integer('first_took'),
    resolveTook: integer('resolve_took'),
    /** The loudest alarm that was told of each promise: each is told once. */
    firstAlarm: text('first_alarm', { enum: ['warned', 'breached'] }),
    resolveAlarm: text('resolve_alarm', { enum: ['warned', 'breached'] }),
    /** When the next alarm is due. */
    alarmAt: instant('alarm_at'),
    /** Its name in what it was imported from: imported once. */
    externalKey: text('external_key'),
  },
  t => [
    unique('tickets_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('tickets_number').on(t.workspaceId, t.number),
    index('tickets_workspace').on(t.workspaceId, t.updatedAt),
    index('tickets_client').on(t.workspaceId, t.clientId, t.updatedAt),
    index('tickets_project').on(t.projectId, t.updatedAt),
    index('tickets_state').on(t.state, t.stateAt),
    index('tickets_alarm').on(t.alarmAt),
    index('tickets_due').on(t.workspaceId, t.resolveDueAt),
    index('tickets_assignee').on(t.workspaceId, t.assigneeId, t.updatedAt),
    index('tickets_standing').on(t.workspaceId, t.state, t.stateAt),
    index('tickets_created').on(t.workspaceId, t.createdAt),
    index('tickets_merged').on(t.mergedIntoId),
    uniqueIndex('tickets_external').on(t.workspaceId, t.externalKey).where(sql`external_key is not null`),
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

type TicketColumns = Record<'workspaceId' | 'clientId' | 'projectId' | 'ticketId', AnySQLiteColumn>

const ofTicket = (t: TicketColumns) =>
  foreignKey({
    columns: [t.workspaceId, t.clientId, t.projectId, t.ticketId],
    foreignColumns: [tickets.workspaceId, tickets.clientId, tickets.projectId, tickets.id],
  })

/** Who is told of a ticket besides the one it is assigned to: its opener, and whoever was added or joined in. */
export const ticketFollowers = sqliteTable(
  'ticket_followers',
  {
    ...projectKeys,
    ticketId: text('ticket_id').notNull(),
    membershipId: text('membership_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    primaryKey({ columns: [t.ticketId, t.membershipId] }),
    index('ticket_followers_project').on(t.projectId, t.ticketId),
    inProject(t),
    byMember(t, t.membershipId),
    ofTicket(t),
  ],
)

/** The team's own words on a ticket, to find it by. */
export const ticketTags = sqliteTable(
  'ticket_tags',
  {
    ...projectKeys,
    ticketId: text('ticket_id').notNull(),
    tag: text('tag').notNull(),
  },
  t => [
    primaryKey({ columns: [t.ticketId, t.tag] }),
    index('ticket_tags_project').on(t.projectId, t.ticketId),
    index('ticket_tags_workspace').on(t.workspaceId, t.tag),
    inProject(t),
    ofTicket(t),
  ],
)

/** Two tickets of a project that have to do with each other, kept once: `ticketId` is the smaller id. */
export const ticketLinks = sqliteTable(
  'ticket_links',
  {
    ...projectKeys,
    ticketId: text('ticket_id').notNull(),
    otherId: text('other_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    primaryKey({ columns: [t.ticketId, t.otherId] }),
    index('ticket_links_project').on(t.projectId, t.ticketId),
    index('ticket_links_other').on(t.projectId, t.otherId),
    inProject(t),
    ofTicket(t),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.otherId],
      foreignColumns: [tickets.workspaceId, tickets.clientId, tickets.projectId, tickets.id],
    }),
    check('ticket_links_order', sql`${t.ticketId} < ${t.otherId}`),
  ],
)

/** What is promised for a type and an urgency, in minutes of working time; null or no row: nothing. */
export const slaPolicies = sqliteTable(
  'sla_policies',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    type: text('type', { enum: ['bug', 'change', 'improvement', 'question'] }).notNull(),
    urgency: text('urgency', { enum: ['urgent', 'maintenance', 'evolution'] }).notNull(),
    firstMinutes: integer('first_minutes'),
    resolveMinutes: integer('resolve_minutes'),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.type, t.urgency] }),
    check('sla_policies_positive', sql`${t.firstMinutes} > 0 and ${t.resolveMinutes} > 0`),
  ],
)

/** A filter of the team's list under a name: one person's own, or the whole team's. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    membershipId: text('membership_id').notNull(),
    name: text('name').notNull(),
    /** The list's query, as its URL carries it. */
    query: text('query').notNull(),
    shared: flag('shared').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    index('saved_views_workspace').on(t.workspaceId, t.name),
    foreignKey({
      columns: [t.workspaceId, t.membershipId],
      foreignColumns: [memberships.workspaceId, memberships.id],
    }),
  ],
)

/** Words the team uses again and again, with places for names. */
export const savedReplies = sqliteTable(
  'saved_replies',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    title: text('title').notNull(),
    body: text('body').notNull(),
    createdBy: text('created_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  t => [
    index('saved_replies_workspace').on(t.workspaceId, t.title),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [memberships.workspaceId, memberships.id],
    }),
  ],
)
