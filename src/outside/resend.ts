import type { Config } from '../config'
import { MAIL_TAG } from './resend-events'

/** A mail ready to go: one reader, one subject, both parts. */
export type ReadyMail = {
  from: string
  to: string
  subject: string
  html: string
  text: string
  /** Where its answer goes; absent: to `from`. */
  replyTo?: string
  headers?: Record<string, string>
}

/**
 * What the provider made of it. `again`: it may work later, under the same key; `afterSeconds` when it said when.
 * `known`: an earlier try under this key was accepted, with a slightly different content.
 */
export type Posted =
  | { outcome: 'sent'; id: string }
  | { outcome: 'known' }
  | { outcome: 'again'; problem: string; afterSeconds?: number }
  | { outcome: 'refused'; problem: string }

const LIMIT = 10_000

/** Refusals that time heals: the team's rate, the day's or month's quota, another try under way. */
const passing = new Set([
  'rate_limit_exceeded',
  'daily_quota_exceeded',
  'monthly_quota_exceeded',
  'concurrent_idempotent_requests',
])

/**
 * Hands a mail to Resend. Never throws for what the provider or the network does. The same `key` may be used again
 * for 24 hours: an accepted mail is then answered for, not sent twice. The mail carries its key along as a tag, so that
 * what becomes of it can be told of it even where no answer ever came.
 */
export async function postMail(config: Config, mail: ReadyMail, key: string): Promise<Posted> {
  const { Resend } = await import('resend')
  const resend = new Resend(config.RESEND_API_KEY, { baseUrl: config.RESEND_API_BASE })
  const sending = resend.emails
    .send(
      { ...mail, to: [mail.to], tags: [{ name: MAIL_TAG, value: key }] },
      { idempotencyKey: key, signal: AbortSignal.timeout(LIMIT) },
    )
    .catch(() => null)
  const answer = await sending
  if (answer?.data) return { outcome: 'sent', id: answer.data.id }
  const status = answer?.error?.statusCode ?? null
  const problem = answer?.error?.name ?? 'unreachable'
  if (problem === 'invalid_idempotent_request') return { outcome: 'known' }
  if (status === null || status >= 500 || status === 429 || status === 408 || passing.has(problem)) {
    const seconds = Number(answer?.headers?.['retry-after'])
    return { outcome: 'again', problem, ...(seconds > 0 && { afterSeconds: Math.min(seconds, 3600) }) }
  }
  return { outcome: 'refused', problem }
}
