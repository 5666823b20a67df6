import type { Ui } from '../../locales'
import { safeNext } from '../../src/urls'
import { oneLine } from './line'
import type { Said } from './said'

export type Link = { label: string; href: string }

/** One thing that happened: its sentence, somebody's words, what there is to know of it. */
export type Section = {
  /** Absent where it is the mail's own. */
  heading?: string
  paragraphs: string[]
  code?: string
  quote: string[]
  facts: Said['facts']
  link?: Link
}

/** Everything a mail says, in its reader's language: what both of its parts are made of. */
export type MailWords = {
  subject: string
  /** What the list of mails shows after the subject. */
  preheader: string
  hello: string
  heading: string
  /** What is told of each thing; projects and things are named where there are several. */
  projects: { name?: string; things: { name?: string; sections: Section[] }[] }[]
  /** How many more there are, where not all are told. */
  rest?: string
  button: Link
  /** That it can be answered, and what becomes of the answer. */
  answer?: string
  /** Why its reader gets it. */
  why: string
  links: Link[]
  /** The name of its thread, if it has one. */
  thread: string | null
}

/** Who it is for and from. `brand`: the workspace's name, or the sender's own where no workspace is known. */
export type Setting = {
  ui: Ui
  brand: string
  /** The workspace's, where one is known. */
  slug: string | null
  origin: string
  name: string
  /** The mail carries an address at which its thread is answered. */
  answered?: boolean
  links?: { preferences: string; unsubscribe?: string }
}

/** What depends on how much is told. */
export type Told = Pick<
  MailWords,
  'subject' | 'preheader' | 'heading' | 'projects' | 'rest' | 'button' | 'thread'
>

/** What happened, for whoever reads no more than the list. */
export const preheaderOf = (ui: Ui, label: string, said: string): string =>
  oneLine(ui.t('mail.fact', { label, value: oneLine(said, 140) }), 200)

/** At most so many characters (UTF-16) from its beginning; no half of one that takes two. */
export const beginningOf = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\ud800-\udbff]$/, '')

/** A page of ours: nothing else is ever linked to. */
export const hrefOf = (origin: string, path: string): string => `${origin}${safeNext(path) ?? '/'}`

/** Its lines, with at most one empty one between two. */
export const lines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map(l => l.trimEnd())
    .filter((l, i, all) => l || all[i - 1])
