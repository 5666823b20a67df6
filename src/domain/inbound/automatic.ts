/** Why a mail is no person's answer. */
export type Automatic = 'automatic' | 'list' | 'bounce' | 'own' | 'absence'

const ours = /^(mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|do-?not-?reply|bounces?)([+=._-]|@)/i
/** A real answer's subject begins with «Re:» or with ours. */
const absence =
  /^\s*(réponse automatique|message automatique|absence du bureau|message d[’']absence|automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office)\b/i

/**
 * Whether a machine sent a mail: an automatic answer, a list, a delivery report, or we ourselves. Told by its headers
 * alone, so that nothing of it need be read.
 * @param from the envelope's sender
 * @param own our own addresses for answers, in small letters
 */
export function automatic(headers: Headers, from: string, own: readonly string[]): Automatic | null {
  const value = (name: string) => (headers.get(name) ?? '').trim().toLowerCase()
  const returnPath = value('return-path').replace(/[<>\s]/g, '')
  if (headers.has('x-portal-mail')) return 'own'
  const senders = [from, returnPath, ...addressesIn(value('from')), ...addressesIn(value('sender'))]
  if (senders.some(sender => own.some(address => isAt(address, sender)))) return 'own'
  const type = value('content-type')
  if (/^multipart\/report|^message\/(delivery-status|disposition-notification)/.test(type)) return 'bounce'
  if (from.replace(/[<>\s]/g, '') === '' || value('return-path').includes('<>')) return 'bounce'
  if (senders.some(sender => ours.test(sender))) return 'bounce'
  if (value('auto-submitted').split(';')[0]?.trim().replace(/^no$/, '')) return 'automatic'
  if (headers.has('x-auto-response-suppress') || headers.has('x-autoreply') || headers.has('x-autorespond'))
    return 'automatic'
  if (/\b(bulk|junk|list|auto_reply)\b/.test(value('precedence'))) return 'list'
  if (headers.has('list-id')) return 'list'
  return absence.test(headers.get('subject') ?? '') ? 'absence' : null
}

/** The address itself, or one of its `+` forms. */
function isAt(own: string, sender: string): boolean {
  const at = own.lastIndexOf('@')
  const given = sender.toLowerCase()
  return given === own || (given.startsWith(`${own.slice(0, at)}+`) && given.endsWith(own.slice(at)))
}

const addressesIn = (header: string): string[] =>
  header.slice(0, 2000).match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []
