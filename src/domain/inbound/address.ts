import { equal, hmac } from '../../lib/crypto'

/** What a mail's answer belongs to: a request, or the conversation of a project (then the id is the project's). */
export type Thread = { kind: 'ticket' | 'conversation'; id: string }

/** Bytes of the signature: nobody guesses 80 bits by sending mails. */
const SIGNED = 10
const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const marks = { ticket: 't', conversation: 'c' } as const
/** A mark, then a UUID and its signature in base32: 26 bytes in 42 letters. */
const shape = /^([tc])([a-z2-7]{42})$/

const signatureOf = async (secret: string, { kind, id }: Thread): Promise<string> =>
  (await hmac(secret, 'reply', `${kind}\0${id}`)).slice(0, SIGNED * 2)

/**
 * Where a mail about a thread is answered: `reponse+t…@in.example.com`. It holds all there is to know, so it is good
 * for as long as its key is, whatever was forgotten since.
 * @param base `MAIL_REPLY`: an address whose local part has at most 20 characters
 */
export async function replyAddress(base: string, secret: string, thread: Thread): Promise<string> {
  const at = base.lastIndexOf('@')
  const bytes = thread.id.replaceAll('-', '') + (await signatureOf(secret, thread))
  return `${base.slice(0, at)}+${marks[thread.kind]}${base32(bytes)}${base.slice(at)}`
}

/**
 * The thread that an address leads to; letters' case does not matter, as mail servers change it.
 * @param secrets the present one, then the older one that still verifies
 * @returns null for an address that is not ours, or was not signed by us for this very purpose
 */
export async function threadOf(
  base: string,
  secrets: readonly (string | undefined)[],
  address: string,
): Promise<Thread | null> {
  const [own, given] = [base.toLowerCase(), address.trim().toLowerCase()]
  const at = own.lastIndexOf('@')
  const [before, after] = [`${own.slice(0, at)}+`, own.slice(at)]
  if (!given.startsWith(before) || !given.endsWith(after)) return null
  const [, mark, text] = shape.exec(given.slice(before.length, -after.length)) ?? []
  if (!mark || !text) return null
  const bytes = hexOf(text)
  const thread: Thread = { kind: mark === 't' ? 'ticket' : 'conversation', id: uuidOf(bytes.slice(0, 32)) }
  for (const secret of secrets)
    if (secret && (await equal(bytes.slice(32), await signatureOf(secret, thread)))) return thread
  return null
}

/** Hex to base32 (RFC 4648, small letters, no padding). */
function base32(hex: string): string {
  const bits = BigInt(`0x${hex}`)
    .toString(2)
    .padStart(hex.length * 4, '0')
  return (bits.match(/.{1,5}/g) ?? []).map(five => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** The 26 bytes behind 42 letters, in hex; the two bits beyond them are left out. */
function hexOf(text: string): string {
  const bits = [...text].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return (bits.slice(0, 26 * 8).match(/.{4}/g) ?? [])
    .map(four => Number.parseInt(four, 2).toString(16))
    .join('')
}

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
