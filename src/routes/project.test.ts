import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeIn } from '../../test/harness'
import { makeWorld, people, START, world } from '../../test/world'
import { dashboard } from '../domain/overview/dashboard'
import { steer } from '../domain/projects/steering'
import { createTask } from '../domain/tasks/tasks'
import { moveTask } from '../domain/tickets/move-task'
import { urls } from '../urls'

const DAY = 86_400_000
const at = urls.project('atelier', world.site.id)
const piece = (name: 'next' | 'awaited' | 'update' | 'date') =>
  urls.steeringPiece('atelier', world.site.id, name)
const task = {
  title: 'Mettre en page les ateliers',
  description: '',
  priority: 'normal',
  assigneeId: null,
  phaseId: null,
  dueOn: null,
  internal: false,
} as const

beforeEach(makeWorld)

describe('the dashboard’s pieces', () => {
  it('are each written where they stand, and the others stay', async () => {
    const equipe = await as('equipe')
    expect(await equipe.html(at)).toContain('id="edit-next"')
    await equipe.post(piece('next'), { nextStep: 'Brancher la réservation' })
    await equipe.post(piece('update'), { update: 'La carte est en ligne.' })
    await equipe.post(piece('awaited'), { awaited: 'Les photos des ateliers' })
    await equipe.post(piece('date'), { estimatedOn: '2026-12-20' })
    const lea = await (await as('lea')).html(at)
    for (const words of [
      'Brancher la réservation',
      'La carte est en ligne.',
      'Les photos des ateliers',
      '20 déc.',
    ])
      expect(lea).toContain(words)
    expect(lea).toContain('Equipe, à l’instant')
    expect(lea).not.toContain('edit-next')
    expect(await kindsOf(world.site.id)).toEqual([
      'project.planned',
      'project.steered',
      'project.awaiting',
      'project.dated',
    ])
    // The same words again change nothing and are not told.
    await equipe.post(piece('next'), { nextStep: 'Brancher la réservation' })
    expect(await kindsOf(world.site.id)).toHaveLength(4)
  })

  it('come back with what is wrong, without JavaScript', async () => {
    const equipe = await as('equipe')
    const answer = await equipe.post(piece('date'), { estimatedOn: 'bientôt' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="bientôt"')
  })

  it('are refused in an archived project', async () => {
    const camille = await as('camille')
    await camille.post(urls.archive('atelier', world.site.id), { archived: '1' })
    expect((await camille.post(piece('next'), { nextStep: 'Encore' })).status).toBe(403)
  })
})

describe('days', () => {
  it('are counted from the journal, over what happened to tasks and words', async () => {
    const day = (n: number) => START + n * DAY
    const camille = (n: number) => scopeIn('camille', world.site, day(n))
    await steer(await camille(0), { estimatedOn: '2026-12-20' })
    await steer(await camille(1), { awaited: 'Vos textes' })
    const id = await createTask(await camille(1), task)
    await moveTask(await camille(2), id, { to: 'waiting_client', reason: 'Vos photos' })
    await steer(await camille(4), { awaited: '' })
    await moveTask(await camille(6), id, { to: 'in_progress' })
    const after = await dashboard(await scopeIn('lea', world.site, day(7)))
    expect(after.ball).toEqual({ holder: 'team', days: 1, waited: 5 })
    expect(after.estimate).toEqual({ on: '2026-12-20', moved: '2026-12-25' })
    await moveTask(await camille(8), id, { to: 'waiting_client', reason: 'Vos photos' })
    const again = await dashboard(await scopeIn('hugo', world.site, day(11)))
    expect(again.ball).toEqual({ holder: 'client', days: 3, waited: 8 })
    expect(again.awaited[0]?.days).toBe(3)
  })

  it('of what the client never saw are not counted', async () => {
    const camille = await scopeIn('camille', world.site, START)
    const id = await createTask(camille, { ...task, internal: true })
    await moveTask(camille, id, { to: 'waiting_client', reason: 'Leurs photos' })
    const later = await dashboard(await scopeIn('camille', world.site, START + 5 * DAY))
    expect(later.ball).toEqual({ holder: 'team', days: 5, waited: 0 })
  })

  it('of a payment run from the day after it was due, for those who see money', async () => {
    await env.DB.prepare(
      `insert into payment_requests (id, workspace_id, client_id, project_id, kind, title, amount, taxes, currency,
        state, state_at, created_at, due_on) values ('acompte', ?, ?, ?, 'deposit', 'Acompte', 45000, '[]', 'EUR',
        'pending', ?, ?, '2026-11-21')`,
    )
      .bind(world.atelier.id, world.lune.id, world.site.id, START, START)
      .run()
    const read = async (who: 'lea' | 'hugo', n: number) =>
      dashboard(await scopeIn(who, world.site, START + n * DAY))
    expect((await read('lea', 2)).awaited[0]).toMatchObject({ kind: 'payment', days: null })
    expect((await read('lea', 2)).ball.holder).toBe('team')
    expect((await read('lea', 5)).ball).toEqual({ holder: 'client', days: 2, waited: 2 })
    expect((await read('hugo', 5)).ball.holder).toBe('team')
  })

  it('cost no round trip more, and seek by kind', async () => {
    const answer = await (await as('lea')).get(at)
    expect(answer.headers.get('X-D1-Round-Trips')).toBe('2')
    const plan = await rows<{ detail: string }>(
      `explain query plan select kind, at from events where +workspace_id = 'w' and +client_id = 'c'
        and project_id = 'p' and kind in ('task.blocked', 'task.unblocked')`,
    )
    expect(plan[0]?.detail).toContain('events_kind')
  })
})

describe('whom a project is handed to', () => {
  it('is one of the client’s contacts, and both sides read it', async () => {
    const camille = await as('camille')
    const to = (contactId: string) =>
      camille.post(urls.projectContact('atelier', world.site.id), { contactId })
    expect((await to(people.hugo.membership)).status).toBe(303)
    expect(await camille.html(at)).toContain('Interlocuteur\u202f: Hugo')
    expect(await (await as('lea')).html(at)).toContain('Suivi de votre côté par Hugo')
    for (const wrong of ['nadia', 'equipe', 'koffi', 'removed'] as const)
      expect((await to(people[wrong].membership)).status).toBe(422)
    expect((await to('')).status).toBe(303)
    expect(await rows('select contact_id from projects where id = ?', world.site.id)).toEqual([
      { contact_id: null },
    ])
  })
})

it('says that nobody is told yet, until a contact has come in', async () => {
  const words = 'Personne n’est encore prévenu'
  const camille = await as('camille')
  expect(await camille.html(at)).not.toContain(words)
  await env.DB.prepare("update memberships set accepted_at = null where role = 'contact'").run()
  const page = await camille.html(at)
  expect(page).toContain(words)
  expect(page).toContain(`href="${urls.client('atelier', world.lune.id)}"`)
  // Who invites nobody is told of it, and led nowhere.
  const equipe = await (await as('equipe')).html(at)
  expect(equipe).toContain(words)
  expect(equipe).not.toContain(`href="${urls.client('atelier', world.lune.id)}"`)
})
