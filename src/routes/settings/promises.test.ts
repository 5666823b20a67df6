import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeAt, scopeIn, system } from '../../../test/harness'
import { promise } from '../../../test/tickets'
import { makeWorld, people, START, world } from '../../../test/world'
import { askClarification } from '../../domain/tickets/clarify'
import { openTicket } from '../../domain/tickets/open'
import { soundAlarms } from '../../domain/tickets/sla-alarms'
import { changePolicies, recountOpen } from '../../domain/tickets/sla-policies'
import { createWorkspace } from '../../domain/workspaces/workspaces'
import { NotFound } from '../../lib/errors'
import { presetOf } from '../../lib/presets'
import { urls } from '../../urls'

beforeEach(makeWorld)

const HOUR = 3_600_000
const path = urls.promises('atelier')
const input = {
  type: 'bug',
  urgency: 'urgent',
  subject: 'Panne',
  body: 'Rien ne part.',
  phaseId: null,
} as const
const open = async (now = START) => openTicket(await scopeIn('lea', world.site, now), input)
const stored = () =>
  rows('select type, urgency, first_minutes, resolve_minutes from sla_policies order by type, urgency')
const clock = async () =>
  (
    await rows(
      'select first_target, resolve_target, worked_ms, runs_since, first_due_at, alarm_at from tickets',
    )
  )[0]

