import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows } from '../../test/harness'
import { makeWorld, people, START, world } from '../../test/world'
import { urls } from '../urls'

const at = urls.timeline('atelier', world.site.id)
const phase = (id: string) => urls.phase('atelier', world.site.id, id)
const order = async () =>
  (
    await rows<{ name: string }>(
      'select name from phases where project_id = ? order by position',
      world.site.id,
    )
  ).map(p => p.name)
const idOf = async (name: string) =>
  (await rows<{ id: string }>('select id from phases where name = ?', name))[0]?.id ?? ''

beforeEach(async () => {
  await makeWorld()
  const camille = await as('camille')
  for (const name of ['Dev', 'Recette']) await camille.post(at, { name })
})

const milestone = async (phaseId: string) =>
  env.DB.prepare(
    `insert into payment_requests (id, workspace_id, client_id, project_id, phase_id, kind, title, amount, taxes,
      currency, state, state_at, created_at) values ('jalon', ?, ?, ?, ?, 'milestone', 'Jalon', 45000, '[]', 'EUR',
      'pending', ?, ?)`,
  )
    .bind(world.atelier.id, world.lune.id, world.site.id, phaseId, START, START)
    .run()

const approval = (phaseId: string) =>
  env.DB.prepare(
    `insert into approvals (id, workspace_id, client_id, project_id, phase_id, title, canonical, sha256, code,
      asked_by, asked_at) values ('accord', ?, ?, ?, ?, 'Maquette', '', '', 'code', ?, ?)`,
  )
    .bind(world.atelier.id, world.lune.id, world.site.id, phaseId, people.camille.membership, START)
    .run()

describe('the timeline', () => {
  it('shows phases with dates, approvals and payments; amounts to those who may see them', async () => {
    const equipe = await as('equipe')
    await equipe.post(phase(world.phase.id), {
      name: 'Maquette',
      state: 'done',
      startsOn: '2026-11-03',
      dueOn: '2026-11-12',
    })
    await milestone(world.phase.id)
    await approval(world.phase.id)
    const lea = await (await as('lea')).html(at)
    expect(lea).toContain('Terminée · du 3 nov. au 12 nov.')
    expect(lea).toContain('Validation demandée')
    expect(lea).toContain('450,00')
    expect(lea).not.toContain('data-dialog')
    const hugo = await (await as('hugo')).html(at)
    expect(hugo).toContain('Paiement attendu')
    expect(hugo).not.toContain('450,00')
  })

  it('is put in another order by arrows and by dropping, one step at a time', async () => {
    const equipe = await as('equipe')
    await equipe.post(urls.phasePosition('atelier', world.site.id, await idOf('Recette')), { step: 'up' })
    expect(await order()).toEqual(['Maquette', 'Recette', 'Dev'])
    await equipe.post(urls.phasePosition('atelier', world.site.id, await idOf('Dev')), { to: 0 })
    expect(await order()).toEqual(['Dev', 'Maquette', 'Recette'])
    await equipe.post(urls.phasePosition('atelier', world.site.id, await idOf('Dev')), { step: 'up' })
    expect(await order()).toEqual(['Dev', 'Maquette', 'Recette'])
    expect(await kindsOf(world.site.id)).toEqual(['phase.added', 'phase.added', 'phase.moved', 'phase.moved'])
  })

  it('comes back with the words of a refused phase', async () => {
    const equipe = await as('equipe')
    const sent = { name: 'Maquettes', state: 'current', startsOn: '2026-12-03', dueOn: '2026-11-12' }
    const answer = await equipe.post(phase(world.phase.id), sent)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('La fin est avant le début.')
    expect(html).toContain('value="Maquettes"')
  })

  it('moves what hangs on a phase before the phase goes', async () => {
    const camille = await as('camille')
    await milestone(world.phase.id)
    const removal = urls.phaseRemoval('atelier', world.site.id, world.phase.id)
    expect(await camille.html(removal)).toContain('un paiement')
    const refused = await camille.post(removal)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Choisissez une autre étape')
    const into = await idOf('Dev')
    expect((await camille.post(removal, { into })).status).toBe(303)
    expect(await order()).toEqual(['Dev', 'Recette'])
    expect(await rows('select phase_id from payment_requests')).toEqual([{ phase_id: into }])
  })

  it('keeps a phase that was asked to be approved', async () => {
    const camille = await as('camille')
    await approval(world.phase.id)
    const removal = urls.phaseRemoval('atelier', world.site.id, world.phase.id)
    expect(await camille.html(removal)).toContain('ne peut pas être retirée')
    expect((await camille.post(removal, { into: await idOf('Dev') })).status).toBe(422)
    expect(await order()).toEqual(['Maquette', 'Dev', 'Recette'])
  })

  it('is only read in an archived project', async () => {
    const camille = await as('camille')
    await camille.post(urls.archive('atelier', world.site.id), { archived: '1' })
    expect((await camille.post(at, { name: 'Après' })).status).toBe(403)
    expect((await camille.post(phase(world.phase.id), { name: 'Autre', state: 'done' })).status).toBe(403)
    expect(await camille.html(at)).not.toContain('data-dialog')
  })
})
