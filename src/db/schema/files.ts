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
    /** An own folder inside it. */
    folderId: text('folder_id'),
    /** The name a person gave it: data, never a path. */
    name: text('name').notNull(),
    shared: flag('shared').notNull().default(true),
    ticketId: text('ticket_id'),
    replyId: text('reply_id'),
    messageId: text('message_id'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    deletedAt: instant('deleted_at'),
    /**
     * Held back until it is paid: the id of a payment request, or `project` for all that is due in it. The client then
     * sees the preview alone.
     */
    heldFor: text('held_for'),
  },
  t => [
    unique('files_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    index('files_project').on(t.projectId, t.folder, t.createdAt),
    index('files_ticket').on(t.ticketId),
    index('files_message').on(t.messageId),
    index('files_deleted').on(t.deletedAt).where(sql`deleted_at is not null`),
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
    /** What the person calls this version, and what they say of it. */
    label: text('label').notNull().default(''),
    note: text('note').notNull().default(''),
    /** The version that this one brought back. */
    restoredFrom: text('restored_from'),
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
    /** A small picture of it (WebP or JPEG), made at upload; and a reduced or watermarked one for what is held. */
    thumbKey: text('thumb_key'),
    previewKey: text('preview_key'),
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

/** A workspace's own folders, one level under the product's. */
export const fileFolders = sqliteTable(
  'file_folders',
  {
    ...projectKeys,
    id: id(),
    folder: text('folder', { enum: folders }).notNull(),
    name: text('name').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    unique('file_folders_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('file_folders_name').on(t.projectId, t.folder, t.name),
    inProject(t),
    byMember(t, t.createdBy),
  ],
)

/**
 * A remark pinned on a version: at a point (in ten-thousandths of its width and height) of a picture or of a page of a
 * PDF; an answer names the remark it belongs to.
 */
export const fileComments = sqliteTable(
  'file_comments',
  {
    ...projectKeys,
    id: id(),
    fileId: text('file_id').notNull(),
    versionId: text('version_id').notNull(),
    answersId: text('answers_id'),
    authorId: text('author_id').notNull(),
    /** Copied from its file, so that a contact's view cuts by equality; changed with it in one commit. */
    shared: flag('shared').notNull().default(true),
    page: integer('page'),
    x: integer('x'),
    y: integer('y'),
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull(),
    resolvedAt: instant('resolved_at'),
    resolvedBy: text('resolved_by'),
    /** The task that was made of it. */
    taskId: text('task_id'),
  },
  t => [
    unique('file_comments_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    index('file_comments_file').on(t.projectId, t.fileId, t.createdAt),
    inProject(t),
    byMember(t, t.authorId),
    byMember(t, t.resolvedBy),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.fileId],
      foreignColumns: [files.workspaceId, files.clientId, files.projectId, files.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.versionId],
      foreignColumns: [
        fileVersions.workspaceId,
        fileVersions.clientId,
        fileVersions.projectId,
        fileVersions.id,
      ],
    }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.answersId],
      foreignColumns: [t.workspaceId, t.clientId, t.projectId, t.id],
    }),
    check('file_comments_place', sql`(${t.x} is null) = (${t.y} is null)`),
  ],
)

/**
 * A large file on its way, in parts straight to the bucket; its room is held by the `uploads` row of the same id.
 * Found again by its hash after a reload or a lost network.
 */
export const partUploads = sqliteTable(
  'part_uploads',
  {
    ...projectKeys,
    id: id(),
    membershipId: text('membership_id').notNull(),
    storageKey: text('storage_key').notNull(),
    /** The bucket's own id of the upload. */
    uploadRef: text('upload_ref').notNull(),
    name: text('name').notNull(),
    size: integer('size').notNull(),
    partSize: integer('part_size').notNull(),
    /** As the browser counted it; checked on the whole before the file stands. */
    sha256: text('sha256').notNull(),
    /** What it is for: a folder, a file's new version, a message. */
    purpose: text('purpose', { mode: 'json' }).$type<Record<string, string | boolean | null>>().notNull(),
    state: text('state', { enum: ['receiving', 'joining', 'checking', 'kept', 'refused'] })
      .notNull()
      .default('receiving'),
    problem: text('problem'),
    createdAt: instant('created_at').notNull(),
    touchedAt: instant('touched_at').notNull(),
  },
  t => [
    unique('part_uploads_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('part_uploads_storage').on(t.storageKey),
    index('part_uploads_again').on(t.projectId, t.membershipId, t.sha256),
    index('part_uploads_left').on(t.state, t.touchedAt),
    inProject(t),
    byMember(t, t.membershipId),
  ],
)

/** The parts of it that the bucket has. */
export const uploadParts = sqliteTable(
  'upload_parts',
  {
    ...projectKeys,
    uploadId: text('upload_id').notNull(),
    number: integer('number').notNull(),
    etag: text('etag').notNull(),
    size: integer('size').notNull(),
  },
  t => [
    primaryKey({ columns: [t.uploadId, t.number] }),
    index('upload_parts_project').on(t.projectId, t.uploadId),
    inProject(t),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.uploadId],
      foreignColumns: [partUploads.workspaceId, partUploads.clientId, partUploads.projectId, partUploads.id],
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
