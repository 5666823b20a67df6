import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeAt, scopeIn } from '../../../test/harness'
import { followAll } from '../../../test/isolation/canaries'
import {
  as,
  DAY,
  drafted,
  drafting,
  FRIDAY,
  HOUR,
  input,
  leaving,
  MINUTE,
  mailsOf,
  sending,
  stored,
  task,
  weeklyWorld,
  work,
} from '../../../test/reports'
import { emailOf, type PersonName, START, world } from '../../../test/world'
import { Conflict } from '../../lib/errors'
import { newId } from '../../lib/id'
import { postMessage } from '../messages/post'
import { createProject, setArchived, setProjectState } from '../projects/projects'
import { createTask } from '../tasks/tasks'
import { moveTask } from '../tickets/move-task'
import { openTicket } from '../tickets/open'
import { resolveTicket } from '../tickets/resolve'
import { leaveReport, saveDraft, sendReport } from './change'
import { readReport } from './reports'
import { setWeekly } from './weekly'

beforeEach(weeklyWorld)

describe('the cron', () => {
  it('sums up each week once, on Friday from two', async () => {
    await work()
    expect(await drafting(FRIDAY - MINUTE)).toBe(0)
    expect(await drafting(FRIDAY)).toBe(1)
    await work('Encore')
    expect(await drafting(FRIDAY)).toBe(0)
    expect(await drafting(FRIDAY + HOUR)).toBe(0)
    expect((await stored()).map(r => [r.project_id, r.state])).toEqual([[world.site.id, 'draft']])
    expect((await kindsOf()).filter(k => k.startsWith('report.'))).toEqual(['report.drafted'])
    // The week after it begins anew.
    await work('La suivante', FRIDAY + 6 * DAY)
    expect(await drafting(FRIDAY + 7 * DAY)).toBe(1)
  })

  it('makes one of many at once', async () => {
    await work()
    const made = await Promise.all(Array.from({ length: 20 }, () => drafting(FRIDAY)))
    expect(made.reduce((a, b) => a + b)).toBe(1)
    expect(await stored()).toHaveLength(1)
  })

  it('makes those of the others when one cannot be written, and says so', async () => {
    await work()
    const shop = await scopeIn('camille', world.shop, START)
    await moveTask(shop, await createTask(shop, { ...task, title: 'Panier' }), { to: 'done' })
    await rows(
      `create trigger no_report before insert on weekly_reports when new.project_id = '${world.site.id}'
       begin select raise(abort, 'disk full'); end`,
    )
    await expect(drafting(FRIDAY)).rejects.toThrow(/disk full|Failed/)
    expect((await stored()).map(r => r.project_id)).toEqual([world.shop.id])
    await rows('drop trigger no_report')
    expect(await drafting(FRIDAY + MINUTE)).toBe(1)
  })

  it('is late by working hours only, and never after the week', async () => {
    await work()
    expect(await drafting(FRIDAY + 5 * HOUR)).toBe(0)
    expect(await drafting(FRIDAY + DAY)).toBe(0)
    expect(await drafting(FRIDAY + 3 * DAY - 4 * HOUR)).toBe(0)
    expect(await drafting(FRIDAY + 4 * HOUR - 1)).toBe(1)
  })

  it.each([
    ['nothing happened', async () => {}],
    [
      'it has only begun',
      async () => {
        await createProject(await scopeAt('camille', 'atelier', START), {
          clientId: world.lune.id,
          name: 'Neuf',
          summary: '',
          estimatedOn: null,
          template: 'website',
          requests: 'on',
          starterTasks: true,
        })
      },
    ],
    [
      'only the client wrote',
      async () => postMessage(await as('lea'), env.FILES, { id: newId(START), body: 'Allô' }, [], {}),
    ],
    ['only internal things did', async () => work('Interne', START, true)],
    ['something did the week before', async () => work('Avant', START - 7 * DAY)],
    [
      'the project is done',
      async () => work().then(async () => setProjectState(await as('camille'), 'done')),
    ],
    ['the project is archived', async () => work().then(async () => setArchived(await as('camille'), true))],
    ['none is wanted', async () => work().then(async () => setWeekly(await as('camille'), 'off'))],
  ])('makes none where %s', async (_, before) => {
    await before()
    expect(await drafting(FRIDAY)).toBe(0)
    expect(await stored()).toEqual([])
  })

  it('makes one where only something awaited changed', async () => {
    const lea = await as('lea')
    const id = await openTicket(lea, {
      type: 'bug',
      urgency: 'urgent',
      subject: 'S',
      body: 'B',
      phaseId: null,
    })
    expect(await drafting(FRIDAY)).toBe(0)
    await resolveTicket(await as('camille', START + MINUTE), id)
    expect(await drafting(FRIDAY)).toBe(1)
  })

  it('tells the team that may enter, and nobody of the client', async () => {
    await drafted()
    await followAll()
    const mails = await mailsOf('reports.mail.drafted')
    expect(mails.map(m => m.to)).toEqual(
      ['ada', 'camille', 'equipe', 'limited'].map(n => emailOf(n as PersonName)),
    )
    expect(mails[0]?.draft.quote).toBe(
      '**Fait cette semaine**\n\n- Intégrer la carte\n\n**La suite**\n\n- Étape en cours\u202f: Maquette',
    )
  })

  it('leaves a draft that nobody sent by the next Monday’s noon, without a word', async () => {
    const id = await drafted()
    const noon = FRIDAY + 2 * DAY + 22 * HOUR
    expect(await leaving(noon - MINUTE)).toBe(0)
    expect((await readReport(await as('camille', noon - MINUTE), id)).open).toBe(true)
    expect((await readReport(await as('camille', noon), id)).open).toBe(false)
    const events = (await kindsOf()).length
    expect(await leaving(noon)).toBe(1)
    expect(await leaving(noon)).toBe(0)
    expect([(await stored())[0]?.state, (await kindsOf()).length]).toEqual(['left', events])
    await expect(sendReport(await as('camille', noon), id, input('Trop tard'))).rejects.toThrow(Conflict)
  })
})

