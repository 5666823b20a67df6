import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'

/** Letters of one letter: «Échéance» is found by «echeance». SQLite knows only the case of ASCII. */
const marked: Record<string, string> = {
  a: 'àâä',
  c: 'ç',
  e: 'éèêë',
  i: 'îï',
  n: 'ñ',
  o: 'ôö',
  u: 'ùûü',
  y: 'ÿ',
}
const plainOf = new Map(
  Object.entries(marked).flatMap(([plain, letters]) =>
    [...letters, ...letters.toUpperCase()].map(letter => [letter, plain] as const),
  ),
)
const MOST = 5
/** D1 takes patterns of at most 50 bytes. */
const LONGEST = 40

/** Without case and without the marks on its letters, as the database folds it too. */
export const fold = (text: string): string =>
  [...text.replace(/[A-Z]+/g, upper => upper.toLowerCase())]
    .map(letter => plainOf.get(letter) ?? letter)
    .join('')

/** The words looked for, each once: five at most, of forty letters at most. */
export const wordsOf = (text: string): string[] =>
  [...new Set(fold(text.normalize('NFC')).split(/\s+/))]
    .filter(Boolean)
    .map(word => [...word].slice(0, LONGEST).join(''))
    .slice(0, MOST)

/**
 * The requests in which every word is found: in their subject, their first words or an answer. `#12`, or `12` alone, is
 * a request's number too.
 */
export function holding(scope: WorkspaceScope, tickets: Tables['tickets'], text: string): SQL | undefined {
  const replies = scope.view('replies', 'said')
  return and(
    ...wordsOf(text).map(word => {
      const number = /^#(\d{1,9})$/.exec(word)
      if (number) return eq(tickets.number, Number(number[1]))
      return or(
        /^\d{1,9}$/.test(word) ? eq(tickets.number, Number(word)) : undefined,
        within(tickets.subject, word),
        within(tickets.body, word),
        // The date leads SQLite to the ticket's own replies: it would as soon read the whole workspace's.
        sql`exists (select 1 from ${replies} where ${replies.ticketId} = ${tickets.id} and ${replies.createdAt} >= 0 and ${within(replies.body, word)})`,
      )
    }),
  )
}

/** First roughly, with any character for what may be marked: folding every text letter by letter would take long. */
function within(column: SQLiteColumn, word: string): SQL {
  const rough = [...word].map(letter => (/[a-z0-9]/.test(letter) && !marked[letter] ? letter : '_'))
  return sql`(${column} like ${`%${rough.join('')}%`} and instr(${folded(column, word)}, ${word}) > 0)`
}

/** A text as `fold` would have it, as far as this word asks: what an expression may hold within another is limited. */
function folded(column: SQLiteColumn, word: string): SQL {
  const needed = [...plainOf].filter(([, plain]) => word.includes(plain))
  const [open, close] = [
    needed.map(() => 'replace('),
    needed.map(([letter, plain]) => `, '${letter}', '${plain}')`),
  ]
  return sql`${sql.raw(open.join(''))}lower(${column})${sql.raw(close.join(''))}`
}
