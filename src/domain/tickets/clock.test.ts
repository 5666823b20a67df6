import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ticketStates } from '../../db/schema/tickets'
import { addWorking, calendarOf, usualWeek, workingBetween } from '../../lib/working-time'
import { alarmsDue, answered, moved, promisedAnew, runsIn, started, type Timed, used } from './clock'
import { moves, type TicketState } from './moves'

const HOUR = 3_600_000
const MINUTE = 60_000
const calendar = calendarOf({ timezone: 'Europe/Paris', calendar: usualWeek('FR') })

/** An instant as the clocks of Paris showed it in November 2026 (one hour ahead of UTC). */
const at = (day: number, time: string) =>
  Date.parse(`2026-11-${String(day).padStart(2, '0')}T${time}:00+01:00`)

const promised = { firstTarget: 4 * HOUR, resolveTarget: 16 * HOUR }

function opened(now: number, more: Partial<Timed> = {}): Timed {
  return {
    ...started(calendar, promised, now),
    state: 'open',
    createdAt: now,
    firstReplyAt: null,
    ...more,
  }
}
const go = (ticket: Timed, to: TicketState, now: number): Timed => ({
  ...ticket,
  ...moved(calendar, ticket, to, now),
  state: to,
})
const said = (ticket: Timed, now: number): Timed => ({
  ...ticket,
  ...answered(calendar, ticket, now),
  firstReplyAt: now,
})

describe('a ticket that is opened', () => {
  // Thursday 19: 10:00 to 12:30 is two hours and a half, the rest after lunch.
  it.each([
    ['in the morning', at(19, '10:00'), at(19, '15:30'), at(23, '11:00')],
    ['at lunch', at(19, '13:00'), at(19, '18:00'), at(23, '15:00')],
    ['in the evening', at(19, '20:00'), at(20, '14:30'), at(24, '10:00')],
    ['at the weekend', at(21, '11:00'), at(23, '14:30'), at(25, '10:00')],
    ['on the eve of 11 November', at(10, '17:00'), at(12, '12:00'), at(13, '18:00')],
  ])('%s', (_, now, first, resolve) => {
    const ticket = opened(now)
    expect(new Date(ticket.firstDueAt ?? 0)).toEqual(new Date(first))
    expect(new Date(ticket.resolveDueAt ?? 0)).toEqual(new Date(resolve))
    expect(ticket).toMatchObject({ workedMs: 0, runsSince: now, firstTook: null, resolveTook: null })
    // Three quarters of four hours come before three quarters of sixteen.
    expect(ticket.alarmAt).toBe(addWorking(calendar, now, 3 * HOUR))
  })

  it('counts, and alarms nobody, where nothing is promised', () => {
    const ticket = {
      ...opened(at(19, '10:00')),
      ...started(calendar, { firstTarget: null, resolveTarget: null }, 5),
    }
    expect(ticket).toMatchObject({ runsSince: 5, firstDueAt: null, resolveDueAt: null, alarmAt: null })
  })

  it('promises for never where nobody ever works', () => {
    const never = calendarOf({
      timezone: 'Europe/Paris',
      calendar: { week: [[], [], [], [], [], [], []], holidays: null, days: [] },
    })
    expect(started(never, promised, 0)).toMatchObject({ firstDueAt: null, resolveDueAt: null, alarmAt: null })
  })
})

/** Every row of the product's table: from 10:00 in the first state, moved at 12:00; what the clock does. */
const rows: [
  string,
  TicketState,
  TicketState,
  'goes on' | 'pauses' | 'stays paused' | 'resumes' | 'stops' | 'is over',
][] = [
  ['ask for clarification', 'open', 'waiting_client', 'pauses'],
  ['ask for clarification', 'accepted', 'waiting_client', 'pauses'],
  ['ask for clarification', 'in_progress', 'waiting_client', 'pauses'],
  ['reply or resume', 'waiting_client', 'open', 'resumes'],
  ['reply or resume', 'waiting_client', 'accepted', 'resumes'],
  ['reply or resume', 'waiting_client', 'in_progress', 'resumes'],
  ['accept', 'open', 'accepted', 'goes on'],
  ['price', 'open', 'quoted', 'pauses'],
  ['reprice', 'quoted', 'quoted', 'stays paused'],
  ['pay or agree', 'quoted', 'accepted', 'resumes'],
  ['decline', 'quoted', 'declined', 'stops'],
  ['withdraw the price, or it lapses', 'quoted', 'open', 'resumes'],
  ['refuse', 'open', 'refused', 'stops'],
  ['refuse', 'waiting_client', 'refused', 'stops'],
  ['refuse', 'quoted', 'refused', 'stops'],
  ['withdraw', 'open', 'withdrawn', 'stops'],
  ['withdraw', 'waiting_client', 'withdrawn', 'stops'],
  ['withdraw', 'quoted', 'withdrawn', 'stops'],
  ['start', 'accepted', 'in_progress', 'goes on'],
  ['set back', 'in_progress', 'accepted', 'goes on'],
  ['resolve', 'open', 'resolved', 'stops'],
  ['resolve', 'waiting_client', 'resolved', 'stops'],
  ['resolve', 'accepted', 'resolved', 'stops'],
  ['resolve', 'in_progress', 'resolved', 'stops'],
  ['reopen', 'resolved', 'in_progress', 'resumes'],
  ['reopen', 'resolved', 'open', 'resumes'],
  ['confirm, or 14 days pass', 'resolved', 'closed', 'is over'],
  ['reopen', 'refused', 'open', 'resumes'],
  ['reopen', 'declined', 'open', 'resumes'],
  ['merge', 'open', 'merged', 'stops'],
  ['merge', 'waiting_client', 'merged', 'stops'],
  ['merge', 'quoted', 'merged', 'stops'],
  ['merge', 'accepted', 'merged', 'stops'],
  ['merge', 'in_progress', 'merged', 'stops'],
  ['merge', 'resolved', 'merged', 'is over'],
  ['merge', 'refused', 'merged', 'is over'],
  ['merge', 'declined', 'merged', 'is over'],
  ['merge', 'withdrawn', 'merged', 'is over'],
]

