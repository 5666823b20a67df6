import { desc, eq, lt } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { isId } from '../../lib/id'

const PAGE = 50

/** A line of the journal. `actor` null: the system, or somebody this reader does not know of. */
export type JournalLine = Awaited<ReturnType<typeof readJournal>>['lines'][number]

/**
 * A page of the project's journal, newest first; the view leaves out what this reader may not see (what is internal,
 * lines about money) and the amounts of the rest.
 * @param before the id of the line after which (in time, before which) the page begins
 * @returns the lines, and the `before` of the next page where there is one
 */
export async function readJournal(scope: ProjectScope, before?: string) {
  const [events, actors] = [scope.view('events'), scope.people('actor')]
  const [found] = await scope.read(
    scope
      .select({
        id: events.id,
        kind: events.kind,
        facts: events.facts,
        money: events.money,
        internal: events.internal,
        at: events.at,
        actor: actors.name,
      })
      .from(events)
      .leftJoin(actors, eq(actors.id, events.actorId))
      .where(before && isId(before) ? lt(events.id, before) : undefined)
      .orderBy(desc(events.id))
      .limit(PAGE + 1),
  )
  const lines = found.slice(0, PAGE)
  return { lines, older: found.length > PAGE ? (lines.at(-1)?.id ?? null) : null }
}
