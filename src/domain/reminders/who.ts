import { and, eq, isNotNull, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Recipient } from '../events/recipients'
import { audienceOf } from '../tickets/audience'
import type { Awaited } from './waits'

export type Contact = Recipient & { clientId: string | null; allProjects: boolean }

/** The contacts of a workspace, the projects of those who may enter some only, and who follows these requests. */
export function contactsQueries(scope: WorkspaceScope, which: (ticketId: SQLWrapper) => SQL) {
  const [people, access, followers] = [
    scope.people('contacts'),
    scope.view('projectAccess'),
    scope.view('ticketFollowers'),
  ]
  return [
    scope
      .select({
        id: people.id,
        name: people.name,
        role: people.role,
        finance: people.finance,
        approve: people.approve,
        clientId: people.clientId,
        allProjects: people.allProjects,
      })
      .from(people)
      .where(and(eq(people.role, 'contact'), isNotNull(people.acceptedAt), isNull(people.removedAt))),
    scope
      .select({ membershipId: access.membershipId, projectId: access.projectId })
      .from(access)
      .where(
        sql`exists (select 1 from ${people} where ${people.id} = ${access.membershipId} and ${people.role} = 'contact')`,
      ),
    scope
      .select({ ticketId: followers.ticketId, membershipId: followers.membershipId })
      .from(followers)
      .where(which(followers.ticketId)),
  ] as const
}

export type Contacts = {
  contacts: Contact[]
  access: { membershipId: string; projectId: string }[]
  followers: { ticketId: string; membershipId: string }[]
}

/** Whom a reminder of this would reach now: whoever the thing itself was told to. */
export function recipientsOf(wait: Awaited, { contacts, access, followers }: Contacts): Recipient[] {
  const entering = contacts.filter(
    c =>
      c.clientId === wait.clientId &&
      (c.allProjects || access.some(a => a.membershipId === c.id && a.projectId === wait.projectId)),
  )
  return toBeTold(
    wait,
    entering,
    followers.filter(f => f.ticketId === wait.id),
  )
}

/** @param entering everybody who may enter the project now */
export function toBeTold(
  wait: Pick<Awaited, 'kind' | 'openedBy' | 'assigneeId'>,
  entering: Recipient[],
  followers: { membershipId: string }[],
): Recipient[] {
  const contacts = entering.filter(p => p.role === 'contact')
  if (wait.kind === 'payment') return contacts.filter(p => p.finance)
  if (wait.kind === 'approval') return contacts.filter(p => p.approve)
  const { openedBy, assigneeId } = wait
  const { contacts: told } = audienceOf({ openedBy: openedBy ?? '', assigneeId }, entering, followers, null)
  return contacts.filter(p => told.includes(p.id))
}
