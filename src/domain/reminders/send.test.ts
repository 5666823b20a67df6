import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeAt, scopeIn, system } from '../../../test/harness'
import { aPricedTicket, asking } from '../../../test/payments'
import { makeWorld, people, START, world } from '../../../test/world'
import { newId } from '../../lib/id'
import { type Reminders, usualReminders } from '../../lib/reminders'
import { remind } from '../payments/remind'
import { changeRequest, createRequest } from '../payments/requests'
import { askClarification } from '../tickets/clarify'
import { openTicket } from '../tickets/open'
import { replyToTicket } from '../tickets/reply'
import { send, sendReminders } from './send'
import { changeReminders } from './settings'
import { snooze } from './snooze'
import { type Awaited, waitsQuery } from './waits'

beforeEach(makeWorld)

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
/** The world begins on Thursday 19 November 2026, at 10:00 in Paris. */
const on = (day: string, time = '09:00') => Date.parse(`2026-${day}T${time}:00+01:00`)

const switchOn = async (reminders: Reminders = usualReminders) =>
  changeReminders(await scopeAt('camille', 'atelier', START), reminders)
const camille = (now: number) => scopeIn('camille', world.site, now)
const asked = async (dueOn: string | null, now = START, more = {}) =>
  createRequest(await camille(now), { ...asking, dueOn, ...more })
const sweep = (now: number) => sendReminders(system(now))
const steps = async () =>
  (await rows<{ facts: string }>("select facts from events where kind = 'reminder.sent' order by rowid")).map(
    e => JSON.parse(e.facts).step,
  )
/** When those that are noted went; 0: passed over. */
const went = async () => (await rows('select at from reminders order by step')).map(r => r.at)
const noted = async () => (await rows('select step from reminders order by step')).map(r => r.step)

async function approval(now: number): Promise<string> {
  const id = newId()
  const scope = await camille(now)
  await scope.commit(
    [
      scope.insert('approvals', {
        id,
        phaseId: world.phase.id,
        title: 'Maquette',
        message: 'Un mot',
        canonical: '',
        sha256: '',
        code: id,
        askedBy: scope.me,
        askedAt: now,
      }),
    ],
    [],
  )
  return id
}

async function question(now: number): Promise<string> {
  const input = { type: 'bug', urgency: 'urgent', subject: 'Panne', body: 'Rien', phaseId: null } as const
  const id = await openTicket(await scopeIn('lea', world.site, now), input)
  await askClarification(await camille(now), id, 'Lequel ?')
  return id
}

