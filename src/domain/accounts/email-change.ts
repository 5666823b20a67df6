import { and, eq, type SQL } from 'drizzle-orm'
import type { Session } from '../../db/enter'
import { Conflict, Invalid } from '../../lib/errors'
import { urls } from '../../urls'
import { take } from './limits'
import { secretMail } from './mails'
import { reachable } from './reachable'
import { mustBeFresh, otherSessions, otherSessionsQuery } from './sessions'
import { alive, consume, newToken, voidSecrets } from './tokens'
import { limitOf, type Visitor, whoFor } from './visitor'

const LIFE = 60 * 60_000

/**
 * Sends the link that proves a new address. Where somebody has it already the answer is the same, and nothing is sent.
 * @returns the mail to queue
 * @throws Forbidden unless the sign-in is fresh; Invalid (email) for the present address; TooMany
 */
export async function askEmailChange(
  visitor: Visitor,
  session: Session,
  email: string,
): Promise<{ mailId: string }> {
  const { person, secret } = visitor
  mustBeFresh(session.createdAt, person.now)
  const { user } = session
  if (email === user.email) throw new Invalid({ email: 'accounts.error.email_same' })
  const u = person.table('users')
  const [taken] = await take(
    person,
    [await limitOf(visitor, 'email_mail', user.id)],
    person.select({ id: u.id }).from(u).where(eq(u.email, email)),
  )
  const change = await newToken(person, { kind: 'email', email, userId: user.id }, LIFE)
  const mail = await secretMail(person, secret, {
    dedupe: `email:${change.id}`,
    to: taken.length > 0 ? null : email,
    draft: {
      kind: 'accounts.mail.email_change',
      values: { email },
      path: urls.emailChange(change.token),
    },
    locale: user.locale,
  })
  const { data } = await whoFor(visitor, email, null)
  await person.commit([change.write, mail.write], { kind: 'email.asked', userId: user.id, data })
  return { mailId: mail.mailId }
}

/** The new address that a link of one's own would set; `living` holds for its token. */
function changeQuery({ person }: Visitor, living: SQL | undefined) {
  const t = person.table('tokens')
  return person
    .select({ email: t.email })
    .from(t)
    .where(and(living, eq(t.userId, person.userId ?? '')))
}

/** The new address a link of one's own would set, or nothing. */
export async function emailChangeOf(visitor: Visitor, token: string): Promise<string | undefined> {
  const living = await alive(visitor.person, 'email', token)
  const [found] = await visitor.person.read(changeQuery(visitor, living))
  return found[0]?.email
}

/**
 * Changes the address, ends all other sessions, and tells the old address.
 * @returns the mail to queue and the sessions that ended, or null where the link no longer serves, or another person
 *   took the address meanwhile
 */
export async function changeEmail(
  visitor: Visitor,
  session: Session,
  token: string,
): Promise<{ mailId: string; ended: string[] } | null> {
  const { person, secret } = visitor
  const living = await alive(person, 'email', token)
  const [[found], others] = await person.read(changeQuery(visitor, living), otherSessionsQuery(person))
  if (!found) return null
  const { email } = found
  const { user } = session
  const u = person.table('users')
  const told = await secretMail(person, secret, {
    dedupe: `email_changed:${user.id}:${person.now}`,
    to: user.email,
    draft: { kind: 'accounts.mail.email_changed', values: { email }, path: urls.account() },
    locale: user.locale,
  })
  try {
    await person.commit(
      [
        await consume(person, 'email', token),
        person.write.update(
          'users',
          { email, ...reachable(person.now) },
          and(eq(u.id, user.id), eq(u.email, user.email)),
        ),
        otherSessions(person),
        ...voidSecrets(person, user),
        told.write,
      ],
      { kind: 'email.changed', userId: user.id },
    )
  } catch (error) {
    if (error instanceof Conflict) return null
    throw error
  }
  return { mailId: told.mailId, ended: others.map(row => row.id) }
}
