import { inArray, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { Readable, Results } from '../../db/connection'
import type { PersonScope } from '../../db/person'
import { hmac } from '../../lib/crypto'
import { TooMany } from '../../lib/errors'

/** At most `max` in a window of `windowMs` that begins with the first. */
export type Allowance = { max: number; windowMs: number }
export type Limit = Allowance & { key: string }

/** A limit's key: what it is for, and whom, unreadable in the table. */
export const limitKey = async (secret: string, what: string, whom: string): Promise<string> =>
  `${what}:${await hmac(secret, 'limit', `${what}\0${whom}`)}`

/**
 * Takes one of each, exactly, however many try at once: the count is raised and read in one batch. A refusal counts
 * too but never lengthens the window, so that nobody is shut out for longer than one. `reads` ride along.
 * @throws TooMany when one of them is used up, with the seconds until it opens again
 */
export async function take<const Q extends readonly Readable[]>(
  person: PersonScope,
  limits: readonly Limit[],
  ...reads: Q
): Promise<Results<Q>> {
  const t = person.table('limits')
  const { now } = person
  const writes = limits.map(({ key, windowMs }) => {
    // A window longer than it can be comes from a clock that was wrong: it begins anew.
    const over = sql`(${t.resetAt} <= ${now} or ${t.resetAt} > ${now + windowMs})`
    return person.write.put('limits', { key, hits: 1, resetAt: now + windowMs }, r => [r.key], {
      hits: sql`case when ${over} then 1 else ${t.hits} + 1 end`,
      resetAt: sql`case when ${over} then ${now + windowMs} else ${t.resetAt} end`,
    })
  })
  const counts = person
    .select({ key: t.key, hits: t.hits, resetAt: t.resetAt })
    .from(t)
    .where(
      inArray(
        t.key,
        limits.map(l => l.key),
      ),
    )
  const [taken, ...rows] = await person.commit(writes, null, undefined, counts, ...reads)
  for (const limit of limits) {
    const count = taken.find(row => row.key === limit.key)
    if (!count || count.hits <= limit.max) continue
    // One line for the window, not for each knock: a flood must not fill the log.
    const what = limit.key.split(':')[0] ?? ''
    if (count.hits === limit.max + 1) await person.commit([], { kind: 'limit.reached', data: { what } })
    throw new TooMany(Math.max(1, Math.ceil((count.resetAt - now) / 1000)))
  }
  return rows as Results<Q>
}

/** One try of one kind, for uploads, forms that send mail, webhooks… `key` says what and whom (see `limitKey`). */
export async function takeOne(person: PersonScope, key: string, allowance: Allowance): Promise<void> {
  await take(person, [{ key, ...allowance }])
}

/** What turned out well does not count: only tries that led nowhere add up. */
export function giveBack(person: PersonScope, keys: readonly string[]): Write {
  const t = person.table('limits')
  return person.write.updateAll('limits', { hits: sql`max(${t.hits} - 1, 0)` }, inArray(t.key, [...keys]))
}