describe('the cron', () => {
  it('reminds of a payment on its days, each once, however often it runs', async () => {
    await switchOn()
    const id = await asked('2026-11-27')
    expect(await sweep(on('11-24', '08:59'))).toBe(0)
    for (const day of ['11-24', '11-27', '11-30', '12-04'])
      for (const time of ['09:00', '09:00', '09:01', '17:59']) await sweep(on(day, time))
    expect(await steps()).toEqual([-3, 0, 3, 7])
    const [event] = await rows("select * from events where kind = 'reminder.sent' order by rowid limit 1")
    expect(event).toMatchObject({
      subject_id: id,
      finance: 1,
      internal: 0,
      actor_id: null,
      project_id: world.site.id,
    })
    expect(JSON.parse(String(event?.facts))).toEqual({ kind: 'payment', step: -3, since: '2026-11-27' })
    expect(JSON.parse(String(event?.money))).toEqual({ amount: 45_000, currency: 'EUR' })
  })

  it('reminds of an approval and of a question, from when they were asked', async () => {
    await switchOn()
    const [phase, ticket] = [await approval(START), await question(START)]
    expect(await sweep(START + 2 * DAY - MINUTE)).toBe(0)
    // Saturday and Sunday go by.
    expect(await sweep(on('11-21', '12:00'))).toBe(0)
    expect(await sweep(on('11-23', '08:59'))).toBe(0)
    expect(await sweep(on('11-23'))).toBe(2)
    expect(await sweep(on('11-24'))).toBe(0)
    expect(await sweep(on('11-24', '10:00'))).toBe(1)
    expect(
      await rows(
        "select subject_id, json_extract(facts, '$.step') step, finance from events where kind = 'reminder.sent' order by step",
      ),
    ).toEqual([
      { subject_id: phase, step: 2, finance: 0 },
      { subject_id: ticket, step: 3, finance: 0 },
      { subject_id: phase, step: 5, finance: 0 },
    ])
  })

  it('that comes late tells of the latest step alone, and notes the others', async () => {
    await switchOn()
    await asked('2026-11-24')
    expect(await sweep(on('11-30', '11:00'))).toBe(1)
    expect(await steps()).toEqual([3])
    expect(await noted()).toEqual([-3, 0, 3])
    expect(await went()).toEqual([0, 0, on('11-30', '11:00')])
    expect(await sweep(on('11-30', '11:01'))).toBe(0)
  })

  it('sends one, of fifty at once', async () => {
    await switchOn()
    await asked('2026-11-27')
    const told = await Promise.all(Array.from({ length: 50 }, () => sweep(on('11-24'))))
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await steps()).toEqual([-3])
  })

  it.each(['2026-11-21', '2026-11-23'])('says nothing outside working time (due %s)', async due => {
    await switchOn()
    await asked(due)
    for (const moment of [
      '11-21T10:00',
      '11-22T15:00',
      '11-23T08:59',
      '11-23T12:30',
      '11-23T18:00',
      '11-23T23:00',
    ]) {
      const [day = '', time = ''] = moment.split('T')
      expect(await sweep(on(day, time))).toBe(0)
    }
  })

  it('says nothing where nobody switched it on, or that kind is off', async () => {
    await asked('2026-11-27')
    await approval(START)
    expect(await sweep(on('11-27'))).toBe(0)
    await switchOn({ ...usualReminders, payment: { on: false, days: [0] } })
    expect(await sweep(on('11-27'))).toBe(1)
    expect(
      await rows("select json_extract(facts, '$.kind') kind from events where kind = 'reminder.sent'"),
    ).toEqual([{ kind: 'approval' }])
  })

  it('leaves what was over long before it was switched on', async () => {
    await asked('2026-10-20', Date.parse('2026-10-01T08:00:00Z'))
    await switchOn()
    expect(await sweep(on('11-20'))).toBe(0)
    expect(await noted()).toEqual([-3, 0, 3, 7])
    expect(await went()).toEqual([0, 0, 0, 0])
    expect(await kindsOf(world.site.id)).not.toContain('reminder.sent')
  })

  it('waits a day after somebody reminded by hand, and tells them when it did so itself', async () => {
    await switchOn()
    const id = await asked('2026-11-27')
    await remind(await camille(on('11-23', '15:00')), id, false)
    expect(await sweep(on('11-24', '14:59'))).toBe(0)
    expect(await sweep(on('11-24', '15:00'))).toBe(1)
    await expect(remind(await camille(on('11-24', '16:00')), id, false)).rejects.toThrow()
  })

  it('does not say on the day on which it was asked for what the request says', async () => {
    await switchOn()
    await asked('2026-11-20', on('11-19', '16:00'))
    expect(await sweep(on('11-19', '16:01'))).toBe(0)
    expect(await sweep(on('11-20'))).toBe(0)
    expect(await sweep(on('11-20', '16:00'))).toBe(1)
    expect(await steps()).toEqual([0])
  })

  it('counts anew from another due date', async () => {
    await switchOn()
    const id = await asked('2026-11-27')
    await sweep(on('11-24'))
    await changeRequest(await camille(on('11-24', '12:00')), id, { ...asking, dueOn: '2026-12-04' })
    expect(await sweep(on('11-27'))).toBe(0)
    expect(await sweep(on('12-01'))).toBe(1)
    expect(await steps()).toEqual([-3, -3])
  })

  it('tells nobody of what nobody may answer, and goes on with the others', async () => {
    await switchOn()
    await rows('update memberships set finance = 0 where client_id = ?', world.lune.id)
    await asked('2026-11-27')
    expect(await sweep(on('11-24'))).toBe(0)
    expect(await noted()).toEqual([-3])
    await rows('update memberships set finance = 1 where id = ?', people.lea.membership)
    expect(await sweep(on('11-27'))).toBe(1)
  })

  it('tells of the others when one cannot be written, and says so', async () => {
    await switchOn()
    const broken = await asked('2026-11-27')
    await asked('2026-11-27')
    await rows(
      `create trigger no_update before update on payment_requests when old.id = '${broken}' begin select raise(abort, 'disk full'); end`,
    )
    await expect(sweep(on('11-24'))).rejects.toThrow('disk full')
    expect(await steps()).toEqual([-3])
  })

  it('gets through many in a few runs', async () => {
    await switchOn()
    for (let n = 0; n < 50; n++) await asked('2026-11-27')
    expect(await sweep(on('11-24'))).toBe(40)
    expect(await sweep(on('11-24', '09:01'))).toBe(10)
    expect(await sweep(on('11-24', '09:02'))).toBe(0)
  })
})

describe('between the look and the commit', () => {
  const found = async (id: string, now: number) => {
    const scope = await system(now).project(world.site.id)
    const [[wait]] = await scope.read(waitsQuery(scope, 'payment', p => eq(p.id as never, id), 1))
    return { scope, wait: wait as Awaited }
  }

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['it was paid', id => rows("update payment_requests set state = 'paid' where id = ?", id)],
    ['it got another date', id => rows("update payment_requests set due_on = '2026-12-24' where id = ?", id)],
    ['somebody reminded by hand', async id => remind(await camille(on('11-24')), id, false)],
    ['somebody snoozed it', async id => snooze(await camille(on('11-23')), 'payment', id, 'ever')],
    ['reminders were switched off', () => rows('update workspaces set reminders = null')],
  ])('%s: then nothing goes and nothing is noted', async (_, act) => {
    await switchOn()
    const id = await asked('2026-11-27')
    const { scope, wait } = await found(id, on('11-24'))
    await act(id)
    expect(await send(scope, wait, { step: -3, at: on('11-24'), passed: [] })).toBe(0)
    expect(await noted()).toEqual([])
    expect(await steps()).toEqual([])
  })
})

