import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  primaryKey,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { files, fileVersions } from './files'
import { id, instant, projectKeys } from './keys'
import { byMember, inProject, phases } from './projects'

export const approvalStates = ['asked', 'approved', 'changes', 'withdrawn', 'superseded'] as const

/** The client's word asked for, on a phase or on one version of a file. Decided once; a record for good. */
export const approvals = sqliteTable(
  'approvals',
  {
    ...projectKeys,
    id: id(),
    phaseId: text('phase_id'),
    fileId: text('file_id'),
    versionId: text('version_id'),
    state: text('state', { enum: approvalStates }).notNull().default('asked'),
    /** What is approved, as its name was when it was asked. */
    title: text('title').notNull(),
    /** The team's words beside it. */
    message: text('message').notNull().default(''),
    /** The exact text that is approved (one fact a line), and its SHA-256. */
    canonical: text('canonical').notNull(),
    sha256: text('sha256').notNull(),
    /** Of the receipt: leads to `/verify/:code`. */
    code: text('code').notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    comment: text('comment').notNull().default(''),
    /** The journal's line of the decision, whose seal is the record's. */
    eventId: text('event_id'),
  },
  t => [
    unique('approvals_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('approvals_code').on(t.code),
    uniqueIndex('approvals_open_phase').on(t.phaseId).where(sql`state = 'asked' and phase_id is not null`),
    uniqueIndex('approvals_open_file').on(t.fileId).where(sql`state = 'asked' and file_id is not null`),
    index('approvals_project').on(t.projectId, t.askedAt),
    index('approvals_version').on(t.versionId),
    inProject(t),
    byMember(t, t.askedBy),
    byMember(t, t.decidedBy),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.phaseId],
      foreignColumns: [phases.workspaceId, phases.clientId, phases.projectId, phases.id],
    }),
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
    check('approvals_state', sql.raw(`state in (${approvalStates.map(s => `'${s}'`).join(', ')})`)),
    check('approvals_subject', sql`(${t.phaseId} is null) <> (${t.versionId} is null)`),
  ],
)

/** The versions that an approval of a phase covers. */
export const approvalVersions = sqliteTable(
  'approval_versions',
  {
    ...projectKeys,
    approvalId: text('approval_id').notNull(),
    versionId: text('version_id').notNull(),
  },
  t => [
    primaryKey({ columns: [t.approvalId, t.versionId] }),
    index('approval_versions_project').on(t.projectId, t.approvalId),
    inProject(t),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.approvalId],
      foreignColumns: [approvals.workspaceId, approvals.clientId, approvals.projectId, approvals.id],
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
  ],
)
