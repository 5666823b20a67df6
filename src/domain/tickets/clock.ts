import { addWorking, type Calendar, workingBetween } from '../../lib/working-time'
import type { Ticket, TicketState } from './moves'

/** What of a ticket's row is its clock: working time in milliseconds, instants in milliseconds UTC. */
export type Clock = Pick<
  Ticket,
  | 'firstTarget'
  | 'resolveTarget'
  | 'workedMs'
  | 'runsSince'
  | 'firstDueAt'
  | 'resolveDueAt'
  | 'firstTook'
  | 'resolveTook'
  | 'firstAlarm'
  | 'resolveAlarm'
  | 'alarmAt'
>

/** A ticket as far as its clock needs to know it. */
export type Timed = Clock & Pick<Ticket, 'state' | 'createdAt' | 'firstReplyAt'>

/** What is promised, in milliseconds of working time; null: nothing. */
export type Promised = Pick<Ticket, 'firstTarget' | 'resolveTarget'>

/** The part of a promise after which its first alarm is due. */
export const WARNED_AT = 0.75

const running: readonly TicketState[] = ['open', 'accepted', 'in_progress']

/** Whether the clock goes on in a state: it pauses while the client has the ball, and stops when it is over. */
export const runsIn = (state: TicketState): boolean => running.includes(state)

/** The working time used up by an instant. */
export const used = (calendar: Calendar, clock: Pick<Clock, 'workedMs' | 'runsSince'>, at: number): number =>
  clock.workedMs + (clock.runsSince === null ? 0 : workingBetween(calendar, clock.runsSince, at))

/** The clock of a ticket that is opened now. */
export function started(calendar: Calendar, promised: Promised, now: number) {
  const clock = {
    ...promised,
    workedMs: 0,
    runsSince: now,
    firstTook: null,
    resolveTook: null,
    firstAlarm: null,
    resolveAlarm: null,
  }
  return { ...clock, ...hands(calendar, clock) }
}

/**
 * What a move to another state changes of the clock: it pauses, goes on or stops. A resolution says how long it took,
 * and no more once it is opened again. `firstTook` is not touched: see `answered`.
 */
export function moved(calendar: Calendar, ticket: Timed, to: TicketState, now: number) {
  const clock = known(calendar, ticket)
  const reopened = ticket.state === 'resolved' && to !== 'closed' && to !== 'merged'
  const so = runsIn(to)
    ? { workedMs: clock.workedMs, runsSince: clock.runsSince ?? now }
    : { workedMs: used(calendar, clock, now), runsSince: null }
  const resolveTook = to === 'resolved' ? used(calendar, clock, now) : reopened ? null : clock.resolveTook
  return { ...so, resolveTook, ...hands(calendar, { ...clock, ...so, resolveTook }) }
}

/** What the team's first word to the client changes: the first promise is kept or missed, and alarms no more. */
export function answered(calendar: Calendar, ticket: Timed, now: number) {
  const clock = known(calendar, ticket)
  const firstTook = used(calendar, clock, now)
  const { firstDueAt, alarmAt } = hands(calendar, { ...clock, firstTook })
  return { firstTook, firstDueAt, alarmAt }
}

/** What other promises change, with what was used up already. A target that is another one alarms anew. */
export function promisedAnew(calendar: Calendar, ticket: Timed, to: Promised) {
  const clock = known(calendar, ticket)
  const changed = {
    ...to,
    workedMs: clock.workedMs,
    runsSince: clock.runsSince,
    firstTook: clock.firstTook,
    firstAlarm: to.firstTarget === clock.firstTarget ? clock.firstAlarm : null,
    resolveAlarm: to.resolveTarget === clock.resolveTarget ? clock.resolveAlarm : null,
  }
  return { ...changed, ...hands(calendar, { ...clock, ...changed }) }
}

export type Alarm = { which: 'first' | 'resolve'; level: 'warned' | 'breached' }

/**
 * The alarms that are due by now and were not told, and what telling them changes. Past a promise there is no warning
 * of it any more. There are none where the calendar was changed meanwhile: then the clock alone is set right.
 */
