import { eq } from 'drizzle-orm'
import type { PersonScope } from '../../db/person'
import { hmac } from '../../lib/crypto'
import { knownAs } from './known'
import { type Allowance, type Limit, limitKey } from './limits'

/** Somebody at the door, and what is known of them before they are. */
export type Visitor = {
  person: PersonScope
  secret: string
  /** The key before this one, which still verifies. */
  oldSecret?: string
  /** The network's address as the edge saw it; never one that the visitor wrote. */
  ip: string
  userAgent: string
  locale: 'fr' | 'en'
  /** What the two cookies hold now. */
  browser?: string
  session?: string
  /** What a sign-in from this browser left there (see `known.ts`). */
  known?: string
  /** The workspace at whose door they stand, if the world knows it by that name. */
  slug?: string
}

const QUARTER = 15 * 60_000
const HOUR = 60 * 60_000

/**
 * How often what may be tried. Those `_ip` stand for a whole office behind one address; those of an address are counted
 * apart for a browser that was signed in to it before.
 */
export const allowances = {
  code_mail: { max: 5, windowMs: HOUR },
  code_mail_ip: { max: 300, windowMs: QUARTER },
  code_ip: { max: 300, windowMs: QUARTER },
  password: { max: 10, windowMs: QUARTER },
  password_ip: { max: 300, windowMs: QUARTER },
  reset_mail: { max: 3, windowMs: HOUR },
  reset_mail_ip: { max: 100, windowMs: QUARTER },
  /** Each that gets as far as hashing costs 0.1 s: a link is not a lever. */
  reset_try: { max: 20, windowMs: QUARTER },
  token_ip: { max: 100, windowMs: QUARTER },
  /** Receipts' codes are too long to be guessed; this keeps the asking calm. */
  verify_ip: { max: 60, windowMs: QUARTER },
  email_mail: { max: 5, windowMs: HOUR },
  /** Pay pages opened by the links of one payment, and links tried from one address. */
  pay: { max: 30, windowMs: QUARTER },
  pay_ip: { max: 100, windowMs: QUARTER },
  /** Choices sent by the links of one person's mails. */
  preferences: { max: 60, windowMs: QUARTER },
} satisfies Record<string, Allowance>

const apart: readonly string[] = ['password', 'code_mail', 'reset_mail'] satisfies (keyof typeof allowances)[]

/** The limit of one kind for an address, a person or a network. */
export async function limitOf(
  visitor: Visitor,
  what: keyof typeof allowances,
  whom = visitor.ip,
): Promise<Limit> {
  const browser = apart.includes(what) ? await knownAs(visitor, whom) : undefined
  const counted = browser ? `${whom}\0${browser}` : whom
  return { key: await limitKey(visitor.secret, what, counted), ...allowances[what] }
}

/**
 * Whom a line of the security log is about: a user by id, anybody else by a digest of the address, so that lines of
 * one address can be told together without it standing there.
 */
export async function whoFor(
  visitor: Visitor,
  email: string,
  userId: string | null | undefined,
  face?: Face,
) {
  const address = (await hmac(visitor.secret, 'address', email)).slice(0, 32)
  const workspaceId = face?.id ?? null
  const data: Record<string, string> = userId ? {} : { address }
  return { workspaceId, userId: userId ?? null, data }
}

/** What a workspace's door shows to the world. Rides in a read; no row for a name nobody has. */
export function faceQuery({ person, slug }: Visitor) {
  const w = person.table('workspaces')
  return person
    .select({
      id: w.id,
      slug: w.slug,
      name: w.name,
      accent: w.accent,
      logoKey: w.logoKey,
      locale: w.locale,
      timezone: w.timezone,
    })
    .from(w)
    .where(eq(w.slug, slug ?? ''))
}

export type Face = ReturnType<typeof faceQuery>['_']['result'][number]
