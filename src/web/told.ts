import type { Ui } from '../../locales'
import type { Facts } from '../db/schema/journal'
import { toldBy } from '../domain/notifications/kinds'
import { sentenceOf, valuesOf } from './sentence'

/** What a notification tells: its event as its reader may see it, and the `kind` of the way in which it was told. */
export type ToldLine = {
  kind: string
  event: string
  facts: Facts | null
  money: Facts | null
  /** Whose act it was, as far as the reader may know of them. */
  actor: string | null
}

/**
 * What happened in one sentence, as the list of notifications and push messages say it: «Léa a répondu»; where nobody
 * did it or the table has no words of its own, as the journal does. An amount stands in it where the reader may see it.
 */
export function toldSentence(ui: Ui, { kind, event, facts, money, actor }: ToldLine): string {
  const line = { kind: event, facts, money }
  const own = toldBy(event, kind === event ? undefined : kind)?.sentence
  const said = own && ui.t(own, { ...valuesOf(ui, line), who: actor ?? '' })
  // Words that begin with somebody need somebody.
  if (said && !said.startsWith(' ')) return said
  const journal = sentenceOf(ui, line)
  return actor ? `${journal} · ${actor}` : journal
}
