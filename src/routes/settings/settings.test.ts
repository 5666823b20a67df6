import { beforeEach, describe, expect, it } from 'vitest'
import { uiFor } from '../../../locales'
import { saidOf } from '../../../templates/mail/said'
import { as, kindsOf, rows, scopeAt, system } from '../../../test/harness'
import { makeWorld, START, world } from '../../../test/world'
import { calendarPage, setDays, unsetDays } from '../../domain/workspaces/calendar'
import { createWorkspace } from '../../domain/workspaces/workspaces'
import { usualWeek, type WorkingWeek } from '../../lib/working-time'
import { urls } from '../../urls'
import { sentenceOf } from '../../web/sentence'

beforeEach(makeWorld)

const stored = async (): Promise<WorkingWeek | null> => {
  const [row] = await rows<{ calendar: string | null }>(
    "select calendar from workspaces where slug = 'atelier'",
  )
  return row?.calendar ? JSON.parse(row.calendar) : null
}

/** A form whose Monday to Friday are those of the usual week, but for what is said otherwise. */
const week = (other: Record<string, string | undefined> = {}) => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri'].flatMap(day => [
    [`${day}_on`, '1'],
    [`${day}_from`, '09:00'],
    [`${day}_pause`, '12:30'],
    [`${day}_resume`, '14:00'],
    [`${day}_to`, '18:00'],
  ])
  const fields = { ...Object.fromEntries(days), ...other } as Record<string, string | undefined>
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as Record<
    string,
    string
  >
}
const post = async (fields: Record<string, string>, path = urls.calendar('atelier')) =>
  (await as('camille')).post(path, fields)

describe('the week', () => {
  it('is there for whoever only asks whether it is', async () => {
    expect((await (await as('camille')).request('HEAD', urls.calendar('atelier'))).status).toBe(200)
  })

  it('is kept as it was said, with breaks, short days and a Saturday, and told in the journal', async () => {
    const answer = await post(
      week({
        holidays: 'FR',
        wed_pause: '',
        wed_resume: '',
        wed_to: '12:00',
        fri_on: undefined,
        sat_on: '1',
        sat_from: '10:00',
        sat_to: '00:00',
      }),
    )
    expect(answer.status).toBe(303)
    const day = usualWeek().week[0]
    expect(await stored()).toEqual({
      week: [day, day, [[540, 720]], day, [], [[600, 1440]], []],
      holidays: 'FR',
      days: [],
    })
    expect(await kindsOf()).toContain('workspace.calendar_changed')
    const page = await (await as('camille')).html(urls.calendar('atelier'))
    expect(page).toContain('Lundi de Pâques')
    // What ends at midnight is shown as the time field can show it.
    expect(page).toMatch(/name="sat_to"[^>]*>/)
    expect(page.match(/<input[^>]*sat_to[^>]*>/)?.[0]).toContain('value="00:00"')
  })

  it.each([
    [
      'no day at all',
      Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(d => [`${d}_on`, undefined])),
      'mon_on',
    ],
    ['an end before the start', { tue_to: '08:00' }, 'tue_to'],
    ['an end at the start', { tue_to: '09:00' }, 'tue_to'],
    ['no start', { wed_from: '' }, 'wed_from'],
    ['half a break', { thu_resume: '' }, 'thu_resume'],
    ['a break outside the day', { thu_pause: '08:00' }, 'thu_pause'],
    ['a break that ends before it begins', { thu_resume: '12:00' }, 'thu_pause'],
    ['no time', { fri_from: '25:00' }, 'fri_from'],
  ])('refuses %s, beside the field, and keeps what was typed', async (_, other, field) => {
    const answer = await post(week({ ...other, mon_from: '07:45' }))
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(`href="#${field}"`)
    expect(page).toContain('value="07:45"')
    expect(await stored()).toBeNull()
  })

  it('is for those who run the workspace', async () => {
    for (const name of ['equipe', 'lea'] as const)
      expect((await (await as(name)).get(urls.calendar('atelier'))).status).toBe(404)
  })
})

it.each([
  ['fr', 'Europe/Paris', 'FR'],
  ['fr', 'Africa/Abidjan', 'CI'],
  ['fr-CA', 'America/Toronto', 'CA-QC'],
  ['en-CA', 'America/Toronto', null],
  ['fr', 'Europe/Brussels', null],
])(
  'a new workspace in %s, %s begins with the usual week and fitting holidays',
  async (locale, timezone, set) => {
    const place = {
      slug: 'neuf',
      name: 'Neuf',
      locale,
      timezone,
      currency: 'EUR',
      ownerEmail: 'n@parvis.test',
    }
    await createWorkspace(system(), 'a-secret-of-thirty-two-bytes-or-more', place)
    const [row] = await rows<{ calendar: string }>("select calendar from workspaces where slug = 'neuf'")
    expect(JSON.parse(row?.calendar ?? '')).toEqual({ week: usualWeek().week, holidays: set, days: [] })
  },
)

