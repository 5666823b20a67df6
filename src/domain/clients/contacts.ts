import * as z from 'zod'
import type { PersonScope } from '../../db/person'
import type { WorkspaceScope } from '../../db/scope'
import { checked, email, optionalLine } from '../../lib/fields'
import { accessInput, changePerson, invite } from '../workspaces/people'
import { clientById } from './clients'

const rights = { finance: checked, approve: checked, ...accessInput }

export const contactInput = z.object({ email, name: optionalLine(80), ...rights })
export const contactChange = z.object(rights)

/**
 * Invites a contact of a client, who lands in a project of theirs: the newest that is open to them and under way.
 * @returns the mail to hand to the queue
 */
export async function inviteContact(
  scope: WorkspaceScope,
  person: PersonScope,
  secret: string,
  clientId: string,
  input: z.output<typeof contactInput>,
) {
  const { projects } = await clientById(scope, clientId)
  const open = projects.filter(p => !p.archivedAt && (!input.limited || input.projects.includes(p.id)))
  const underWay = open.filter(p => p.state === 'in_progress')
  const newest = (underWay.length ? underWay : open).map(p => p.id).sort()
  return invite(scope, person, secret, {
    email: input.email,
    name: input.name,
    role: 'contact',
    clientId,
    finance: input.finance,
    approve: input.approve,
    access: { limited: input.limited, projects: input.projects },
    projectId: newest.at(-1),
  })
}

/** Changes a contact's capabilities and projects. */
export const changeContact = (scope: WorkspaceScope, id: string, input: z.output<typeof contactChange>) =>
  changePerson(scope, id, {
    role: 'contact',
    finance: input.finance,
    approve: input.approve,
    access: { limited: input.limited, projects: input.projects },
  })
