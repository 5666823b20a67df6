import { describe, expect, it } from 'vitest'
import { ballOf, type Line, type Situation, waitsIn } from './ball'

const PARIS = 'Europe/Paris'
const at = (iso: string) => Date.parse(iso)
const line = (kind: string, iso: string, subjectId: string, facts: Line['facts'] = null): Line => ({
  kind,
  subjectId,
  at: at(iso),
  facts,
  ticketId: null,
})
const asked = (iso: string, id = 'p') => line('project.awaiting', iso, id, { awaited: true })
const done = (iso: string, id = 'p') => line('project.awaiting', iso, id, { awaited: false })
const blocked = (iso: string, id: string) =>
  line('task.blocked', iso, id, { from: 'in_progress', to: 'waiting_client' })
const unblocked = (iso: string, id: string) =>
  line('task.unblocked', iso, id, { from: 'waiting_client', to: 'in_progress' })

/** A project begun on Monday 2 November 2026, read on Friday 20 at 10:00 in Paris. */
const ball = (lines: Line[], more: Partial<Situation> = {}) =>
  ballOf({
    now: at('2026-11-20T09:00:00Z'),
    timeZone: PARIS,
    createdAt: at('2026-11-02T09:00:00Z'),
    over: false,
    lines,
    open: [],
    dated: [],
    ...more,
  })

describe('who holds the ball', () => {
  it('is the team since the project began, while nothing was ever awaited', () => {
    expect(ball([])).toEqual({ holder: 'team', days: 18, waited: 0 })
  })

  it('is the client since the oldest thing still awaited was asked', () => {
    const open = [
      { id: 't', since: at('2026-11-17T09:00:00Z') },
      { id: 'p', since: at('2026-11-19T09:00:00Z') },
    ]
    const lines = [blocked('2026-11-17T09:00:00Z', 't'), asked('2026-11-19T09:00:00Z')]
    expect(ball(lines, { open })).toEqual({ holder: 'client', days: 3, waited: 3 })
  })

  it('comes back to the team when the last thing awaited is done', () => {
    const lines = [asked('2026-11-10T09:00:00Z'), done('2026-11-19T17:00:00Z')]
    expect(ball(lines)).toEqual({ holder: 'team', days: 1, waited: 9 })
  })

  it('is nobody’s once the project is done', () => {
    const lines = [asked('2026-11-10T09:00:00Z'), line('project.done', '2026-11-12T09:00:00Z', 'p')]
    const open = [{ id: 'p', since: at('2026-11-10T09:00:00Z') }]
    expect(ball(lines, { over: true, open })).toEqual({ holder: null, days: 0, waited: 2 })
  })

  it('is the client’s from the day after the due date of a payment', () => {
    expect(ball([], { dated: [{ from: '2026-11-18', to: null }] })).toEqual({
      holder: 'client',
      days: 2,
      waited: 2,
    })
    expect(ball([], { dated: [{ from: '2026-11-21', to: null }] }).holder).toBe('team')
    expect(ball([], { dated: [{ from: '2026-11-14', to: '2026-11-18' }] })).toEqual({
      holder: 'team',
      days: 2,
      waited: 4,
    })
    expect(ball([], { dated: [{ from: '2026-11-18', to: '2026-11-12' }] }).waited).toBe(0)
  })
})

