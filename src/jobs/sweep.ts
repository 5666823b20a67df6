import { and, eq, inArray, isNull, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import { say } from '../lib/log'
import { sendEvents, sendMails } from '../outside/queues'
import { resealAccounts } from './accounts'
import { expireRequests, recheckBacks, recheckCheckouts } from './checkouts'
import { countOpen, settleLetters } from './letters'
import { KEY_LASTS } from './mail'
import { purge } from './purge'
import { sweepPromises } from './sla'
import { sweepTickets } from './tickets'
import { sweepUploads } from './uploads'
import { sweepWebhooks } from './webhooks'

const SECOND = 1000
/** As many as one run hands to a queue. */
const AT_ONCE = 500
/** Doubling from half a minute, that is more than a day of tries. */
const MOST = 12

/** One thing the cron looks after. @returns numbers for the log */
type Sweep = (env: Env, now: number) => Promise<Record<string, number>>

const everything: Record<string, Sweep> = {
  outbox: sweepOutbox,
  mails: sweepMails,
  groups: async (env, now) => (await import('./groups')).sweepGroups(env, now),
  webhooks: sweepWebhooks,
  news: async (env, now) => (hourly(now) ? (await import('./deliveries')).forgetNews(env, now) : {}),
  checkouts: recheckCheckouts,
  refunds: recheckBacks,
  requests: expireRequests,
  tickets: sweepTickets,
  promises: sweepPromises,
  reminders: async (env, now) => (await import('./reminders')).sweepReminders(env, now),
  uploads: async (env, now) => ({ uploads: await sweepUploads(env, now) }),
  files: async (env, now): Promise<Record<string, number>> =>
    hourly(now) ? { files: await (await import('./purge-files')).purgeFiles(env, now) } : {},
  parts: async (env, now) => (await import('./parts')).sweepParts(env, now),
  inbound: async (env, now) => (await import('./inbound')).sweepInbound(env, now),
  reports: async (env, now) => (await import('./reports')).sweepReports(env, now),
  letters: settleLetters,
  purge,
  accounts: resealAccounts,
  devices: async (env, now): Promise<Record<string, number>> =>
    hourly(now) ? (await import('./devices')).sweepDevices(env, now) : {},
  open: countOpen,
}

/** For what reads much and can wait: once an hour. */
const hourly = (now: number) => new Date(now).getUTCMinutes() === 17

/**
 * Every minute: whatever a crash or a lost message left lying. Running twice at once is harmless, and a sweep that
 * fails stops no other.
 */
export async function sweep(env: Env, now = Date.now(), sweeps = everything): Promise<void> {
  configOf(env)
  const started = Date.now()
  const found: Record<string, unknown> = {}
  for (const [name, run] of Object.entries(sweeps)) {
    try {
      Object.assign(found, await run(env, now))
    } catch (error) {
      found[name] = `failed: ${(error as Error).name}`
    }
  }
  say('sweep', { ...found, ms: Date.now() - started })
}

/** Events whose consequences were not drawn. */
export async function sweepOutbox(env: Env, now: number) {
  const system = enterSystem({ db: env.DB, now })
  const t = system.table('outbox')
  const waiting = and(lt(t.tries, MOST), due(t.at, 30 * SECOND, t.tries, now))
  const ids = system.select({ id: t.eventId }).from(t).where(waiting).orderBy(t.at).limit(AT_ONCE)
  const taken = await system.claim('outbox', { tries: sql`${t.tries} + 1` }, inArray(t.eventId, ids))
  await sendEvents(
    env,
    taken.map(row => row.eventId),
  )
  return { outbox: taken.length }
}

/** Mails that no message speaks for any more, but those that wait for others; and those which the provider's key no longer guards are left to people. */
export async function sweepMails(env: Env, now: number) {
  const system = enterSystem({ db: env.DB, now })
  const t = system.table('mails')
  const queued = eq(t.state, 'queued')
  const stuck = await system.claim(
    'mails',
    { state: 'stuck', problem: 'too_late' },
    and(queued, lt(t.firstTriedAt, now - KEY_LASTS)),
  )
  const waiting = and(queued, isNull(t.heldUntil), due(t.createdAt, 60 * SECOND, t.tries, now))
  const ids = system.select({ id: t.id }).from(t).where(waiting).orderBy(t.createdAt).limit(AT_ONCE)
  const taken = await system.claim('mails', { tries: sql`${t.tries} + 1` }, inArray(t.id, ids))
  await sendMails(
    env,
    taken.map(row => row.id),
  )
  return { mails: taken.length, stuck: stuck.length }
}

/** Each thing is taken up again after twice as long as before: once `from + step · 2^tries` has passed. */
const due = (from: SQLWrapper, step: number, tries: SQLWrapper, now: number): SQL =>
  sql`${from} + ${step} * (1 << min(${tries}, ${MOST})) <= ${now}`
