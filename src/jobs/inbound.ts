import { and, eq, inArray, isNotNull, lt, or } from 'drizzle-orm'
import { uiFor } from '../../locales'
import { type Config, configOf, type Env } from '../config'
import { enterPerson } from '../db/enter'
import type { Workspace } from '../db/scope'
import type { SystemScope } from '../db/system'
import { limitKey, take } from '../domain/accounts/limits'
import { type Thread, threadOf } from '../domain/inbound/address'
import { automatic } from '../domain/inbound/automatic'
import { type InboundMail, keepMail, placeOf } from '../domain/inbound/keep'
import { type Letter, readLetter } from '../domain/inbound/letter'
import { giveUp, settleMail } from '../domain/inbound/settle'
import { TooMany } from '../lib/errors'
import { say } from '../lib/log'
import { deleteObjects, readObject } from '../outside/files'
import { withNudges } from './webhooks'

/** The whole of a mail, as Cloudflare takes them in: bytes. */
export const MAX_MAIL = 25 * 1024 * 1024
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
/** Mails in an hour, to one address and from one sender. */
const PACE = { thread: 120, sender: 60 }

/** What a sender's own mail server tells them: nothing of ours is ever sent in answer. */
const said = {
  large: 'Message too large (25 MB at most). / Message trop volumineux (25 Mo au plus).',
  many: 'Too many messages, please try again in an hour. / Trop de messages, réessayez dans une heure.',
}

/** A mail as Cloudflare hands it over. */
export type Incoming = Pick<
  ForwardableEmailMessage,
  'from' | 'to' | 'headers' | 'raw' | 'rawSize' | 'setReject'
>

/**
 * Takes in a mail sent to one of our reply addresses. Whoever has no such address gets nothing at all, and neither do
 * machines; the rest is kept first, then put into its thread or before a person.
 */
export async function receiveMail(message: Incoming, env: Env, now = Date.now()): Promise<void> {
  const config = configOf(env)
  const thread = await threadIn(config, message.to)
  if (!thread) return say('mail in', { how: 'no thread' })
  const why = automatic(message.headers, message.from, [config.MAIL_REPLY?.toLowerCase() ?? ''])
  if (why) return say('mail in', { how: 'ignored', why, thread: thread.id })
  if (message.rawSize > MAX_MAIL) return message.setReject(said.large)
  if (!(await isPaced(env, config, thread, message.from, now))) return message.setReject(said.many)
  const { system, settled } = withNudges(env, now)
  const place = await placeOf(system, thread)
  if (!place) return say('mail in', { how: 'no thread', thread: thread.id })
  const raw = await new Response(message.raw).arrayBuffer()
  if (raw.byteLength > MAX_MAIL) return message.setReject(said.large)
  const letter = await readable(raw)
  const mail = await keepMail(system, env.FILES, place, raw, letter)
  if (!mail) return say('mail in', { how: 'known', thread: thread.id })
  await settle(env, system, mail, letter, now)
  await settled()
}

const threadIn = async (config: Config, address: string): Promise<Thread | null> =>
  config.MAIL_REPLY ? threadOf(config.MAIL_REPLY, [config.SECRET_KEY, config.SECRET_KEY_OLD], address) : null

async function isPaced(
  env: Env,
  config: Config,
  thread: Thread,
  sender: string,
  now: number,
): Promise<boolean> {
  const key = (what: string, whom: string) => limitKey(config.SECRET_KEY, what, whom.toLowerCase())
  try {
    await take(enterPerson({ db: env.DB, now }), [
      { key: await key('inbound-thread', thread.id), max: PACE.thread, windowMs: HOUR },
      { key: await key('inbound-sender', sender), max: PACE.sender, windowMs: HOUR },
    ])
    return true
  } catch (error) {
    if (error instanceof TooMany) return false
    throw error
  }
}