describe('the clock, when they', () => {
  it.each(rows)('%s: %s to %s, %s', (_, from, to, does) => {
    const [ten, noon] = [at(19, '10:00'), at(19, '12:00')]
    const ran = runsIn(from)
    const before = ran ? { workedMs: HOUR, runsSince: ten } : { workedMs: HOUR, runsSince: null }
    const ticket = opened(at(18, '10:00'), {
      state: from,
      firstDueAt: null,
      resolveDueAt: null,
      alarmAt: null,
      ...before,
    })
    const after = moved(calendar, ticket, to, noon)
    const worked = ran ? 3 * HOUR : HOUR
    if (does === 'goes on')
      expect(after).toMatchObject({
        ...before,
        firstDueAt: at(19, '14:30'),
        resolveDueAt: addWorking(calendar, ten, 15 * HOUR),
        alarmAt: at(19, '12:00'),
      })
    else if (does === 'resumes')
      expect(after).toMatchObject({
        workedMs: HOUR,
        runsSince: noon,
        firstDueAt: at(19, '16:30'),
        resolveDueAt: addWorking(calendar, noon, 15 * HOUR),
        alarmAt: at(19, '15:30'),
      })
    else
      expect(after).toMatchObject({
        workedMs: worked,
        runsSince: null,
        firstDueAt: null,
        resolveDueAt: null,
        alarmAt: null,
      })
    expect(after.resolveTook).toBe(to === 'resolved' ? worked : null)
  })

  it('are all the moves there are', () => {
    const pairs = (list: [TicketState, TicketState][]) => [...new Set(list.map(p => p.join(' ')))].sort()
    const expected = moves.flatMap(({ from, to }) =>
      from.flatMap((state): [TicketState, TicketState][] =>
        (to === 'back'
          ? (['open', 'accepted', 'in_progress'] as const)
          : to === 'work'
            ? (['open', 'in_progress'] as const)
            : [to]
        ).map(end => [state, end]),
      ),
    )
    expect(pairs(rows.map(([, from, to]) => [from, to]))).toEqual(pairs(expected))
    expect(ticketStates.filter(runsIn)).toEqual(['open', 'accepted', 'in_progress'])
  })
})

describe('a promise', () => {
  it('is measured at the team’s first word, and alarms no more', () => {
    const ticket = said(opened(at(19, '10:00')), at(19, '14:30'))
    expect(ticket).toMatchObject({
      firstTook: 3 * HOUR,
      firstDueAt: null,
      alarmAt: addWorking(calendar, at(19, '10:00'), 12 * HOUR),
    })
  })

  it('is measured in what was used, when the first word comes during a pause', () => {
    const paused = go(opened(at(19, '10:00')), 'waiting_client', at(19, '11:00'))
    expect(said(paused, at(20, '11:00')).firstTook).toBe(HOUR)
  })

  it('says how long a resolution took; reopened, it goes on from there', () => {
    const resolved = go(opened(at(19, '10:00')), 'resolved', at(19, '15:00'))
    expect(resolved.resolveTook).toBe(3.5 * HOUR)
    const closed = go(resolved, 'closed', at(27, '15:00'))
    expect(closed.resolveTook).toBe(3.5 * HOUR)
    const reopened = go(resolved, 'in_progress', at(23, '09:00'))
    expect(reopened).toMatchObject({ resolveTook: null, workedMs: 3.5 * HOUR, runsSince: at(23, '09:00') })
    expect(go(reopened, 'resolved', at(23, '10:00')).resolveTook).toBe(4.5 * HOUR)
  })

  it('that was missed before a pause is as late after it, in working time', () => {
    const late = go(opened(at(19, '09:00')), 'waiting_client', at(19, '16:30'))
    const resumed = go(late, 'open', at(23, '09:00'))
    // Six hours were used of four: it fell due two working hours before.
    expect(resumed.firstDueAt).toBe(at(20, '16:00'))
  })

  it('of another urgency counts what was used already', () => {
    const ticket = opened(at(19, '10:00'), { firstAlarm: 'warned', resolveAlarm: 'warned' })
    const urgent = promisedAnew(calendar, ticket, { firstTarget: HOUR, resolveTarget: 16 * HOUR })
    expect(urgent).toMatchObject({
      firstDueAt: at(19, '11:00'),
      firstAlarm: null,
      resolveAlarm: 'warned',
      workedMs: 0,
      runsSince: at(19, '10:00'),
      alarmAt: at(19, '10:45'),
    })
  })

  it('made later counts from the opening of a ticket that is older than the clocks', () => {
    const old: Timed = {
      ...opened(at(19, '10:00')),
      ...{
        firstTarget: null,
        resolveTarget: null,
        runsSince: null,
        firstDueAt: null,
        resolveDueAt: null,
        alarmAt: null,
      },
      firstReplyAt: at(19, '11:00'),
    }
    expect(promisedAnew(calendar, old, promised)).toMatchObject({
      runsSince: at(19, '10:00'),
      firstTook: HOUR,
      firstDueAt: null,
      resolveDueAt: addWorking(calendar, at(19, '10:00'), 16 * HOUR),
    })
  })
})

