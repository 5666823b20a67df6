import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { configOf, type Env } from '../config'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import type { Row } from '../db/tables'
import { afterCommit } from '../domain/activity/nudge'
import { providersAt } from '../domain/payments/accounts'
import { applyReceived } from '../domain/payments/backs'
import { confirm, type Outcome } from '../domain/payments/confirm'
import { noteDispute } from '../domain/payments/disputes'
import { type Found, findAttempt, type Speaker } from '../domain/payments/find'
import type { News, Provider } from '../outside/provider'
import { isProvider } from '../outside/providers'

type Stored = Row<'webhookEvents'>
/** `unknown`: it is about nothing of the speaker's. `ignored`: nothing follows from such an event. Null: not yet. */
type Became = { outcome: Outcome | 'ignored' | 'unknown' | 'unreadable' | null; about?: Found }

/** A system scope whose commits nudge queue and screens; `settled` waits for the nudges. */
export function withNudges(env: Env, now: number) {
  const pending: Promise<unknown>[] = []
  const after = afterCommit(env, promise => pending.push(promise))
  return {
    system: enterSystem({ db: env.DB, now, after }),
    settled: () => Promise.allSettled(pending),
  }
}

/**
 * Draws the consequences of one stored webhook. It may come twice, together, or in another order than things happened.
 * @throws what went wrong (a provider that does not answer…): the event stays unprocessed and comes again
 */
export async function consumeWebhook(
  env: Env,
  message: { provider: string; id: string },
  now = Date.now(),
): Promise<void> {
  const { system, settled } = withNudges(env, now)
  const t = system.table('webhookEvents')
  const itself = and(eq(t.provider, message.provider), eq(t.id, message.id))
  const [[event]] = await system.read(system.select().from(t).where(itself))
  if (!event || event.processedAt !== null) return
  try {
    const { outcome, about } = await apply(env, system, event)
    const whose = about ? { attemptId: about.id, workspaceId: about.workspaceId } : {}
    const settledAt = outcome === null ? {} : { processedAt: now, outcome }
    const done = { ...settledAt, tries: sql`${t.tries} + 1`, ...whose }
    await system.commitOwn([
      system.write.updateAll('webhookEvents', done, and(itself, isNull(t.processedAt))),
    ])
  } catch (error) {
    const tried = { tries: sql`${t.tries} + 1` }
    await system.commitOwn([system.write.updateAll('webhookEvents', tried, itself)])
    throw error
  } finally {
    await settled()
  }
}

async function apply(env: Env, system: SystemScope, event: Stored): Promise<Became> {
  const { provider: name, accountId, workspaceId } = event
  if (name === 'resend') return { outcome: await (await import('./deliveries')).followMail(system, event) }
  if (!isProvider(name)) return { outcome: 'ignored' }
  const provider = await providersAt(system, configOf(env))(name, accountId)
  if (!provider) return { outcome: 'unknown' }
  const news = await heard(provider, event.payload)
  if (!news) return { outcome: 'unreadable' }
  if (news.about === 'nothing') return { outcome: news.why }
  const account = accountId === null ? null : { id: accountId, workspaceId: workspaceId ?? '' }
  const about = await subjectOf(system, { provider: name, account }, news)
  if (!about) return { outcome: 'unknown' }
  return { outcome: await follow(system, about, news), about }
}

/** Null: it was signed, and makes no sense. */
async function heard(provider: Provider, payload: string): Promise<News | null> {
  try {
    return await provider.hear(payload)
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return null
    throw error
  }
}

const subjectOf = (
  system: SystemScope,
  speaker: Speaker,
  news: Exclude<News, { about: 'nothing' }>,
): Promise<Found | null> =>
  findAttempt(system, speaker, news.about === 'checkout' ? news.truth : news.received)

async function follow(
  system: SystemScope,
  { id, projectId }: Found,
  news: Exclude<News, { about: 'nothing' }>,
): Promise<Outcome> {
  const scope = await system.project(projectId)
  if (news.about === 'checkout') return confirm(scope, id, news.truth, news.source)
  const outcome = await applyReceived(scope, id, news.received, 'webhook')
  return news.dispute && outcome !== 'mismatch' ? noteDispute(scope, id, news.dispute) : outcome
}

const MINUTE = 60_000

/** Hands what was stored but not processed to the queue again: after a minute, then ever more rarely, never for good. */
export async function sweepWebhooks(env: Env, now = Date.now()): Promise<{ webhooks: number }> {
  const system = enterSystem({ db: env.DB, now })
  const t = system.table('webhookEvents')
  const wait = sql`${MINUTE} * (1 + min(${t.tries} * ${t.tries}, 720))`
  const [waiting] = await system.read(
    system
      .select({ provider: t.provider, id: t.id })
      .from(t)
      .where(and(isNull(t.processedAt), lt(t.receivedAt, sql`${now} - ${wait}`)))
      // What was tried least goes first: words about things of which nobody knows hold nothing up.
      .orderBy(t.tries, t.receivedAt)
      .limit(100),
  )
  if (waiting.length > 0) await env.WEBHOOKS.sendBatch(waiting.map(body => ({ body, contentType: 'json' })))
  return { webhooks: waiting.length }
}
