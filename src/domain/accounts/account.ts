import { desc, eq, sql } from 'drizzle-orm'
import type { Session } from '../../db/enter'
import type { PersonScope } from '../../db/person'
import { Invalid } from '../../lib/errors'
import { passwordProblem } from './password-rules'
import { hashPassword } from './passwords'
import { mustBeFresh, otherSessions } from './sessions'
import { voidSecrets } from './tokens'

/** What the account page shows: whether there is a password, whether mails arrive, and the sessions, the last used first. */
export async function accountOf(person: PersonScope) {
  const [u, s] = [person.table('users'), person.table('sessions')]
  const me = person.userId ?? ''
  const [users, sessions] = await person.read(
    person
      .select({
        hasPassword: sql<number>`${u.passwordHash} is not null`.as('has_password'),
        mailProblem: u.mailProblem,
      })
      .from(u)
      .where(eq(u.id, me)),
    person
      .select({ id: s.id, userAgent: s.userAgent, createdAt: s.createdAt, lastSeenAt: s.lastSeenAt })
      .from(s)
      .where(eq(s.userId, me))
      .orderBy(desc(s.lastSeenAt))
      .limit(50),
  )
  return {
    hasPassword: Boolean(users[0]?.hasPassword),
    unreachable: Boolean(users[0]?.mailProblem),
    sessions,
  }
}

/** How the person is called, everywhere. */
export async function rename(person: PersonScope, name: string): Promise<void> {
  const u = person.table('users')
  await person.commit([person.write.update('users', { name }, eq(u.id, person.userId ?? ''))], {
    kind: 'name.changed',
    userId: person.userId,
  })
}

/** In which language pages and mails speak to this person. */
export async function speak(person: PersonScope, locale: 'fr' | 'en'): Promise<void> {
  const u = person.table('users')
  await person.commit([person.write.update('users', { locale }, eq(u.id, person.userId ?? ''))], {
    kind: 'language.changed',
    userId: person.userId,
    data: { locale },
  })
}

/**
 * Sets or changes the password, and ends all other sessions.
 * @throws Forbidden unless the sign-in is fresh; Invalid (password)
 */
export async function setPassword(person: PersonScope, session: Session, password: string): Promise<void> {
  mustBeFresh(session.createdAt, person.now)
  const problem = await passwordProblem(password, session.user)
  if (problem) throw new Invalid({ password: problem })
  await changeHash(person, session, await hashPassword(password), 'password.set')
}

/** Back to codes alone. @throws Forbidden unless the sign-in is fresh */
export async function removePassword(person: PersonScope, session: Session): Promise<void> {
  mustBeFresh(session.createdAt, person.now)
  await changeHash(person, session, null, 'password.removed')
}

async function changeHash(person: PersonScope, { user }: Session, passwordHash: string | null, kind: string) {
  const u = person.table('users')
  await person.commit(
    [
      person.write.update('users', { passwordHash }, eq(u.id, user.id)),
      otherSessions(person),
      ...voidSecrets(person, user),
    ],
    { kind, userId: user.id },
  )
}
