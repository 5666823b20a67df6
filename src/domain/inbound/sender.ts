/** An address as its readers agree on it: no quotation, no second sign. */
const alone = /^\s*([^\s<>@",;:()]+@[^\s<>@",;:()]+)\s*$/
const inBrackets = /^[^<>]*<([^<>]*)>\s*$/
const LONGEST = 1000

const withoutQuotes = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, '')

/** Less its comments, which may stand within each other. */
function withoutComments(text: string): string {
  let [before, after] = ['', text]
  while (after !== before) [before, after] = [after, after.replace(/\([^()]*\)/g, ' ')]
  return after
}

/**
 * The one address that a From names, in small letters; empty where another reader, the server that vouched for it among
 * them, might find another one or none: in a comment, outside its brackets, in an encoded name.
 */
export function senderIn(header: string): string {
  if (header.length > LONGEST) return ''
  const bare = withoutComments(withoutQuotes(header))
  const [, address = ''] = alone.exec(inBrackets.exec(bare)?.[1] ?? bare) ?? []
  // Of ASCII alone: other letters must not turn into somebody's.
  return address.replace(/[A-Z]/g, letter => letter.toLowerCase())
}

/**
 * Whether the server that took a mail in leaves it open who sent it: it found DMARC broken, or nothing that holds (DMARC,
 * SPF or DKIM) stands for the sender's own domain. What a server wrote stands first; what stands below may be the
 * sender's own invention.
 * @param results the first `Authentication-Results`; without any nobody looked, and nothing speaks against it
 */
export function isForged(results: string | null | undefined, address: string): boolean {
  if (!results) return false
  const found = withoutComments(withoutQuotes(results.slice(0, 4000).toLowerCase()))
    .split(';')
    .map(read)
  const of = (what: string) => found.filter(one => one.what === what)
  const vouches = (one: Found, ...places: string[]) =>
    one.result === 'pass' &&
    places.some(place => isWithin(domainOf(address), domainOf(one.of.get(place) ?? '')))
  if (of('dmarc').some(one => one.result === 'fail' || one.result === 'reject')) return true
  if (address === '') return false
  return !(
    of('dmarc').some(one => one.result === 'pass' && !one.of.has('header.from')) ||
    of('dmarc').some(one => vouches(one, 'header.from')) ||
    of('spf').some(one => vouches(one, 'smtp.mailfrom')) ||
    of('dkim').some(one => vouches(one, 'header.d', 'header.i'))
  )
}

type Found = { what: string; result: string; of: Map<string, string> }

/** «spf=pass smtp.mailfrom=lea@lune.test»: a local part may hold an equals sign, too. */
function read(part: string): Found {
  const pairs = part
    .trim()
    .split(/\s+/)
    .map(word => [word.replace(/=.*$/, ''), word.replace(/^[^=]*=?/, '')] as const)
  const [[what, result] = ['', ''], ...rest] = pairs
  return { what, result, of: new Map(rest) }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** The same domain, or one that lies in the other; what has no dot is nobody's own. */
const isWithin = (a: string, b: string): boolean =>
  a.includes('.') && b.includes('.') && (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`))
