import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows } from '../../../test/harness'
import { aRequest } from '../../../test/payments'
import { makeWorld, world } from '../../../test/world'
import { newId } from '../../lib/id'
import { usualReminders } from '../../lib/reminders'

beforeEach(makeWorld)

const page = '/w/atelier/settings/reminders'
const form = {
  payment: '1',
  payment_days: ['-3', '0', '7'],
  payment_words: 'Merci',
  approval: '1',
  approval_days: '2',
}
const stored = async () => {
  const [row] = await rows<{ reminders: string | null }>(
    'select reminders from workspaces where id = ?',
    world.atelier.id,
  )
  return row?.reminders ? JSON.parse(row.reminders) : null
}
const seenIn = (html: string) =>
  /name="seen" value="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#39;', "'")

const tickedIn = (html: string, kind: string) =>
  [...html.matchAll(new RegExp(`name="${kind}_days" value="([^"]*)" checked`, 'g'))].map(found => found[1])

describe('the page of reminders', () => {
  it('proposes the product’s days, and saves nothing before what would go was seen', async () => {
    const camille = await as('camille')
    expect(tickedIn(await camille.html(page), 'payment')).toEqual(['-3', '0', '3', '7'])
    expect(await stored()).toBeNull()
    const looked = await camille.post(page, form)
    expect(looked.status).toBe(200)
    const html = await looked.text()
    expect(html).toContain('Ce qui partirait')
    expect(await stored()).toBeNull()
    const saved = await camille.post(page, { ...form, seen: seenIn(html) })
    expect(saved.status).toBe(303)
    expect(await stored()).toEqual({
      payment: { on: true, days: [-3, 0, 7], words: 'Merci' },
      approval: { on: true, days: [2] },
      clarification: { on: false, days: [3] },
    })
    expect(await kindsOf()).toContain('workspace.reminders_changed')
  })

  it('says nothing in the journal where nothing is otherwise than before', async () => {
    const camille = await as('camille')
    const seen = seenIn(await (await camille.post(page, form)).text())
    for (let i = 0; i < 2; i++) expect((await camille.post(page, { ...form, seen })).status).toBe(303)
    expect((await kindsOf()).filter(kind => kind === 'workspace.reminders_changed')).toHaveLength(1)
  })

  it('shows again what would go where something else was seen', async () => {
    const camille = await as('camille')
    const seen = seenIn(await (await camille.post(page, form)).text())
    expect((await camille.post(page, { ...form, payment_days: '1', seen })).status).toBe(200)
    expect(await stored()).toBeNull()
  })

  it('offers beside the usual days those that stand, and keeps what was ticked while it is looked at', async () => {
    const camille = await as('camille')
    const odd = { ...form, payment_days: ['-12', '4', '7'] }
    const looked = await (await camille.post(page, odd)).text()
    expect(tickedIn(looked, 'payment')).toEqual(['-12', '4', '7'])
    await camille.post(page, { ...odd, seen: seenIn(looked) })
    const html = await camille.html(page)
    expect(tickedIn(html, 'payment')).toEqual(['-12', '4', '7'])
    expect(html).toContain('12 jours avant')
    expect(html).toContain('30 jours après')
  })

  it('switches everything off at once', async () => {
    const camille = await as('camille')
    expect((await camille.post(page, {})).status).toBe(303)
    expect((await stored()).payment).toEqual({ on: false, days: [-3, 0, 3, 7] })
  })

  it.each([
    ['payment', [], []],
    ['payment', ['demain'], []],
    ['payment', ['-31', '3'], ['3']],
    ['payment', ['61', '3'], ['3']],
    ['payment', ['1.5', '3'], ['3']],
    ['payment', ['-30', '1', '3', '7', '15', '30', '60'], ['-30', '1', '3', '7', '15', '30', '60']],
    ['approval', ['0', '2'], ['2']],
    ['approval', ['-1', '5'], ['5']],
  ])('refuses as the days of %s: %j, with the others still ticked', async (kind, days, left) => {
    const camille = await as('camille')
    const refused = await camille.post(page, { ...form, [`${kind}_days`]: days })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(tickedIn(html, kind)).toEqual(left)
    expect(tickedIn(html, 'clarification')).toEqual([])
    expect(html).toContain('Choisissez d’un à six jours')
    expect(await stored()).toBeNull()
  })

  it('reads two round trips', async () => {
    const camille = await as('camille')
    for (const response of [await camille.get(page), await camille.post(page, form)])
      expect(response.headers.get('Server-Timing')).toContain('2 trips')
  })
})

