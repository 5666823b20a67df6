import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, instant } from './keys'
import { workspaces } from './workspaces'

/**
 * A mail that came in answer to one of ours. `placed`: it stands in its thread. `waiting`: it could not be placed, and
 * a person decides; until then the whole of it is kept under `storageKey`. A mail comes once, by its Message-ID.
 */
export const inboundMails = sqliteTable(
  'inbound_mails',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    /** Where the reply address leads; no more than a hint for one that was not placed. */
    clientId: text('client_id'),
    projectId: text('project_id'),
    ticketId: text('ticket_id'),
    /** The Message-ID, else the SHA-256 of the whole. */
    messageId: text('message_id').notNull(),
    fromAddress: text('from_address').notNull(),
    fromName: text('from_name').notNull().default(''),
    subject: text('subject').notNull().default(''),
    /** The words without what was quoted under them; empty once it is settled. */
    body: text('body').notNull().default(''),
    attachments: integer('attachments').notNull().default(0),
    storageKey: text('storage_key'),
    size: integer('size').notNull().default(0),
    state: text('state', { enum: ['placed', 'waiting', 'dismissed', 'ignored'] }).notNull(),
    /** Why it was not placed or was ignored: a code. */
    problem: text('problem'),
    receivedAt: instant('received_at').notNull(),
    settledAt: instant('settled_at'),
    settledBy: text('settled_by'),
  },
  t => [
    uniqueIndex('inbound_mails_once').on(t.workspaceId, t.messageId),
    index('inbound_mails_state').on(t.workspaceId, t.state, t.receivedAt),
    index('inbound_mails_received').on(t.receivedAt),
  ],
)
