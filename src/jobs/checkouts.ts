import { configOf, type Env } from '../config'
import { expireRequest } from '../domain/payments/expire'
import { dueAttempts, lapsing } from '../domain/payments/find'
import { recheck } from '../domain/payments/recheck'
import { say } from '../lib/log'
import { providersOf } from '../outside/providers'
import { withNudges } from './webhooks'

/**
 * Asks the providers about every checkout that is not settled (a webhook may have been lost), and closes the pages of
 * voided ones. One that fails stops no other.
 */
export async function recheckCheckouts(env: Env, now = Date.now()): Promise<{ checkouts: number }> {
  const { system, settled } = withNudges(env, now)
  const providers = providersOf(configOf(env))
  const due = await dueAttempts(system)
  for (const attempt of due) {
    const provider = providers[attempt.provider]
    if (!provider) continue
    try {
      await recheck(await system.project(attempt.projectId), attempt, provider)
    } catch (error) {
      say('checkout not rechecked', { attempt: attempt.id, why: (error as Error).name })
    }
  }
  await settled()
  return { checkouts: due.length }
}

/** Ends the requests whose validity has passed. */
export async function expireRequests(env: Env, now = Date.now()): Promise<{ lapsed: number }> {
  const { system, settled } = withNudges(env, now)
  let lapsed = 0
  for (const { id, projectId } of await lapsing(system)) {
    try {
      if (await expireRequest(await system.project(projectId), id)) lapsed++
    } catch (error) {
      say('request not expired', { request: id, why: (error as Error).name })
    }
  }
  await settled()
  return { lapsed }
}
