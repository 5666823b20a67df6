import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kinds, meaningOf } from '../src/domain/activity/registry'
import { en } from './en'
import { fr } from './fr'

const root = join(import.meta.dirname, '..')

const flat = (tree: object, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )

const french = new Map(flat(fr))
const english = new Map(flat(en))

const code = ['src', 'templates']
  .flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name) && !/\.(test|gen)\./.test(name))
      .map(name => readFileSync(join(root, folder, name), 'utf8')),
  )
  .join('\n')

/** Keys written whole, and the patterns of those put together: `projects.state.${state}`. */
const whole = new Set(
  [...code.matchAll(/['"`]([a-zA-Z_]+(?:\.[a-zA-Z_0-9]+)+)['"`]/g)].map(m => m[1] as string),
)
const patterns = [
  ...code.matchAll(/`((?:[a-zA-Z_.0-9]|\$\{[^}]*\})*\$\{[^}]*\}(?:[a-zA-Z_.0-9]|\$\{[^}]*\})*)`/g),
]
  .map(m => m[1] as string)
  .filter(p => p.includes('.'))
  .map(p => new RegExp(`^${p.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[a-zA-Z_.0-9]+')}$`))

/** What a mail's kind stands for: the mail's own messages are found by its prefix. */
const mailParts = ['subject', 'heading', 'text', 'button']
const mailKinds = [...whole].filter(key => /\.mail\./.test(key))
const partOfMail = (key: string) =>
  mailKinds.some(kind => mailParts.some(part => key === `${kind}.${part}`) || key.startsWith(`${kind}.fact.`))

describe('messages', () => {
  it('are the same in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort())
  })

  it('are never empty', () => {
    const empty = [...french, ...english].filter(([, text]) => text.trim() === '').map(([key]) => key)
    expect(empty).toEqual([])
  })

  it('take the same values in both languages', () => {
    // The one word of a plural's branch stands in braces too, right behind its case.
    const values = (text = '') =>
      [
        ...new Set([...text.matchAll(/(?<!\b(?:one|other|=\d+) )\{\s*([a-zA-Z_]+)\s*[,}]/g)].map(m => m[1])),
      ].sort()
    const unlike = [...french.keys()].filter(
      key => String(values(french.get(key))) !== String(values(english.get(key))),
    )
    expect(unlike).toEqual([])
  })

  it('are all used', () => {
    const unused = [...french.keys()].filter(
      key => !whole.has(key) && !partOfMail(key) && !patterns.some(pattern => pattern.test(key)),
    )
    expect(unused).toEqual([])
  })

  it('exist for every key that the code writes', () => {
    const features = new Set([...french.keys()].map(key => key.split('.')[0]))
    const events = new Set(kinds())
    const missing = [...whole].filter(
      key =>
        features.has(key.split('.')[0] ?? '') &&
        !french.has(key) &&
        !events.has(key) &&
        !mailKinds.includes(key) &&
        ![...french.keys()].some(known => known.startsWith(`${key}.`)),
    )
    expect(missing).toEqual([])
  })

  it('exist for every mail: its heading, text and button', () => {
    const missing = mailKinds
      .filter(kind => !french.has(kind) && !/\.(subject|heading|text|button)$/.test(kind))
      .flatMap(kind => ['heading', 'text', 'button'].map(part => `${kind}.${part}`))
      .filter(key => !french.has(key))
    expect(missing).toEqual([])
  })

  it('say every kind of event', () => {
    expect(kinds().filter(kind => !french.has(meaningOf(kind)?.line ?? ''))).toEqual([])
  })

  it('are typeset as French is', () => {
    const bare = (text: string) => text.replace(/\{[^{}]*\}/g, '').replace(/\{[^{}]*\}/g, '')
    const faults = /(?<![\u202f\u00a0])[;!?»]|(?<![\u202f\u00a0\d]):(?!\/\/)|«(?![\u202f\u00a0])|'/
    const wrong = [...french].filter(([, text]) => faults.test(bare(text)))
    expect(wrong).toEqual([])
  })
})
