import { daysAfter, startOfDay } from '../../lib/days'
import type { Awaiting, Tone } from '../../lib/reminders'
import { addWorking, type Calendar } from '../../lib/working-time'
import { instantAt, offsetAt } from '../../lib/zone'

export const DAY = 86_400_000
/** What should have gone longer ago than this, in time when it could have gone, goes no more. */
export const STALE = 14 * DAY
/** Whatever the calendar: nobody is reminded on a day that is so long over. */
export const OLDEST = 60 * DAY

/** Nobody is written to earlier or later in the day, however early or late work is done. */
const [MORNING, EVENING] = [7 * 60, 21 * 60]

/** One wait for one thing, with what was told of it already. */
export type Wait = {
  kind: Awaiting
  /** The due date (a payment), or the instant at which it was asked, as text. */
  since: string
  /** The latest step that went or was passed over; null: none. */
  noted: number | null
  /** Nothing goes before: it was just asked, somebody reminded by hand, or it is snoozed. */
  quietUntil: number
}

/** A reminder that will go, unless something happens first. `passed`: earlier steps that it makes needless. */
export type Next = { step: number; at: number; passed: number[] }

/** When a step falls due (ms UTC): the date begins there, or as many days after it was asked by the clocks of the zone. */
export function dueAt(zone: string, { kind, since }: Pick<Wait, 'kind' | 'since'>, step: number): number {
  if (kind === 'payment') return startOfDay(zone, daysAfter(since, step))
  const asked = Number(since)
  return instantAt(zone, asked + offsetAt(zone, asked) + step * DAY)
}

const daytimes = new WeakMap<Calendar, Calendar>()

/** A calendar less its nights. */
function daytime(calendar: Calendar): Calendar {
  const known = daytimes.get(calendar)
  if (known) return known
  const week = calendar.week.map(spans =>
    spans
      .map(([from, to]) => [Math.max(from, MORNING), Math.min(to, EVENING)] as const)
      .filter(([from, to]) => from < to),
  )
  const made = { ...calendar, week }
  daytimes.set(calendar, made)
  return made
}

/** The first instant from then on at which somebody may be reminded: in working time, by day; null: there is none. */
export function firstMoment(calendar: Calendar, from: number): number | null {
  const open = daytime(calendar)
  if (open.week.every(spans => spans.length === 0)) return null
  try {
    return addWorking(open, from, 1) - 1
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

export const isOpen = (calendar: Calendar, now: number): boolean => firstMoment(calendar, now) === now

/**
 * The next reminder of a wait from `now` on, if nothing happens: the latest step that is due by then, at the first
 * moment at which it may go.
 * @param days ascending
 */
export function nextReminder(
  wait: Wait,
  days: readonly number[],
  calendar: Calendar,
  now: number,
): Next | null {
  const steps = days
    .filter(step => wait.noted === null || step > wait.noted)
    .map(step => ({ step, due: dueAt(calendar.zone, wait, step) }))
  for (let i = 0; i < steps.length; i++) {
    const at = firstMoment(calendar, Math.max(now, wait.quietUntil, steps[i]?.due ?? 0))
    if (at === null) return null
    while (steps[i + 1] && (steps[i + 1]?.due ?? 0) <= at) i++
    const chosen = steps[i]
    if (chosen && !isStale(calendar, chosen.due, at))
      return { step: chosen.step, at, passed: steps.slice(0, i).map(s => s.step) }
  }
  return null
}

function isStale(calendar: Calendar, due: number, at: number): boolean {
  const could = firstMoment(calendar, due)
  return could === null || at - could > STALE || at - due > OLDEST
}

/** Every reminder from `now` to `until` (both included), if nothing happens. */
export function remindersUntil(
  wait: Wait,
  days: readonly number[],
  calendar: Calendar,
  now: number,
  until: number,
): Next[] {
  const found: Next[] = []
  let [ahead, from] = [wait, now]
  for (let next = nextReminder(ahead, days, calendar, from); next && next.at <= until; ) {
    found.push(next)
    ahead = { ...ahead, noted: next.step, quietUntil: next.at + (wait.kind === 'payment' ? DAY : 0) }
    from = next.at + 1
    next = nextReminder(ahead, days, calendar, from)
  }
  return found
}

/** @param today in the workspace's zone: what was meant for a Sunday says on Monday what is so on Monday */
export function toneOf({ kind, since }: Pick<Wait, 'kind' | 'since'>, step: number, today: string): Tone {
  if (kind === 'clarification') return 'clarification'
  if (kind === 'approval') return step >= 5 ? 'approval_again' : 'approval'
  if (today < since) return 'payment_before'
  if (today === since) return 'payment_today'
  return step >= 7 ? 'payment_firm' : 'payment_late'
}