describe('a thing’s page', () => {
  const inADay = () => new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const owner = async () => {
    const [row] = await rows<{ id: string }>(
      "select id from memberships where role = 'owner' and workspace_id = ?",
      world.atelier.id,
    )
    return row?.id ?? ''
  }
  const anApproval = async (at: number) => {
    const id = newId()
    await rows(
      `insert into approvals (workspace_id, client_id, project_id, id, phase_id, title, canonical, sha256, code, asked_by, asked_at)
       values (?, ?, ?, ?, ?, 'Maquette', ?, '', ?, ?, ?)`,
      ...[world.atelier.id, world.lune.id, world.site.id, id, world.phase.id],
      ...['["parvis","1"]', id, await owner(), at],
    )
    return id
  }
  const switchOn = () =>
    rows('update workspaces set reminders = ? where id = ?', JSON.stringify(usualReminders), world.atelier.id)

  it('says when the client is reminded next, lets it wait, and takes that back', async () => {
    await switchOn()
    const id = await aRequest({ dueOn: inADay() })
    const here = `/w/atelier/p/${world.site.id}/payments/${id}`
    const camille = await as('camille')
    expect(await camille.html(here)).toContain('Relance prévue')
    expect(await (await as('lea')).html(here)).not.toContain('Relance')
    expect((await camille.post(`${here}/snooze`, { for: 'week' })).status).toBe(303)
    expect(await camille.html(here)).toContain('Camille a reporté les relances au')
    expect((await camille.post(`${here}/snooze/removal`)).status).toBe(303)
    expect(await camille.html(here)).toContain('Relance prévue')
    await camille.post(`${here}/snooze`, { for: 'ever' })
    expect(await camille.html(here)).toContain('Camille a demandé de ne plus relancer')
    expect((await kindsOf(world.site.id)).filter(kind => kind.startsWith('reminder.'))).toEqual([
      'reminder.snoozed',
      'reminder.resumed',
      'reminder.snoozed',
    ])
    expect(await rows("select id from events where kind like 'reminder.%' and internal = 0")).toEqual([])
  })

  it('says when the client was reminded last, also where no other reminder follows', async () => {
    const steps = { ...usualReminders, approval: { on: true, days: [1, 2] } }
    await rows('update workspaces set reminders = ? where id = ?', JSON.stringify(steps), world.atelier.id)
    const asked = Date.now() - 15 * 86_400_000
    const id = await anApproval(asked)
    const reminded = (step: number, at: number) =>
      rows(
        `insert into reminders (workspace_id, client_id, project_id, id, kind, subject_id, since, step, at)
         select workspace_id, client_id, project_id, ?1, 'approval', id, cast(asked_at as text), ?2, ?3
         from approvals where id = ?4`,
        ...[newId(), step, at, id],
      )
    const here = `/w/atelier/p/${world.site.id}/approvals/${id}`
    const camille = await as('camille')
    await reminded(1, 0)
    expect(await camille.html(here)).not.toContain('Dernière relance')
    await reminded(2, asked + 2 * 86_400_000)
    const html = await camille.html(here)
    expect(html).toContain('Dernière relance le ')
    expect(html).toContain('Aucune autre n’est prévue')
    expect(html).not.toContain(`action="/w/atelier/p/${world.site.id}/approvals/${id}/snooze`)
    expect((await camille.post(`${here}/snooze`, { for: 'week' })).status).toBe(409)
  })

  it('asks no more round trips for it, on any of the three pages', async () => {
    await switchOn()
    const payment = await aRequest({ dueOn: inADay() })
    const [approval, ticket] = [await anApproval(Date.now()), newId()]
    const keys = [world.atelier.id, world.lune.id, world.site.id]
    const m = await owner()
    await rows(
      `insert into tickets (workspace_id, client_id, project_id, id, number, type, urgency, state, subject, body, opened_by, created_at, updated_at, state_at)
       values (?, ?, ?, ?, 1, 'bug', 'urgent', 'waiting_client', 'Panne', '', ?, 1, 1, ?)`,
      ...keys,
      ticket,
      m,
      Date.now(),
    )
    const camille = await as('camille')
    for (const path of [`payments/${payment}`, `approvals/${approval}`, `tickets/${ticket}`]) {
      const response = await camille.get(`/w/atelier/p/${world.site.id}/${path}`)
      expect(await response.text(), path).toContain('Relance prévue')
      expect(response.headers.get('Server-Timing'), path).toContain('2 trips')
    }
  })
})
