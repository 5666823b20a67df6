import { equal, hmac, newSecret } from '../../lib/crypto'
import type { Visitor } from './visitor'

const shape = /^([\w-]{43})\.[0-9a-f]{64}$/

const proof = (secret: string, email: string, nonce: string) =>
  hmac(secret, 'known browser', `${email}\0${nonce}`)

/**
 * Whether this address was signed in from this browser before. Its tries are then counted apart from the world's, so
 * that nobody who knows an address can shut its owner out by trying; and nobody is counted apart who never was in.
 * @returns what tells the browser from the address's others
 */
export async function knownAs(visitor: Visitor, email: string): Promise<string | undefined> {
  const { known = '', secret, oldSecret } = visitor
  const nonce = shape.exec(known)?.[1]
  if (!nonce) return undefined
  for (const key of [secret, oldSecret])
    if (key && (await equal(known, `${nonce}.${await proof(key, email, nonce)}`))) return nonce
  return undefined
}

/** What the browser is given to keep at a sign-in: the same for as long as it is the same address's. */
export async function makeKnown(visitor: Visitor, email: string): Promise<string> {
  const nonce = (await knownAs(visitor, email)) ?? newSecret()
  return `${nonce}.${await proof(visitor.secret, email, nonce)}`
}
