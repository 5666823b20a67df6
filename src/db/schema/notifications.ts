import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import type { Cadence, Category } from '../../lib/cadence'
import { sessions } from './accounts'
import { flag, id, instant } from './keys'
import { memberships, workspaces } from './workspaces'

/** What a person was told inside the portal. One event tells one person once. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    clientId: text('client_id'),
    projectId: text('project_id'),
    membershipId: text('membership_id').notNull(),
    eventId: text('event_id').notNull(),
    /** The row of the table of kinds that told it: its mail's kind, or the event's where it has no mail. */
    kind: text('kind').notNull().default(''),
    category: text('category').$type<Category>().notNull().default('workspace'),
    /** The page of the thing itself, without a query: to read that page is to have read this. */
    path: text('path').notNull().default(''),
    /** Shown only to somebody who may still see amounts. */
    finance: flag('finance').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  t => [
    uniqueIndex('notifications_once').on(t.eventId, t.membershipId),
    index('notifications_person').on(t.membershipId, t.createdAt),
    index('notifications_path').on(t.membershipId, t.path, t.readAt),
    // Counted with every page: of ten thousand read ones none is looked at.
    index('notifications_unread').on(t.membershipId, t.createdAt).where(sql`${t.readAt} is null`),
    index('notifications_age').on(t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.membershipId],
      foreignColumns: [memberships.workspaceId, memberships.id],
    }),
  ],
)

/** How a person wants to be told of a category, where that is not its default. */
export const notificationChoices = sqliteTable(
  'notification_choices',
  {
    workspaceId: text('workspace_id').notNull(),
    membershipId: text('membership_id').notNull(),
    category: text('category').$type<Category>().notNull(),
    cadence: text('cadence').$type<Cadence>().notNull(),
  },
  t => [
    primaryKey({ columns: [t.membershipId, t.category] }),
    foreignKey({
      columns: [t.workspaceId, t.membershipId],
      foreignColumns: [memberships.workspaceId, memberships.id],
    }),
  ],
)

/** A browser that may be told by web push. It ends with the session it was allowed in. */
export const pushSubscriptions = sqliteTable(
  'push_subscriptions',
  {
    id: id(),
    workspaceId: text('workspace_id').notNull(),
    membershipId: text('membership_id').notNull(),
    sessionId: text('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** SHA-256 of the endpoint: the same browser is told once. */
    endpointHash: text('endpoint_hash').notNull(),
    /** A JWE of the endpoint and the browser's keys: whoever has them can write to that screen. */
    sealed: text('sealed').notNull(),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: instant('created_at').notNull(),
    toldAt: instant('told_at'),
  },
  t => [
    uniqueIndex('push_subscriptions_once').on(t.membershipId, t.endpointHash),
    index('push_subscriptions_session').on(t.sessionId),
    foreignKey({
      columns: [t.workspaceId, t.membershipId],
      foreignColumns: [memberships.workspaceId, memberships.id],
    }),
  ],
)

/**
 * A mail to one person. `dedupe` is its event and person (or ends with its code's or token's id): unique. The row's id
 * is the provider's idempotency key. `sealedProps` is a JWE: words and codes are never in the clear, and are wiped once sent.
 */
export const mails = sqliteTable(
  'mails',
  {
    id: id(),
    workspaceId: text('workspace_id'),
    clientId: text('client_id'),
    projectId: text('project_id'),
    /** Null for a mail to somebody who is not a member (a code for a person of no workspace). */
    membershipId: text('membership_id'),
    /** What it tells by mail: read meanwhile in the portal, it is not sent any more. */
    notificationId: text('notification_id'),
    dedupe: text('dedupe').notNull(),
    kind: text('kind').notNull(),
    category: text('category').$type<Category>(),
    toAddress: text('to_address').notNull(),
    /** What its reader must still be allowed at the moment of sending. */
    team: flag('team').notNull().default(false),
    finance: flag('finance').notNull().default(false),
    sealedProps: text('sealed_props'),
    /** `merged`: told in the mail `mergedInto`. */
    state: text('state', { enum: ['queued', 'sent', 'skipped', 'failed', 'stuck', 'merged'] })
      .notNull()
      .default('queued'),
    problem: text('problem'),
    providerId: text('provider_id'),
    tries: integer('tries').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    firstTriedAt: instant('first_tried_at'),
    sentAt: instant('sent_at'),
    /** Mails of one group go as one. Kept once sent: at most one an hour for some. */
    groupKey: text('group_key'),
    /** Waits for others of its group until then; null: to be sent now. */
    heldUntil: instant('held_until'),
    mergedInto: text('merged_into'),
    /** What was written above it, and the page it led to: for those who look up what was sent. */
    subject: text('subject'),
    path: text('path'),
    /** What became of it after it left, as the provider says. */
    delivery: text('delivery', { enum: ['delivered', 'delayed', 'bounced', 'complained', 'suppressed'] }),
    deliveryAt: instant('delivery_at'),
    /** The receiving server's own words. */
    deliveryDetail: text('delivery_detail'),
  },
  t => [
    uniqueIndex('mails_dedupe').on(t.dedupe),
    index('mails_state').on(t.state, t.createdAt),
    index('mails_workspace').on(t.workspaceId, t.createdAt),
    index('mails_standing').on(t.workspaceId, t.state, t.createdAt),
    index('mails_client').on(t.workspaceId, t.clientId, t.createdAt),
    index('mails_group').on(t.groupKey, t.state, t.sentAt),
    index('mails_held').on(t.state, t.heldUntil),
    index('mails_provider').on(t.providerId),
    // The workspace too, lest one of the others be thought better.
    index('mails_merged').on(t.mergedInto, t.workspaceId),
  ],
)
