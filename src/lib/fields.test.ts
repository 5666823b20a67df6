import { expect, it } from 'vitest'
import { line, optionalLine, optionalWords, words } from './fields'

it.each([
  ['a NUL', '\0'],
  ['spaces', ' \u00a0\u2003 '],
  ['zero-width marks', '\u200b\u200d\u2060\ufeff'],
  ['direction marks', '\u202e\u202c\u2067'],
  ['a filler', '\u3164\u2800'],
])('what cannot be seen is no words: %s', (_, text) => {
  expect([line().safeParse(text).success, words().safeParse(text).success]).toEqual([false, false])
  expect([optionalLine().parse(text), optionalWords().parse(text)]).toEqual(['', ''])
})

it('a line stays one, and turns nobody else’s direction', () => {
  expect(line().parse(' Facture\r\nBcc: x\0y ')).toBe('Facture  Bcc: x y')
  expect(line().parse('facture\u202efdp.exe')).toBe('facturefdp.exe')
  expect(line().parse('👩‍💻 شركة')).toBe('👩‍💻 شركة')
  expect(line(3).safeParse(' abc ').success).toBe(true)
  expect(line(3).safeParse('abcd').success).toBe(false)
  expect(line().safeParse(undefined).success).toBe(false)
  expect(line().parse('a\ud800b')).toBe('a\ufffdb')
})

it('words keep their lines and tabs, and lose what no page shows', () => {
  expect(words().parse(' un\r\ndeux\ttrois\0\u001b[31m ')).toBe('un\ndeux\ttrois[31m')
  expect([optionalWords(3).safeParse('abcd').success, optionalWords().parse(undefined)]).toEqual([false, ''])
})
