import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import { hmac, newSecret, sha256 } from '../../lib/crypto'
import { newId } from '../../lib/id'
import { urls } from '../../urls'
import { take } from './limits'
import { secretMail } from './mails'
import { SKEW } from './tokens'
import { faceQuery, limitOf, type Visitor, whoFor } from './visitor'

const LIFE = 15 * 60_000
const TRIES = 5
/** No vowels (no words), and nothing that reads like something else: 23⁶ are 148 million. */
const LETTERS = 'BCDFGHJKMNPQRSTVWXZ3479'
const LENGTH = 6

/** Letters drawn evenly: what would favour the first ones is drawn again. */
export function newCode(): string {
  const even = 256 - (256 % LETTERS.length)
  let code = ''
  while (code.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(16)))
      if (byte < even && code.length < LENGTH) code += LETTERS[byte % LETTERS.length]
  }
  return code
}

/** A code as it was meant: whatever the case, spaces and hyphens, and however its letters were read. */
export const readCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('2', 'Z')
    .replaceAll('5', 'S')
    .replaceAll('8', 'B')
    .replaceAll('6', 'G')

const digest = (secret: string, ask: string, code: string) => hmac(secret, 'sign-in code', `${ask} ${code}`)

/**
 * Asks for a code. For an address nobody has, the same rows are written and the same message is queued; the mail of
 * such a row is born `skipped`, and no code fits it.
 * @param next where the person wanted to go
 * @returns the ask's id (for the page that takes the code), the value of the browser's cookie, and the mail to queue
 * @throws TooMany
 */
export async function askCode(visitor: Visitor, email: string, next?: string) {
  const { person, secret } = visitor
  const users = person.table('users')
  const [found, [face]] = await take(
    person,
    [await limitOf(visitor, 'code_mail', email), await limitOf(visitor, 'code_mail_ip')],
    person.select({ id: users.id, locale: users.locale }).from(users).where(eq(users.email, email)),
    faceQuery(visitor),
  )
  const user = found[0]
  const [id, code, browser] = [newId(person.now), newCode(), visitor.browser ?? newSecret()]
  const mail = await secretMail(person, secret, {
    dedupe: `code:${id}`,
    to: user ? email : null,
    draft: {
      kind: 'accounts.mail.code',
      values: { code: `${code.slice(0, 3)} ${code.slice(3)}` },
      path: urls.code(id, face?.slug, next),
    },
    locale: user?.locale ?? visitor.locale,
    workspaceId: face?.id,
  })
  const row = person.write.insert('signInCodes', {
    id,
    email,
    userId: user?.id ?? null,
    codeHmac: await digest(secret, id, code),
    browserHash: await sha256(browser),
    createdAt: person.now,
    expiresAt: person.now + LIFE,
  })
  await person.commit([row, mail.write], {
    kind: 'sign_in.asked',
    ...(await whoFor(visitor, email, user?.id, face)),
  })
  return { ask: id, browser, mailId: mail.mailId }
}

/** For the page that takes a code: this browser's own ask, and whose door it stands at. */
export async function askOf(visitor: Visitor, ask: string) {
  const t = visitor.person.table('signInCodes')
  const mine = and(eq(t.id, ask), eq(t.browserHash, await sha256(visitor.browser ?? '')))
  const [asks, [face]] = await visitor.person.read(
    visitor.person.select({ email: t.email }).from(t).where(mine),
    faceQuery(visitor),
  )
  return { email: asks[0]?.email, face }
}

/** `left`: how many tries this ask still has; 0 where there is no such ask, or no longer. */
export type Spent = { ok: true; userId: string; email: string } | { ok: false; left: number; email?: string }

/** Tries a code: counted, checked and used up in one statement, so that no number of parallel tries gets a sixth. */
export async function spendCode(visitor: Visitor, ask: string, code: string): Promise<Spent> {
  const { person, secret, oldSecret } = visitor
  const t = person.table('signInCodes')
  const digests = await Promise.all(
    [secret, oldSecret].filter(s => s !== undefined).map(s => digest(s, ask, code)),
  )
  const right = and(inArray(t.codeHmac, digests), isNotNull(t.userId))
  const [row] = await person.claim(
    'signInCodes',
    { attempts: sql`${t.attempts} + 1`, usedAt: sql`case when ${right} then ${person.now} end` },
    and(
      eq(t.id, ask),
      eq(t.browserHash, await sha256(visitor.browser ?? '')),
      lt(t.attempts, TRIES),
      isNull(t.usedAt),
      gt(t.expiresAt, person.now),
      lte(t.createdAt, person.now + SKEW),
    ),
  )
  if (!row) return { ok: false, left: 0 }
  if (row.usedAt && row.userId) return { ok: true, userId: row.userId, email: row.email }
  return { ok: false, left: TRIES - row.attempts, email: row.email }
}
