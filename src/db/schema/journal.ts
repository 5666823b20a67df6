import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag, id, instant } from './keys'
import { workspaces } from './workspaces'

/** Ids, states, amounts and digests; never a person's words. */
export type Facts = Record<string, string | number | boolean | null>

/** The journal: append-only (triggers), one line a change, in the same batch as the change. */
export const events = sqliteTable(
  'events',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    clientId: text('client_id'),
    projectId: text('project_id'),
    /** `feature.happened`, e.g. `ticket.opened`. */
    kind: text('kind').notNull(),
    /** The membership that acted; null: the system. */
    actorId: text('actor_id'),
    subjectId: text('subject_id'),
    facts: text('facts', { mode: 'json' }).$type<Facts>(),
    /** Amounts: null in a view without the finance capability. */
    money: text('money', { mode: 'json' }).$type<Facts>(),
    /** Never shown to a contact. */
    internal: flag('internal').notNull().default(false),
    /** The whole line is shown with the finance capability only. */
    finance: flag('finance').notNull().default(false),
    at: instant('at').notNull(),
  },
  t => [
    index('events_project').on(t.projectId, t.id),
    index('events_workspace').on(t.workspaceId, t.id),
    index('events_subject').on(t.subjectId),
    index('events_kind').on(t.projectId, t.kind, t.at),
  ],
)

/** The chain of a workspace's journal, sealed after the commit, in order. */
export const seals = sqliteTable(
  'seals',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    seq: integer('seq').notNull(),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    previous: text('previous').notNull(),
    hash: text('hash').notNull(),
    sealedAt: instant('sealed_at').notNull(),
  },
  t => [primaryKey({ columns: [t.workspaceId, t.seq] }), uniqueIndex('seals_event').on(t.eventId)],
)

/** Events whose consequences are not all drawn yet; the queue is only a nudge, a cron sweeps what stays here. */
export const outbox = sqliteTable(
  'outbox',
  {
    eventId: text('event_id')
      .primaryKey()
      .references(() => events.id),
    workspaceId: text('workspace_id').notNull(),
    at: instant('at').notNull(),
    tries: integer('tries').notNull().default(0),
  },
  t => [index('outbox_at').on(t.at)],
)

/** Only ever refused: an insert here means a conditional write changed nothing, and ends the whole batch. */
export const lost = sqliteTable('lost', { what: text('what').notNull() })

/** A recorded erasure of a workspace's journal; while one is open, and only then, its lines may be deleted. */
export const purges = sqliteTable('purges', {
  id: id(),
  workspaceId: text('workspace_id').notNull(),
  reason: text('reason').notNull(),
  openedAt: instant('opened_at').notNull(),
  closedAt: instant('closed_at'),
})

/** What could not be done after all its tries: read by people, never thrown away. */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    id: id(),
    queue: text('queue').notNull(),
    workspaceId: text('workspace_id'),
    body: text('body', { mode: 'json' }).$type<unknown>().notNull(),
    at: instant('at').notNull(),
    settledAt: instant('settled_at'),
  },
  t => [index('dead_letters_open').on(t.settledAt, t.at)],
)
