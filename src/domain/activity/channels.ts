import { and, isNotNull, isNull } from 'drizzle-orm'
import type { Env } from '../../config'
import { among } from '../../db/among'
import { enterSystem } from '../../db/enter'
import { newId } from '../../lib/id'
import { say } from '../../lib/log'
import { channelOf, type Hearing } from '../../outside/room'

/** Tells the open screens of these people (membership ids) that what they were told changed. */
export const nudgePeople = (env: Env, membershipIds: readonly string[]): Promise<void> =>
  inEach(env, membershipIds, (id, hearing) =>
    channelOf(env.ROOM, id).publish({
      id: newId(),
      topics: ['notifications'],
      internal: false,
      finance: false,
      hearing,
    }),
  )

/**
 * Closes the channels of those of these people who have no access any more, or not as before. To be called (in
 * `waitUntil`) after every commit that takes access back.
 */
export const recheckPeople = (env: Env, membershipIds: readonly string[]): Promise<void> =>
  inEach(env, membershipIds, (id, hearing) => channelOf(env.ROOM, id).keepOnly(hearing))

/** Each once, with who may hear their channel now: themselves, or nobody. One that cannot be reached stops no other. */
async function inEach(
  env: Env,
  membershipIds: readonly string[],
  act: (id: string, hearing: Hearing) => Promise<void>,
) {
  const ids = [...new Set(membershipIds)]
  const roles = await rolesOf(env, ids)
  const outcomes = await Promise.allSettled(ids.map(id => act(id, hearingOf(id, roles.get(id)))))
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      say('nudge lost', { what: 'channel', message: String(outcome.reason?.message) })
}

function hearingOf(id: string, role: string | undefined): Hearing {
  const contact = role === 'contact'
  return { team: role && !contact ? [id] : [], client: contact ? [id] : [], money: [] }
}

/** The roles of those of these memberships that still open their workspace. */
async function rolesOf(env: Env, ids: readonly string[]) {
  const system = enterSystem({ db: env.DB, now: Date.now() })
  const m = system.table('memberships')
  const [rows] = await system.read(
    system
      .select({ id: m.id, role: m.role })
      .from(m)
      .where(and(among(m.id, ids), isNotNull(m.acceptedAt), isNull(m.removedAt))),
  )
  return new Map(rows.map(row => [row.id, row.role]))
}
