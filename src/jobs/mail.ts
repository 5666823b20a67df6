import { type Config, configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import {
  carriesSecret,
  type Mail,
  noteTry,
  settle,
  takeApart,
  type Waiting,
  waitingMail,
} from '../domain/notifications/mails'
import { say } from '../lib/log'
import { type Posted, postMail } from '../outside/resend'
import { readyMail } from './ready-mail'

/** The provider keeps a key for 24 hours; an hour earlier a mail is not tried again by itself. */
export const KEY_LASTS = 23 * 3_600_000

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
  if (waiting?.mail.state !== 'queued' || waiting.mail.heldUntil !== null) return settled
  const { mail, obstacle } = waiting
  // Either way: a clock that went wrong by a day must not send twice either.
  if (mail.firstTriedAt !== null && Math.abs(now - mail.firstTriedAt) > KEY_LASTS)
    return end(system, waiting, 'stuck', 'too_late')
  if (obstacle) {
    // What it would have said above is said where people look up what did not go, and why.
    const unsent = await readyMail(config, { ...waiting, sections: [mail] }, now)
    return end(system, waiting, 'skipped', obstacle, carriesSecret(mail.kind) ? null : unsent?.subject)
  }
  const ready = await readyMail(config, waiting, now)
  if (!ready) return unreadable(config, system, waiting)
  await noteTry(system, waiting, carriesSecret(mail.kind) ? null : ready.subject)
  return outcome(system, waiting, await postMail(config, ready, mail.id))
}

async function outcome(system: SystemScope, waiting: Waiting, posted: Posted): Promise<Sent> {
  const { mail } = waiting
  if (posted.outcome === 'again') {
    say('mail waits', { mailId: mail.id, problem: posted.problem })
    return { settled: false, afterSeconds: posted.afterSeconds }
  }
  if (posted.outcome === 'refused') return end(system, waiting, 'failed', posted.problem)
  await settle(system, waiting, {
    state: 'sent',
    providerId: posted.outcome === 'sent' ? posted.id : null,
    sentAt: system.now,
    problem: null,
  })
  return settled
}

/** It cannot be made. The parts that can go without those that cannot, unless a try may have been accepted already. */
async function unreadable(config: Config, system: SystemScope, waiting: Waiting): Promise<Sent> {
  const { mail, sections } = waiting
  const broken: Mail[] = []
  for (const section of sections)
    if (!(await readyMail(config, { ...waiting, sections: [section] }, system.now))) broken.push(section)
  if (mail.firstTriedAt !== null || broken.length === 0 || broken.length === sections.length)
    return end(system, waiting, 'failed', 'unreadable')
  await takeApart(system, waiting, broken)
  return settled
}

async function end(
  system: SystemScope,
  waiting: Waiting,
  state: 'skipped' | 'failed' | 'stuck',
  problem: string,
  subject?: string | null,
): Promise<Sent> {
  const { id, workspaceId, kind } = waiting.mail
  say('mail not sent', { mailId: id, workspaceId, kind, state, problem })
  await settle(system, waiting, { state, problem, ...(subject && { subject }) })
  return settled
}
