import type { MailDraft } from '../../src/domain/events/meaning'
import { oneLine } from './line'
import { type Said, saidOf } from './said'
import { several } from './several'
import { beginningOf, hrefOf, lines, type MailWords, preheaderOf, type Setting, type Told } from './shape'
import { nameOfThing } from './thread'

/** Characters of a quotation. */
const LONGEST = 4000

/** @throws Error when a kind has no words, or they miss a value: better seen by us than by its reader */
export function wordsOf(drafts: readonly [MailDraft, ...MailDraft[]], setting: Setting): MailWords {
  const { ui, name, links } = setting
  const all = drafts.map(draft => saidOf(draft, setting))
  const body = drafts.length === 1 ? alone(all[0] as Said, setting) : several(all, setting)
  const thread = setting.answered && drafts[0].thread
  return {
    hello: name ? ui.t('mail.hello_name', { name: oneLine(name, 80) }) : ui.t('mail.hello'),
    ...body,
    ...(thread && { answer: ui.t(`mail.answer_${thread.kind}`) }),
    why: [whyOf(all, setting), !thread && ui.t('mail.answer_nowhere')].filter(Boolean).join(' '),
    links: links
      ? [
          { label: ui.t('mail.preferences'), href: links.preferences },
          ...(links.unsubscribe ? [{ label: ui.t('mail.unsubscribe'), href: links.unsubscribe }] : []),
        ]
      : [],
  }
}

function alone(said: Said, { ui, origin }: Setting): Told {
  const { subject, heading, text, code, facts, thing } = said
  const quote = lines(beginningOf(said.quote, LONGEST))
  return {
    subject,
    preheader: preheaderOf(ui, heading, said.quote || text),
    heading,
    projects: [{ things: [{ sections: [{ paragraphs: lines(text), code, quote, facts }] }] }],
    button: { label: said.button, href: hrefOf(origin, said.path) },
    thread: thing && nameOfThing(thing),
  }
}

function whyOf(all: Said[], { ui, brand, slug }: Setting): string {
  const [first] = all
  if (slug === null) return ui.t('mail.footer_neutral')
  if (first?.kind.startsWith('accounts.')) return ui.t('mail.footer', { workspace: brand })
  const one = first?.project && new Set(all.map(said => said.thing?.project)).size === 1
  return one
    ? ui.t('mail.why_project', { project: first.project ?? '', workspace: brand })
    : ui.t('mail.why_workspace', { workspace: brand })
}
