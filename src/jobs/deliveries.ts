import { and, eq, isNotNull, lt } from 'drizzle-orm'
import type { Env } from '../config'
import { enterSystem } from '../db/enter'
import type { SystemScope } from '../db/system'
import type { Row } from '../db/tables'
import { applyMailNews } from '../domain/deliveries/apply'
import { hearMail } from '../outside/resend-events'

/** Whose mail it is may be written after the news of it come; what nobody knows after a day is not ours. */
const WAITS = 86_400_000

/** What became of Resend's word about a mail; null: it is about none that is known yet, and comes again. */
export async function followMail(
  system: SystemScope,
  event: Pick<Row<'webhookEvents'>, 'payload' | 'receivedAt'>,
): Promise<'applied' | 'unknown' | 'unreadable' | null> {
  const news = hearMail(event.payload)
  if (!news) return 'unreadable'
  const outcome = await applyMailNews(system, news)
  return outcome === 'unknown' && system.now - event.receivedAt < WAITS ? null : outcome
}

const KEPT = 30 * WAITS

/** Forgets the provider's word about mails once it is old: it holds addresses and subjects, and the rows say it all. */
export async function forgetNews(env: Env, now: number): Promise<Record<string, number>> {
  const system = enterSystem({ db: env.DB, now })
  const t = system.table('webhookEvents')
  const old = and(eq(t.provider, 'resend'), isNotNull(t.processedAt), lt(t.receivedAt, now - KEPT))
  await system.commitOwn([system.write.removeAll('webhookEvents', old)])
  return {}
}
