import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
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
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  t => [
    uniqueIndex('notifications_once').on(t.eventId, t.membershipId),
    index('notifications_person').on(t.membershipId, t.createdAt),
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
    dedupe: text('dedupe').notNull(),
    kind: text('kind').notNull(),
    toAddress: text('to_address').notNull(),
    /** What its reader must still be allowed at the moment of sending. */
    team: flag('team').notNull().default(false),
    finance: flag('finance').notNull().default(false),
    sealedProps: text('sealed_props'),
    state: text('state', { enum: ['queued', 'sent', 'skipped', 'failed', 'stuck'] })
      .notNull()
      .default('queued'),
    problem: text('problem'),
    providerId: text('provider_id'),
    tries: integer('tries').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    firstTriedAt: instant('first_tried_at'),
    sentAt: instant('sent_at'),
  },
  t => [
    uniqueIndex('mails_dedupe').on(t.dedupe),
    index('mails_state').on(t.state, t.createdAt),
    index('mails_workspace').on(t.workspaceId, t.createdAt),
  ],
)
