import { and, desc, eq, gt, isNull, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { Conflict, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { mustManage } from '../workspaces/policy'
import type { InboundMail } from './keep'

/** As many as a person can look through. */
const SHOWN = 100
const RECENT = { days: 30, lines: 50 }
const DAY = 86_400_000

/** A mail of the list. */
export type MailLine = Awaited<ReturnType<typeof listInbound>>['waiting'][number]

/** Mails that wait for a person, oldest last, and what became of the others of late; for those who run the workspace. */
export async function listInbound(scope: WorkspaceScope) {
  mustManage(scope)
  const [mails, projects] = [scope.view('inboundMails'), scope.view('projects')]
  const list = () =>
    scope
      .select({
        id: mails.id,
        fromAddress: mails.fromAddress,
        fromName: mails.fromName,
        subject: mails.subject,
        state: mails.state,
        problem: mails.problem,
        attachments: mails.attachments,
        receivedAt: mails.receivedAt,
        settledBy: mails.settledBy,
        whole: sql<boolean>`${mails.storageKey} is not null`.mapWith(Boolean).as('whole'),
        projectId: sql<string>`${projects.id}`.as('project_key'),
        project: sql<string>`${projects.name}`.as('project_name'),
      })
      .from(mails)
      .innerJoin(projects, eq(projects.id, mails.projectId))
  const [waiting, recent] = await scope.read(
    list()
      .where(and(eq(mails.state, 'waiting'), ne(mails.problem, 'new')))
      .orderBy(desc(mails.receivedAt))
      .limit(SHOWN),
    list()
      .where(and(ne(mails.state, 'waiting'), gt(mails.receivedAt, scope.now - RECENT.days * DAY)))
      .orderBy(desc(mails.receivedAt))
      .limit(RECENT.lines),
  )
  return { waiting, recent }
}

/** How many wait; rides in a batch, for the team's first screen. */
export function waitingQuery(scope: WorkspaceScope) {
  const mails = scope.view('inboundMails')
  return scope
    .select({ n: sql<number>`count(*)`.as('n') })
    .from(mails)
    .where(and(eq(mails.state, 'waiting'), ne(mails.problem, 'new')))
}

/** A waiting mail of the project, the requests it may be put into, and the one it answers. @throws NotFound once it is settled */
export async function readInbound(scope: ProjectScope, id: string) {
  mustManage(scope)
  const [mails, tickets] = [scope.view('inboundMails'), scope.view('tickets')]
  const own = sql`(select ${mails.ticketId} from ${mails} where ${mails.id} = ${id})`
  const [[mail], live] = await scope.read(
    scope
      .select()
      .from(mails)
      .where(and(eq(mails.id, id), eq(mails.state, 'waiting'))),
    scope
      .select({ id: tickets.id, number: tickets.number, subject: tickets.subject, state: tickets.state })
      .from(tickets)
      .where(or(notInArray(tickets.state, ['closed', 'merged']), sql`${tickets.id} = ${own}`))
      .orderBy(desc(tickets.updatedAt))
      .limit(200),
  )
  if (!mail) throw new NotFound()
  return { mail, tickets: live }
}

/** Where the whole of a mail lies; with `logged`, the security log says who took it. @throws NotFound */
export async function originalOf(scope: WorkspaceScope, id: string, logged: boolean): Promise<string> {
  mustManage(scope)
  const mails = scope.view('inboundMails')
  const wanted = scope.select({ key: mails.storageKey }).from(mails).where(eq(mails.id, id))
  const line = scope.insert('securityLog', {
    id: newId(scope.now),
    userId: scope.actor.userId,
    kind: 'inbound.original',
    subjectId: id,
    at: scope.now,
  })
  const here = sql`exists (select 1 from ${mails} where ${mails.id} = ${id} and ${mails.storageKey} is not null)`
  const [rows] = logged
    ? await scope.commit([scope.require(here), line], [], wanted).catch(notThere)
    : await scope.read(wanted)
  if (!rows[0]?.key) throw new NotFound()
  return rows[0].key
}

function notThere(error: unknown): never {
  throw error instanceof Conflict ? new NotFound() : error
}

/** The projects that a mail may be about. */
export async function projectsFor(scope: WorkspaceScope, id: string) {
  mustManage(scope)
  const [mails, projects, clients] = [
    scope.view('inboundMails'),
    scope.view('projects'),
    scope.view('clients'),
  ]
  const [[mail], open] = await scope.read(
    scope
      .select({ id: mails.id, projectId: mails.projectId, subject: mails.subject })
      .from(mails)
      .where(and(eq(mails.id, id), eq(mails.state, 'waiting'))),
    scope
      .select({
        id: projects.id,
        name: projects.name,
        client: sql<string>`${clients.name}`.as('client_name'),
      })
      .from(projects)
      .innerJoin(clients, eq(clients.id, projects.clientId))
      .where(isNull(projects.archivedAt))
      .orderBy(clients.name, projects.name)
      .limit(500),
  )
  if (!mail) throw new NotFound()
  return { mail, projects: open }
}

/** A mail is about another project than its address says. @throws NotFound, Conflict once it is settled */
export async function moveInbound(scope: WorkspaceScope, id: string, projectId: string): Promise<void> {
  mustManage(scope)
  const [mails, projects] = [scope.view('inboundMails'), scope.view('projects')]
  const [[mail], [project]] = await scope.read(
    scope.select({ id: mails.id }).from(mails).where(eq(mails.id, id)),
    scope
      .select({ id: projects.id, clientId: projects.clientId })
      .from(projects)
      .where(eq(projects.id, projectId)),
  )
  if (!mail || !project) throw new NotFound()
  const under = { clientId: project.clientId, projectId: project.id }
  await scope.commit([scope.update('inboundMails', { ...under, ticketId: null }, stillWaiting(id))], {
    kind: 'inbound.moved',
    subjectId: id,
    internal: true,
    under,
  })
}

/** Nothing is made of a mail; the sweeper deletes the whole of it. @throws NotFound, Conflict once it is settled */
export async function dismissInbound(scope: ProjectScope, id: string): Promise<void> {
  mustManage(scope)
  const mails = scope.view('inboundMails')
  const [found] = await scope.read(scope.select({ id: mails.id }).from(mails).where(eq(mails.id, id)))
  if (found.length === 0) throw new NotFound()
  await scope.commit([settledBy(scope, id, 'dismissed')], {
    kind: 'inbound.dismissed',
    subjectId: id,
    internal: true,
  })
}

/** A person has settled a mail, for the commit that says how. */
export const settledBy = (
  scope: ProjectScope,
  id: string,
  state: Extract<InboundMail['state'], 'placed' | 'dismissed'>,
): Write =>
  scope.update(
    'inboundMails',
    { state, body: '', settledAt: scope.now, settledBy: scope.me },
    stillWaiting(id),
  )

const stillWaiting = (id: string) => (mails: Tables['inboundMails']) =>
  and(eq(mails.id, id), eq(mails.state, 'waiting'))
