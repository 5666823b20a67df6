/**
 * Letters that are found under another: «Échéance» by «echeance», «œuvre» by «oeuvre». The database is told the same
 * list (`db/words`): it knows the case of ASCII alone, and no marks.
 */
const folded: Record<string, string> = {
  a: 'àâä',
  c: 'ç',
  e: 'éèêë',
  i: 'îï',
  n: 'ñ',
  o: 'ôö',
  u: 'ùûü',
  y: 'ÿ',
  ae: 'æ',
  oe: 'œ',
  "'": '’',
}

/** Each of them, small and large, with what it is found under. */
export const variants: readonly (readonly [letter: string, plain: string])[] = Object.entries(folded).flatMap(
  ([plain, letters]) => [...new Set(letters + letters.toUpperCase())].map(letter => [letter, plain] as const),
)
const plainOf = new Map(variants)

/** A text as it is compared: without the case and the marks of its letters, no more and no less than in the database. */
export const fold = (text: string): string =>
  [...text.normalize('NFC').replace(/[A-Z]+/g, upper => upper.toLowerCase())]
    .map(letter => plainOf.get(letter) ?? letter)
    .join('')

/** So many words of a question count, and so many letters of a word: D1 takes patterns of at most 50 bytes. */
const [WORDS, LETTERS] = [5, 40]

/** The words that a question asks for, folded, each once. */
export const wordsOf = (question: string): string[] =>
  [...new Set(fold(question).split(/\s+/u))]
    .filter(Boolean)
    .map(word => [...word].slice(0, LETTERS).join(''))
    .slice(0, WORDS)