describe('nothing is reminded of', () => {
  const stop: [string, (id: string) => Promise<unknown>][] = [
    ['paid', id => rows("update payment_requests set state = 'paid' where id = ?", id)],
    ['cancelled', id => rows("update payment_requests set state = 'cancelled' where id = ?", id)],
    ['without a date', id => rows('update payment_requests set due_on = null where id = ?', id)],
    [
      'not valid any more',
      id => rows("update payment_requests set valid_until = '2026-11-23' where id = ?", id),
    ],
    [
      'being paid',
      id =>
        rows(
          `insert into payment_attempts (workspace_id, client_id, project_id, id, request_id, provider, amount, currency, state, created_at, state_at)
           select workspace_id, client_id, project_id, id, id, 'stripe', amount, currency, 'processing', 0, 0 from payment_requests where id = ?`,
          id,
        ),
    ],
  ]
  it.each(stop)('that is %s', async (_, act) => {
    await switchOn()
    await act(await asked('2026-11-27'))
    expect(await sweep(on('11-24'))).toBe(0)
    expect(await sweep(on('11-27'))).toBe(0)
  })

  it.each(['quoted', 'merged', 'refused', 'withdrawn', 'declined'])(
    'of a price whose request is %s, but the first',
    async state => {
      await switchOn()
      const { ticketId, requestId } = await aPricedTicket(await camille(START))
      await rows("update payment_requests set due_on = '2026-11-27', agreed_at = 1 where id = ?", requestId)
      await rows(`update tickets set state = ? where id = ?`, state, ticketId)
      expect(await sweep(on('11-24'))).toBe(state === 'quoted' ? 1 : 0)
    },
  )

  it('that was answered, decided, or is in an archived project', async () => {
    await switchOn()
    const [phase, ticket] = [await approval(START), await question(START)]
    await replyToTicket(await scopeIn('lea', world.site, START + HOUR), ticket, 'Celui-là')
    await rows("update approvals set state = 'approved' where id = ?", phase)
    expect(await sweep(on('11-24', '12:00'))).toBe(0)
    await rows("update approvals set state = 'asked' where id = ?", phase)
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    expect(await sweep(on('11-24', '12:00'))).toBe(0)
    await rows('update projects set archived_at = null where id = ?', world.site.id)
    expect(await sweep(on('11-24', '12:00'))).toBe(1)
  })
})

/** Cut by time, or one row a project. */
const firsts = [
  'payment_requests_due (workspace_id=? AND state=? AND due_on>? AND due_on<?)',
  'tickets_standing (workspace_id=? AND state=? AND state_at>? AND state_at<?)',
  'projects_key (workspace_id=?)',
]
const approvalsOf = 'approvals_project (project_id=? AND asked_at>? AND asked_at<?)'

describe('looking', () => {
  it('costs an index, never a walk through requests, approvals or tickets', async () => {
    await switchOn()
    await asked('2026-11-27')
    await approval(START)
    await question(START)
    const seen: string[] = []
    const db = new Proxy(env.DB, {
      get: (target, name) =>
        name === 'prepare'
          ? (sql: string) => {
              seen.push(sql)
              return target.prepare(sql)
            }
          : typeof target[name as 'batch'] === 'function'
            ? target[name as 'batch'].bind(target)
            : target[name as 'batch'],
    })
    const { enterSystem } = await import('../../db/enter')
    await sendReminders(enterSystem({ db, now: on('11-23') }))
    const looks = seen.filter(sql => /^select/i.test(sql) && sql.includes('quiet_until'))
    expect(looks).toHaveLength(3)
    for (const sql of looks) {
      const count = (sql.match(/\?/g) ?? []).length
      const plan = await rows<{ detail: string }>(
        `explain query plan ${sql}`,
        ...Array.from({ length: count }, () => 1),
      )
      const details = plan.map(p => p.detail)
      expect(
        details.filter(d => d.startsWith('SCAN')),
        details.join('\n'),
      ).toEqual([])
      const walks = details.filter(d => /^SEARCH (projects|payment_requests|approvals|tickets) /.test(d))
      const [first = '', ...rest] = walks.map(d => d.replace(/^SEARCH \w+ USING INDEX /, ''))
      expect(firsts).toContain(first)
      // Everything else is found by its key, but approvals: by their project and time.
      const found = rest.filter(d => !/^sqlite_autoindex_\w+ \(id=\?\)$/.test(d))
      expect(found).toEqual(first.startsWith('projects') ? [approvalsOf] : [])
    }
  })
})
