import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { approvalsOf, filesOf, type Looked, mailsOf, paymentsOf, reportsOf } from './shared'

/** As many as one page shows. */
const PAGE = 60

export const communicationKinds = ['mails', 'files', 'approvals', 'payments'] as const

const id = z.string().max(40).optional().catch(undefined)
/** What the page is cut by; it all stands in the address. */
export const communicationFilter = z.object({
  kind: z.enum(communicationKinds).optional().catch(undefined),
  /** A contact's membership: the mails to them. */
  person: id,
  project: id,
  /** The last one already shown, as `<at>.<id>`. */
  before: z
    .string()
    .regex(/^\d{1,15}\.[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
})
export type CommunicationFilter = z.output<typeof communicationFilter>

/**
 * What was written to a client and the documents shared with it, newest first, sixty at a time, as this person may see
 * it; one round trip. A contact reads that of their own client: what left, and nothing of what is wrong with anybody's
 * address.
 * @throws NotFound for a client out of reach
 */
export async function readCommunications(
  scope: WorkspaceScope,
  clientId: string,
  filter: CommunicationFilter = {},
) {
  const [c, p, j] = [scope.view('clients'), scope.people(), scope.view('projects')]
  const [at, last] = (filter.before ?? '').split('.')
  const looked: Looked = {
    clientId,
    person: filter.person,
    project: filter.project,
    before: at && last ? { at: Number(at), id: last } : undefined,
    limit: PAGE + 1,
  }
  // Documents are the whole client's: of one person, there are the mails.
  const wants = (kind: (typeof communicationKinds)[number]) =>
    (!filter.kind || filter.kind === kind) && (kind === 'mails' || !filter.person)
  const [[client], people, projects, mails, files, approvals, payments, reports] = await scope.read(
    scope.select({ id: c.id, name: c.name }).from(c).where(eq(c.id, clientId)),
    scope
      .select({ id: p.id, name: sql<string>`coalesce(nullif(${p.name}, ''), ${p.email}, '')`.as('called') })
      .from(p)
      .where(and(eq(p.clientId, clientId), isNull(p.removedAt), isNotNull(p.acceptedAt)))
      .orderBy(asc(p.name))
      .limit(200),
    scope
      .select({ id: j.id, name: j.name })
      .from(j)
      .where(eq(j.clientId, clientId))
      .orderBy(asc(j.name))
      .limit(200),
    mailsOf(scope, looked, wants('mails')),
    filesOf(scope, looked, wants('files')),
    approvalsOf(scope, looked, wants('approvals')),
    paymentsOf(scope, looked, wants('payments') && scope.can.finance),
    reportsOf(scope, looked, wants('files')),
  )
  if (!client) throw new NotFound()
  const items = [
    ...mails.map(row => ({ ...row, kind: 'mail' as const })),
    ...files.map(row => ({ ...row, kind: 'file' as const })),
    ...approvals.map(row => ({ ...row, kind: 'approval' as const })),
    ...payments.map(row => ({ ...row, kind: 'payment' as const })),
    ...reports.map(row => ({ ...row, kind: 'report' as const })),
  ].sort((x, y) => y.at - x.at || (x.id < y.id ? 1 : -1))
  const shown = items.slice(0, PAGE)
  const end = shown.at(-1)
  return {
    client,
    people,
    projects,
    items: shown,
    next: items.length > PAGE && end ? `${end.at}.${end.id}` : undefined,
  }
}
export type Communications = Awaited<ReturnType<typeof readCommunications>>
export type Communication = Communications['items'][number]
