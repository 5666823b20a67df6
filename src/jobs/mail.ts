import { uiFor } from '../../locales'
import { renderMail } from '../../templates/mail/render'
import { type Config, configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import type { MailDraft } from '../domain/events/meaning'
import { replyAddress } from '../domain/inbound/address'
import { MAIL_PURPOSE, type SealedMail } from '../domain/notifications/follow'
import { noteTry, settle, type Waiting, waitingMail } from '../domain/notifications/mails'
import { signPayLink } from '../domain/payments/link'
import { say } from '../lib/log'
import { unseal } from '../lib/seal'
import { type Posted, postMail, type ReadyMail } from '../outside/resend'
import { urls } from '../urls'

/** The provider keeps a key for 24 hours; an hour earlier a mail is not tried again by itself. */
export const KEY_LASTS = 23 * 3_600_000

/** Where no workspace is known: the reader's language settles the rest. */
const neutral = { locale: 'fr', timezone: 'Europe/Paris' }

/** `again`: nothing is settled, try later; the row says so whatever becomes of the message. */
export type Sent = { settled: true } | { settled: false; afterSeconds?: number }

const settled: Sent = { settled: true }

/**
 * Sends one mail, once: the mail's id is the provider's idempotency key, so that a try which was accepted without our
 * knowing is answered for and not repeated. Who it goes to is checked again first.
 */
export async function sendMail(env: Env, mailId: string, now = Date.now()): Promise<Sent> {
  const config = configOf(env)
  const system = enterSystem({ db: env.DB, now })
  const waiting = await waitingMail(system, mailId)
  if (waiting?.mail.state !== 'queued') return settled
  const { mail, obstacle } = waiting
  // Either way: a clock that went wrong by a day must not send twice either.
  if (mail.firstTriedAt !== null && Math.abs(now - mail.firstTriedAt) > KEY_LASTS)
    return end(system, waiting, 'stuck', 'too_late')
  if (obstacle) return end(system, waiting, 'skipped', obstacle)
  const ready = await readyMail(config, waiting, now)
  if (!ready) return end(system, waiting, 'failed', 'unreadable')
  await noteTry(system, waiting)
  return outcome(system, waiting, await postMail(config, ready, mail.id))
}

async function outcome(system: SystemScope, waiting: Waiting, posted: Posted): Promise<Sent> {
  const { mail } = waiting
  if (posted.outcome === 'again') {
    say('mail waits', { mailId: mail.id, problem: posted.problem })
    return { settled: false, afterSeconds: posted.afterSeconds }
  }
  if (posted.outcome === 'refused') return end(system, waiting, 'failed', posted.problem)
  await settle(system, mail, {
    state: 'sent',
    providerId: posted.outcome === 'sent' ? posted.id : null,
    sentAt: system.now,
    problem: null,
    ...forgotten,
  })
  return settled
}

async function end(
  system: SystemScope,
  { mail }: Waiting,
  state: 'skipped' | 'failed' | 'stuck',
  problem: string,
): Promise<Sent> {
  say('mail not sent', { mailId: mail.id, workspaceId: mail.workspaceId, kind: mail.kind, state, problem })
  await settle(system, mail, { state, problem, ...(state === 'skipped' && forgotten) })
  return settled
}

/** People's words, codes and links are kept no longer than they are needed. */
const forgotten = { sealedProps: null }

/** The mail in its reader's language, or nothing when it cannot be made: what is in it cannot be opened or written. */
async function readyMail(config: Config, waiting: Waiting, now: number): Promise<ReadyMail | null> {
  const { mail, workspace, name, address } = waiting
  if (!oneAddress(address)) return null
  try {
    const {
      draft,
      more = [],
      locale,
    } = await unseal<SealedMail>(
      [config.SECRET_KEY, config.SECRET_KEY_OLD],
      MAIL_PURPOSE,
      mail.sealedProps ?? '',
    )
    const ui = await uiFor(locale, workspace ?? neutral, now)
    const { ORIGIN: origin, MAIL_FROM: sender, MAIL_REPLY: base } = config
    const replyTo =
      base && draft.thread ? await replyAddress(base, config.SECRET_KEY, draft.thread) : undefined
    const first = await linked(config, draft, mail.createdAt)
    const others = await Promise.all(more.map(one => linked(config, one, mail.createdAt)))
    const logoUrl = workspace?.logoKey ? `${origin}${urls.logo(workspace.logoKey)}` : undefined
    const from = workspace && { ...workspace, logoUrl }
    const reader = { mailId: mail.id, ui, workspace: from, origin, sender, name, replyTo }
    return { ...renderMail([first, ...others], reader), to: address }
  } catch (error) {
    say('mail unreadable', { mailId: mail.id, kind: mail.kind, name: (error as Error).name })
    return null
  }
}

/** With a link of its own where it is about a payment. Its time is the mail's: every try says the same. */
async function linked(config: Config, draft: MailDraft, at: number): Promise<MailDraft> {
  if (!draft.pay) return draft
  return { ...draft, path: urls.pay(await signPayLink(config.SECRET_KEY, draft.pay, at)) }
}

/** One address and nothing that a mail server could read as more: no separators, brackets or control characters. */
const oneAddress = (text: string): boolean =>
  /^[^\s@<>,;:"()[\]\\\p{C}]+@[^\s@<>,;:"()[\]\\\p{C}]+$/u.test(text)