describe('the days the client held it', () => {
  it('are counted once where things overlap, and apart where they do not', () => {
    const lines = [
      asked('2026-11-03T09:00:00Z'),
      blocked('2026-11-05T09:00:00Z', 't'),
      done('2026-11-06T09:00:00Z'),
      unblocked('2026-11-09T09:00:00Z', 't'),
      blocked('2026-11-12T09:00:00Z', 'u'),
      unblocked('2026-11-14T09:00:00Z', 'u'),
    ]
    expect(ball(lines).waited).toBe(6 + 2)
  })

  it('are none for what is asked and done within a day, and one across midnight', () => {
    expect(ball([asked('2026-11-10T07:00:00Z'), done('2026-11-10T19:00:00Z')]).waited).toBe(0)
    // 23:59 and 00:01 in Paris.
    expect(ball([asked('2026-11-10T22:59:00Z'), done('2026-11-10T23:01:00Z')]).waited).toBe(1)
  })

  it('are days of the workspace’s zone', () => {
    const lines = [asked('2026-11-10T22:30:00Z'), done('2026-11-10T23:30:00Z')]
    expect(ball(lines, { timeZone: PARIS }).waited).toBe(1)
    expect(ball(lines, { timeZone: 'Africa/Abidjan' }).waited).toBe(0)
    expect(ball(lines, { timeZone: 'America/Montreal' }).waited).toBe(0)
    expect(ball(lines, { timeZone: 'Pacific/Auckland' }).waited).toBe(0)
    const over = [asked('2026-11-10T10:30:00Z'), done('2026-11-10T11:30:00Z')]
    expect(ball(over, { timeZone: 'Pacific/Auckland' }).waited).toBe(1)
  })

  it('hold when the clocks go back and forward', () => {
    // 25 October 2026 has 25 hours in Paris, 29 March 23.
    const autumn = [asked('2026-10-24T12:00:00Z'), done('2026-10-26T12:00:00Z')]
    expect(ball(autumn, { createdAt: at('2026-10-01T09:00:00Z') }).waited).toBe(2)
    const spring = [asked('2026-03-28T22:30:00Z'), done('2026-03-29T22:30:00Z')]
    expect(ball(spring, { createdAt: at('2026-03-01T09:00:00Z') }).waited).toBe(2)
    const held = { id: 'p', since: at('2026-03-28T22:59:00Z') }
    expect(ball([], { now: at('2026-03-29T22:01:00Z'), createdAt: 0, open: [held] }).days).toBe(2)
  })

  it('begin anew when the estimated date is set, and go on running while something is awaited', () => {
    const open = [{ id: 'p', since: at('2026-11-10T09:00:00Z') }]
    const lines = [asked('2026-11-10T09:00:00Z'), line('project.dated', '2026-11-16T09:00:00Z', 'p')]
    expect(ball(lines, { open })).toEqual({ holder: 'client', days: 10, waited: 4 })
  })

  it('stand still while the project rests', () => {
    const lines = [
      asked('2026-11-10T09:00:00Z'),
      line('project.archived', '2026-11-12T09:00:00Z', 'p'),
      line('project.restored', '2026-11-18T09:00:00Z', 'p'),
    ]
    expect(ball(lines, { open: [{ id: 'p', since: at('2026-11-10T09:00:00Z') }] }).waited).toBe(2 + 2)
  })

  it('are the rows’ where journal and rows disagree', () => {
    expect(ball([asked('2026-11-10T09:00:00Z')]).waited).toBe(0)
    expect(ball([], { open: [{ id: 't', since: at('2026-11-15T09:00:00Z') }] }).waited).toBe(5)
  })
})

describe('the journal read as stretches of waiting', () => {
  const ticket = (kind: string, iso: string, to: string) => line(`ticket.${kind}`, iso, 'k', { to })
  const lengths = (lines: Line[]) => waitsIn(lines).map(w => w.to && (w.to - w.from) / 3_600_000)

  it('follows a request from question to answer, from price to payment', () => {
    const lines = [
      ticket('clarification_asked', '2026-11-03T09:00:00Z', 'waiting_client'),
      ticket('answered', '2026-11-03T11:00:00Z', 'open'),
      ticket('priced', '2026-11-04T09:00:00Z', 'quoted'),
      ticket('repriced', '2026-11-04T10:00:00Z', 'quoted'),
      ticket('paid', '2026-11-04T14:00:00Z', 'accepted'),
    ]
    expect(lengths(lines)).toEqual([2, 5])
  })

  it('follows an approval by its kinds', () => {
    for (const end of ['approved', 'changes', 'withdrawn', 'superseded'])
      expect(
        lengths([
          line('approval.asked', '2026-11-03T09:00:00Z', 'a'),
          line(`approval.${end}`, '2026-11-03T12:00:00Z', 'a'),
        ]),
      ).toEqual([3])
  })

  it('ends a task’s wait when it is deleted, hidden from the client, or taken along by its request', () => {
    const start = blocked('2026-11-03T09:00:00Z', 't')
    expect(lengths([start, line('task.deleted', '2026-11-03T10:00:00Z', 't')])).toEqual([1])
    expect(lengths([start, line('task.edited', '2026-11-03T10:00:00Z', 't', { shared: false })])).toEqual([1])
    const made = { ...start, ticketId: 'k' }
    expect(lengths([made, ticket('resolved', '2026-11-03T12:00:00Z', 'resolved')])).toEqual([3])
    expect(lengths([made, ticket('answered', '2026-11-03T12:00:00Z', 'in_progress')])).toEqual([null])
  })
})
