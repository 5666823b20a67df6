import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../../locales/en'
import { fr } from '../../../locales/fr'
import { categories } from '../../lib/cadence'
import { kinds as known, meaningOf } from '../activity/registry'
import { kinds, type Told, toldBy } from './kinds'
import { reaching } from './reaching'

const table = Object.entries<readonly Told[]>(kinds)
const mails = new Set(table.flatMap(([, ways]) => ways.flatMap(way => way.mail ?? [])))

const flat = (tree: object, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : flat(value, `${prefix}${key}.`),
  )
/** The kinds of mails that have words: `tickets.mail.reply` of `tickets.mail.reply.text`. */
const worded = (messages: object) =>
  new Set(flat(messages).flatMap(key => /^(\w+\.mail\.\w+)\.\w/.exec(key)?.[1] ?? []))

describe('the table of kinds', () => {
  it('has every kind of event, and no other', () => {
    expect(table.map(([event]) => event).sort()).toEqual(known().sort())
  })

  it('tells of those that somebody is told of, and of no other', () => {
    const unlike = table.filter(([event, ways]) => Boolean(meaningOf(event)?.tell) !== ways.length > 0)
    expect(unlike.map(([event]) => event)).toEqual([])
  })

  it('names each way of telling once', () => {
    for (const [event, ways] of table) {
      expect([event, new Set(ways.map(way => way.mail)).size]).toEqual([event, ways.length])
      for (const way of ways) expect(toldBy(event, way.mail)).toBe(way)
    }
  })

  it('names mails that have words in both languages', () => {
    for (const messages of [fr, en]) {
      const keys = new Set(flat(messages))
      const parts = ['heading', 'text', 'button']
      const missing = [...mails].flatMap(mail =>
        parts.map(part => `${mail}.${part}`).filter(key => !keys.has(key)),
      )
      expect(missing).toEqual([])
    }
  })

  it('names every mail that the product has words for, but those of accounts', () => {
    const unnamed = [...worded(fr)].filter(mail => !mails.has(mail) && !mail.startsWith('accounts.'))
    expect(unnamed).toEqual([])
  })

  it('names every mail that the code writes', () => {
    const source = join(import.meta.dirname, '../..')
    const written = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts') && !name.includes('.test.') && !name.endsWith('kinds.ts'))
      .flatMap(name => [...readFileSync(join(source, name), 'utf8').matchAll(/'(\w+\.mail\.\w+)'/g)])
      .map(match => match[1] as string)
      .filter(mail => !mail.startsWith('accounts.'))
    expect(written.length).toBeGreaterThan(30)
    expect(written.filter(mail => !mails.has(mail))).toEqual([])
  })

  it('reaches somebody by every category, and a contact by none that is the team’s own', () => {
    const owner = reaching({ role: 'owner', finance: true, approve: false })
    const contact = reaching({ role: 'contact', finance: true, approve: true })
    const choosable = categories.filter(category => category !== 'due')
    expect([...new Set([...owner, ...contact])].sort()).toEqual([...choosable].sort())
    for (const category of ['promise', 'workspace'] as const) expect(contact).not.toContain(category)
    const neither = reaching({ role: 'contact', finance: false, approve: false })
    for (const category of ['payment', 'approval'] as const) {
      expect(contact).toContain(category)
      expect(neither).not.toContain(category)
    }
    expect(reaching({ role: 'member', finance: false, approve: false })).not.toContain('payment')
  })
})
