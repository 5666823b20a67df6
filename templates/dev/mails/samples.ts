import type { MailDraft } from '../../../src/domain/events/meaning'
import type { kinds } from '../../../src/domain/notifications/kinds'
import { accounts } from './samples/accounts'
import { payments } from './samples/payments'
import { approvals, files, messages, tasks } from './samples/project'
import { reminders } from './samples/reminders'
import { tickets } from './samples/tickets'
import { workspace } from './samples/workspace'
import type { Write } from './samples/write'

type Ways = (typeof kinds)[keyof typeof kinds][number]
type Kind = Extract<Ways, { mail: string }>['mail']

/** One realistic mail of every kind that the table of kinds knows, and of those about one's own account. */
export const samples = {
  ...accounts,
  ...tickets,
  ...messages,
  ...files,
  ...tasks,
  ...approvals,
  ...payments,
  ...reminders,
  ...workspace,
} satisfies Record<Kind, Write> & Record<string, Write>

export type SampleKind = keyof typeof samples

export const sampleOf = (kind: SampleKind, locale: 'fr' | 'en'): MailDraft => {
  const write: Write = samples[kind]
  return { kind, ...write((fr, en) => (locale === 'fr' ? fr : en)) }
}

export const isSample = (kind: string): kind is SampleKind => Object.hasOwn(samples, kind)

/** Several things in one mail: of one thing, of one project, of a day. */
export const gathered = (locale: 'fr' | 'en') => {
  const one = (kind: SampleKind) => sampleOf(kind, locale)
  const elsewhere = (draft: MailDraft): MailDraft => ({
    ...draft,
    path: draft.path.replace('/p/zinc', '/p/lune'),
    project: { id: 'lune', name: locale === 'fr' ? 'Boutique Maison Lune' : 'Maison Lune’s shop' },
  })
  const thing: MailDraft[] = [one('messages.mail.posted'), one('messages.mail.mentioned')]
  const project: MailDraft[] = [
    one('tickets.mail.reply'),
    one('files.mail.version_added'),
    one('tickets.mail.resolved'),
    one('tasks.mail.finished'),
  ]
  const day: MailDraft[] = [
    ...project,
    elsewhere(one('messages.mail.posted')),
    elsewhere(one('filePage.mail.commented')),
  ]
  return { thing, project, day }
}
