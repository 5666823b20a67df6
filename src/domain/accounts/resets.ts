import { eq, type SQL } from 'drizzle-orm'
import { Invalid } from '../../lib/errors'
import { urls } from '../../urls'
import { makeKnown } from './known'
import { take } from './limits'
import { secretMail } from './mails'
import { passwordProblem } from './password-rules'
import { hashPassword } from './passwords'
import { newSession, type Opened } from './sessions'
import { alive, consume, newToken, voidSecrets } from './tokens'
import { limitOf, type Visitor, whoFor } from './visitor'

const LIFE = 60 * 60_000

/**
 * Sends the way to a new password. For an address nobody has, the same is written, and nothing is sent.
 * @returns the mail to queue
 * @throws TooMany
 */
export async function askReset(visitor: Visitor, email: string): Promise<{ mailId: string }> {
  const { person, secret } = visitor
  const users = person.table('users')
  const [found] = await take(
    person,
    [await limitOf(visitor, 'reset_mail', email), await limitOf(visitor, 'reset_mail_ip')],
    person.select({ id: users.id, locale: users.locale }).from(users).where(eq(users.email, email)),
  )
  const user = found[0]
  const reset = await newToken(person, { kind: 'reset', email, userId: user?.id ?? null }, LIFE)
  const mail = await secretMail(person, secret, {
    dedupe: `reset:${reset.id}`,
    to: user ? email : null,
    draft: { kind: 'accounts.mail.reset', path: urls.reset(reset.token) },
    locale: user?.locale ?? visitor.locale,
  })
  await person.commit([reset.write, mail.write], {
    kind: 'reset.asked',
    ...(await whoFor(visitor, email, user?.id)),
  })
  return { mailId: mail.mailId }
}

/** Whose password a link may set anew. */
function ownerQuery({ person }: Visitor, living: SQL | undefined) {
  const [t, u] = [person.table('tokens'), person.table('users')]
  return person
    .select({ userId: u.id, email: u.email, name: u.name })
    .from(t)
    .innerJoin(u, eq(u.id, t.userId))
    .where(living)
}

/** Whose password the link sets, or nothing where it no longer does. */
export async function resetOf(visitor: Visitor, token: string): Promise<{ email: string } | undefined> {
  const [found] = await visitor.person.read(ownerQuery(visitor, await alive(visitor.person, 'reset', token)))
  return found[0]
}

/**
 * Sets the new password, ends every session and whatever else was sent to this mailbox, and signs in here.
 * @returns null where the link no longer serves
 * @throws Invalid (password); Conflict for whoever comes second; TooMany
 */
export async function resetPassword(
  visitor: Visitor,
  token: string,
  password: string,
): Promise<(Opened & { userId: string; ended: string[] }) | null> {
  const { person } = visitor
  const limits = [await limitOf(visitor, 'reset_try', token), await limitOf(visitor, 'token_ip')]
  const [u, s, t] = [person.table('users'), person.table('sessions'), person.table('tokens')]
  const living = await alive(person, 'reset', token)
  const owner = person.select({ userId: t.userId }).from(t).where(living)
  const [[user], sessions] = await take(
    person,
    limits,
    ownerQuery(visitor, living),
    person.select({ id: s.id }).from(s).where(eq(s.userId, owner)),
  )
  if (!user) return null
  const problem = await passwordProblem(password, user)
  if (problem) throw new Invalid({ password: problem })
  const passwordHash = await hashPassword(password)
  const { opened, writes } = await newSession(visitor, user.userId)
  await person.commit(
    [
      await consume(person, 'reset', token),
      person.write.update('users', { passwordHash }, eq(u.id, user.userId)),
      person.write.removeAll('sessions', eq(s.userId, user.userId)),
      ...voidSecrets(person, { id: user.userId, email: user.email }),
      ...writes,
    ],
    { kind: 'reset.done', userId: user.userId },
  )
  const known = await makeKnown(visitor, user.email)
  return { ...opened, known, userId: user.userId, ended: sessions.map(row => row.id) }
}
