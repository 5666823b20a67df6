import type { Attachment, Email } from 'postal-mime'
import { sha256 } from '../../lib/crypto'
import { optionalLine, optionalWords } from '../../lib/fields'
import { pixelsOf } from '../files/dimensions'
import { isForged } from './automatic'
import { type Read, readHtml } from './html'
import { ownWords } from './quotes'

/** A mail as far as it matters here: whose it is, and what they wrote. */
export type Letter = {
  /** The Message-ID, else a digest of what it says: the same however often it is delivered. */
  messageId: string
  /** The one person it is from, in small letters; empty where it names none or several. */
  address: string
  name: string
  subject: string
  /** Their own words: no quotation, no signature. */
  words: string
  files: File[]
  /** The server that took it in did not believe its sender. */
  forged: boolean
}

/** Parts that programs add: signatures of the mail itself, keys, reports, Outlook's own wrapping. */
const machinery =
  /^application\/(pkcs7-signature|x-pkcs7-signature|pgp-signature|pgp-keys|ms-tnef)$|^message\/(delivery-status|disposition-notification)$/
/** A picture among the words that is smaller is a logo: bytes, or pixels. */
const LOGO = { bytes: 10_000, width: 400, height: 150 }

const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/plain': 'txt',
}

/**
 * Reads a mail. Nothing in it is unpacked, fetched or run.
 * @throws Error for one that cannot be read: headers without end, parts nested without end
 */
export async function readLetter(raw: ArrayBuffer): Promise<Letter> {
  const { default: PostalMime, addressParser } = await import('postal-mime')
  const mail = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: 40,
    maxHeadersSize: 256 * 1024,
  })
  const { text, pictures } = await textOf(mail)
  const senders = mail.headers
    .filter(header => header.key === 'from')
    .flatMap(header => addressParser(header.value, { flatten: true }))
  const from = senders.length === 1 ? mail.from : undefined
  const address = (from?.address ?? '').trim().toLowerCase()
  return {
    messageId: await idOf(mail),
    address: /^[^\s@,;<>]+@[^\s@,;<>]+$/.test(address) ? address : '',
    name: cut(optionalLine(100_000).parse(from?.name ?? ''), 120),
    subject: cut(optionalLine(1_000_000).parse(mail.subject ?? ''), 160),
    words: optionalWords(30_000_000).parse(ownWords(text)),
    files: mail.attachments.flatMap((one, i) => fileOf(one, i, pictures)),
    forged: isForged(mail.headers.find(header => header.key === 'authentication-results')?.value),
  }
}

const cut = (text: string, most: number): string => {
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}

async function idOf(mail: Email): Promise<string> {
  const given = mail.messageId?.trim()
  if (given) return given.length <= 250 ? given : sha256(given)
  const said = [mail.from?.address, mail.date, mail.subject, mail.text, mail.html]
  return sha256(JSON.stringify([...said, mail.attachments.map(a => [a.filename, sizeOf(a)])]))
}

/** The HTML where there is some, since plain text is cut into lines by programs; its text else. */
async function textOf(mail: Email): Promise<Read> {
  const plain = { text: mail.text ?? '', pictures: [] }
  if (!mail.html?.trim()) return plain
  const read = await readHtml(mail.html).catch(error => {
    if (plain.text.trim()) return plain
    throw error
  })
  return read.text.trim() || !plain.text.trim() ? read : plain
}

const sizeOf = ({ content }: Attachment): number =>
  typeof content === 'string' ? content.length : content.byteLength

function fileOf(one: Attachment, i: number, pictures: readonly string[]): File[] {
  const type = one.mimeType.toLowerCase()
  if (machinery.test(type) || isDecoration(one, type, pictures)) return []
  const name = one.filename?.trim() || `piece-${i + 1}.${extensions[type] ?? 'bin'}`
  return [new File([one.content as ArrayBuffer], name, { type })]
}

/** A picture of a signature or of what was quoted, not one that was put among the words. */
function isDecoration(one: Attachment, type: string, pictures: readonly string[]): boolean {
  const id = one.contentId?.replace(/^<|>$/g, '')
  if (!id || !type.startsWith('image/') || one.disposition === 'attachment') return false
  if (!pictures.includes(id)) return Boolean(one.related)
  const pixels = pixelsOf(new Uint8Array(one.content as ArrayBuffer), type)
  const small = pixels && pixels.width <= LOGO.width && pixels.height <= LOGO.height
  return sizeOf(one) < LOGO.bytes || Boolean(small)
}
