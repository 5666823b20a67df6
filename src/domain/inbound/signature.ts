const devices =
  'iphone|ipad|ipod|mac|android|samsung|galaxy|huawei|xiaomi|redmi|oppo|pixel|blackberry|nokia|sony|mobile|smartphone|téléphone|phone|tablette|appareil|outlook|yahoo|gmail|orange|free|sfr|la poste|laposte|windows|proton|thunderbird|hotmail|courrier|mail'

/** What programs write under a mail by themselves, each on a line of its own. */
const ofPrograms = [
  new RegExp(
    `^(envoyé (de|depuis|à partir de|avec|par)|sent (from|with|via)|provenance\\s?:|gesendet (von|mit)|enviado (desde|do))\\s.{0,60}\\b(${devices})\\b.{0,60}$`,
    'iu',
  ),
  /^(télécharger|obtenir|obtenez|get) outlook (pour|for) .{0,80}$/iu,
  /^(yahoo mail|mail\.ru|proton mail)\s?:.{0,80}$/iu,
]

/** What companies have put under every mail of theirs. */
const clauses =
  /^[*_\s]*(cet? (message|e-?mail|mail|courriel|courrier)\b.{0,160}\b(confidentiel|exclusi[fv]|uniquement|destinataire)|this (e-?mail|message|communication)\b.{0,160}\b(confidential|privileged|intended (only|solely|for the))|avis de confidentialité|confidentiality notice|pensez à l[’']environnement|avant d[’']imprimer|please consider the environment|l[’']absence de virus|garanti sans virus|virus-free)/iu

const MOST = 30
/** A line of a program's is short, its link included. */
const LONGEST = 400

/**
 * Words without what stands under every mail of their writer: a signature after «-- », a program's or a telephone's
 * line, a company's clause. A greeting and a name stay: they were written.
 * @param mayVanish nothing else may be left of it
 */
export function withoutSignature(text: string, mayVanish = false): string {
  let lines = text.split('\n')
  const sign = delimiter(lines)
  if (mayVanish && sign === 0) return ''
  lines = cutAt(lines, sign)
  for (let again = true; again; ) {
    const before = lines.length
    lines = trimmed(lines)
    const last = lines.at(-1) ?? ''
    if (last.length < LONGEST && ofPrograms.some(p => p.test(bare(last)))) lines.pop()
    lines = cutAt(lines, clause(lines))
    again = lines.length < before
  }
  return trimmed(lines).join('\n')
}

/** A line as it reads, without the links and stars that programs put around it. */
const bare = (line: string): string =>
  line
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<https?:[^<>]*>|\(https?:[^()]*\)/g, '')
    .replace(/^[\s*_>]+|[\s*_.]+$/g, '')

/** «-- », as the rule asks; without the space only where little follows. */
function delimiter(lines: readonly string[]): number {
  const exact = lines.indexOf('-- ')
  if (exact >= 0) return exact
  const loose = lines.findLastIndex(line => /^(--|—|__)\s*$/.test(line))
  const after = lines.slice(loose + 1).filter(line => line.trim() !== '').length
  return loose >= 0 && after <= 10 ? loose : -1
}

function clause(lines: readonly string[]): number {
  const from = Math.max(1, lines.length - MOST)
  const at = lines.findIndex((line, i) => i >= from && clauses.test(line))
  return at
}

/** What stands before a place; all of it where nothing would be left. */
function cutAt(lines: string[], at: number): string[] {
  const kept = at < 0 ? lines : lines.slice(0, at)
  return kept.some(line => line.trim() !== '') ? kept : lines
}

function trimmed(lines: string[]): string[] {
  const end = lines.findLastIndex(line => line.trim() !== '' && !/^\s*[_-]{5,}\s*$/.test(line))
  return lines.slice(0, end + 1)
}
