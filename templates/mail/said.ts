import { isMessage, type MessageKey, type Ui } from '../../locales'
import type { MailDraft, MailValue } from '../../src/domain/events/meaning'
import { plain } from '../../src/lib/markdown-text'
import { oneLine } from './line'
import { type Thing, thingOf, thingWords } from './thread'

/** One draft in its reader's language. */
export type Said = {
  kind: string
  thing: Thing | null
  project?: string
  /** What the thing is called. */
  name: string
  /** Its kind's own, else that of all mails about the same thing, else what happened. */
  subject: string
  heading: string
  text: string
  /** To be read and typed by hand. */
  code?: string
  quote: string
  /** `line` is both as plain text. */
  facts: { label: string; value: string; line: string }[]
  button: string
  path: string
}

/** @throws Error when its kind has no words, or they miss a value: better seen by us than by its reader */
export function saidOf(draft: MailDraft, { ui, brand, name }: { ui: Ui; brand: string; name: string }): Said {
  const { kind, project, path, quote = '' } = draft
  const values = written(draft.values ?? {}, ui)
  const given = { workspace: brand, name, project: project?.name ?? brand, ...values }
  const say = (key: string): string => {
    const said = isMessage(key) ? ui.t(key, given) : key
    if (said === key) throw new Error(`no words for ${key}`)
    return said
  }
  const sayIf = (key: string) => (isMessage(key) ? say(key) : undefined)
  const thing = thingOf(draft)
  // A request's number says enough.
  const threadOf = (called: string) =>
    thing?.kind === 'tickets'
      ? called
      : ui.t('mail.thread', { thing: called, project: String(given.project) })
  const heading = say(`${kind}.heading`)
  const own = sayIf(`${kind}.subject`)
  const words = thingWords(thing)
  // Not worth losing a mail: where a value of its name is missing, it goes by what happened.
  const called = words && ui.t(words, given) !== words ? ui.t(words, given) : undefined
  return {
    kind,
    thing,
    project: project?.name,
    name: oneLine(called ?? own ?? heading),
    subject: oneLine(own ?? (called ? threadOf(called) : heading)),
    heading,
    text: sayIf(`${kind}.text`) ?? '',
    code: kind === 'accounts.mail.code' ? values.code?.toString() : undefined,
    quote: plain(quote),
    facts: Object.entries(written(draft.facts ?? {}, ui)).map(([fact, text]) => {
      const [label, value] = [say(`${kind}.fact.${fact}`), String(text)]
      return { label, value, line: ui.t('mail.fact', { label, value }) }
    }),
    button: sayIf(`${kind}.button`) ?? ui.t('mail.open'),
    path,
  }
}

/** A mail's subject alone, for the pages that list mails. */
export function subjectOf(draft: MailDraft, ui: Ui, workspace: string): string {
  return saidOf(draft, { ui, brand: workspace, name: '' }).subject
}

/** Values as their reader writes them. */
function written(values: Record<string, MailValue>, ui: Ui): Record<string, string | number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, writtenValue(value, ui)]))
}

function writtenValue(value: MailValue, ui: Ui): string | number {
  if (typeof value !== 'object') return value
  if ('money' in value) return ui.format.money(value.money, value.currency)
  if ('day' in value) return ui.format.day(value.day)
  if ('at' in value) return ui.format.dateTime(value.at)
  if ('urgency' in value) return ui.urgency(value.urgency)
  return ui.t(value.message as MessageKey)
}
