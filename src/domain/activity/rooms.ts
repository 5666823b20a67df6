import { and, eq, isNull } from 'drizzle-orm'
import type { Env } from '../../config'
import { enterSystem } from '../../db/enter'
import { say } from '../../lib/log'
import { channelOf, roomOf } from '../../outside/room'
import { recheckPeople } from './channels'
import { hearingOf } from './nudge'

/**
 * Closes, in the rooms of these projects and in the channels of these people (membership ids), the sockets of whoever
 * may not enter any more. To be called (in `waitUntil`) after every commit that takes access back: a membership, a
 * client, one project of a person.
 */
export async function recheckRooms(
  env: Env,
  projectIds: readonly string[],
  membershipIds: readonly string[],
): Promise<void> {
  const rooms = inEach(projectIds, async id => roomOf(env.ROOM, id).keepOnly(await hearingOf(env, id)))
  await Promise.all([rooms, recheckPeople(env, membershipIds)])
}

/** Closes the sockets of sessions that are over, in every room and channel that their person could have entered. */
export async function closeSessions(env: Env, userId: string, sessionIds: readonly string[]): Promise<void> {
  const system = enterSystem({ db: env.DB, now: Date.now() })
  const [p, m] = [system.table('projects'), system.table('memberships')]
  const own = and(eq(m.userId, userId), isNull(m.removedAt))
  const [rows, memberships] = await system.read(
    system
      .select({ id: p.id, clientId: p.clientId, ownClient: m.clientId })
      .from(p)
      .innerJoin(m, eq(m.workspaceId, p.workspaceId))
      .where(own),
    system.select({ id: m.id }).from(m).where(own),
  )
  const open = rows.filter(row => row.ownClient === null || row.ownClient === row.clientId)
  const rooms = [...new Set(open.map(row => row.id))].map(id => roomOf(env.ROOM, id))
  const channels = memberships.map(row => channelOf(env.ROOM, row.id))
  await inEach([...rooms, ...channels], async room => {
    for (const sessionId of sessionIds) await room.closeSession(sessionId)
  })
}

/** A room that cannot be reached must not keep the others from closing theirs. */
async function inEach<T>(all: readonly T[], act: (one: T) => Promise<void>) {
  const outcomes = await Promise.allSettled(all.map(act))
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') say('room not reached', { message: String(outcome.reason?.message) })
}
