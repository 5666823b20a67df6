import { eq } from 'drizzle-orm'
import type { PersonScope } from '../../db/person'
import { newSecret, sha256 } from '../../lib/crypto'
import { newId } from '../../lib/id'

/** However often it is used, a session ends 90 days after its sign-in. */
const ABSOLUTE = 90 * 86_400_000

/** The row of a new session and the token that opens it; only the token's hash is kept. */
export async function newSession(person: PersonScope, userId: string, userAgent: string) {
  const token = newSecret()
  const write = person.write.insert('sessions', {
    id: newId(person.now),
    userId,
    tokenHash: await sha256(token),
    userAgent: userAgent.slice(0, 200),
    createdAt: person.now,
    lastSeenAt: person.now,
    expiresAt: person.now + ABSOLUTE,
  })
  return { token, write, maxAge: ABSOLUTE / 1000 }
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
