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
import { messages } from './messages'
import { byMember, inProject } from './projects'
import { replies, tickets } from './tickets'
import { workspaces } from './workspaces'

export const folders = ['branding', 'content', 'deliverables', 'attachments'] as const

/**
 * A file of a project; its bytes are its versions'. An attachment also names the ticket (with or without a reply)
 * or the message it came with. `shared` false: the team's alone.
 */
export const files = sqliteTable(
  'files',
  {
    ...projectKeys,
    id: id(),
    folder: text('folder', { enum: folders }).notNull(),
    /** The name a person gave it: data, never a path. */
    name: text('name').notNull(),
    shared: flag('shared').notNull().default(true),
    ticketId: text('ticket_id'),
    replyId: text('reply_id'),
    messageId: text('message_id'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    deletedAt: instant('deleted_at'),
  },
  t => [
    unique('files_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    index('files_project').on(t.projectId, t.folder, t.createdAt),
    index('files_ticket').on(t.ticketId),
    index('files_message').on(t.messageId),
    inProject(t),
    byMember(t, t.createdBy),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.ticketId],
      foreignColumns: [tickets.workspaceId, tickets.clientId, tickets.projectId, tickets.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.replyId],
      foreignColumns: [replies.workspaceId, replies.clientId, replies.projectId, replies.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.clientId, messages.projectId, messages.id],
    }),
    check('files_folder', sql.raw(`folder in (${folders.map(f => `'${f}'`).join(', ')})`)),
  ],
)

export const fileVersions = sqliteTable(
  'file_versions',
  {
    ...projectKeys,
    id: id(),
    fileId: text('file_id').notNull(),
    number: integer('number').notNull(),
    final: flag('final').notNull().default(false),
    /** Copied from its file, so that a contact's view cuts by equality; changed with it in one commit. */
    shared: flag('shared').notNull().default(true),
    /** Random; never made from a name. */
    storageKey: text('storage_key').notNull(),
    size: integer('size').notNull(),
    /** The type told from the content; `application/octet-stream` where content and extension disagree. */
    type: text('type').notNull(),
    sha256: text('sha256').notNull(),
    /** Pixels, for images whose size is known: no layout jump. */
    width: integer('width'),
    height: integer('height'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    unique('file_versions_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('file_versions_number').on(t.fileId, t.number),
    uniqueIndex('file_versions_storage').on(t.storageKey),
    inProject(t),
    byMember(t, t.createdBy),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.fileId],
      foreignColumns: [files.workspaceId, files.clientId, files.projectId, files.id],
    }),
  ],
)

/** Room taken before bytes are written; given back by the sweeper when the upload died on the way. */
export const uploads = sqliteTable(
  'uploads',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    storageKey: text('storage_key').notNull(),
    size: integer('size').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [index('uploads_created').on(t.createdAt)],
)
