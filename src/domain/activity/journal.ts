import { and, asc, desc, eq, gte, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { type JournalFilter, matching } from './filter'

const PAGE = 50
/** How far a page that stays open may grow downward. */
const LONGEST = 500

/** A line of the journal. `actor` null: the system, or somebody this reader does not know of. */
export type JournalLine = Awaited<ReturnType<typeof readJournal>>['lines'][number]

/**
 * A page of the project's journal, newest first; the view leaves out what this reader may not see (what is internal,
 * lines about money) and the amounts of the rest.
 * @returns the lines, the `before` of the next page where there is one, and the people to choose from
 */
export async function readJournal(scope: ProjectScope, filter: JournalFilter = {}) {
  const { before, since } = filter
  const [events, actors] = [scope.view('events'), scope.people('actor')]
  const [found, people] = await scope.read(
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
      .where(
        and(
          before ? lt(events.id, before) : undefined,
          since ? gte(events.id, since) : undefined,
          ...matching(filter, events),
        ),
      )
      .orderBy(desc(events.id))
      .limit(since ? LONGEST : PAGE + 1),
    peopleQuery(scope),
  )
  if (since) return { lines: found, older: since, people }
  const lines = found.slice(0, PAGE)
  return { lines, older: found.length > PAGE ? (lines.at(-1)?.id ?? null) : null, people }
}

/** Whose lines can be asked for: the team, and the project's client; those who left too, their lines stay. */
function peopleQuery(scope: ProjectScope) {
  const people = scope.people()
  return scope
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(
      and(
        isNotNull(people.acceptedAt),
        or(isNull(people.clientId), eq(people.clientId, scope.project.clientId)),
      ),
    )
    .orderBy(asc(people.name))
    .limit(200)
}
