import { configOf, type Env } from '../config'
import type { ProjectScope } from '../db/scope'
import type { SystemScope } from '../db/system'
import { providersAt } from '../domain/payments/accounts'
import { expireRequest } from '../domain/payments/expire'
import { type Due, dueAttempts, dueRefunds, lapsing } from '../domain/payments/find'
import { recheck, recheckRefunds } from '../domain/payments/recheck'
import { say } from '../lib/log'
import type { Provider } from '../outside/provider'
import { withNudges } from './webhooks'

/**
 * Asks the providers about every checkout that is not settled (a webhook may have been lost), and closes the pages of
 * voided ones. One that fails stops no other.
 */
export async function recheckCheckouts(env: Env, now = Date.now()): Promise<{ checkouts: number }> {
  const { system, settled } = withNudges(env, now)
  const due = await dueAttempts(system)
  await askEach(env, system, due, recheck)
  await settled()
  return { checkouts: due.length }
}

/** The same about money that is on its way back. */
export async function recheckBacks(env: Env, now = Date.now()): Promise<{ refunds: number }> {
  const { system, settled } = withNudges(env, now)
  const due = await dueRefunds(system)
  await askEach(env, system, due, recheckRefunds)
  await settled()
  return { refunds: due.length }
}

async function askEach(
  env: Env,
  system: SystemScope,
  due: readonly Due[],
  ask: (scope: ProjectScope, attempt: Due, provider: Provider) => Promise<unknown>,
): Promise<void> {
  const providerAt = providersAt(system, configOf(env))
  for (const attempt of due) {
    try {
      const provider = await providerAt(attempt.provider, attempt.accountId)
      if (provider) await ask(await system.project(attempt.projectId), attempt, provider)
    } catch (error) {
      say('provider not asked', { attempt: attempt.id, why: (error as Error).name })
    }
  }
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
