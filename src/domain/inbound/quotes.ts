import { withoutSignature } from './signature'

/** Lines of somebody's mail from `start` to before `end`. */
type Part = { quoted: boolean; lines: string[] }

const isQuoted = (line: string): boolean => /^ ?>/.test(line)

/** «Le lun. 16 nov. 2026 à 10:02, Atelier <…> a écrit :», and as others write it. Lines are short: nothing backtracks far. */
const attributions = [
  /^(le|on|am|el|il|em|op|den)\s.{4,}\s(a écrit|wrote|schrieb|escribió|ha scritto|escreveu|schreef|skrev)(\s[^:]{0,80})?\s?:$/i,
  /^[^.!?]{1,120}<[^<>\s]+@[^<>\s]+>\s(a écrit|wrote)\s?:$/i,
  /^\d{4}[-/]\d\d[-/]\d\d .{3,120}<[^<>\s]+@[^<>\s]+>\s?:$/,
  /^[-_*\s]{2,}(message d[’']origine|original message|message original|ursprüngliche nachricht|mensaje original)[-_*\s]*(de\s?:.*|from\s?:.*)?$/i,
]
const LONGEST = 400
/** A program says the hour or the address; somebody who tells what another wrote does not. */
const precise = /\d[:h.]\d\d|<[^<>\s]+@[^<>\s]+>|^[-_*\s]/

/** Outlook's block: «De :», then «Envoyé :» or «À :», and «Objet :». */
const first = /^[*\s]*(de|from|von)\s?:[*\s]*\S/i
const others = /^[*\s]*(envoyé|sent|date|gesendet|à|to|an)( le)?\s?:/i
const subject = /^[*\s]*(objet|subject|betreff)\s?:/i

const forwarded =
  /^[-_\s]*(forwarded message|message transféré|message réexpédié)[-_\s]*$|^(begin forwarded message|début du message (transféré|réexpédié))\s?:$/i

/** How many lines from `i` on say who wrote what follows; 0 where that is not said. */
function attributionAt(lines: readonly string[], i: number): number {
  const length = sentenceAt(lines, i)
  // One that begins further down is the attribution; what stands before it are words.
  for (let later = 1; later < length; later++) if (sentenceAt(lines, i + later) > 0) return 0
  return length || blockAt(lines, i)
}

/** Programs break the sentence over a few lines. */
function sentenceAt(lines: readonly string[], i: number): number {
  let said = ''
  for (let n = 1; n <= 4 && i + n <= lines.length; n++) {
    const line = (lines[i + n - 1] ?? '').trim()
    if (line === '' || isQuoted(line)) break
    said = said ? `${said} ${line}` : line
    if (said.length > LONGEST) break
    if (precise.test(said) && attributions.some(a => a.test(said))) return n
  }
  return 0
}

function blockAt(lines: readonly string[], i: number): number {
  if (!first.test(lines[i] ?? '')) return 0
  const below = lines.slice(i + 1, i + 9)
  const end = below.findIndex(line => line.trim() === '')
  const block = end < 0 ? below : below.slice(0, end)
  const known = block.some(line => others.test(line)) && block.some(line => subject.test(line))
  return known ? block.length + 1 : 0
}

/**
 * What of a mail's text its writer wrote: without the mail it answers and what stands under every mail of theirs. Where they answered between its lines, what each
 * answer is about stays over it. What was forwarded stays: it is what they had to say.
 */
export function ownWords(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2007]/g, ' ')
    .split('\n')
  const parts: Part[] = []
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as string
    if (!isQuoted(line)) {
      if (forwarded.test(line.trim()) && !parts.some(part => part.quoted)) {
        add(parts, false, lines.slice(i))
        break
      }
      const length = attributionAt(lines, i)
      if (length > 0) {
        let next = i + length
        while (next < lines.length && (lines[next] ?? '').trim() === '') next++
        trimRule(parts)
        // Without marks, all that follows is the other mail.
        if (!isQuoted(lines[next] ?? '')) break
        i = next
        continue
      }
    }
    add(parts, isQuoted(line), [line])
    i++
  }
  return joined(parts)
}

function add(parts: Part[], quoted: boolean, lines: string[]): void {
  const last = parts.at(-1)
  const blank = lines.length === 1 && (lines[0] ?? '').trim() === ''
  if (last && (last.quoted === quoted || (blank && last.quoted))) last.lines.push(...lines)
  else parts.push({ quoted, lines })
}

/** Outlook's rule above its block belongs to it. */
function trimRule(parts: Part[]): void {
  const last = parts.at(-1)
  if (!last || last.quoted) return
  while (last.lines.length > 0 && /^\s*[_-]{5,}\s*$|^\s*$/.test(last.lines.at(-1) ?? '')) last.lines.pop()
}

/** Most lines of what an answer is about. */
const CONTEXT = 5

function joined(parts: Part[]): string {
  const words = parts.map(part => (part.quoted ? '' : part.lines.join('\n').trim()))
  const firstWords = words.findIndex(Boolean)
  // Under a quote, a signature is no answer.
  const own = words.map((text, i) => withoutSignature(text, i > firstWords))
  const said = own.map(Boolean)
  const lastWords = said.lastIndexOf(true)
  const quotesBefore = parts.filter((part, i) => part.quoted && i < lastWords).length
  // One quote above all the words is the mail itself, answered under it; several are what each answer is about.
  const between = quotesBefore > 1 || (quotesBefore === 1 && said.indexOf(true) < lastWords)
  const kept = parts.flatMap((part, i) => {
    if (!part.quoted) return [own[i] ?? '']
    return between && i < lastWords ? [context(part.lines)] : []
  })
  return kept.filter(Boolean).join('\n\n')
}

/** The last paragraph of a quote. */
function context(lines: readonly string[]): string {
  const bare = lines.map(line => line.replace(/^ ?>+ ?/, '').trim())
  const end = bare.findLastIndex(line => line !== '')
  const start = bare.findLastIndex((line, i) => i < end && line === '') + 1
  const about = bare.slice(start, end + 1)
  const cut = about.length > CONTEXT ? ['[…]', ...about.slice(-CONTEXT)] : about
  return cut.map(line => `> ${line}`).join('\n')
}
