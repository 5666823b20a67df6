import { and, eq, isNull } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { Invalid } from '../../lib/errors'
import { whoMayEnter } from '../events/recipients'

export const contactChoice = z.object({ contactId: z.string().max(64).default('') })

/** The client's contacts who may enter this project: whom it can be handed over to. Rides in a batch. */
export function contactsQuery(scope: ProjectScope) {
  return whoMayEnter(scope)
}

export const contactsAmong = <P extends { role: string | null }>(people: P[]): P[] =>
  people.filter(p => p.role === 'contact')

/**
 * Hands the project over to another contact of its client, or to none in particular (empty).
 * @throws Invalid (`contactId`) for somebody who may not enter it, Conflict (archived)
 */
export async function handOver(scope: ProjectScope, contactId: string): Promise<void> {
  const [people] = await scope.read(contactsQuery(scope))
  if (contactId && !contactsAmong(people).some(p => p.id === contactId))
    throw new Invalid({ contactId: 'errors.choice' })
  await scope.commit(
    [
      scope.update('projects', { contactId: contactId || null }, t =>
        and(eq(t.id, scope.project.id), isNull(t.archivedAt)),
      ),
    ],
    { kind: 'project.handed_over', subjectId: scope.project.id, facts: { contactId: contactId || null } },
  )
}
