import * as schema from './schema'

/** Every table by the name that scopes and commits use for it. Only `src/db/` ever holds one. */
export const tables = {
  users: schema.users,
  sessions: schema.sessions,
  signInCodes: schema.signInCodes,
  tokens: schema.tokens,
  limits: schema.limits,
  securityLog: schema.securityLog,
  workspaces: schema.workspaces,
  memberships: schema.memberships,
  counters: schema.counters,
  clients: schema.clients,
  projects: schema.projects,
  projectAccess: schema.projectAccess,
  phases: schema.phases,
  tasks: schema.tasks,
  taskComments: schema.taskComments,
  taskItems: schema.taskItems,
  deletedTasks: schema.deletedTasks,
  tickets: schema.tickets,
  replies: schema.replies,
  ticketFollowers: schema.ticketFollowers,
  ticketTags: schema.ticketTags,
  ticketLinks: schema.ticketLinks,
  slaPolicies: schema.slaPolicies,
  savedViews: schema.savedViews,
  savedReplies: schema.savedReplies,
  inboundMails: schema.inboundMails,
  paymentRequests: schema.paymentRequests,
  paymentAttempts: schema.paymentAttempts,
  paymentAccounts: schema.paymentAccounts,
  paymentSettings: schema.paymentSettings,
  paymentCustomers: schema.paymentCustomers,
  refunds: schema.refunds,
  webhookEvents: schema.webhookEvents,
  files: schema.files,
  fileVersions: schema.fileVersions,
  fileFolders: schema.fileFolders,
  fileComments: schema.fileComments,
  partUploads: schema.partUploads,
  uploadParts: schema.uploadParts,
  uploads: schema.uploads,
  approvals: schema.approvals,
  approvalVersions: schema.approvalVersions,
  notes: schema.notes,
  messages: schema.messages,
  mentions: schema.mentions,
  reads: schema.reads,
  events: schema.events,
  seals: schema.seals,
  outbox: schema.outbox,
  purges: schema.purges,
  deadLetters: schema.deadLetters,
  notifications: schema.notifications,
  mails: schema.mails,
}

export type Tables = typeof tables
export type TableName = keyof Tables

/** A row as it is read. */
export type Row<K extends TableName> = Tables[K]['$inferSelect']
/** A row as it is written. */
export type NewRow<K extends TableName> = Tables[K]['$inferInsert']
