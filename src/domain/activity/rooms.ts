import { and, eq, isNull } from 'drizzle-orm'
import type { Env } from '../../config'
import { enterSystem } from '../../db/enter'
import { say } from '../../lib/log'
import { roomOf } from '../../outside/room'
import { hearingOf } from './nudge'

/**
 * Closes, in the rooms of these projects, the sockets of whoever may not enter them any more. To be called (in
 * `waitUntil`) after every commit that takes access back: a membership, a client, one project of a person.
 */
export const recheckRooms = (env: Env, projectIds: readonly string[]): Promise<void> =>
  inEach(projectIds, async id => roomOf(env.ROOM, id).keepOnly(await hearingOf(env, id)))

/** Closes the sockets of sessions that are over, in every room that their person could have entered. */
export async function closeSessions(env: Env, userId: string, sessionIds: readonly string[]): Promise<void> {
  const system = enterSystem({ db: env.DB, now: Date.now() })
  const [p, m] = [system.table('projects'), system.table('memberships')]
  const [rows] = await system.read(
    system
      .select({ id: p.id, clientId: p.clientId, ownClient: m.clientId })
      .from(p)
      .innerJoin(m, eq(m.workspaceId, p.workspaceId))
      .where(and(eq(m.userId, userId), isNull(m.removedAt))),
  )
  const open = rows.filter(row => row.ownClient === null || row.ownClient === row.clientId)
  await inEach([...new Set(open.map(row => row.id))], async id => {
    for (const sessionId of sessionIds) await roomOf(env.ROOM, id).closeSession(sessionId)
  })
}

/** A room that cannot be reached must not keep the others from closing theirs. */
async function inEach(projectIds: readonly string[], act: (projectId: string) => Promise<void>) {
  const outcomes = await Promise.allSettled(projectIds.map(act))
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') say('room not reached', { message: String(outcome.reason?.message) })
}
