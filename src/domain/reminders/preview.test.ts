import { beforeEach, expect, it } from 'vitest'
import { rows, scopeAt, scopeIn, system } from '../../../test/harness'
import { asking } from '../../../test/payments'
import { makeWorld, START, world } from '../../../test/world'
import { newId } from '../../lib/id'
import { usualReminders } from '../../lib/reminders'
import { createRequest } from '../payments/requests'
import { askClarification } from '../tickets/clarify'
import { openTicket } from '../tickets/open'
import { previewReminders } from './preview'
import { sendReminders } from './send'
import { changeReminders } from './settings'
import { snooze } from './snooze'

beforeEach(makeWorld)

const [HOUR, DAY] = [3_600_000, 86_400_000]
const input = { type: 'bug', urgency: 'urgent', subject: 'Panne', body: 'Rien', phaseId: null } as const

async function approval(project: typeof world.site | typeof world.cafe, at: number) {
  const scope = await scopeIn('camille', project, at)
  const [id, phaseId] = [newId(), newId()]
  await scope.commit(
    [
      scope.insert('phases', { id: phaseId, name: 'Recette', position: 9, state: 'current', createdAt: at }),
      scope.insert('approvals', {
        id,
        phaseId,
        title: 'Recette',
        canonical: '',
        sha256: '',
        code: id,
        askedBy: scope.me,
        askedAt: at,
      }),
    ],
    [],
  )
}

/** What is waited for when it is switched on: new and old, soon and long ago due, snoozed, of several clients. */
async function waits() {
  for (const [dueOn, days] of [
    ['2026-11-20', 30],
    ['2026-11-22', 0],
    ['2026-11-28', 10],
    ['2026-11-16', 20],
    ['2026-11-01', 40],
    ['2026-10-10', 60],
    ['2026-12-05', 1],
    ['2027-03-01', 1],
  ] as const)
    await createRequest(await scopeIn('camille', world.site, START - days * DAY), {
      ...asking,
      title: dueOn,
      dueOn,
    })
  await createRequest(await scopeIn('camille', world.cafe, START - DAY), { ...asking, dueOn: '2026-11-24' })
  for (const [project, days] of [
    [world.site, 0],
    [world.site, 4],
    [world.cafe, 3],
    [world.cafe, 40],
  ] as const)
    await approval(project, START - days * DAY)
  for (const days of [0, 2, 9]) {
    const [lea, camille] = [
      await scopeIn('lea', world.site, START - days * DAY),
      await scopeIn('camille', world.site, START - days * DAY),
    ]
    await askClarification(camille, await openTicket(lea, input), 'Lequel ?')
  }
}

it('is what then happens', async () => {
  await waits()
  const { coming, mails, cut } = await previewReminders(
    await scopeAt('camille', 'atelier', START),
    usualReminders,
  )
  expect(cut).toBe(false)
  expect(coming.length).toBeGreaterThan(15)
  expect(coming.every(one => one.to.length > 0)).toBe(true)
  expect(mails.map(m => m.example)).toEqual([false, false, false])
  await changeReminders(await scopeAt('camille', 'atelier', START), usualReminders)
  for (let at = START; at <= START + 14 * DAY; at += HOUR) await sendReminders(system(at))
  const sent = await rows<{ subject_id: string; step: number; at: number }>(
    "select subject_id, json_extract(facts, '$.step') step, at from events where kind = 'reminder.sent'",
  )
  const said = (list: { id: string; step: number; at: number }[]) =>
    list.map(({ id, step, at }) => `${new Date(at).toISOString()} ${id} ${step}`).sort()
  expect(said(sent.map(e => ({ ...e, id: e.subject_id })))).toEqual(said(coming))
}, 60_000)

it('is what then happens where one is snoozed and nobody may answer another', async () => {
  await waits()
  await changeReminders(await scopeAt('camille', 'atelier', START), usualReminders)
  const [one] = await rows<{ id: string }>("select id from payment_requests where title = '2026-11-28'")
  await snooze(await scopeIn('camille', world.site, START), 'payment', one?.id ?? '', 'days')
  await rows('update memberships set approve = 0 where client_id = ?', world.zinc.id)
  const { coming } = await previewReminders(await scopeAt('camille', 'atelier', START), usualReminders)
  for (let at = START; at <= START + 14 * DAY; at += HOUR) await sendReminders(system(at))
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(
    "select count(*) n from events where kind = 'reminder.sent'",
  )
  expect(coming.some(c => c.to.length === 0)).toBe(true)
  expect(n).toBe(coming.filter(c => c.to.length > 0).length)
  // From the 25th, its first day, to the 28th, a Saturday.
  expect(coming.filter(c => c.id === one?.id).map(c => new Date(c.at).toISOString())).toEqual([
    '2026-11-30T08:00:00.000Z',
    '2026-12-01T08:00:00.000Z',
  ])
}, 60_000)

it('says what nothing is waited for by an example, and that a calendar never opens', async () => {
  const scope = await scopeAt('camille', 'atelier', START)
  const { coming, mails, closed } = await previewReminders(scope, usualReminders)
  expect([coming, closed]).toEqual([[], false])
  expect(mails.map(m => [m.kind, m.example])).toEqual([
    ['payment', true],
    ['approval', true],
    ['clarification', true],
  ])
  const calendar = { week: [[], [], [], [], [], [], []], holidays: null, days: [] }
  await rows('update workspaces set calendar = ?', JSON.stringify(calendar))
  expect((await previewReminders(await scopeAt('camille', 'atelier', START), usualReminders)).closed).toBe(
    true,
  )
})
