import { and, asc, isNotNull, isNull, ne } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'

/** The people a task may be given to, by name; rides in a page's batch. */
export function teamQuery(scope: ProjectScope) {
  const people = scope.people('team')
  return scope
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(ne(people.role, 'contact'), isNull(people.removedAt), isNotNull(people.acceptedAt)))
    .orderBy(asc(people.name))
}
