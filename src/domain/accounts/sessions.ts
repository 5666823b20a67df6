import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { PersonScope } from '../../db/person'
import { newSecret, sha256 } from '../../lib/crypto'
import { Forbidden } from '../../lib/errors'
import { newId } from '../../lib/id'
import { SKEW } from './tokens'
import type { Visitor } from './visitor'

/** However often it is used, a session ends 90 days after its sign-in. */
const ABSOLUTE = 90 * 86_400_000
/** How young a sign-in must be for changing what one signs in with. */
const FRESH = 15 * 60_000

/** What the browser is given at a sign-in; `maxAge` in seconds; `known` to be kept (see `known.ts`). */
export type Opened = { token: string; maxAge: number; known?: string }

/**
 * A new session, in the place of the one this browser had: its writes, and the token that opens it, of which only the
 * hash is kept.
 */
export async function newSession(
  visitor: Visitor,
  userId: string,
  membershipId?: string,
): Promise<{ opened: Opened; writes: Write[] }> {
  const { person, userAgent, session } = visitor
  const [id, token] = [newId(person.now), newSecret()]
  const insert = person.write.insert('sessions', {
    id,
    userId,
    tokenHash: await sha256(token),
    userAgent: userAgent.slice(0, 200),
    createdAt: person.now,
    lastSeenAt: person.now,
    expiresAt: person.now + ABSOLUTE,
    membershipId,
  })
  const replaced = session ? await replacing(person, id, userId, session) : []
  return { opened: { token, maxAge: ABSOLUTE / 1000 }, writes: [insert, ...replaced] }
}

/** The former session of this browser ends; where it was the same person's, their browser goes on being told by push. */
async function replacing(person: PersonScope, id: string, userId: string, token: string): Promise<Write[]> {
  const [t, d] = [person.table('sessions'), person.table('pushSubscriptions')]
  const former = eq(t.tokenHash, await sha256(token))
  const theirs = person
    .select({ id: t.id })
    .from(t)
    .where(and(former, eq(t.userId, userId)))
  return [
    person.write.updateAll('pushSubscriptions', { sessionId: id }, inArray(d.sessionId, theirs)),
    person.write.removeAll('sessions', former),
  ]
}

/** Whether a session began just now. @param createdAt instant of its sign-in */
export const isFresh = (createdAt: number, now: number): boolean =>
  now - createdAt < FRESH && createdAt <= now + SKEW

/** @throws Forbidden unless the sign-in is fresh */
export function mustBeFresh(createdAt: number, now: number): void {
  if (!isFresh(createdAt, now)) throw new Forbidden()
}

/** Notes that the session is still used. */
export async function touchSession(person: PersonScope): Promise<void> {
  const id = person.sessionId
  if (!id) return
  await person.commit(
    [person.write.updateAll('sessions', { lastSeenAt: person.now }, eq(person.table('sessions').id, id))],
    null,
  )
}

/** Ends the session of whoever is signed in. */
export async function signOut(person: PersonScope): Promise<void> {
  const { userId, sessionId } = person
  if (!sessionId) return
  await person.commit([person.write.removeAll('sessions', eq(person.table('sessions').id, sessionId))], {
    kind: 'sign_out',
    userId,
  })
}

/** One's own sessions but this one: what is about to end. Rides in a read. */
export function otherSessionsQuery(person: PersonScope) {
  const t = person.table('sessions')
  const others = and(eq(t.userId, person.userId ?? ''), ne(t.id, person.sessionId ?? ''))
  return person.select({ id: t.id }).from(t).where(others)
}

/** The same, by itself. */
export async function otherSessionIds(person: PersonScope): Promise<string[]> {
  const [rows] = await person.read(otherSessionsQuery(person))
  return rows.map(row => row.id)
}

/** Ends one of one's own sessions; of another person's there is none. @throws Conflict where it is gone already */
export async function endSession(person: PersonScope, id: string): Promise<void> {
  const t = person.table('sessions')
  const mine = and(eq(t.id, id), eq(t.userId, person.userId ?? ''))
  await person.commit([person.write.remove('sessions', mine)], {
    kind: 'session.ended',
    userId: person.userId,
    subjectId: id,
  })
}

/** Ends all of one's own sessions but this one. */
export async function endOtherSessions(person: PersonScope): Promise<void> {
  await person.commit([otherSessions(person)], { kind: 'sessions.ended', userId: person.userId })
}

/** The write of it, for what makes other sign-ins stale: a new password, a new address. */
export function otherSessions(person: PersonScope): Write {
  const t = person.table('sessions')
  return person.write.removeAll(
    'sessions',
    and(eq(t.userId, person.userId ?? ''), ne(t.id, person.sessionId ?? '')),
  )
}

/** One's own eyes again, wherever one had looked through a contact's. */
export async function ownEyes(person: PersonScope): Promise<void> {
  const t = person.table('sessions')
  await person.commit(
    [person.write.updateAll('sessions', { seenAs: null }, eq(t.id, person.sessionId ?? ''))],
    null,
  )
}

/** Wears one of one's memberships at a workspace's own pages; the guard has seen that it is theirs. */
export async function wear(person: PersonScope, membershipId: string): Promise<void> {
  const t = person.table('sessions')
  await person.commit(
    [person.write.update('sessions', { membershipId }, eq(t.id, person.sessionId ?? ''))],
    null,
  )
}
