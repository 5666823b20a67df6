import { createTranslator } from 'use-intl/core'
import type { Serving, Urgency } from '../src/lib/serving'
import { type Format, formatFor } from './format'
import { fr } from './fr'

export type Locale = 'fr' | 'en'

type Dotted<M, P extends string = ''> = {
  [K in keyof M & string]: M[K] extends string ? `${P}${K}` : Dotted<M[K], `${P}${K}.`>
}[keyof M & string]

/** Every message by its path, e.g. `tickets.state.open`; the French file says which there are. */
export type MessageKey = Dotted<typeof fr>

/** Says a message, with its values where it has any (ICU plurals and selects). */
export type Say = (key: MessageKey, values?: Record<string, string | number>) => string

/** What every template is given to speak and to write dates, amounts and sizes. */
export type Ui = {
  t: Say
  locale: Locale
  format: Format
  now: number
  /** An urgency by the workspace's own name, where it has one. */
  urgency: (urgency: Urgency) => string
}

const sayers = new Map<Locale, Say>()

/** French, which says what messages there are, is always there; English is loaded by the first who reads it. */
const messagesOf = async (locale: Locale): Promise<object> =>
  locale === 'en' ? (await import('./en')).en : fr

/** The one that speaks a language. Plain messages are looked up once; only those with values are formatted. */
export async function sayer(locale: Locale): Promise<Say> {
  let say = sayers.get(locale)
  if (!say) {
    const messages = await messagesOf(locale)
    const flat = flatten(messages)
    const translate = createTranslator({ locale, messages: messages as Record<string, never> })
    const filled = new Map<string, string[] | null>()
    say = (key, values) => {
      const message = flat.get(key)
      if (message === undefined) return key
      if (!values && !message.includes('{')) return message
      let parts = filled.get(key)
      if (parts === undefined) {
        parts = partsOf(message)
        filled.set(key, parts)
      }
      const filling = parts && values && fill(parts, values)
      return filling || (translate as unknown as Say)(key, values)
    }
    sayers.set(locale, say)
  }
  return say
}

/** Words and names in turns, for a message that only names its values; null where ICU has to choose or format. */
function partsOf(message: string): string[] | null {
  const parts = message.split(/\{(\w+)\}/)
  return parts.some((part, i) => i % 2 === 0 && /[{}<>'#]/.test(part)) ? null : parts
}

/** Nothing where a value is missing: the translator says so. */
function fill(parts: string[], values: Record<string, string | number>): string | undefined {
  let said = ''
  for (let i = 0; i < parts.length; i++) {
    const part = i % 2 ? values[parts[i] as string] : parts[i]
    if (part === undefined) return undefined
    said += part
  }
  return said
}

/**
 * @param locale the reader's language; @param place the workspace's BCP 47 tag and zone, which settle how dates and
 *   amounts are written (a reader of English in a `fr-CA` workspace reads `en-CA`), and its own words
 */
export async function uiFor(
  locale: Locale,
  place: { locale: string; timezone: string; serving?: Serving },
  now: number,
): Promise<Ui> {
  const region = place.locale.split('-')[1] ?? (locale === 'fr' ? 'FR' : 'GB')
  const t = await sayer(locale)
  const own = place.serving?.urgencies
  return {
    t,
    locale,
    format: formatFor(`${locale}-${region}`, place.timezone),
    now,
    urgency: urgency => own?.[urgency] || t(`tickets.urgency.${urgency}`),
  }
}

/** The best of our languages for a browser's `Accept-Language`; French when it says nothing we know. */
export function preferred(accept: string | undefined): Locale {
  const first = (accept ?? '').split(',').map(p => p.trim().slice(0, 2).toLowerCase())
  return first.find((l): l is Locale => l === 'fr' || l === 'en') ?? 'fr'
}

/** Whether a text is the key of a message: for keys that travel as data (an error's, an event's). */
export const isMessage = (key: string): key is MessageKey => flatten(fr).has(key)

const flats = new WeakMap<object, Map<string, string>>()

function flatten(tree: object): Map<string, string> {
  let flat = flats.get(tree)
  if (!flat) {
    flat = new Map()
    walk(tree, '', flat)
    flats.set(tree, flat)
  }
  return flat
}

function walk(tree: object, prefix: string, into: Map<string, string>) {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(prefix + key, value)
    else walk(value as object, `${prefix}${key}.`, into)
  }
}
