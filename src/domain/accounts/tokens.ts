import { and, eq, gt, inArray, isNotNull, isNull, lte, type SQL } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { PersonScope } from '../../db/person'
import type { NewRow, Row } from '../../db/tables'
import { newSecret, sha256 } from '../../lib/crypto'
import { newId } from '../../lib/id'
import type { SecretDesk } from './mails'

export type TokenKind = Row<'tokens'>['kind']

/** A clock that went backwards closes what it seems to make younger than new. */
export const SKEW = 5 * 60_000

/** A new token of 256 bits for somebody's mail, and its row, which keeps only the hash. */
export async function newToken(
  desk: Pick<SecretDesk, 'write' | 'now'>,
  row: Omit<NewRow<'tokens'>, 'id' | 'tokenHash' | 'createdAt' | 'expiresAt'>,
  lifeMs: number,
): Promise<{ id: string; token: string; write: Write }> {
  const [id, token] = [newId(desk.now), newSecret()]
  const { now } = desk
  const tokenHash = await sha256(token)
  const write = desk.write.insert('tokens', {
    ...row,
    id,
    tokenHash,
    createdAt: now,
    expiresAt: now + lifeMs,
  })
  return { id, token, write }
}

/** Holds for the one row of this kind that the token opens now: unused, in time, of a real person. */
export async function alive(person: PersonScope, kind: TokenKind, token: string): Promise<SQL | undefined> {
  const t = person.table('tokens')
  return and(
    eq(t.tokenHash, await sha256(token)),
    eq(t.kind, kind),
    isNull(t.usedAt),
    gt(t.expiresAt, person.now),
    lte(t.createdAt, person.now + SKEW),
    isNotNull(t.userId),
  )
}

/** Uses a token up: exactly one commit gets through, however many try. */
export async function consume(person: PersonScope, kind: TokenKind, token: string): Promise<Write> {
  return person.write.update('tokens', { usedAt: person.now }, await alive(person, kind, token))
}

/** No code that was sent to a person signs in any more. */
function voidCodes(person: PersonScope, email: string): Write {
  const t = person.table('signInCodes')
  return person.write.updateAll(
    'signInCodes',
    { usedAt: person.now },
    and(eq(t.email, email), isNull(t.usedAt)),
  )
}

/** Codes, resets and e-mail changes that were sent to a person and not used yet are worth nothing any more. */
export function voidSecrets(person: PersonScope, user: { id: string; email: string }): Write[] {
  const t = person.table('tokens')
  const unused = and(eq(t.userId, user.id), isNull(t.usedAt), inArray(t.kind, ['reset', 'email']))
  return [person.write.updateAll('tokens', { usedAt: person.now }, unused), voidCodes(person, user.email)]
}
