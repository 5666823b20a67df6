import type { Env } from '../../config'
import type { Committed } from '../../db/commit'
import { enterSystem } from '../../db/enter'
import type { AfterCommit } from '../../db/scope'
import { seesAmounts } from '../../lib/amounts'
import { say } from '../../lib/log'
import type { Topic } from '../../lib/topics'
import { type Hearing, roomOf } from '../../outside/room'
import { peopleOf } from '../events/recipients'
import { meaningOf } from './registry'

/**
 * After a commit: tells the queue (whose consumer draws the consequences) and the open screens at once. Only a
 * nudge: what is lost here is swept from the outbox by a cron.
 */
export function afterCommit(env: Env, waitUntil: (p: Promise<unknown>) => void): AfterCommit {
  return events => {
    if (events.length === 0) return
    for (const [delaySeconds, eventIds] of byPatience(events))
      waitUntil(env.EVENTS.send({ eventIds }, { delaySeconds }).catch(lost('queue')))
    for (const event of events) waitUntil(publish(env, event).catch(lost('room')))
  }
}

function byPatience(events: Committed[]): Map<number, string[]> {
  const waits = new Map<number, string[]>()
  for (const { id, kind } of events) {
    const seconds = meaningOf(kind)?.patience ?? 0
    waits.set(seconds, [...(waits.get(seconds) ?? []), id])
  }
  return waits
}

/** Tells the project's room which topics changed, and who may hear it as of now. */
export async function publish(
  env: Env,
  event: Pick<Committed, 'id' | 'kind' | 'projectId' | 'internal' | 'finance'>,
): Promise<void> {
  const topics: readonly Topic[] = meaningOf(event.kind)?.topics ?? []
  if (!event.projectId || topics.length === 0) return
  const hearing = await hearingOf(env, event.projectId)
  await roomOf(env.ROOM, event.projectId).publish({
    id: event.id,
    topics,
    internal: event.internal ?? false,
    finance: event.finance ?? false,
    hearing,
  })
}

/** Who may hear a project now. */
export async function hearingOf(env: Env, projectId: string): Promise<Hearing> {
  const scope = await enterSystem({ db: env.DB, now: Date.now() }).project(projectId)
  const people = await peopleOf(scope)
  return {
    team: people.filter(p => p.role !== 'contact').map(p => p.id),
    client: people.filter(p => p.role === 'contact').map(p => p.id),
    money: people.filter(p => seesAmounts(p.role, p.finance)).map(p => p.id),
  }
}

const lost = (what: string) => (error: Error) => say('nudge lost', { what, message: error.message })
