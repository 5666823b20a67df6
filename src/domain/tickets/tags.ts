import { and, asc, eq, sql } from 'drizzle-orm'
import type { NewEvent } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { TAGS, tagOf } from '../../lib/ticket-filter'
import { ticketQuery } from './dossier'
import type { Ticket } from './moves'
import type { Consequences } from './transition'

/**
 * Puts a tag on a request; one that is there already stays.
 * @param tag as typed: it is kept trimmed and in lower case, without a leading `#`
 * @throws NotFound (or a contact), Forbidden (archived), Invalid (`tag`: empty, longer than 40, or an eleventh)
 */
export async function tagTicket(scope: ProjectScope, ticketId: string, tag: string): Promise<void> {
  const { ticket, tags } = await tagged(scope, ticketId)
  const { writes, events } = tagging(scope, ticket, tags, tag)
  if (events.length > 0) await scope.commit(writes, events).catch(twice('taken'))
}

/** Takes a tag off a request; one that is not there is no matter. @throws NotFound (or a contact), Forbidden (archived) */
export async function untagTicket(scope: ProjectScope, ticketId: string, tag: string): Promise<void> {
  const { ticket, tags } = await tagged(scope, ticketId)
  const { writes, events } = untagging(scope, ticket, tags, tag)
  if (events.length > 0) await scope.commit(writes, events).catch(twice('changed'))
}

/** What a tag more changes. @throws as `tagTicket` */
export function tagging(
  scope: ProjectScope,
  ticket: Pick<Ticket, 'id' | 'number'>,
  tags: readonly string[],
  typed: string,
): Consequences {
  const tag = tagOf(typed)
  if (scope.project.archivedAt !== null) throw new Forbidden()
  if (!tag) throw new Invalid({ tag: typed.trim() ? 'errors.too_long' : 'errors.required' })
  if (tags.includes(tag)) return { writes: [], events: [] }
  if (tags.length >= TAGS.most) throw new Invalid({ tag: 'ticketList.error.many_tags' })
  const all = scope.view('ticketTags')
  return {
    writes: [
      scope.insert('ticketTags', { ticketId: ticket.id, tag }),
      scope.require(sql`(select count(*) from ${all} where ${all.ticketId} = ${ticket.id}) <= ${TAGS.most}`),
    ],
    events: [eventOf(ticket, 'added')],
  }
}

/** What a tag less changes. @throws as `untagTicket` */
export function untagging(
  scope: ProjectScope,
  ticket: Pick<Ticket, 'id' | 'number'>,
  tags: readonly string[],
  typed: string,
): Consequences {
  const tag = tagOf(typed)
  if (scope.project.archivedAt !== null) throw new Forbidden()
  if (!tags.includes(tag)) return { writes: [], events: [] }
  return {
    writes: [scope.remove('ticketTags', x => and(eq(x.ticketId, ticket.id), eq(x.tag, tag)))],
    events: [eventOf(ticket, 'removed')],
  }
}

/** A request's tags, in alphabetical order; none for a contact. Rides in a batch. */
export function tagsQuery(scope: ProjectScope, ticketId: string) {
  const tags = scope.view('ticketTags')
  return scope.select({ tag: tags.tag }).from(tags).where(eq(tags.ticketId, ticketId)).orderBy(asc(tags.tag))
}

async function tagged(scope: ProjectScope, ticketId: string) {
  if (!scope.isTeam) throw new NotFound()
  const [[ticket], tags] = await scope.read(ticketQuery(scope, ticketId), tagsQuery(scope, ticketId))
  if (!ticket) throw new NotFound()
  return { ticket, tags: tags.map(t => t.tag) }
}

/** The tag is somebody's words: the journal says that there was one, not which. */
const eventOf = (ticket: Pick<Ticket, 'id' | 'number'>, change: 'added' | 'removed'): NewEvent => ({
  kind: 'ticket.tagged',
  subjectId: ticket.id,
  internal: true,
  facts: { number: ticket.number, change },
})

/** Somebody did the very same a moment ago: it is done. */
const twice = (reason: string) => (error: unknown) => {
  if (!(error instanceof Conflict) || error.reason !== reason) throw error
}
