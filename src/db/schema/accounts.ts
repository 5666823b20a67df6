import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, instant } from './keys'

/** People, across all workspaces: one e-mail address is one user. */
export const users = sqliteTable(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull().default(''),
    locale: text('locale', { enum: ['fr', 'en'] })
      .notNull()
      .default('fr'),
    /** `scrypt$N$r$p$salt$hash` in base64url, or null: the code by e-mail is the first way in. */
    passwordHash: text('password_hash'),
    createdAt: instant('created_at').notNull(),
    /** Why nothing is sent to the address any more but the codes its own person asks for; null: nothing is known. */
    mailProblem: text('mail_problem', { enum: ['bounced', 'complained'] }),
    mailProblemAt: instant('mail_problem_at'),
    /** The receiving server's own words. */
    mailProblemDetail: text('mail_problem_detail'),
  },
  t => [
    uniqueIndex('users_email').on(t.email),
    check('users_email_lower', sql`${t.email} = lower(${t.email})`),
  ],
)

/** One row a signed-in browser. Only the SHA-256 of the token is kept. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    tokenHash: text('token_hash').notNull(),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** Which of several memberships of one workspace is worn at the workspace's own pages. */
    membershipId: text('membership_id'),
    /** A contact's membership through whose eyes the team member looks now: read-only, leaving no trace there. */
    seenAs: text('seen_as'),
  },
  t => [uniqueIndex('sessions_token').on(t.tokenHash), index('sessions_user').on(t.userId)],
)

/** Codes by e-mail: an HMAC, tied to the browser that asked, five tries, single use. */
export const signInCodes = sqliteTable(
  'sign_in_codes',
  {
    id: id(),
    email: text('email').notNull(),
    /** Null for an address nobody has: the row is written all the same, so that both answers cost the same. */
    userId: text('user_id').references(() => users.id),
    codeHmac: text('code_hmac').notNull(),
    browserHash: text('browser_hash').notNull(),
    attempts: integer('attempts').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  t => [index('sign_in_codes_email').on(t.email, t.createdAt)],
)

/** Invitations, password resets, e-mail changes: hashed, expiring, single use; `kind` is never exchangeable. */
export const tokens = sqliteTable(
  'tokens',
  {
    id: id(),
    kind: text('kind', { enum: ['invitation', 'reset', 'email'] }).notNull(),
    tokenHash: text('token_hash').notNull(),
    email: text('email').notNull(),
    userId: text('user_id').references(() => users.id),
    workspaceId: text('workspace_id'),
    membershipId: text('membership_id'),
    projectId: text('project_id'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  t => [uniqueIndex('tokens_hash').on(t.tokenHash), index('tokens_membership').on(t.membershipId)],
)

/** Exact limits (sign-in tries, code mails…): one row a key and window. Keys are HMACs, never an address. */
export const limits = sqliteTable('limits', {
  key: text('key').primaryKey(),
  hits: integer('hits').notNull(),
  resetAt: instant('reset_at').notNull(),
})

/** Sign-ins, refusals, downloads: what administrators look at when something went wrong. */
export const securityLog = sqliteTable(
  'security_log',
  {
    id: id(),
    workspaceId: text('workspace_id'),
    userId: text('user_id'),
    kind: text('kind').notNull(),
    subjectId: text('subject_id'),
    data: text('data', { mode: 'json' }).$type<Record<string, string | number | boolean | null>>(),
    at: instant('at').notNull(),
  },
  t => [
    index('security_log_workspace').on(t.workspaceId, t.at),
    index('security_log_user').on(t.userId, t.at),
    index('security_log_subject').on(t.subjectId, t.at),
  ],
)
