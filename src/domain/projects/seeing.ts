import { eq } from 'drizzle-orm'
import type { PersonScope } from '../../db/person'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { peopleOf, type Recipient } from '../events/recipients'

/** The contacts who may enter this project now, by name: those through whose eyes the team may look. */
export async function contactsHere(scope: ProjectScope): Promise<Recipient[]> {
  if (!scope.isTeam) throw new NotFound()
  const contacts = (await peopleOf(scope)).filter(p => p.role === 'contact')
  return contacts.sort((a, b) => a.name.localeCompare(b.name))
}

/**
 * From now on this session sees the client's space as one of its contacts does, and changes nothing there. One internal
 * line says that somebody began to. @throws NotFound for whoever is not a contact with access to this project
 */
export async function seeAs(scope: ProjectScope, person: PersonScope, contactId: string): Promise<void> {
  const contact = (await contactsHere(scope)).find(p => p.id === contactId)
  if (!contact) throw new NotFound()
  const t = person.table('sessions')
  await person.commit(
    [person.write.update('sessions', { seenAs: contact.id }, eq(t.id, person.sessionId ?? ''))],
    null,
    {
      kind: 'project.seen_as',
      subjectId: contact.id,
      internal: true,
      workspaceId: scope.workspace.id,
      clientId: scope.project.clientId,
      projectId: scope.project.id,
      actorId: scope.actor.membershipId,
    },
  )
}
