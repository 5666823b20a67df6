import type { Cadence, Category } from '../../lib/cadence'
import { instantAt, offsetAt } from '../../lib/zone'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

/** A group goes once nothing came for so long. */
export const QUIET = 5 * MINUTE
/** However much comes, none of it waits longer than this (ms). */
export const LONGEST = 30 * MINUTE
/** A conversation's mails are at least so far apart. */
export const APART = HOUR

/** A mail's wait: until when, and for the others of which group. Both null: it goes at once. */
export type Hold = { heldUntil: number | null; groupKey: string | null }

/** What settles it: who is told, of what, and how they want it. */
export type Holding = {
  membershipId: string
  category: Category
  cadence: Cadence
  /** What goes together with it: a page's path, or a project. */
  about: string
  /** The hour (0 to 23) and zone of the mail that gathers a day. */
  digest: { hour: number; zone: string }
}

/** @returns null where no mail is wanted; what must reach a person (`due`) is never held, whatever was chosen */
export function holdOf(
  { membershipId, category, cadence, about, digest }: Holding,
  now: number,
): Hold | null {
  if (category === 'due' || cadence === 'now') return { heldUntil: null, groupKey: null }
  if (cadence === 'never') return null
  if (cadence === 'daily')
    return { heldUntil: nextHour(digest.zone, digest.hour, now), groupKey: `${membershipId}:daily` }
  return { heldUntil: now + QUIET, groupKey: `${membershipId}:${category}:${about}` }
}

/** The end of a day's group key, and the middle of a conversation's. */
export const groups = { daily: ':daily', conversation: ':message:' } as const

/**
 * The next instant (ms UTC) after `now` at which the clocks of a zone show this full hour. On a spring night that skips
 * it: when they are put forward.
 */
export function nextHour(zone: string, hour: number, now: number): number {
  const today = Math.floor((now + offsetAt(zone, now)) / DAY) * DAY
  for (let day = today; ; day += DAY) {
    const at = instantAt(zone, day + hour * HOUR)
    if (at > now) return at
  }
}
