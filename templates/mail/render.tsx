import type { Ui } from '../../locales'
import type { MailDraft } from '../../src/domain/events/meaning'
import { MailDocument } from './layout'
import { fromLine, nameOf } from './line'
import { plainText } from './plain-text'
import { wordsOf } from './words'

export type MailReader = {
  /** The reader's language, with the workspace's ways of writing. */
  ui: Ui
  /** Whose mail it is; null: a neutral one, in the sender's own name. */
  workspace: { name: string; accent: string } | null
  /** The configured origin: the only one that links ever lead to. */
  origin: string
  /** `MAIL_FROM`: an address, or `Name <address>`. */
  sender: string
  /** The reader's name, or nothing. */
  name: string
  /** Where this mail is answered, if its words can be. */
  replyTo?: string
}

export type RenderedMail = {
  from: string
  subject: string
  html: string
  text: string
  replyTo?: string
  headers: Record<string, string>
}

/**
 * A mail as its reader gets it: subject, HTML and plain text saying the same.
 * @throws Error when its kind has no words in that language
 */
export function renderMail(draft: MailDraft, reader: MailReader): RenderedMail {
  const { ui, workspace, origin, sender, name, replyTo } = reader
  const brand = workspace?.name ?? (nameOf(sender) || ui.t('mail.neutral'))
  const words = wordsOf(draft, {
    ui,
    brand,
    inWorkspace: workspace !== null,
    origin,
    name,
    answered: replyTo !== undefined,
  })
  const html = <MailDocument words={words} lang={ui.locale} brand={brand} accent={workspace?.accent} />
  return {
    from: fromLine(brand, sender),
    subject: words.subject,
    html: `<!doctype html>${html}`,
    text: plainText(words, brand),
    ...(replyTo && { replyTo }),
    // So that no holiday notice answers a machine, and no mail of ours that comes back is taken for an answer.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'X-Portal-Mail': '1' },
  }
}
