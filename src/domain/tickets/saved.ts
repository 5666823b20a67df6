import { and, asc, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { line, words } from '../../lib/fields'
import { newId } from '../../lib/id'
import { mustManage } from '../workspaces/policy'
import { ticketQuery } from './dossier'
import { filled, unknownPlaces } from './said'

export const savedReplyInput = z.object({ title: line(120), body: words(10_000) })
export type SavedReplyInput = z.output<typeof savedReplyInput>

/** As many as a workspace may keep: they all stand in one menu. */
export const MOST_SAVED = 200

/** The titles of what the team has saved, by name; none for a contact. Rides in a batch. */
export function savedQuery(scope: WorkspaceScope) {
  const saved = scope.view('savedReplies')
  return scope
    .select({ id: saved.id, title: saved.title })
    .from(saved)
    .orderBy(asc(saved.title), asc(saved.id))
}

/** Every saved reply with its words. */
export async function listSaved(scope: WorkspaceScope) {
  const saved = scope.view('savedReplies')
  const [list] = await scope.read(scope.select().from(saved).orderBy(asc(saved.title), asc(saved.id)))
  return list
}

/** @throws NotFound */
export async function readSaved(scope: WorkspaceScope, id: string) {
  const saved = scope.view('savedReplies')
  const [[found]] = await scope.read(scope.select().from(saved).where(eq(saved.id, id)))
  if (!found) throw new NotFound()
  return found
}

/** @throws NotFound (not a manager), Forbidden (there are too many), Invalid (a place that nothing fills) */
export async function saveReply(scope: WorkspaceScope, input: SavedReplyInput): Promise<string> {
  mustManage(scope)
  checked(input)
  const id = newId(scope.now)
  const all = scope.view('savedReplies')
  try {
    await scope.commit(
      [
        scope.require(sql`(select count(*) from ${all}) < ${MOST_SAVED}`),
        scope.insert('savedReplies', { id, ...input, createdBy: scope.me, updatedAt: scope.now }),
      ],
      { kind: 'saved_reply.added', subjectId: id, internal: true },
    )
  } catch (error) {
    throw error instanceof Conflict ? new Forbidden() : error
  }
  return id
}

/** @throws NotFound (not a manager, or none such), Invalid */
export async function changeSaved(scope: WorkspaceScope, id: string, input: SavedReplyInput): Promise<void> {
  mustManage(scope)
  checked(input)
  const before = await readSaved(scope, id)
  if (before.title === input.title && before.body === input.body) return
  await scope.commit(
    [
      scope.update('savedReplies', { ...input, updatedAt: scope.now }, r =>
        and(eq(r.id, id), eq(r.updatedAt, before.updatedAt)),
      ),
    ],
    { kind: 'saved_reply.changed', subjectId: id, internal: true },
  )
}

/** @throws NotFound (not a manager, or none such), Conflict (removed by somebody else just now) */
export async function removeSaved(scope: WorkspaceScope, id: string): Promise<void> {
  mustManage(scope)
  await readSaved(scope, id)
  await scope.commit([scope.remove('savedReplies', r => eq(r.id, id))], {
    kind: 'saved_reply.removed',
    subjectId: id,
    internal: true,
  })
}

/** What fills a saved reply on a ticket, beside the ticket itself: its words, and the names that stand in them. */
export function sayingQuery(scope: ProjectScope, ticketId: string, savedId: string) {
  const [saved, clients, tickets] = [scope.view('savedReplies'), scope.view('clients'), scope.view('tickets')]
  const [followers, people] = [scope.view('ticketFollowers'), scope.people('addressed')]
  const addressed = sql<string | null>`(select ${people.name} from ${people} where ${people.role} = 'contact'
    and (${people.id} = ${tickets.openedBy} or ${people.id} in (select ${followers.membershipId} from ${followers} where ${followers.ticketId} = ${tickets.id}))
    order by ${people.id} = ${tickets.openedBy} desc, ${people.name} limit 1)`
  return scope
    .select({
      body: saved.body,
      client:
        sql<string>`coalesce((select ${clients.name} from ${clients} where ${clients.id} = ${tickets.clientId}), '')`.as(
          'client_name',
        ),
      addressed: addressed.as('addressed_name'),
    })
    .from(saved)
    .innerJoin(tickets, eq(tickets.id, ticketId))
    .where(eq(saved.id, savedId))
}

type Saying = { body: string; client: string; addressed: string | null }

/** A saved reply's words for this ticket. Whoever is addressed: its opener, else a contact who follows, else the client. */
export const saying = (
  scope: ProjectScope,
  ticket: { number: number; subject: string },
  { body, client, addressed }: Saying,
): string =>
  filled(body, {
    first_name: firstName(addressed ?? '') || client,
    client,
    project: scope.project.name,
    number: `#${ticket.number}`,
    subject: ticket.subject,
    me: firstName(scope.actor.name),
  })

/** The same, read by itself. @throws NotFound (a contact, no such ticket, or none saved under this id) */
export async function readSaying(scope: ProjectScope, ticketId: string, savedId: string): Promise<string> {
  const [[ticket], [found]] = await scope.read(
    ticketQuery(scope, ticketId),
    sayingQuery(scope, ticketId, savedId),
  )
  if (!ticket || !found || !scope.isTeam) throw new NotFound()
  return saying(scope, ticket, found)
}

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? ''

function checked({ body }: SavedReplyInput): void {
  if (unknownPlaces(body).length > 0) throw new Invalid({ body: 'ticketPage.saved.unknown_place' })
}
