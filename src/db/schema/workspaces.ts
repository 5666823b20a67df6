import { sql } from 'drizzle-orm'
import {
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
import type { Reminders } from '../../lib/reminders'
import type { Serving } from '../../lib/serving'
import type { WorkingWeek } from '../../lib/working-time'
import { users } from './accounts'
import { clients } from './clients'
import { flag, id, instant } from './keys'

/** A tenant: one freelancer's or agency's portal, with its branding and its ways. */
export const workspaces = sqliteTable(
  'workspaces',
  {
    id: id(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    /** BCP 47: `fr`, `fr-CA`, `en-CA`… The language of messages is its first part. */
    locale: text('locale').notNull(),
    /** IANA zone, e.g. `Europe/Paris`. */
    timezone: text('timezone').notNull(),
    /** ISO 4217. */
    currency: text('currency').notNull(),
    /** `#rrggbb`; `brandCss` makes it readable in both themes. */
    accent: text('accent').notNull().default('#4f46e5'),
    /** Taxes put on prices, in thousandths of a percent, e.g. `[{name:'TVA', rate:20000}]`; empty where none is due. */
    taxes: text('taxes', { mode: 'json' }).$type<{ name: string; rate: number }[]>().notNull().default([]),
    /** When work is done here: see `lib/working-time`. Null: Monday to Friday, 9–12:30 and 14–18, no holidays. */
    calendar: text('calendar', { mode: 'json' }).$type<WorkingWeek>(),
    /** How requests are served: own names of the urgencies, and whether clients see the date that is promised. */
    serving: text('serving', { mode: 'json' })
      .$type<Serving>()
      .notNull()
      .default({ urgencies: {}, promises: true }),
    storageUsed: integer('storage_used').notNull().default(0),
    storageQuota: integer('storage_quota').notNull().default(10_737_418_240),
    createdAt: instant('created_at').notNull(),
    /** Who its mails are from; null: its name. */
    senderName: text('sender_name'),
    /** The picture above its mails, in its frame and on its sign-in page: a PNG in the bucket, at a key nobody can guess. */
    logoKey: text('logo_key'),
    /** When clients are reminded: see `lib/reminders`. Null: not at all. */
    reminders: text('reminders', { mode: 'json' }).$type<Reminders>(),
  },
  t => [uniqueIndex('workspaces_slug').on(t.slug), check('workspaces_storage', sql`${t.storageUsed} >= 0`)],
)

/** Who may enter a workspace, and as what. A contact's row names its client; a team member's has none. */
export const memberships = sqliteTable(
  'memberships',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role', { enum: ['owner', 'admin', 'member', 'contact'] }).notNull(),
    clientId: text('client_id'),
    finance: flag('finance').notNull().default(false),
    approve: flag('approve').notNull().default(false),
    /** False: only the projects listed in `project_access`. */
    allProjects: flag('all_projects').notNull().default(true),
    createdAt: instant('created_at').notNull(),
    /** Null until the invitation was accepted: such a person has no access yet. */
    acceptedAt: instant('accepted_at'),
    removedAt: instant('removed_at'),
    /** The hour, 0 to 23, of the mail that gathers a day. */
    digestHour: integer('digest_hour').notNull().default(8),
    /** IANA zone of that hour; null: the workspace's. */
    timezone: text('timezone'),
  },
  t => [
    unique('memberships_key').on(t.workspaceId, t.id),
    uniqueIndex('memberships_team_once')
      .on(t.workspaceId, t.userId)
      .where(sql`client_id is null and removed_at is null`),
    uniqueIndex('memberships_contact_once')
      .on(t.workspaceId, t.userId, t.clientId)
      .where(sql`removed_at is null`),
    index('memberships_user').on(t.userId),
    foreignKey({ columns: [t.workspaceId, t.clientId], foreignColumns: [clients.workspaceId, clients.id] }),
    check('memberships_contact_has_client', sql`(${t.role} = 'contact') = (${t.clientId} is not null)`),
  ],
)

/** Numbers without gaps (#12): raised inside the batch that uses them. */
export const counters = sqliteTable(
  'counters',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    kind: text('kind', { enum: ['ticket'] }).notNull(),
    value: integer('value').notNull().default(0),
  },
  t => [primaryKey({ columns: [t.workspaceId, t.kind] })],
)
