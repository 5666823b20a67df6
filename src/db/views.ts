import {
  type Column,
  getTableColumns,
  getTableName,
  SQL,
  type SQLChunk,
  StringChunk,
  Subquery,
  sql,
  Table,
} from 'drizzle-orm'
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { textOf } from './compile'
import { type TableName, type Tables, tables } from './tables'

/** The facts a view is cut by. */
export type Reach = {
  workspaceId: string
  /** Under a project, or for a contact: the one client. */
  clientId: string | null
  /** Under a project. */
  projectId: string | null
  /** For somebody limited to some projects, at the workspace's own pages. */
  only: { projectIds: string[]; clientIds: string[] } | null
  membershipId: string | null
  audience: 'team' | 'client'
  finance: boolean
}

type Rule<K extends TableName> = {
  /** Which of its columns say where a row stands. */
  at: { workspace: SQLiteColumn; client?: SQLiteColumn; project?: SQLiteColumn; person?: SQLiteColumn }
  /** What a contact sees of what stands in reach: all of it, nothing, or the rows for which this holds. */
  contacts: 'all' | 'none' | ((t: Tables[K]) => SQL)
  /** What needs the finance capability: the rows (or only those for which this holds), or the values of some columns. */
  finance?: 'rows' | ((t: Tables[K]) => SQL) | readonly (keyof Tables[K]['_']['columns'])[]
}

const under = <T extends { workspaceId: SQLiteColumn; clientId: SQLiteColumn; projectId: SQLiteColumn }>(
  t: T,
) => ({
  workspace: t.workspaceId,
  client: t.clientId,
  project: t.projectId,
})

/** The tables that scopes may view. A table of a workspace that is not declared here cannot be read by a domain. */
export type ViewName = Exclude<
  TableName,
  'users' | 'sessions' | 'signInCodes' | 'tokens' | 'limits' | 'outbox' | 'purges'
>

const t = tables

/** Not the bank's own paper behind a transfer: that says what was paid, and from where. */
const provesNothing = (project: SQLiteColumn, file: SQLiteColumn): SQL =>
  sql`not exists (select 1 from payment_requests where payment_requests.project_id = ${project} and proof_file_id = ${file})`