/** Nothing where it cannot be read: a person gets it as it is. */
async function readable(raw: ArrayBuffer): Promise<Letter | null> {
  try {
    return await readLetter(raw)
  } catch (error) {
    say('mail unreadable', { name: (error as Error).name, bytes: raw.byteLength })
    return null
  }
}

/** What goes wrong here is no reason to send a mail back: it is kept, and the cron tries again. */
async function settle(
  env: Env,
  system: SystemScope,
  mail: InboundMail,
  letter: Letter | null,
  now: number,
): Promise<void> {
  const sayer = async (w: Workspace) => (await uiFor(w.locale.startsWith('en') ? 'en' : 'fr', w, now)).t
  try {
    const how = await settleMail(system, env.FILES, mail, letter, sayer)
    say('mail in', { how, mailId: mail.id, workspaceId: mail.workspaceId })
  } catch (error) {
    say('mail in', { how: 'again', mailId: mail.id, name: (error as Error).name })
  }
}

const AT_ONCE = 20

/** Mails that a crash left between kept and placed; and what is kept no longer. Running it twice is harmless. */
export async function sweepInbound(env: Env, now: number): Promise<{ inbound: number; forgotten: number }> {
  const { system, settled } = withNudges(env, now)
  const mails = system.table('inboundMails')
  const fresh = and(eq(mails.state, 'waiting'), eq(mails.problem, 'new'))
  const [left] = await system.read(
    system
      .select()
      .from(mails)
      .where(and(fresh, lt(mails.receivedAt, now - 2 * MINUTE)))
      .limit(AT_ONCE),
  )
  for (const mail of left) await again(env, system, mail, now)
  await settled()
  return { inbound: left.length, forgotten: await forget(env, system, now) }
}

async function again(env: Env, system: SystemScope, mail: InboundMail, now: number): Promise<void> {
  const stored = mail.storageKey ? await readObject(env.FILES, mail.storageKey) : null
  if (!stored || now - mail.receivedAt > HOUR) return void (await giveUp(system, mail))
  await settle(env, system, mail, await readable(await new Response(stored).arrayBuffer()), now)
}

/** How long the whole of a mail is kept, and its row: days. */
const KEPT = { whole: 30, row: 90 }

/**
 * Deletes the whole of mails that were dismissed, and of all after 30 days; what nobody placed by then is dismissed.
 * Their rows, which keep a mail from being taken twice, go later.
 */
async function forget(env: Env, system: SystemScope, now: number): Promise<number> {
  const mails = system.table('inboundMails')
  const old = lt(mails.receivedAt, now - KEPT.whole * DAY)
  const [over] = await system.read(
    system
      .select({
        id: mails.id,
        key: mails.storageKey,
        state: mails.state,
        workspaceId: mails.workspaceId,
        clientId: mails.clientId,
        projectId: mails.projectId,
      })
      .from(mails)
      .where(and(isNotNull(mails.storageKey), or(old, eq(mails.state, 'dismissed'))))
      .limit(AT_ONCE),
  )
  await deleteObjects(
    env.FILES,
    over.flatMap(({ key }) => key ?? []),
  )
  const { write } = system
  const ids = inArray(
    mails.id,
    over.map(({ id }) => id),
  )
  for (const mail of over.filter(({ state }) => state === 'waiting')) {
    const { id, workspaceId, clientId, projectId } = mail
    const dismissed = { state: 'dismissed', settledAt: now, body: '' } as const
    await system.commit(
      { workspaceId, clientId, projectId },
      [write.update('inboundMails', dismissed, and(eq(mails.id, id), eq(mails.state, 'waiting')))],
      [{ kind: 'inbound.dismissed', subjectId: id, internal: true }],
    )
  }
  await system.commitOwn([
    write.updateAll('inboundMails', { storageKey: null }, ids),
    write.removeAll('inboundMails', lt(mails.receivedAt, now - KEPT.row * DAY)),
  ])
  return over.length
}
