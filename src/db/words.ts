import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { variants, wordsOf } from '../lib/fold'

/** True where every word of what was typed stands in the text, in whatever order, within longer words too. */
export const containing = (text: SQLWrapper, question: string): SQL | undefined =>
  and(...wordsOf(question).map(word => holds(text, word)))

/**
 * True where a word, folded already, stands in the text. First roughly, with any letters for what may be marked:
 * folding every text letter by letter would take long.
 */
export function holds(text: SQLWrapper, word: string): SQL {
  const rough = word.replace(/[oa]e/g, '%').replace(/[^a-z0-9%]|[aceinouy]/gu, '_')
  return sql`(${text} like ${`%${rough}%`} and instr(${folded(text, word)}, ${word}) > 0)`
}

/**
 * A text as `fold` would have it, as far as this word asks. All of `variants` may be needed, one within the other: D1
 * takes expressions of a depth of 100, of which a list with all its filters leaves about 36.
 */
function folded(text: SQLWrapper, word: string): SQL {
  const needed = variants.filter(([, plain]) => [...plain].some(letter => word.includes(letter)))
  const ends = needed.map(([letter, plain]) => `, '${letter}', '${plain.replaceAll("'", "''")}')`)
  return sql`${sql.raw('replace('.repeat(needed.length))}lower(${text})${sql.raw(ends.join(''))}`
}
