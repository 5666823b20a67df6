import { and, eq, sql } from 'drizzle-orm'
import { among } from '../../db/among'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { type Recipient, whoMayEnter } from '../events/recipients'
import { followersQuery } from './audience'
import { ticketQuery } from './dossier'

async function known(scope: ProjectScope, ticketId: string) {
  const [[ticket], everybody, followers] = await scope.read(
    ticketQuery(scope, ticketId),
    whoMayEnter(scope),
    followersQuery(scope, ticketId),
  )
  if (!ticket) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
  return { ticket, everybody: everybody as Recipient[], followers }
}

/**
 * Puts somebody in copy, or oneself: a contact their own colleagues, the team anybody who may enter the project.
 * Whoever follows already goes on doing so, with nothing written.
 * @throws NotFound, Forbidden (archived), Invalid (`person`: nobody who may be told here)
 */
export async function followTicket(
  scope: ProjectScope,
  ticketId: string,
  membershipId: string,
): Promise<void> {
  const { ticket, everybody, followers } = await known(scope, ticketId)
  const person = everybody.find(p => p.id === membershipId && (scope.isTeam || p.role === 'contact'))
  if (!person) throw new Invalid({ person: 'errors.choice' })
  if (followers.some(f => f.membershipId === membershipId)) return
  try {
    await scope.commit([scope.insert('ticketFollowers', { ticketId, membershipId, createdAt: scope.now })], {
      kind: 'ticket.followed',
      subjectId: ticketId,
      internal: person.role !== 'contact',
      facts: { number: ticket.number, personId: membershipId },
    })
  } catch (error) {
    // Put in copy by somebody else at the same moment.
    if (!(error instanceof Conflict) || error.reason !== 'taken') throw error
  }
}

/**
 * Takes somebody out of copy: a contact only themselves, the team anybody. One contact always stays, or is its opener:
 * what is said to the client is said to somebody.
 * @throws NotFound, Forbidden (archived), Conflict (not following), Invalid (`person`: the last one)
 */
export async function unfollowTicket(
  scope: ProjectScope,
  ticketId: string,
  membershipId: string,
): Promise<void> {
  const { ticket, everybody, followers } = await known(scope, ticketId)
  if (!scope.isTeam && membershipId !== scope.me) throw new NotFound()
  if (!followers.some(f => f.membershipId === membershipId)) throw new Conflict('changed')
  const contacts = everybody.filter(p => p.role === 'contact').map(p => p.id)
  const isContact = contacts.includes(membershipId)
  const rest = contacts.filter(id => id !== membershipId)
  if (isContact && !rest.includes(ticket.openedBy) && !followers.some(f => rest.includes(f.membershipId)))
    throw new Invalid({ person: 'ticketPage.people.last' })
  const others = scope.view('ticketFollowers', 'others')
  const oneStays = sql`exists (select 1 from ${others} where ${others.ticketId} = ${ticketId} and ${among(others.membershipId, rest)})`
  await scope.commit(
    [
      scope.remove('ticketFollowers', f => and(eq(f.ticketId, ticketId), eq(f.membershipId, membershipId))),
      ...(isContact && !rest.includes(ticket.openedBy) ? [scope.require(oneStays)] : []),
    ],
    {
      kind: 'ticket.unfollowed',
      subjectId: ticketId,
      internal: !isContact,
      facts: { number: ticket.number, personId: membershipId },
    },
  )
}
