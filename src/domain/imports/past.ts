import { desc, eq, inArray } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'

/** The project's last imports, newest first. */
export async function pastImports(scope: ProjectScope) {
  const [events, actors] = [scope.view('events'), scope.people('actor')]
  const [past] = await scope.read(
    scope
      .select({ kind: events.kind, facts: events.facts, money: events.money, at: events.at, by: actors.name })
      .from(events)
      .leftJoin(actors, eq(actors.id, events.actorId))
      .where(inArray(events.kind, ['import.tickets', 'import.tasks']))
      .orderBy(desc(events.at))
      .limit(10),
  )
  return past
}
