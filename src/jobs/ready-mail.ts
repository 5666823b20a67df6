import { uiFor } from '../../locales'
import { renderMail } from '../../templates/mail/render'
import type { Config } from '../config'
import type { MailDraft } from '../domain/events/meaning'
import { replyAddress } from '../domain/inbound/address'
import { MAIL_PURPOSE, type SealedMail } from '../domain/notifications/follow'
import { groups } from '../domain/notifications/hold'
import { signPreferences } from '../domain/notifications/link'
import type { Mail, Waiting } from '../domain/notifications/mails'
import { signPayLink } from '../domain/payments/link'
import { say } from '../lib/log'
import { unseal } from '../lib/seal'
import type { ReadyMail } from '../outside/resend'
import { urls } from '../urls'

/** Where no workspace is known: the reader's language settles the rest. */
const neutral = { locale: 'fr', timezone: 'Europe/Paris' }

/** The mail in its reader's language, or nothing when it cannot be made: what is in it cannot be opened or written. */
export async function readyMail(config: Config, waiting: Waiting, now: number): Promise<ReadyMail | null> {
  const { mail, sections, workspace, name, address } = waiting
  if (!oneAddress(address)) return null
  try {
    const sealed = await Promise.all(sections.map(section => opened(config, section)))
    const [first, ...others] = sealed.map(one => one.draft)
    if (!first) return null
    const ui = await uiFor(sealed[0]?.locale ?? 'fr', workspace ?? neutral, now)
    const { ORIGIN: origin, MAIL_FROM: sender } = config
    const logoUrl = workspace?.logoKey ? `${origin}${urls.logo(workspace.logoKey)}` : undefined
    const reader = {
      mailId: mail.id,
      ui,
      workspace: workspace && { ...workspace, logoUrl },
      origin,
      sender,
      name,
      replyTo: await answeredAt(config, [first, ...others]),
      links: await linksOf(config, mail),
    }
    return { ...renderMail([first, ...others], reader), to: address }
  } catch (error) {
    say('mail unreadable', { mailId: mail.id, kind: mail.kind, name: (error as Error).name })
    return null
  }
}

/** A section's words; with a link of its own where it is about a payment. Its time is the mail's: every try says the same. */
async function opened(config: Config, { sealedProps, createdAt }: Mail): Promise<SealedMail> {
  const secrets = [config.SECRET_KEY, config.SECRET_KEY_OLD]
  const sealed = await unseal<SealedMail>(secrets, MAIL_PURPOSE, sealedProps ?? '')
  const { pay } = sealed.draft
  if (!pay) return sealed
  const path = urls.pay(await signPayLink(config.SECRET_KEY, pay, createdAt))
  return { ...sealed, draft: { ...sealed.draft, path } }
}

/** Answers belong to one thread: a mail of several has none. */
async function answeredAt(config: Config, drafts: MailDraft[]): Promise<string | undefined> {
  const { MAIL_REPLY: base, SECRET_KEY } = config
  const thread = drafts[0]?.thread
  const one = drafts.every(d => d.thread?.id === thread?.id && d.thread?.kind === thread?.kind)
  return base && thread && one ? replyAddress(base, SECRET_KEY, thread) : undefined
}

/** Where its reader chooses. What must reach them cannot be refused, nor what is about their account. */
async function linksOf(config: Config, { membershipId, category, groupKey, createdAt }: Mail) {
  if (!membershipId || !category) return undefined
  const link = async (of?: typeof category | 'daily') =>
    signPreferences(config.SECRET_KEY, { membershipId, category: of }, createdAt)
  const preferences = config.ORIGIN + urls.preferences(await link())
  if (category === 'due') return { preferences }
  const token = await link(groupKey?.endsWith(groups.daily) ? 'daily' : category)
  return { preferences, unsubscribe: config.ORIGIN + urls.unsubscribe(token) }
}

/** One address and nothing that a mail server could read as more: no separators, brackets or control characters. */
const oneAddress = (text: string): boolean =>
  /^[^\s@<>,;:"()[\]\\\p{C}]+@[^\s@<>,;:"()[\]\\\p{C}]+$/u.test(text)
