import { type Reminders, type Tone, usualReminders } from '../../lib/reminders'
import { urls } from '../../urls'
import type { MailDraft } from '../events/meaning'
import type { Awaited } from './waits'

/** What the mail of a reminder is written from. */
export type Reminding = Pick<Awaited, 'kind' | 'id' | 'projectId' | 'title' | 'number' | 'since'> & {
  slug: string
  project: string
  amount: number | null
  currency: string | null
  /** What was asked, in the team's words. */
  asked: string
  /** A payment's: its links as they are numbered now, and whether it may be on its way without our knowing. */
  linkVersion: number
  transfer: boolean
}

/** What the team wants said besides, of one kind. */
export const wordsFor = (reminders: Reminders | null, kind: keyof Reminders): string =>
  (reminders ?? usualReminders)[kind].words ?? ''

/** The mail of one reminder. */
export function draftOf(about: Reminding, tone: Tone, words: string): MailDraft {
  const { kind, id, slug, projectId, project, title, number, asked } = about
  const draft = {
    kind: `reminders.mail.${tone}`,
    values: {
      title,
      subject: title,
      project,
      own: words && `\n${words}`,
      ...(number !== null && { number }),
    },
    ...(asked && { quote: asked }),
    path: urls.awaited(slug, projectId, kind, id),
    project: { id: projectId, name: project },
  }
  if (kind === 'payment') {
    const sum = { money: about.amount ?? 0, currency: about.currency ?? '' }
    const day = { day: about.since }
    return {
      ...draft,
      values: { ...draft.values, amount: sum, day, done: about.transfer ? 'yes' : 'no' },
      facts: { amount: sum, due: day },
      pay: { projectId, requestId: id, version: about.linkVersion },
      finance: true,
    }
  }
  return kind === 'approval' ? draft : { ...draft, thread: { kind: 'ticket', id } }
}