describe('one that goes by itself', () => {
  const SENT = FRIDAY + 2.5 * HOUR
  beforeEach(async () => setWeekly(await as('camille'), 'auto'))

  it('is there to be looked at from two, and goes at half past four', async () => {
    await drafted()
    await followAll()
    const [mail] = await mailsOf('reports.mail.drafted_auto')
    expect(mail?.draft.values?.at).toEqual({ at: SENT })
    expect(await sending(SENT - MINUTE)).toBe(0)
    expect(await Promise.all([sending(SENT), sending(SENT)])).toContain(1)
    expect(await sending(SENT + MINUTE)).toBe(0)
    expect((await kindsOf()).filter(k => k === 'report.sent')).toHaveLength(1)
    expect((await stored())[0]).toMatchObject({ state: 'sent', sent_by: null, sent_at: SENT })
  })

  it.each([
    ['left', async (id: string) => leaveReport(await as('equipe', FRIDAY), id, input('x'))],
    ['sent by hand', async (id: string) => sendReport(await as('equipe', FRIDAY), id, input('x'))],
    ['of a project that was archived', async () => setArchived(await as('camille', FRIDAY), true)],
    ['of a project that is done', async () => setProjectState(await as('camille', FRIDAY), 'done')],
    ['not wanted so any more', async () => setWeekly(await as('camille', FRIDAY), 'draft')],
    ['wanted no more at all', async () => setWeekly(await as('camille', FRIDAY), 'off')],
  ])('does not when it was %s', async (_, before) => {
    const id = await drafted()
    await before(id)
    expect(await sending(SENT)).toBe(0)
  })

  it('goes with the words that somebody gave it meanwhile', async () => {
    const id = await drafted()
    await saveDraft(await as('equipe', FRIDAY + MINUTE), id, input('Mieux dit'))
    expect(await sending(SENT)).toBe(1)
    expect((await stored())[0]?.body).toBe('Mieux dit')
  })

  it('waits for somebody when its day is over', async () => {
    const id = await drafted()
    for (const late of [FRIDAY + 4 * HOUR, FRIDAY + DAY, FRIDAY + 2 * DAY + 20 * HOUR])
      expect(await sending(late)).toBe(0)
    expect((await readReport(await as('camille', FRIDAY + 2 * DAY + 20 * HOUR), id)).open).toBe(true)
  })
})
