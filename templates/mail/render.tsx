import type { Ui } from '../../locales'
import type { MailDraft } from '../../src/domain/events/meaning'
import { MailDocument } from './layout'
import { fromLine, nameOf } from './line'
import { plainText } from './plain-text'
import { threadHeaders } from './thread'
import { wordsOf } from './words'

/** What a workspace's mails show of it. `senderName`: who they are from, where that is not its name. */
export type MailFace = {
  name: string
  accent: string
  slug: string
  senderName: string | null
  logoUrl?: string
}

export type MailReader = {
  /** The mail's own id, and the provider's key: its `Message-ID` is made of it. */
  mailId: string
  /** The reader's language, with the workspace's ways of writing. */
  ui: Ui
  /** Whose mail it is; null: a neutral one, in the sender's own name. */
  workspace: MailFace | null
  /** The configured origin: the only one that links ever lead to. */
  origin: string
  /** `MAIL_FROM`: an address, or `Name <address>`. */
  sender: string
  /** The reader's name, or nothing. */
  name: string
  /** Where this mail is answered, if its words can be. */
  replyTo?: string
  /** Where its reader chooses what they are told by mail, and takes no more of this kind: absolute addresses. */
  links?: { preferences: string; unsubscribe?: string }
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
 * @param drafts what it tells, in the order in which it happened
 * @throws Error when a kind has no words in that language
 */
export function renderMail(drafts: readonly [MailDraft, ...MailDraft[]], reader: MailReader): RenderedMail {
  const { ui, workspace, origin, sender, name, replyTo, links } = reader
  const brand = workspace?.name ?? (nameOf(sender) || ui.t('mail.neutral'))
  const slug = workspace?.slug ?? null
  const words = wordsOf(drafts, { ui, brand, slug, origin, name, links, answered: replyTo !== undefined })
  const { accent, logoUrl } = workspace ?? {}
  const html = <MailDocument words={words} lang={ui.locale} brand={brand} accent={accent} logoUrl={logoUrl} />
  return {
    from: fromLine(workspace?.senderName ?? brand, sender),
    subject: words.subject,
    html: `<!doctype html>${html}`,
    text: plainText(words, brand),
    ...(replyTo && { replyTo }),
    headers: headersOf(reader, words.thread),
  }
}

function headersOf({ mailId, origin, links }: MailReader, thread: string | null): Record<string, string> {
  return {
    ...threadHeaders(mailId, new URL(origin).hostname, thread),
    ...(links?.unsubscribe && {
      'List-Unsubscribe': `<${links.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
    // So that no holiday notice answers a machine, and no mail of ours that comes back is taken for an answer.
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'X-Portal-Mail': '1',
  }
}
