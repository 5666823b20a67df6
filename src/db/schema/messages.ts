import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { id, instant, projectKeys } from './keys'
import { byMember, inProject } from './projects'

/** The project's one conversation. The id is made by the sender's page, so that a resent line is the same line. */
export const messages = sqliteTable(
  'messages',
  {
    ...projectKeys,
    id: id(),
    /** Order inside the project, without gaps, given at commit: the same on every screen. */
    seq: integer('seq').notNull(),
    authorId: text('author_id').notNull(),
    body: text('body').notNull(),
    /** The message of this project that it answers. */
    replyToId: text('reply_to_id'),
    pinnedAt: instant('pinned_at'),
    pinnedBy: text('pinned_by'),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
    /** Deleted: the body is empty, the trace stays. */
    deletedAt: instant('deleted_at'),
  },
  t => [
    unique('messages_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('messages_seq').on(t.projectId, t.seq),
    index('messages_pinned').on(t.projectId, t.pinnedAt).where(sql`pinned_at is not null`),
    index('messages_day').on(t.projectId, t.createdAt),
    inProject(t),
    byMember(t, t.authorId),
  ],
)

/** Who is named in a message: they are told of it whatever they chose for the rest. */
export const mentions = sqliteTable(
  'mentions',
  {
    ...projectKeys,
    messageId: text('message_id').notNull(),
    membershipId: text('membership_id').notNull(),
  },
  t => [
    primaryKey({ columns: [t.messageId, t.membershipId] }),
    index('mentions_project').on(t.projectId, t.messageId),
    inProject(t),
    byMember(t, t.membershipId),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.clientId, messages.projectId, messages.id],
    }),
  ],
)

/** How far a person has read a thing: a message's `seq`, or an instant for a ticket's thread. */
export const reads = sqliteTable(
  'reads',
  {
    ...projectKeys,
    membershipId: text('membership_id').notNull(),
    /** The project's id for its conversation, the ticket's for its thread. */
    subjectId: text('subject_id').notNull(),
    upTo: integer('up_to').notNull(),
    at: instant('at').notNull(),
  },
  t => [
    primaryKey({ columns: [t.subjectId, t.membershipId] }),
    index('reads_member').on(t.membershipId),
    inProject(t),
    byMember(t, t.membershipId),
  ],
)
