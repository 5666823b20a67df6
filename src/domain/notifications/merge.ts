import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { among } from '../../db/among'
import type { Write } from '../../db/commit'
import type { SystemScope } from '../../db/system'
import { Conflict } from '../../lib/errors'
import { say } from '../../lib/log'
import { APART, groups, LONGEST } from './hold'
import { obstacleOf, type Section, sectionsQuery } from './sections'

/** As many groups as one run takes up, and as many mails; the next run goes on. */
const AT_ONCE = 200
const MAILS = 5000
/** As many as one mail takes in: it is made in memory. The others are the next run's. */
export const WITHIN = 500

/**
 * Makes one mail of each group whose wait is over: the oldest, into which the others are put; what was read meanwhile or
 * may not be told any more is left out. Before the first try and never after: what was handed to the provider under a
 * key stays what it was.
 * @returns the mails that may go now, once each however many runs there are
 */
export async function mergeDue(system: SystemScope): Promise<string[]> {
  const t = system.table('mails')
  const keys = await dueKeys(system)
  if (keys.length === 0) return []
  const [held] = await system.read(
    sectionsQuery(
      system,
      and(among(t.groupKey, keys), eq(t.state, 'queued'), isNotNull(t.heldUntil)),
      'unread',
    ).limit(MAILS),
  )
  const leads: string[] = []
  for (const mails of Map.groupBy(held, mail => mail.groupKey).values()) {
    // One that fails holds up no other; its turn comes again with the next run.
    const lead = await merge(system, mails.slice(0, WITHIN)).catch((error: Error) => {
      say('group not merged', { mailId: mails[0]?.id, name: error.name })
      return null
    })
    if (lead) leads.push(lead)
  }
  return leads
}

/**
 * A group is due once all of it has been quiet for as long as its newest waits, or its oldest has waited long enough; a
 * day's mail at its hour, whatever came since. A conversation waits besides until its last mail is an hour old, and not
 * in the queue any more.
 */
async function dueKeys(system: SystemScope): Promise<string[]> {
  const { now } = system
  const [rows = []] = await system.run([system.raw(dueSql, now, now - LONGEST, now - APART)])
  return (rows as { key: string }[]).map(row => row.key)
}

/** The `+` keeps SQLite from walking whatever is held, of anybody, where a group has an index of its own. */
export const dueSql = `select m.group_key as key from mails m
  where m.state = 'queued' and m.held_until <= ?1 and m.group_key is not null
  group by m.group_key
  having m.group_key like '%${groups.daily}'
    or (min(m.created_at) <= ?2 or not exists (select 1 from mails n
        where n.group_key = m.group_key and n.state = 'queued' and +n.held_until > ?1))
      and not (m.group_key like '%${groups.conversation}%' and exists (select 1 from mails s
        where s.group_key = m.group_key
          and (+s.state = 'sent' and +s.sent_at > ?3 or +s.state = 'queued' and s.held_until is null)))
  order by min(m.held_until) limit ${AT_ONCE}`

/** One group, in one commit that holds only if all of it still waits. @returns its lead, if anything is left to tell */
async function merge(system: SystemScope, mails: Section[]): Promise<string | null> {
  const t = system.table('mails')
  const listed = (list: Section[]) =>
    among(
      t.id,
      list.map(mail => mail.id),
    )
  const set = (list: Section[], changes: Parameters<typeof system.write.updateAll>[1]): Write[] =>
    list.length > 0 ? [system.write.updateAll('mails', changes, listed(list))] : []
  const still = and(listed(mails), eq(t.state, 'queued'), isNotNull(t.heldUntil))
  const allWait = sql`(select count(*) from ${t} where ${still}) = ${mails.length}`
  const obstacles = Map.groupBy(mails, obstacleOf)
  const [lead, ...others] = obstacles.get(null) ?? []
  const writes = [
    system.write.require(allWait),
    ...[...obstacles].flatMap(([problem, list]) =>
      problem ? set(list, { state: 'skipped', problem, sealedProps: null, heldUntil: null }) : [],
    ),
  ]
  if (lead) {
    const into = { state: 'merged', mergedInto: lead.id, heldUntil: null } as const
    // All keep their words: which of them may still be told, and stand in it, is settled when it goes.
    writes.push(...set(others, into))
    writes.push(...set([lead], { heldUntil: null }))
  }
  try {
    await system.commitOwn(writes)
  } catch (error) {
    // Another run was faster.
    if (error instanceof Conflict) return null
    throw error
  }
  return lead?.id ?? null
}
