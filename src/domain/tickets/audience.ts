import { eq } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { contactsOf, managersOf, type Recipient, teamOf } from '../events/recipients'
import type { Ticket } from './moves'

/** Who follows a ticket; rides in a batch. Those who lost access are among them: `audienceOf` leaves them out. */
export const followersQuery = (scope: ProjectScope, ticketId: string) => {
  const followers = scope.view('ticketFollowers')
  return scope
    .select({ membershipId: followers.membershipId })
    .from(followers)
    .where(eq(followers.ticketId, ticketId))
}

/** Makes somebody follow a ticket; nothing for whoever does already. Commit it with what they joined in by. */
export const joinIn = (scope: ProjectScope, ticketId: string, membershipId: string): Write =>
  scope.put(
    'ticketFollowers',
    { ticketId, membershipId, createdAt: scope.now },
    f => [f.ticketId, f.membershipId],
    { membershipId },
  )

/** Who is told of what happens to a ticket (membership ids), each list less the one who acted. */
export type Audience = {
  /** Its assignee and the team members who follow it; without any, the whole team. */
  team: string[]
  /** Its opener and the contacts who follow it; without any who may still enter, all of them. */
  contacts: string[]
  /** Of both sides, whoever opened it, has it or follows it: they hear what their own side says too. */
  near: string[]
  /** The contacts who see amounts, whether they follow or not: they decide about prices. */
  payers: string[]
  /** The team members who see amounts. */
  managers: string[]
}

/**
 * The one place that says who hears of a ticket.
 * @param everybody who may enter the project now: nobody else is ever told
 * @param but the membership that acted
 */
export function audienceOf(
  ticket: Pick<Ticket, 'openedBy' | 'assigneeId'>,
  everybody: Recipient[],
  followers: { membershipId: string }[],
  but: string | null,
): Audience {
  const following = new Set(followers.map(f => f.membershipId))
  const contacts = everybody.filter(p => p.role === 'contact')
  const team = everybody.filter(p => p.role !== 'contact')
  const near = contacts.filter(p => p.id === ticket.openedBy || following.has(p.id))
  const inCharge = team.filter(p => p.id === ticket.assigneeId || following.has(p.id))
  return {
    team: teamOf(inCharge.length ? inCharge : team, but),
    contacts: contactsOf(near.length ? near : contacts, but),
    near: [...teamOf(inCharge, but), ...contactsOf(near, but)],
    payers: contactsOf(everybody, but, true),
    managers: managersOf(everybody, but),
  }
}
