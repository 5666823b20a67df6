import { isMessage, type MessageKey, type Ui } from '../../locales'
import type { MailDraft, MailValue } from '../../src/domain/events/meaning'
import { safeNext } from '../../src/urls'
import { oneLine } from './line'

/** Everything a mail says, in its reader's language: what both of its parts are made of. */
export type MailWords = {
  subject: string
  /** What the list of mails shows after the subject. */
  preheader: string
  hello: string
  heading: string
  paragraphs: string[]
  /** To be read and typed by hand. */
  code?: string
  quote: string[]
  /** `line` is both as plain text. */
  facts: { label: string; value: string; line: string }[]
  button: { label: string; href: string }
  /** That it can be answered, and what becomes of the answer. */
  answer?: string
  footer: string
}

/** Who it is for and from. `brand`: the workspace's name, or the sender's own where no workspace is known. */
export type Setting = {
  ui: Ui
  brand: string
  inWorkspace: boolean
  origin: string
  name: string
  /** The mail carries an address at which its thread is answered. */
  answered?: boolean
}

const LONGEST_QUOTE = 4000

/** @throws Error when the mail's kind has no words, or they miss a value: better seen by us than by its reader */
export function wordsOf(draft: MailDraft, setting: Setting): MailWords {
  const { ui, brand, inWorkspace, origin, name, answered } = setting
  const values = written(draft.values ?? {}, ui)
  const given = { workspace: brand, name, ...values }
  const say = (key: string): string => {
    const said = isMessage(key) ? ui.t(key, given) : key
    if (said === key) throw new Error(`no words for ${key}`)
    return said
  }
  const text = isMessage(`${draft.kind}.text`) ? say(`${draft.kind}.text`) : ''
  const button = `${draft.kind}.button`
  return {
    subject: oneLine(say(`${draft.kind}.subject`)),
    preheader: oneLine(draft.quote || text, 110),
    hello: name ? ui.t('mail.hello_name', { name: oneLine(name, 80) }) : ui.t('mail.hello'),
    heading: say(`${draft.kind}.heading`),
    paragraphs: lines(text),
    code: draft.kind === 'accounts.mail.code' ? values.code?.toString() : undefined,
    quote: lines((draft.quote ?? '').slice(0, LONGEST_QUOTE)),
    facts: Object.entries(written(draft.facts ?? {}, ui)).map(([fact, text]) => {
      const [label, value] = [say(`${draft.kind}.fact.${fact}`), String(text)]
      return { label, value, line: ui.t('mail.fact', { label, value }) }
    }),
    button: {
      label: isMessage(button) ? say(button) : ui.t('mail.open'),
      href: `${origin}${safeNext(draft.path) ?? '/'}`,
    },
    answer: answered && draft.thread ? ui.t(`mail.answer_${draft.thread.kind}`) : undefined,
    footer: ui.t(inWorkspace ? 'mail.footer' : 'mail.footer_neutral', { workspace: brand }),
  }
}

/** A mail's subject alone, for the page that lists those which did not go. */
export function subjectOf(draft: MailDraft, ui: Ui, workspace: string): string {
  return wordsOf(draft, { ui, brand: workspace, inWorkspace: true, origin: '', name: '' }).subject
}

const lines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map(l => l.trimEnd())
    .filter((l, i, all) => l || all[i - 1])

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
