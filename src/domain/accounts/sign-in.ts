import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import { spendCode } from './codes'
import { makeKnown } from './known'
import { giveBack, take } from './limits'
import { verifyPassword } from './passwords'
import { reachable } from './reachable'
import { newSession, type Opened } from './sessions'
import { type Face, faceQuery, limitOf, type Visitor, whoFor } from './visitor'

/** Somebody is in. `member`: of the workspace at whose door they stood. */
export type SignedIn = Opened & { ok: true; member: boolean }
/** `left`: tries that the ask of a code still has, 0 where a new one is needed. `face`: whose door it was. */
export type Refusal = { ok: false; left: number; email?: string; face?: Face }

/** Signs in with the code of an ask. @throws TooMany */
export async function signInWithCode(
  visitor: Visitor,
  ask: string,
  code: string,
): Promise<SignedIn | Refusal> {
  const { person } = visitor
  const limit = await limitOf(visitor, 'code_ip')
  const [[face]] = await take(person, [limit], faceQuery(visitor))
  const spent = await spendCode(visitor, ask, code)
  if (!spent.ok) {
    const entry = { kind: 'sign_in.refused', workspaceId: face?.id ?? null, subjectId: ask }
    await person.commit([], { ...entry, data: { way: 'code' } })
    return { ...spent, face }
  }
  const mails = [await limitOf(visitor, 'code_mail', spent.email), await limitOf(visitor, 'code_mail_ip')]
  return enter(visitor, 'code', { id: spent.userId, email: spent.email }, face, [limit, ...mails])
}

/**
 * Signs in with a password. Limits come before scrypt; an address nobody has, one without a password and a wrong
 * password are refused alike, at the same cost.
 * @throws TooMany
 */
export async function signInWithPassword(
  visitor: Visitor,
  email: string,
  password: string,
): Promise<SignedIn | Refusal> {
  const { person } = visitor
  const users = person.table('users')
  const limits = [await limitOf(visitor, 'password', email), await limitOf(visitor, 'password_ip')]
  const [[user], [face]] = await take(
    person,
    limits,
    person.select({ id: users.id, hash: users.passwordHash }).from(users).where(eq(users.email, email)),
    faceQuery(visitor),
  )
  const right = await verifyPassword(password, user?.hash ?? null)
  if (user && right) return enter(visitor, 'password', { id: user.id, email }, face, limits)
  const { data, ...who } = await whoFor(visitor, email, user?.id, face)
  await person.commit([], { kind: 'sign_in.refused', ...who, data: { ...data, way: 'password' } })
  return { ok: false, left: 0, email, face }
}

/** A code came by mail: to that address, mails arrive. */
function arrived({ person }: Visitor, user: { id: string; email: string }): Write {
  const u = person.table('users')
  const refused = and(eq(u.id, user.id), eq(u.email, user.email), isNotNull(u.mailProblem))
  return person.write.updateAll('users', reachable(person.now), refused)
}

async function enter(
  visitor: Visitor,
  way: 'code' | 'password',
  user: { id: string; email: string },
  face: Face | undefined,
  limits: { key: string }[],
): Promise<SignedIn> {
  const { person } = visitor
  const userId = user.id
  const { opened, writes } = await newSession(visitor, userId)
  const keys = limits.map(l => l.key)
  const [m, workspaceId] = [person.table('memberships'), face?.id ?? null]
  const [members] = await person.commit(
    [...writes, ...(way === 'code' ? [arrived(visitor, user)] : []), giveBack(person, keys)],
    { kind: `sign_in.${way}`, userId, workspaceId },
    undefined,
    person
      .select({ id: m.id })
      .from(m)
      .where(
        and(
          eq(m.userId, userId),
          eq(m.workspaceId, workspaceId ?? ''),
          isNotNull(m.acceptedAt),
          isNull(m.removedAt),
        ),
      )
      .limit(1),
  )
  const known = await makeKnown(visitor, user.email)
  return { ok: true, ...opened, known, member: members.length > 0 }
}