export function alarmsDue(calendar: Calendar, ticket: Timed, now: number) {
  const clock = known(calendar, ticket)
  const { firstDueAt, resolveDueAt } = hands(calendar, clock)
  const due = (
    which: Alarm['which'],
    dueAt: number | null,
    target: number | null,
    told: Clock['firstAlarm'],
  ): Alarm[] => {
    if (dueAt === null || told === 'breached') return []
    if (dueAt <= now) return [{ which, level: 'breached' }]
    const next = nextAlarm(calendar, clock, target, told)
    return next !== null && next <= now ? [{ which, level: 'warned' }] : []
  }
  const [first] = due('first', firstDueAt, clock.firstTarget, clock.firstAlarm)
  const [resolve] = due('resolve', resolveDueAt, clock.resolveTarget, clock.resolveAlarm)
  const told = {
    firstAlarm: first?.level ?? clock.firstAlarm,
    resolveAlarm: resolve?.level ?? clock.resolveAlarm,
  }
  const alarms = [first, resolve].filter(alarm => alarm !== undefined)
  return { alarms, changes: { ...told, ...hands(calendar, { ...clock, ...told }) } }
}

/**
 * The clock of a ticket as it would stand had it been started: one that is older than the clocks runs since it was
 * opened, and was answered when it was.
 */
function known<T extends Timed>(calendar: Calendar, ticket: T): T {
  const { state, createdAt, firstReplyAt, firstTook } = ticket
  return {
    ...ticket,
    runsSince: ticket.runsSince ?? (runsIn(state) ? createdAt : null),
    firstTook: firstTook ?? (firstReplyAt && workingBetween(calendar, createdAt, firstReplyAt)),
  }
}

type Wound = Omit<Clock, 'firstDueAt' | 'resolveDueAt' | 'alarmAt'>

/** When the promises fall due if it goes on like this, and when the next alarm does. */
function hands(calendar: Calendar, clock: Wound): Pick<Clock, 'firstDueAt' | 'resolveDueAt' | 'alarmAt'> {
  const { firstTarget, resolveTarget, firstTook, resolveTook } = clock
  const firstDueAt = firstTook === null ? dueAt(calendar, clock, firstTarget) : null
  const resolveDueAt = resolveTook === null ? dueAt(calendar, clock, resolveTarget) : null
  const alarms = [
    firstDueAt !== null && nextAlarm(calendar, clock, firstTarget, clock.firstAlarm),
    resolveDueAt !== null && nextAlarm(calendar, clock, resolveTarget, clock.resolveAlarm),
  ].filter(at => typeof at === 'number')
  return { firstDueAt, resolveDueAt, alarmAt: alarms.length > 0 ? Math.min(...alarms) : null }
}

function nextAlarm(
  calendar: Calendar,
  clock: Wound,
  target: number | null,
  told: Clock['firstAlarm'],
): number | null {
  if (told === 'breached' || target === null) return null
  return dueAt(calendar, clock, told === 'warned' ? target : target * WARNED_AT)
}

/** When so much working time will have been used up; null while the clock stands, or where nobody ever works. */
function dueAt(
  calendar: Calendar,
  { workedMs, runsSince }: Pick<Clock, 'workedMs' | 'runsSince'>,
  target: number | null,
): number | null {
  if (runsSince === null || target === null) return null
  if (target < workedMs) return goneBy(calendar, runsSince, workedMs - target)
  try {
    return addWorking(calendar, runsSince, Math.round(target - workedMs))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const HOUR = 3_600_000
/** A promise that was missed before a longer pause than this is told as this late. */
const LONG_AGO = 2 * 365 * 24 * HOUR

/** The last instant before which `ms` of working time lie up to `from`: when it fell due, had there been no pause. */
function goneBy(calendar: Calendar, from: number, ms: number): number {
  let [since, until] = [from - HOUR, from]
  while (workingBetween(calendar, since, from) < ms && from - since < LONG_AGO) {
    until = since
    since = from - (from - since) * 2
  }
  while (until - since > 1) {
    const middle = Math.floor((since + until) / 2)
    if (workingBetween(calendar, middle, from) < ms) until = middle
    else since = middle
  }
  return since
}
