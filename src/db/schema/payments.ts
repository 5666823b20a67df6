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
import { byMember, inProject, phases } from './projects'
import { tickets } from './tickets'

export const requestStates = [
  'pending',
  'paid',
  'cancelled',
  'expired',
  'partly_refunded',
  'refunded',
] as const
export const attemptStates = ['created', 'processing', 'succeeded', 'failed', 'expired', 'voided'] as const

/**
 * An amount asked for, all taxes included, in minor units. Amounts are never null in the database (see the check);
 * they are nullable here because a view without the finance capability shows null in their place.
 */
export const paymentRequests = sqliteTable(
  'payment_requests',
  {
    ...projectKeys,
    id: id(),
    kind: text('kind', { enum: ['deposit', 'milestone', 'balance', 'ticket'] }).notNull(),
    ticketId: text('ticket_id'),
    phaseId: text('phase_id'),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    amount: integer('amount'),
    /** The part of `amount` that is tax, by tax, in minor units; empty where none is due. */
    taxes: text('taxes', { mode: 'json' }).$type<{ name: string; rate: number; amount: number }[]>(),
    currency: text('currency').notNull(),
    /** `now`: paid before work starts. `later`: agreed first, invoiced later. */
    terms: text('terms', { enum: ['now', 'later'] })
      .notNull()
      .default('now'),
    /** Working days promised, for a priced ticket. */
    delayDays: integer('delay_days'),
    dueOn: text('due_on'),
    validUntil: text('valid_until'),
    state: text('state', { enum: requestStates }).notNull().default('pending'),
    stateAt: instant('state_at').notNull(),
    paidAt: instant('paid_at'),
    paidSource: text('paid_source', { enum: ['webhook', 'check', 'transfer'] }),
    transferReference: text('transfer_reference'),
    refunded: integer('refunded').default(0),
    disputed: flag('disputed').notNull().default(false),
    duplicate: flag('duplicate').notNull().default(false),
    late: flag('late').notNull().default(false),
    /** The sealed *bon pour accord*: who, when, and the SHA-256 of exactly what was agreed. */
    agreedAt: instant('agreed_at'),
    agreedBy: text('agreed_by'),
    agreedSha256: text('agreed_sha256'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    unique('payment_requests_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('payment_requests_open_ticket')
      .on(t.ticketId)
      .where(sql`state = 'pending' and ticket_id is not null`),
    index('payment_requests_project').on(t.projectId, t.createdAt),
    index('payment_requests_workspace').on(t.workspaceId, t.createdAt),
    index('payment_requests_client').on(t.workspaceId, t.clientId, t.createdAt),
    index('payment_requests_ticket').on(t.ticketId),
    inProject(t),
    byMember(t, t.createdBy),
    byMember(t, t.agreedBy),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.ticketId],
      foreignColumns: [tickets.workspaceId, tickets.clientId, tickets.projectId, tickets.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.phaseId],
      foreignColumns: [phases.workspaceId, phases.clientId, phases.projectId, phases.id],
    }),
    check(
      'payment_requests_amount',
      sql`${t.amount} is not null and ${t.amount} > 0 and typeof(${t.amount}) = 'integer'`,
    ),
    check(
      'payment_requests_refunded',
      sql`${t.refunded} is not null and ${t.refunded} >= 0 and ${t.refunded} <= ${t.amount}`,
    ),
    check('payment_requests_state', sql.raw(`state in (${requestStates.map(s => `'${s}'`).join(', ')})`)),
  ],
)

/** One checkout at one provider. Its money, once received, stays on it whatever becomes of the request. */
export const paymentAttempts = sqliteTable(
  'payment_attempts',
  {
    ...projectKeys,
    id: id(),
    requestId: text('request_id').notNull(),
    provider: text('provider', { enum: ['stripe', 'cinetpay'] }).notNull(),
    /** The provider's id: a Checkout Session, a CinetPay transaction. Null until the provider answered. */
    providerRef: text('provider_ref'),
    /** The provider's id of the money itself (Stripe: PaymentIntent), needed to refund. */
    paymentRef: text('payment_ref'),
    checkoutUrl: text('checkout_url'),
    amount: integer('amount').notNull(),
    currency: text('currency').notNull(),
    state: text('state', { enum: attemptStates }).notNull().default('created'),
    /** Why it failed or was flagged: a code, never a provider's free words. */
    problem: text('problem'),
    /** Money received though the request was already paid, cancelled or expired. */
    flag: text('flag', { enum: ['duplicate', 'late'] }),
    refunded: integer('refunded').notNull().default(0),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    checkedAt: instant('checked_at'),
    stateAt: instant('state_at').notNull(),
  },
  t => [
    unique('payment_attempts_key').on(t.workspaceId, t.clientId, t.projectId, t.id),
    uniqueIndex('payment_attempts_ref').on(t.provider, t.providerRef),
    index('payment_attempts_request').on(t.requestId),
    index('payment_attempts_payment').on(t.paymentRef),
    index('payment_attempts_pending').on(t.state, t.checkedAt),
    inProject(t),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.requestId],
      foreignColumns: [
        paymentRequests.workspaceId,
        paymentRequests.clientId,
        paymentRequests.projectId,
        paymentRequests.id,
      ],
    }),
    check(
      'payment_attempts_amount',
      sql`${t.amount} > 0 and ${t.refunded} >= 0 and ${t.refunded} <= ${t.amount}`,
    ),
    check('payment_attempts_state', sql.raw(`state in (${attemptStates.map(s => `'${s}'`).join(', ')})`)),
  ],
)

/** What providers told us, once per provider's event id, kept before anything is done with it. */
export const webhookEvents = sqliteTable(
  'webhook_events',
  {
    provider: text('provider', { enum: ['stripe', 'cinetpay', 'resend'] }).notNull(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    payload: text('payload').notNull(),
    receivedAt: instant('received_at').notNull(),
    processedAt: instant('processed_at'),
    /** What became of it: `applied`, `ignored`, `mismatch`, `unknown`… */
    outcome: text('outcome'),
    tries: integer('tries').notNull().default(0),
  },
  t => [
    primaryKey({ columns: [t.provider, t.id] }),
    index('webhook_events_pending').on(t.receivedAt).where(sql`processed_at is null`),
  ],
)
