import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, variants } from '../lib/fold'
import { containing } from './words'

/** What the database answers, for texts at once. */
async function found(texts: readonly string[], question: string): Promise<string[]> {
  const asked = containing(sql.raw('value'), question) ?? sql`1`
  const { sql: text, params } = new SQLiteSyncDialect().sqlToQuery(
    sql`select value from json_each(${JSON.stringify(texts)}) where ${asked}`,
  )
  const { results } = await env.DB.prepare(text)
    .bind(...params)
    .all<{ value: string }>()
  return results.map(one => one.value)
}

describe('words', () => {
  it('are found whatever their case and marks, in whatever order, within others too', async () => {
    const texts = [
      'L’œuvre à réviser',
      'ÉCHÉANCE prévue',
      'Dvořák, opus 95',
      'Maîtrise d’Œuvre',
      '100 % fait_ici',
    ]
    const cases: [string, string[]][] = [
      ['oeuvre', ['L’œuvre à réviser', 'Maîtrise d’Œuvre']],
      ['ŒUVRE', ['L’œuvre à réviser', 'Maîtrise d’Œuvre']],
      ["l'oeu", ['L’œuvre à réviser']],
      ['euvre maitr', ['Maîtrise d’Œuvre']],
      ['echeance', ['ÉCHÉANCE prévue']],
      ['prévue échéance', ['ÉCHÉANCE prévue']],
      ['e\u0301che', ['ÉCHÉANCE prévue']],
      ['Dvořák', ['Dvořák, opus 95']],
      ['%', ['100 % fait_ici']],
      ['t_i', ['100 % fait_ici']],
      ['___________', []],
      ["' or 1=1 --", []],
      ['   ', texts],
    ]
    for (const [question, those] of cases)
      expect([question, await found(texts, question)]).toEqual([question, those])
  })

  it('are found where a plain comparison of folded texts finds them, and nowhere else', async () => {
    const letters = [...variants.map(([letter]) => letter), ...`aceinouyxAEZ'%_\\"19řß😀`]
    const text = fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 })
    const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 40, maxLength: 40 }), word, async (texts, asked) => {
        const all = [...texts, ...texts.map(one => `${one}${asked}${one}`)]
        expect(await found(all, asked)).toEqual(all.filter(one => fold(one).includes(fold(asked))))
      }),
      { numRuns: 60 },
    )
  })
})