describe('an alarm', () => {
  const ring = (ticket: Timed, now: number) => {
    const { alarms, changes } = alarmsDue(calendar, ticket, now)
    return { alarms: alarms.map(a => `${a.which} ${a.level}`), ticket: { ...ticket, ...changes } }
  }

  it('warns at three quarters, tells of the breach at the end, and each once', () => {
    const ticket = opened(at(19, '09:00'))
    expect(ring(ticket, at(19, '11:59')).alarms).toEqual([])
    const warned = ring(ticket, at(19, '12:00'))
    expect(warned.alarms).toEqual(['first warned'])
    expect(warned.ticket.alarmAt).toBe(at(19, '14:30'))
    const breached = ring(warned.ticket, at(19, '14:30'))
    expect(breached.alarms).toEqual(['first breached'])
    expect(breached.ticket.alarmAt).toBe(addWorking(calendar, at(19, '09:00'), 12 * HOUR))
    expect(ring(breached.ticket, at(19, '14:31')).alarms).toEqual([])
  })

  it('that comes too late to warn tells of the breach alone; of both promises if both are past', () => {
    const late = ring(opened(at(19, '09:00')), at(19, '17:00'))
    expect(late.alarms).toEqual(['first breached'])
    const both = ring(opened(at(19, '09:00')), at(27, '17:00'))
    expect(both.alarms).toEqual(['first breached', 'resolve breached'])
    expect(both.ticket.alarmAt).toBeNull()
  })

  it('is silent during a pause, and is not told again after it', () => {
    const warned = ring(opened(at(19, '09:00')), at(19, '12:00')).ticket
    const paused = go(warned, 'quoted', at(19, '12:10'))
    expect(ring(paused, at(27, '12:00')).alarms).toEqual([])
    const resumed = go(paused, 'open', at(23, '09:00'))
    expect(ring(resumed, at(23, '09:00')).alarms).toEqual([])
    expect(resumed.alarmAt).toBe(at(23, '09:50'))
  })
})

describe('whatever happens to a ticket', () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 9 * 24 * 60 }).map(minutes => minutes * MINUTE),
    pick: fc.nat(),
    says: fc.boolean(),
    triage: fc.option(
      fc.integer({ min: 1, max: 60 }).map(hours => hours * HOUR),
      { freq: 5 },
    ),
  })

  it('uses the working time of the stretches in which it ran, and falls due that much later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at(1, '00:00'), max: at(30, '00:00') }),
        fc.array(step, { maxLength: 12 }),
        (start, steps) => {
          let now = start
          let ticket = opened(start)
          let sum = 0
          let target = promised.resolveTarget
          for (const { wait, pick, says, triage } of steps) {
            if (runsIn(ticket.state)) sum += workingBetween(calendar, now, now + wait)
            now += wait
            const may = moves.filter(m => m.from.includes(ticket.state))
            const { to } = may[pick % (may.length || 1)] ?? { to: ticket.state }
            if (triage) {
              target = triage
              ticket = {
                ...ticket,
                ...promisedAnew(calendar, ticket, { ...promised, resolveTarget: target }),
              }
            }
            if (says && ticket.firstTook === null) {
              ticket = said(ticket, now)
              expect(ticket.firstTook).toBe(sum)
            }
            if (may.length > 0) ticket = go(ticket, to === 'back' || to === 'work' ? 'open' : to, now)
            expect(used(calendar, ticket, now)).toBe(sum)
            expect(ticket.runsSince !== null).toBe(runsIn(ticket.state))
            if (ticket.runsSince === null)
              expect(ticket).toMatchObject({ firstDueAt: null, resolveDueAt: null, alarmAt: null })
            else if (target >= ticket.workedMs)
              expect(ticket.resolveDueAt).toBe(
                addWorking(calendar, ticket.runsSince, target - ticket.workedMs),
              )
            else expect(ticket.resolveDueAt).toBeLessThanOrEqual(ticket.runsSince)
            if (ticket.state === 'resolved') expect(ticket.resolveTook).toBe(sum)
            expect(ticket.firstDueAt === null || ticket.firstTook === null).toBe(true)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})
