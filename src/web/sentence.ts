import type { Ui } from '../../locales'
import type { Facts } from '../db/schema/journal'
import { meaningOf } from '../domain/activity/registry'
import { isUrgency } from '../lib/serving'

type Line = { kind: string; facts: Facts | null; money: Facts | null }

/** A journal line in the reader's words: its facts are the sentence's values, its money written out where it may be seen. */
export function sentenceOf(ui: Ui, event: Line): string {
  const meaning = meaningOf(event.kind)
  return meaning ? ui.t(meaning.line, valuesOf(ui, event)) : event.kind
}

/** What a sentence about an event can name. */
export function valuesOf(ui: Ui, event: Line): Record<string, string | number> {
  // How words came, where their line does not say.
  const values: Record<string, string | number> = { by: 'page' }
  for (const [name, value] of Object.entries(event.facts ?? {}))
    values[name] = typeof value === 'number' ? value : String(value ?? '')
  if (isUrgency(event.facts?.urgency)) values.urgencyName = ui.urgency(event.facts.urgency)
  const { amount, currency } = event.money ?? {}
  values.money =
    typeof amount === 'number' && typeof currency === 'string' ? ui.format.money(amount, currency) : ''
  return values
}
