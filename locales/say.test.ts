import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { type MessageKey, type Say, sayer } from '.'
import { en } from './en'
import { fr } from './fr'

const trees = { fr, en }

/** Every message of a tree by its path. */
const entries = (tree: object, under = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[under + key, value]] : entries(value as object, `${under}${key}.`),
  )

/** A value for every name a message mentions: numbers, since plurals want them and words take them. */
const valuesFor = (message: string) =>
  Object.fromEntries([...message.matchAll(/\{(\w+)/g)].map(([, name], i) => [name, i + 2]))

describe.each(['fr', 'en'] as const)('in %s', locale => {
  it('says every message as the whole of ICU would', async () => {
    const whole = createTranslator({ locale, messages: trees[locale] as never }) as unknown as Say
    const say = await sayer(locale)
    const wrong = entries(trees[locale])
      .map(([key, message]) => ({ key: key as MessageKey, values: valuesFor(message) }))
      .filter(({ key, values }) => say(key, values) !== whole(key, values))
    expect(wrong).toEqual([])
  })
})