/** What each audience sees of each table. */
export const rules: { [K in ViewName]: Rule<K> } = {
  workspaces: { at: { workspace: t.workspaces.id }, contacts: 'all' },
  memberships: {
    at: { workspace: t.memberships.workspaceId },
    contacts: m => sql`${m.role} <> 'contact'`,
  },
  counters: { at: { workspace: t.counters.workspaceId }, contacts: 'none' },
  clients: { at: { workspace: t.clients.workspaceId, client: t.clients.id }, contacts: 'all' },
  projects: {
    at: { workspace: t.projects.workspaceId, client: t.projects.clientId, project: t.projects.id },
    contacts: 'all',
  },
  // Which colleagues can be put in copy; who of the team may enter is the team's own business.
  projectAccess: {
    at: under(t.projectAccess),
    contacts: a => sql`exists (select 1 from memberships where id = ${a.membershipId} and role = 'contact')`,
  },
  phases: { at: under(t.phases), contacts: p => sql`${p.shared} = 1` },
  tasks: { at: under(t.tasks), contacts: x => sql`${x.shared} = 1` },
  taskComments: { at: under(t.taskComments), contacts: 'none' },
  taskItems: { at: under(t.taskItems), contacts: 'none' },
  deletedTasks: { at: under(t.deletedTasks), contacts: 'none' },
  tickets: { at: under(t.tickets), contacts: 'all' },
  replies: { at: under(t.replies), contacts: r => sql`${r.internal} = 0` },
  ticketFollowers: { at: under(t.ticketFollowers), contacts: 'all' },
  ticketTags: { at: under(t.ticketTags), contacts: 'none' },
  ticketLinks: { at: under(t.ticketLinks), contacts: 'none' },
  slaPolicies: { at: { workspace: t.slaPolicies.workspaceId }, contacts: 'all' },
  savedViews: { at: { workspace: t.savedViews.workspaceId }, contacts: 'none' },
  savedReplies: { at: { workspace: t.savedReplies.workspaceId }, contacts: 'none' },
  inboundMails: { at: under(t.inboundMails), contacts: 'none' },
  paymentRequests: {
    at: under(t.paymentRequests),
    contacts: 'all',
    finance: ['amount', 'taxes', 'refunded'],
  },
  paymentAttempts: {
    at: under(t.paymentAttempts),
    contacts: 'all',
    finance: ['amount', 'refunded', 'providerRef', 'paymentRef', 'checkoutUrl'],
  },
  // Sealed keys: whoever pays opens a checkout with them, and no page shows them.
  paymentAccounts: { at: { workspace: t.paymentAccounts.workspaceId }, contacts: 'all', finance: 'rows' },
  paymentSettings: { at: { workspace: t.paymentSettings.workspaceId }, contacts: 'all', finance: 'rows' },
  paymentCustomers: {
    at: { workspace: t.paymentCustomers.workspaceId, client: t.paymentCustomers.clientId },
    contacts: 'all',
    finance: 'rows',
  },
  refunds: { at: under(t.refunds), contacts: 'all', finance: ['amount', 'providerRef'] },
  webhookEvents: { at: { workspace: t.webhookEvents.workspaceId }, contacts: 'none', finance: 'rows' },
  files: {
    at: under(t.files),
    contacts: f => sql`${f.shared} = 1 and ${f.deletedAt} is null`,
    finance: f => sql`(${f.shared} = 1 or ${provesNothing(f.projectId, f.id)})`,
  },
  fileVersions: {
    at: under(t.fileVersions),
    contacts: v => sql`${v.shared} = 1`,
    finance: v => sql`(${v.shared} = 1 or ${provesNothing(v.projectId, v.fileId)})`,
  },
  fileFolders: { at: under(t.fileFolders), contacts: 'all' },
  fileComments: {
    at: under(t.fileComments),
    contacts: c => sql`${c.shared} = 1`,
    finance: c => provesNothing(c.projectId, c.fileId),
  },
  partUploads: { at: { ...under(t.partUploads), person: t.partUploads.membershipId }, contacts: 'all' },
  uploadParts: { at: under(t.uploadParts), contacts: 'all' },
  // A contact's own upload takes its room and gives it back; no page shows these rows.
  uploads: { at: { workspace: t.uploads.workspaceId }, contacts: 'all' },
  approvals: { at: under(t.approvals), contacts: 'all' },
  approvalVersions: { at: under(t.approvalVersions), contacts: 'all' },
  // A client's own notes are its managers'; of the team, those are the ones with finance.
  notes: { at: under(t.notes), contacts: 'none', finance: n => sql`${n.projectId} is not null` },
  messages: { at: under(t.messages), contacts: 'all' },
  mentions: { at: under(t.mentions), contacts: 'all' },
  reads: { at: { ...under(t.reads), person: t.reads.membershipId }, contacts: 'all' },
  events: {
    at: under(t.events),
    contacts: e => sql`${e.internal} = 0 and ${e.projectId} is not null`,
    finance: e => sql`${e.finance} = 0`,
  },
  // The seals of decisions, which stand in the records that both sides keep: hashes alone.
  seals: {
    at: { workspace: t.seals.workspaceId },
    contacts: s => sql`exists (select 1 from approvals where event_id = ${s.eventId})`,
  },
  securityLog: { at: { workspace: t.securityLog.workspaceId }, contacts: 'none' },
  deadLetters: { at: { workspace: t.deadLetters.workspaceId }, contacts: 'none' },
  notifications: {
    at: { ...under(t.notifications), person: t.notifications.membershipId },
    contacts: 'all',
    finance: n => sql`${n.finance} = 0`,
  },
  notificationChoices: {
    at: { workspace: t.notificationChoices.workspaceId, person: t.notificationChoices.membershipId },
    contacts: 'all',
  },
  pushSubscriptions: {
    at: { workspace: t.pushSubscriptions.workspaceId, person: t.pushSubscriptions.membershipId },
    contacts: 'all',
  },
  // What was written to them and their colleagues about their projects; never what the team was told.
  mails: {
    at: under(t.mails),
    contacts: m => sql`${m.team} = 0 and ${m.membershipId} is not null`,
    finance: m => sql`${m.finance} = 0`,
  },
  reminders: { at: under(t.reminders), contacts: 'none' },
  reminderSnoozes: { at: under(t.reminderSnoozes), contacts: 'none' },
  weeklyReports: {
    at: under(t.weeklyReports),
    contacts: r => sql`${r.state} = 'sent'`,
    finance: ['money'],
  },
}

/** Columns whose values need finance wherever they are seen. */
const withheld: { [K in ViewName]?: readonly string[] } = { events: ['money'] }

const narrow = new Map<ViewName, boolean>()

/** Whether a table can be searched by its project alone. Asked once per isolate. */
function byProject(name: ViewName, project: SQLiteColumn): boolean {
  let answer = narrow.get(name)
  if (answer === undefined) {
    const { indexes, primaryKeys } = getTableConfig(tables[name] as SQLiteTable)
    const keys = [...indexes.map(i => i.config.columns), ...primaryKeys.map(key => key.columns)]
    answer =
      project.primary || keys.some(([first]) => (first as Partial<SQLiteColumn>)?.name === project.name)
    narrow.set(name, answer)
  }
  return answer
}

/** A piece of a condition: its text and, where it ends in a parameter, whose value of a reach that is. */
type Piece = { text: string; of?: (reach: Reach) => unknown }
const conditions = new Map<string, { chunk: StringChunk; of?: Piece['of'] }[]>()

/**
 * The condition that cuts a table to what a scope reaches: plain equalities on the row. Its text is put together once
 * for each kind of scope; the values are always the scope's own.
 */