describe('own days', () => {
  const days = urls.calendarDays('atelier')
  const from = { from: '2027-08-02', to: '2027-08-20', name: 'Congés' }

  it('close a stretch, show as one, and open again', async () => {
    expect((await post(from, days)).status).toBe(303)
    expect((await stored())?.days).toHaveLength(19)
    const { days: shown } = calendarPage(await scopeAt('camille'))
    expect(shown).toEqual([{ ...from, closed: true }])
    await post({ from: '2027-08-02', to: '2027-08-08' }, urls.calendarDaysRemoval('atelier'))
    expect((await stored())?.days.map(d => d.on).at(0)).toBe('2027-08-09')
  })

  it('come before the holidays of the set', async () => {
    await post(week({ holidays: 'FR' }))
    const before = calendarPage(await scopeAt('camille', 'atelier', Date.UTC(2027, 3, 28, 10)))
    expect(before.nextClosed).toEqual({ on: '2027-05-06', word: 'ascension', name: undefined })
    await post({ from: '2027-05-06', name: 'Ascension', kind: 'worked' }, days)
    await post({ from: '2027-05-07', name: 'Pont' }, days)
    const after = calendarPage(await scopeAt('camille', 'atelier', Date.UTC(2027, 3, 28, 10)))
    expect(after.nextClosed).toEqual({ on: '2027-05-07', word: undefined, name: 'Pont' })
    expect(after.coming[1]).toMatchObject({ word: 'ascension', own: { closed: false } })
  })

  it.each([
    [{ from: '2027-08-20', to: '2027-08-02', name: 'Congés' }, 'to'],
    [{ from: '2027-01-01', to: '2027-12-31', name: 'Congés' }, 'to'],
    [{ from: '2027-02-30', name: 'Congés' }, 'from'],
    [{ from: '2027-08-02', name: ' ' }, 'name'],
  ])('refuse %o', async (fields, field) => {
    const answer = await post(fields as Record<string, string>, days)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`href="#${field}"`)
    expect(await stored()).toBeNull()
  })

  it('are never lost between two people who change them at once', async () => {
    const [one, two] = [await scopeAt('camille'), await scopeAt('ada')]
    const closed = { name: 'Fermé', closed: true }
    await setDays(one, { from: '2027-08-02', to: '2027-08-02', ...closed })
    await expect(setDays(two, { from: '2027-08-03', to: '2027-08-03', ...closed })).rejects.toThrow('changed')
    await unsetDays(await scopeAt('ada'), { from: '2027-08-02', to: '2027-08-02' })
    await setDays(await scopeAt('ada'), { from: '2027-08-03', to: '2027-08-03', ...closed })
    expect((await stored())?.days.map(d => d.on)).toEqual(['2027-08-03'])
  })

  it('say when four hours of work will be done', async () => {
    const friday = Date.UTC(2026, 10, 20, 16)
    const { fourHours } = calendarPage(await scopeAt('camille', 'atelier', friday))
    expect(new Date(fourHours ?? 0).toISOString()).toBe('2026-11-23T11:00:00.000Z')
  })
})

describe('how requests are served', () => {
  const serving = urls.serving('atelier')

  it('names the urgencies everywhere, and says whether clients see promised dates', async () => {
    const camille = await as('camille')
    const answer = await camille.post(serving, {
      urgent: 'Site en panne',
      maintenance: '',
      evolution: 'Plus tard',
    })
    expect(answer.status).toBe(303)
    const { workspace } = await scopeAt('lea')
    expect(workspace.serving).toEqual({
      urgencies: { urgent: 'Site en panne', evolution: 'Plus tard' },
      promises: false,
    })
    expect(await kindsOf()).toContain('workspace.serving_changed')
    const lea = await as('lea')
    const form = await lea.html(urls.newTicket('atelier', world.site.id))
    expect(form).toContain('Site en panne')
    expect(form).toContain('Maintenance')
    expect(form).not.toContain('Évolution')
    const ui = await uiFor('en', workspace, START)
    expect(['urgent', 'maintenance', 'evolution'].map(u => ui.urgency(u as 'urgent'))).toEqual([
      'Site en panne',
      'Maintenance',
      'Plus tard',
    ])
  })

  it('is heard in mails and in the journal too', async () => {
    await (await as('camille')).post(serving, { urgent: 'Site en panne', promises: '1' })
    const ui = await uiFor('fr', (await scopeAt('lea')).workspace, START)
    const facts = { number: 7, type: 'bug', urgency: 'urgent' }
    expect(sentenceOf(ui, { kind: 'ticket.triaged', facts, money: null })).toContain('Site en panne')
    const draft = {
      kind: 'tickets.mail.opened',
      values: { number: 7, subject: 'Objet', who: 'Léa' },
      facts: { urgency: { urgency: 'urgent' } },
      path: '/w/atelier/p/1/tickets/7',
    } as const
    const mail = saidOf(draft, { ui, brand: 'Atelier', name: '' })
    expect(mail.facts.map(fact => fact.value)).toEqual(['Site en panne'])
  })

  it('refuses one name for two', async () => {
    const answer = await (await as('camille')).post(serving, {
      urgent: 'Vite',
      maintenance: ' vite ',
      promises: '1',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('href="#maintenance"')
  })
})
