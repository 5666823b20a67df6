import { and, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { fold } from '../../lib/fold'

/** So many messages found on a page. */
const FOUND = 30
/** Words of a question that count. */
const WORDS = 8

/** A message in which all the words stand. */
export type Hit = { id: string; seq: number; author: string; body: string; createdAt: number }

/** What is looked for: words, without their accents and capitals. */
export const wordsOf = (question: string): string[] => [
  ...new Set(fold(question).split(/\s+/u).filter(Boolean).slice(0, WORDS)),
]

/**
 * The messages of the project in which all the words stand (or begin, or end), newest first.
 * @param before a `seq`: those further back
 */
export async function searchMessages(
  scope: ProjectScope,
  question: string,
  before?: number,
): Promise<{ hits: Hit[]; more: boolean }> {
  const words = wordsOf(question)
  if (words.length === 0) return { hits: [], more: false }
  const [m, author] = [scope.view('messages'), scope.people('author')]
  const [rows] = await scope.read(
    scope
      .select({ id: m.id, seq: m.seq, author: author.name, body: m.body, createdAt: m.createdAt })
      .from(m)
      .innerJoin(author, eq(author.id, m.authorId))
      .where(
        and(
          isNull(m.deletedAt),
          before === undefined ? undefined : lt(m.seq, before),
          ...words.map(word => sql`${m.body} like ${roughly(word)}`),
          ...words.map(word => sql`instr(${folded(sql`${m.body}`, word)}, ${word}) > 0`),
        ),
      )
      .orderBy(desc(m.seq))
      .limit(FOUND + 1),
  )
  return { hits: rows.slice(0, FOUND), more: rows.length > FOUND }
}

/** Accented capitals and small letters, by the letter they are found under. */
const accents: Record<string, string> = {
  a: 'àâäáãåÀÂÄÁÃÅ',
  c: 'çÇ',
  e: 'éèêëÉÈÊË',
  i: 'îïíìÎÏÍÌ',
  n: 'ñÑ',
  o: 'ôöóòõÔÖÓÒÕ',
  u: 'ùûüúÙÛÜÚ',
  y: 'ÿŸ',
}

/**
 * A pattern that every text with the word fits, accents or not: most lines fall through it before their accents are
 * taken away. D1 takes patterns of fifty bytes.
 */
function roughly(word: string): string {
  const letters = [...word.slice(0, 20).replace(/[oa]e/g, '%')]
  return `%${letters.map(letter => (/^[bdf-hj-mp-tv-xz0-9%]$/.test(letter) ? letter : '_')).join('')}%`
}

/** What else is written otherwise than it is folded. */
const others: [written: string, folded: string][] = [
  ['œ', 'oe'],
  ['Œ', 'oe'],
  ['æ', 'ae'],
  ['Æ', 'ae'],
  ['’', "'"],
]

/**
 * The text as `fold` would have it, as far as it matters to a word: SQLite knows no capitals but ASCII's, and each letter
 * put in its place is one more walk through every line.
 */
function folded(text: SQL, word: string): SQL {
  const pairs = Object.entries(accents).flatMap(([letter, those]) =>
    [...those].map((accented): [string, string] => [accented, letter]),
  )
  return [...pairs, ...others]
    .filter(([, plain]) => word.includes(plain))
    .reduce(
      (out, [written, plain]) => sql`replace(${out}, ${letters(written)}, ${letters(plain)})`,
      sql`lower(${text})`,
    )
}

/** Our own letters, written out: a statement takes a hundred parameters. */
const letters = (own: string): SQL => sql.raw(`'${own.replaceAll("'", "''")}'`)