export function within<K extends ViewName>(name: K, reach: Reach): SQL {
  return new SQL(chunksOf(name, reach))
}

function chunksOf<K extends ViewName>(name: K, reach: Reach): SQLChunk[] {
  const { clientId, projectId, only, audience, finance } = reach
  const kind = `${name} ${audience} ${finance} ${clientId !== null} ${projectId !== null} ${only !== null}`
  let pieces = conditions.get(kind)
  if (!pieces) {
    pieces = piecesOf(name, reach).map(({ text, of }) => ({ chunk: new StringChunk(text), of }))
    conditions.set(kind, pieces)
  }
  return pieces.flatMap(({ chunk, of }) => (of ? [chunk, of(reach) as SQLChunk] : [chunk]))
}

/**
 * Inside a project, the workspace and the client are checked on each row (a `+` keeps SQLite from searching by them):
 * it knows nothing of how full the tables are, and would as soon walk the whole workspace's journal as the project's.
 */
function piecesOf<K extends ViewName>(name: K, reach: Reach): Piece[] {
  const rule = rules[name] as Rule<K>
  const table = tables[name] as Tables[K]
  const { workspace, client, project, person } = rule.at
  const check = project && reach.projectId !== null && byProject(name, project) ? '+' : ''
  const pieces: Piece[] = []
  const and = (text: string, of?: Piece['of']) =>
    pieces.push({ text: pieces.length ? ` and ${text}` : text, of })
  const is = (column: SQLiteColumn, of: Piece['of'], sign = '') =>
    and(`${sign}${textOf(sql`${column}`)} = `, of)
  const among = (column: SQLiteColumn, of: (only: NonNullable<Reach['only']>) => string[]) => {
    and(`${textOf(sql`${column}`)} in (select value from json_each(`, r =>
      JSON.stringify(r.only && of(r.only)),
    )
    pieces.push({ text: '))' })
  }
  is(workspace, r => r.workspaceId, check)
  if (client && reach.clientId !== null) is(client, r => r.clientId, check)
  if (project && reach.projectId !== null) is(project, r => r.projectId)
  else if (reach.only && project) among(project, only => only.projectIds)
  else if (reach.only && client) among(client, only => only.clientIds)
  if (person) is(person, r => r.membershipId ?? '')
  if (reach.audience === 'client') {
    if (rule.contacts === 'none') and('0')
    else if (rule.contacts !== 'all') and(textOf(rule.contacts(table)))
  }
  if (!reach.finance) {
    if (rule.finance === 'rows') and('0')
    else if (typeof rule.finance === 'function') and(textOf(rule.finance(table)))
  }
  return pieces
}

type Columns = Record<string, SQLiteColumn>
type Cut = { columns: Columns; full: StringChunk; redacted: StringChunk }
const cuts = new Map<string, Cut>()

/** The columns of a view under an alias, made once per isolate: only the condition differs from scope to scope. */
function cut<K extends ViewName>(name: K, alias: string): Cut {
  const known = cuts.get(`${name} ${alias}`)
  if (known) return known
  const table = tables[name] as Tables[K]
  const own = getTableColumns(table as Table) as Columns
  const columns = aliased(own, alias)
  const hidden = new Set([
    ...(Array.isArray(rules[name].finance) ? rules[name].finance : []),
    ...(withheld[name] ?? []),
  ])
  const list = (redact: boolean) =>
    new StringChunk(
      `select ${Object.entries(own)
        .map(([key, c]) => (redact && hidden.has(key) ? `null as "${c.name}"` : `"${c.name}"`))
        .join(', ')} from ${textOf(sql`${table}`)} where `,
    )
  const made = { columns, full: list(false), redacted: list(true) }
  cuts.set(`${name} ${alias}`, made)
  return made
}

/** The same columns, as they are called under an alias. */
export function aliased<C extends Columns>(own: C, alias: string): C {
  const out: Columns = {}
  for (const [key, column] of Object.entries(own)) {
    const table = Object.create(column.table, {
      [nameSymbol]: { value: alias },
      [aliasSymbol]: { value: true },
    })
    out[key] = Object.create(column, { table: { value: table } }) as SQLiteColumn
  }
  return out as C
}

const { Name: nameSymbol, IsAlias: aliasSymbol } = (
  Table as unknown as { Symbol: Record<'Name' | 'IsAlias', symbol> }
).Symbol

/**
 * A table already cut to what a scope may see: a subquery, so that no later `.where()` can undo it.
 * Typed as its table, whose columns it has; it can only be read.
 */
export function view<K extends ViewName>(name: K, reach: Reach, alias?: string): Tables[K] {
  const as = alias ?? getTableName(tables[name] as Table)
  const { columns, full, redacted } = cut(name, as)
  const body = new SQL([reach.finance ? full : redacted, ...chunksOf(name, reach)])
  return Object.assign(
    new Subquery(body, columns as Record<string, Column>, as),
    columns,
  ) as unknown as Tables[K]
}
