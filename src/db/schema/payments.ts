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
import type { Mode, ProviderName } from '../../lib/providers'
import { clients } from './clients'
import { flag, id, instant, projectKeys } from './keys'
import { byMember, inProject, phases } from './projects'
import { tickets } from './tickets'
import { memberships, workspaces } from './workspaces'

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
    /** A transfer that was recorded: its day, who recorded it, and the file that proves it. */
    transferOn: text('transfer_on'),
    transferBy: text('transfer_by'),
    proofFileId: text('proof_file_id'),
    refunded: integer('refunded').default(0),
    /** The payment plan it belongs to: those made in one step share it. */
    planId: text('plan_id'),
    /** Raised to take back every link by which it could be paid without signing in. */
    linkVersion: integer('link_version').notNull().default(0),
    remindedAt: instant('reminded_at'),
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
    index('payment_requests_proof').on(t.proofFileId).where(sql`proof_file_id is not null`),
    index('payment_requests_due').on(t.workspaceId, t.state, t.dueOn),
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

/** A workspace's own account at a provider: its keys, sealed. One of each provider; an older one stays for its money. */
export const paymentAccounts = sqliteTable(
  'payment_accounts',
  {
    id: id(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    provider: text('provider').$type<ProviderName>().notNull(),
    mode: text('mode').$type<Mode>().notNull(),
    /** A JWE of the provider's keys: never shown again, to nobody. */
    sealedKeys: text('sealed_keys').notNull(),
    /** The last characters of the key, to know it by. */
    hint: text('hint').notNull(),
    state: text('state', { enum: ['ready', 'retired'] })
      .notNull()
      .default('ready'),
    testedAt: instant('tested_at').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    unique('payment_accounts_key').on(t.workspaceId, t.id),
    uniqueIndex('payment_accounts_ready').on(t.workspaceId, t.provider).where(sql`state = 'ready'`),
    foreignKey({
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [memberships.workspaceId, memberships.id],
    }),
  ],
)

/** How a workspace is paid: what it offers beside its providers. */
export const paymentSettings = sqliteTable('payment_settings', {
  workspaceId: text('workspace_id')
    .primaryKey()
    .references(() => workspaces.id),
  /** What is offered, by currency; a currency that is not named offers whatever takes it. */
  methods: text('methods', { mode: 'json' })
    .$type<Record<string, (ProviderName | 'transfer')[]>>()
    .notNull()
    .default({}),
  /** Where transfers go, as the payer reads it. */
  bank: text('bank', { mode: 'json' }).$type<{ holder: string; iban: string; bic: string; more: string }>(),
  /** Whether Stripe makes an invoice of its own for each payment. */
  stripeInvoice: flag('stripe_invoice').notNull().default(false),
  updatedAt: instant('updated_at').notNull(),
})

/** A client as a provider's account knows it. `account`: the workspace's account, or '' for the deployment's. */
export const paymentCustomers = sqliteTable(
  'payment_customers',
  {
    workspaceId: text('workspace_id').notNull(),
    clientId: text('client_id').notNull(),
    provider: text('provider').$type<ProviderName>().notNull(),
    account: text('account').notNull().default(''),
    ref: text('ref').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [
    primaryKey({ columns: [t.workspaceId, t.clientId, t.provider, t.account] }),
    foreignKey({ columns: [t.workspaceId, t.clientId], foreignColumns: [clients.workspaceId, clients.id] }),
  ],
)

/** One checkout at one provider. Its money, once received, stays on it whatever becomes of the request. */
export const paymentAttempts = sqliteTable(
  'payment_attempts',
  {
    ...projectKeys,
    id: id(),
    requestId: text('request_id').notNull(),
    provider: text('provider').$type<ProviderName>().notNull(),
    /** The workspace's own account at the provider; null: the deployment's. No other account's word counts for it. */
    accountId: text('account_id'),
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
    /** How often the provider was asked: ever more rarely. */
    checks: integer('checks').notNull().default(0),
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

/** Money given back, or on its way: through a provider on an attempt, or by a transfer of one's own. */
export const refunds = sqliteTable(
  'refunds',
  {
    ...projectKeys,
    id: id(),
    requestId: text('request_id').notNull(),
    attemptId: text('attempt_id'),
    /** Nullable here alone: see the requests' amount. */
    amount: integer('amount'),
    currency: text('currency').notNull(),
    state: text('state', { enum: ['asked', 'pending', 'succeeded', 'failed'] }).notNull(),
    providerRef: text('provider_ref'),
    reason: text('reason').notNull().default(''),
    problem: text('problem'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    stateAt: instant('state_at').notNull(),
  },
  t => [
    uniqueIndex('refunds_ref').on(t.attemptId, t.providerRef),
    index('refunds_request').on(t.projectId, t.requestId),
    inProject(t),
    byMember(t, t.createdBy),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.requestId],
      foreignColumns: [
        paymentRequests.workspaceId,
        paymentRequests.clientId,
        paymentRequests.projectId,
        paymentRequests.id,
      ],
    }),
    foreignKey({
      columns: [t.workspaceId, t.clientId, t.projectId, t.attemptId],
      foreignColumns: [
        paymentAttempts.workspaceId,
        paymentAttempts.clientId,
        paymentAttempts.projectId,
        paymentAttempts.id,
      ],
    }),
    check('refunds_amount', sql`${t.amount} is not null and ${t.amount} > 0`),
  ],
)

/** What providers told us, once per provider's event id, kept before anything is done with it. */
export const webhookEvents = sqliteTable(
  'webhook_events',
  {
    /** A payment provider's name, or who carries our mail. */
    provider: text('provider').notNull(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    payload: text('payload').notNull(),
    receivedAt: instant('received_at').notNull(),
    processedAt: instant('processed_at'),
    /** What became of it: `applied`, `ignored`, `mismatch`, `unknown`… */
    outcome: text('outcome'),
    tries: integer('tries').notNull().default(0),
    /** The workspace's own account it came for; null: the deployment's. */
    accountId: text('account_id'),
    /** Whose it is, once that is known: its workspace's administrators may see it. */
    workspaceId: text('workspace_id'),
    attemptId: text('attempt_id'),
  },
  t => [
    primaryKey({ columns: [t.provider, t.id] }),
    index('webhook_events_workspace').on(t.workspaceId, t.receivedAt),
    index('webhook_events_attempt').on(t.attemptId),
    index('webhook_events_pending').on(t.receivedAt).where(sql`processed_at is null`),
  ],
)