describe('the grid', () => {
  it('takes working time as people write it, and shows it again', async () => {
    const camille = await as('camille')
    const answer = await camille.post(path, {
      bug_urgent_first: '4 h',
      bug_urgent_resolve: '2 j',
      question_evolution_first: '1,5 j',
    })
    expect(answer.status).toBe(303)
    // A day of the usual week is seven hours and a half.
    expect(await stored()).toEqual([
      { type: 'bug', urgency: 'urgent', first_minutes: 240, resolve_minutes: 900 },
      { type: 'question', urgency: 'evolution', first_minutes: 675, resolve_minutes: null },
    ])
    const page = (await camille.html(path)).replaceAll('\u00a0', ' ')
    for (const said of ['value="4 h"', 'value="2 j"', 'value="1 j 3 h 45"']) expect(page).toContain(said)
    expect(await kindsOf()).toEqual(['workspace.promises_changed'])
  })

  it('keeps what was written where it cannot be read, and changes nothing', async () => {
    const camille = await as('camille')
    await camille.post(path, { bug_urgent_first: '4 h' })
    const answer = await camille.post(path, {
      bug_urgent_first: 'bientôt',
      change_urgent_first: '2 j',
      change_urgent_resolve: '1 h',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="bientôt"')
    expect(page).toContain('La résolution ne peut pas être promise avant la première réponse.')
    expect(await stored()).toHaveLength(1)
  })

  it('can be emptied again', async () => {
    const camille = await as('camille')
    await camille.post(path, { bug_urgent_first: '4 h' })
    await camille.post(path, {})
    expect(await stored()).toEqual([])
  })

  it.each(['calm', 'standard', 'keen'] as const)('shows the template %s without saving it', async name => {
    const camille = await as('camille')
    const page = await camille.html(urls.promises('atelier', name))
    expect(
      page.match(/name="\w+_(first|resolve)"[^>]*value="|value="[^"]+"[^>]*name="\w+_(first|resolve)"/g),
    ).toHaveLength(24)
    expect(await stored()).toEqual([])
    for (const { firstMinutes, resolveMinutes } of presetOf(name, 7.5 * HOUR))
      expect(resolveMinutes).toBeGreaterThanOrEqual(firstMinutes)
  })

  it('is the managers’ alone', async () => {
    for (const who of ['equipe', 'limited', 'lea'] as const) {
      expect((await (await as(who)).get(path)).status).toBe(404)
      const scope = await scopeAt(who)
      await expect(changePolicies(scope, { policies: [], apply: true })).rejects.toThrow(NotFound)
      await expect(recountOpen(scope)).rejects.toThrow(NotFound)
    }
  })
})

describe('what is promised', () => {
  it('holds for the requests that come, and for the open ones only where that is asked', async () => {
    const camille = await as('camille')
    await open()
    await camille.post(path, { bug_urgent_first: '4 h' })
    expect(await clock()).toMatchObject({ first_target: null, first_due_at: null, runs_since: START })
    await camille.post(path, { bug_urgent_first: '4 h', apply: '1' })
    expect(await clock()).toMatchObject({
      first_target: 4 * HOUR,
      first_due_at: START + 5.5 * HOUR,
      alarm_at: START + 4.5 * HOUR,
    })
  })

  it('counts requests that are older than the clocks from their opening', async () => {
    const id = await open()
    await rows('update tickets set runs_since = null')
    await changePolicies(await scopeAt('camille'), {
      policies: [{ type: 'bug', urgency: 'urgent', firstMinutes: 60, resolveMinutes: null }],
      apply: true,
    })
    expect(await clock()).toMatchObject({ runs_since: START, first_due_at: START + HOUR })
    await soundAlarms(system(START + 2 * HOUR))
    expect((await kindsOf()).at(-1)).toBe('ticket.sla_breached')
    expect(id).toBeTruthy()
  })

  it('counts what was used before a pause, and leaves what is over alone', async () => {
    const paused = await open()
    await askClarification(await scopeIn('equipe', world.site, START + HOUR), paused, 'Lequel ?')
    const over = await open()
    await rows("update tickets set state = 'closed', runs_since = null where id = ?", over)
    const applied = await changePolicies(await scopeAt('camille'), {
      policies: [{ type: 'bug', urgency: 'urgent', firstMinutes: 60, resolveMinutes: 120 }],
      apply: true,
    })
    expect(applied).toBe(1)
    expect(
      await rows('select worked_ms, resolve_target, resolve_due_at, first_took from tickets order by number'),
    ).toEqual([
      { worked_ms: HOUR, resolve_target: 2 * HOUR, resolve_due_at: null, first_took: HOUR },
      { worked_ms: 0, resolve_target: null, resolve_due_at: null, first_took: null },
    ])
  })

  it('is applied to five hundred requests in one commit', async () => {
    await open()
    await rows(
      `insert into tickets (workspace_id, client_id, project_id, id, number, type, urgency, subject, body, opened_by,
        created_at, updated_at, state_at, runs_since)
      select workspace_id, client_id, project_id, 'copy-' || j.value, 1 + j.value, 'bug', 'urgent', subject, body, opened_by,
        created_at, updated_at, state_at, runs_since from tickets, json_each(?) j`,
      JSON.stringify(Array.from({ length: 500 }, (_, n) => n + 1)),
    )
    const camille = await as('camille')
    const answer = await camille.post(path, {
      bug_urgent_first: '4 h',
      bug_urgent_resolve: '2 j',
      apply: '1',
    })
    expect(answer.status).toBe(303)
    expect(Number(answer.headers.get('X-D1-Round-Trips') ?? 0)).toBeLessThanOrEqual(3)
    const [found] = await rows<{ n: number }>(
      'select count(*) n from tickets where first_due_at = ? and resolve_target = ? and alarm_at is not null',
      START + 5.5 * HOUR,
      15 * HOUR,
    )
    expect(found?.n).toBe(501)
    expect(await kindsOf()).toEqual(['ticket.opened', 'workspace.promises_changed'])
  })

  it('is applied whole even when a request moves at the same time', async () => {
    const id = await open()
    const scope = await scopeAt('camille')
    const policies = [{ type: 'bug', urgency: 'urgent', firstMinutes: 60, resolveMinutes: 600 }] as const
    await Promise.all([
      changePolicies(scope, { policies: [...policies], apply: true }),
      askClarification(await scopeIn('equipe', world.site, START + HOUR), id, 'Lequel ?').catch(async () =>
        askClarification(await scopeIn('equipe', world.site, START + HOUR), id, 'Lequel ?'),
      ),
    ])
    expect(await rows('select resolve_target, worked_ms, resolve_due_at, alarm_at from tickets')).toEqual([
      { resolve_target: 10 * HOUR, worked_ms: HOUR, resolve_due_at: null, alarm_at: null },
    ])
  })
})

describe('after the calendar was changed', () => {
  it('open requests fall due by the new one where that is asked, and keep what is promised', async () => {
    await promise(4, 16)
    await open()
    const camille = await as('camille')
    const short = { week: Array.from({ length: 7 }, () => [[600, 660]]), holidays: null, days: [] }
    await rows('update workspaces set calendar = ? where id = ?', JSON.stringify(short), world.atelier.id)
    expect(await clock()).toMatchObject({ first_due_at: START + 5.5 * HOUR })
    const answer = await camille.post(urls.promisesRecount('atelier'))
    expect(answer.status).toBe(303)
    // An hour a day from ten: four hours end on Sunday at eleven.
    expect(await clock()).toMatchObject({
      first_target: 4 * HOUR,
      first_due_at: START + 3 * 24 * HOUR + HOUR,
    })
  })
})

it('names nobody: facts are numbers', async () => {
  await changePolicies(await scopeAt('camille'), { policies: presetOf('standard', 7.5 * HOUR), apply: false })
  const [event] = await rows<{ facts: string; internal: number; actor_id: string }>('select * from events')
  expect(JSON.parse(event?.facts ?? '')).toEqual({ promises: 12, applied: 0 })
  expect(event).toMatchObject({ internal: 1, actor_id: people.camille.membership })
})

it('begins with a ready-made set in a new workspace', async () => {
  await createWorkspace(system(), 'a secret of thirty-two characters', {
    slug: 'neuf',
    name: 'Neuf',
    ownerEmail: 'neuf@parvis.test',
    locale: 'fr',
    timezone: 'Europe/Paris',
    currency: 'EUR',
  })
  const made = await stored()
  expect(made).toHaveLength(12)
  expect(made).toContainEqual({ type: 'bug', urgency: 'urgent', first_minutes: 240, resolve_minutes: 900 })
})
