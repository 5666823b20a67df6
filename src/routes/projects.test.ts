import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, rows, scopeAt, scopeIn } from '../../test/harness'
import { makeWorld, START, world } from '../../test/world'
import { portfolio, portfolioInput } from '../domain/overview/portfolio'
import { steer } from '../domain/projects/steering'
import { urls } from '../urls'

const DAY = 86_400_000
beforeEach(makeWorld)

const list = async (query: Record<string, string> = {}, now = START + 5 * DAY) =>
  portfolio(await scopeAt('camille', 'atelier', now), portfolioInput.parse(query))
const names = async (query: Record<string, string>) => (await list(query)).projects.map(p => p.name)

describe('a new project', () => {
  const create = async (fields: Record<string, string>) => {
    const answer = await (await as('camille')).post(urls.projects('atelier'), {
      name: 'Neuf',
      clientId: world.lune.id,
      ...fields,
    })
    expect(answer.status).toBe(303)
    const id = answer.headers.get('Location')?.split('/').at(-1) ?? ''
    const [project] = await rows<{ requests_enabled: number }>('select * from projects where id = ?', id)
    const phases = await rows<{ name: string }>(
      'select name from phases where project_id = ? order by position',
      id,
    )
    const tasks = await rows<{ title: string; phase: string }>(
      'select t.title, p.name as phase from tasks t left join phases p on p.id = t.phase_id where t.project_id = ? order by t.position',
      id,
    )
    return { requests: project?.requests_enabled === 1, phases: phases.map(p => p.name), tasks }
  }

  it('starts from its template: phases, tasks in their phases, requests', async () => {
    const website = await create({ template: 'website', starterTasks: '1' })
    expect(website.phases).toEqual(['Cadrage', 'Maquette', 'Contenu', 'Dev', 'Recette', 'Livraison'])
    expect(website.tasks[0]).toEqual({ title: 'Réunion de lancement', phase: 'Cadrage' })
    expect(website.requests).toBe(true)
    const automation = await create({ template: 'automation' })
    expect([automation.phases[0], automation.tasks]).toEqual(['Audit', []])
    const blank = await create({ template: 'blank', starterTasks: '1' })
    expect(blank).toEqual({ requests: false, phases: [], tasks: [] })
    expect((await create({ template: 'blank', requests: 'on' })).requests).toBe(true)
  })

  it('speaks the workspace’s language', async () => {
    await env.DB.prepare(`update workspaces set locale = 'en-CA' where id = ?`).bind(world.atelier.id).run()
    expect((await create({ starterTasks: '1' })).tasks[0]).toEqual({
      title: 'Kick-off meeting',
      phase: 'Scoping',
    })
  })

  it('comes back with what was written when something is wrong', async () => {
    const answer = await (await as('camille')).post(urls.projects('atelier'), {
      name: 'Neuf',
      template: 'circus',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="Neuf"')
  })
})

describe('the list of projects', () => {
  it('says who holds the ball and for how many days', async () => {
    await steer(await scopeIn('camille', world.site, START + 2 * DAY), { awaited: 'Vos photos' })
    await steer(await scopeIn('camille', world.shop, START + DAY), { awaited: 'Vos textes' })
    await steer(await scopeIn('camille', world.shop, START + 4 * DAY), { awaited: '' })
    const held = Object.fromEntries((await list()).projects.map(p => [p.name, [p.shown, p.ball]]))
    expect(held).toEqual({
      'Site de Maison Lune': ['waiting_client', { holder: 'client', days: 3 }],
      'Boutique en ligne': ['in_progress', { holder: 'team', days: 1 }],
      'Carte du Café Zinc': ['in_progress', { holder: 'team', days: 5 }],
    })
    const html = await (await as('camille')).html(urls.projects('atelier'))
    expect(html).toContain('Chez le client depuis')
  })

  it('is narrowed and sorted by its address', async () => {
    await steer(await scopeIn('camille', world.site, START), {
      awaited: 'Vos photos',
      estimatedOn: '2026-12-01',
    })
    await steer(await scopeIn('camille', world.cafe, START + 4 * DAY), {
      awaited: 'La carte',
      estimatedOn: '2026-11-30',
    })
    const [site, shop, cafe] = ['Site de Maison Lune', 'Boutique en ligne', 'Carte du Café Zinc']
    expect(await names({ ball: 'client', sort: 'ball' })).toEqual([site, cafe])
    expect(await names({ ball: 'long' })).toEqual([site])
    expect(await names({ ball: 'team' })).toEqual([shop])
    expect(await names({ state: 'waiting_client', client: world.zinc.id })).toEqual([cafe])
    expect(await names({ state: 'in_progress' })).toEqual([shop])
    expect(await names({ sort: 'name' })).toEqual([shop, cafe, site])
    expect(await names({ sort: 'date' })).toEqual([cafe, site, shop])
    await (await as('camille')).post(urls.archive('atelier', world.site.id), { archived: '1' })
    expect(await names({ state: 'archived' })).toEqual([site])
    expect(await names({ sort: 'name' })).toEqual([shop, cafe])
    expect(await names({ state: 'nonsense', page: '-4' })).toHaveLength(2)
  })

  it('turns its pages over more than two hundred projects, each once', async () => {
    const more = Array.from({ length: 230 }, (_, i) =>
      env.DB.prepare(
        'insert into projects (id, workspace_id, client_id, name, created_at) values (?, ?, ?, ?, ?)',
      ).bind(`p${i}`, world.atelier.id, world.lune.id, `Projet ${i}`, START),
    )
    await env.DB.batch(more)
    const seen = new Set<string>()
    for (let n = 1; n <= 10; n++) for (const p of (await list({ page: String(n) })).projects) seen.add(p.id)
    expect(seen.size).toBe(233)
    const answer = await (await as('camille')).get(urls.projects('atelier', { page: '2', sort: 'client' }))
    const html = await answer.text()
    expect(html).toContain('26–50 sur 233')
    expect(html).toContain('sort=client&amp;page=3')
    expect(answer.headers.get('X-D1-Round-Trips')).toBe('2')
  })

  it('has a way out where nothing matches', async () => {
    const html = await (await as('camille')).html(urls.projects('atelier', { state: 'done' }))
    expect(html).toContain('Aucun projet ne correspond')
    expect(html).toContain('Voir tous les projets')
  })

  it('shows somebody limited to one project that one alone', async () => {
    const rows = await portfolio(await scopeAt('limited'), portfolioInput.parse({}))
    expect(rows.projects.map(p => p.id)).toEqual([world.site.id])
    expect(rows.total).toBe(1)
  })
})
