import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows } from '../../test/harness'
import { makeWorld, people, world } from '../../test/world'

beforeEach(makeWorld)

const lune = `/w/atelier/clients/${world.lune.id}`

describe('clients', () => {
  it('are created, edited and listed by an administrator', async () => {
    const ada = await as('ada')
    const created = await ada.post('/w/atelier/clients', {
      name: '  Librairie Ode ',
      email: 'ODE@example.test',
    })
    expect(created.status).toBe(303)
    const at = created.headers.get('Location') ?? ''
    expect(await ada.html(at)).toContain('Librairie Ode')
    await ada.post(`${at}/edit`, { name: 'Librairie Ode & fils', phone: '01 02' })
    expect(await ada.html('/w/atelier/clients')).toContain('Librairie Ode &amp; fils')
    expect(await kindsOf()).toEqual(['client.created', 'client.changed'])
  })

  it('keep what was typed beside what is wrong', async () => {
    const camille = await as('camille')
    const answer = await camille.post('/w/atelier/clients', {
      name: ' ',
      email: 'pas une adresse',
      phone: '01 02 03',
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('pas une adresse')
    expect(html).toContain('01 02 03')
    expect(html).toContain('Cette adresse e-mail n’est pas valable.')
  })

  it('do not exist for a member or a contact', async () => {
    for (const name of ['equipe', 'lea'] as const) {
      const browser = await as(name)
      expect((await browser.get('/w/atelier/clients')).status).toBe(404)
      expect((await browser.post('/w/atelier/clients', { name: 'x' })).status).toBe(404)
      expect((await browser.get(lune)).status).toBe(404)
    }
  })
})

describe('contacts', () => {
  it('are invited with a membership that opens nothing yet, and one mail', async () => {
    const camille = await as('camille')
    const answer = await camille.post(`${lune}/contacts`, {
      email: 'Zoe@maison-lune.test',
      name: 'Zoé',
      finance: '1',
    })
    expect(answer.status).toBe(303)
    const [zoe] = await rows(
      'select m.*, u.name from memberships m join users u on u.id = m.user_id where u.email = ?',
      'zoe@maison-lune.test',
    )
    expect(zoe).toMatchObject({
      role: 'contact',
      client_id: world.lune.id,
      finance: 1,
      approve: 0,
      accepted_at: null,
      name: 'Zoé',
    })
    expect(await rows('select * from mails where to_address = ?', 'zoe@maison-lune.test')).toHaveLength(1)
    expect(await kindsOf()).toEqual(['person.invited'])
  })

  it('are refused, with a sentence, when the person is on the other side or here already', async () => {
    const camille = await as('camille')
    const side = await camille.post(`${lune}/contacts`, { email: 'equipe@parvis.test' })
    expect(side.status).toBe(422)
    expect(await side.text()).toContain('de l’autre côté')
    const twice = await camille.post(`${lune}/contacts`, { email: 'lea@parvis.test' })
    expect(await twice.text()).toContain('a déjà un accès ici')
  })

  it('land in the newest project that is open to them', async () => {
    const camille = await as('camille')
    await camille.post(`${lune}/contacts`, { email: 'a@maison-lune.test' })
    await camille.post(`${lune}/contacts`, {
      email: 'b@maison-lune.test',
      limited: '1',
      projects: world.site.id,
    })
    const landing = await rows('select email, project_id from tokens order by email')
    expect(landing).toEqual([
      { email: 'a@maison-lune.test', project_id: world.shop.id },
      { email: 'b@maison-lune.test', project_id: world.site.id },
    ])
  })

  it('cannot be given a project of another client', async () => {
    const camille = await as('camille')
    const answer = await camille.post(`${lune}/contacts`, {
      email: 'x@y.test',
      limited: '1',
      projects: world.cafe.id,
    })
    expect(answer.status).toBe(404)
    expect(await rows('select * from users where email = ?', 'x@y.test')).toHaveLength(0)
  })

  it('lose their access at the next request', async () => {
    const [camille, hugo] = [await as('camille'), await as('hugo')]
    expect((await hugo.get(`/w/atelier/p/${world.site.id}`)).status).toBe(200)
    await camille.post(`${lune}/contacts/${people.hugo.membership}/removal`)
    expect((await hugo.get(`/w/atelier/p/${world.site.id}`)).status).toBe(404)
  })

  it('may be limited to chosen projects', async () => {
    const [camille, hugo] = [await as('camille'), await as('hugo')]
    await camille.post(`${lune}/contacts/${people.hugo.membership}`, {
      limited: '1',
      projects: world.site.id,
    })
    expect((await hugo.get(`/w/atelier/p/${world.site.id}`)).status).toBe(200)
    expect((await hugo.get(`/w/atelier/p/${world.shop.id}`)).status).toBe(404)
  })

  it('ignore fields that are not theirs', async () => {
    const camille = await as('camille')
    await camille.post(`${lune}/contacts/${people.hugo.membership}`, {
      role: 'owner',
      workspaceId: world.savane.id,
    })
    expect(
      await rows('select role, workspace_id from memberships where id = ?', people.hugo.membership),
    ).toEqual([{ role: 'contact', workspace_id: world.atelier.id }])
  })
})

describe('members', () => {
  it('always leave one owner', async () => {
    const camille = await as('camille')
    const answer = await camille.post(`/w/atelier/settings/members/${people.camille.membership}/removal`)
    expect(answer.status).toBe(409)
    expect(await rows('select removed_at from memberships where id = ?', people.camille.membership)).toEqual([
      { removed_at: null },
    ])
  })

  it('are made owner by an owner alone', async () => {
    const ada = await as('ada')
    const answer = await ada.post(`/w/atelier/settings/members/${people.equipe.membership}`, {
      role: 'owner',
    })
    expect(answer.status).toBe(403)
    expect((await ada.post(`/w/atelier/settings/members/${people.camille.membership}/removal`)).status).toBe(
      403,
    )
  })
})

describe('projects', () => {
  const details = { name: 'Refonte', clientId: world.zinc.id, requestsEnabled: '1' }

  it('begin with their phases, in the journal of the project itself', async () => {
    const camille = await as('camille')
    const answer = await camille.post('/w/atelier/projects', details)
    const at = answer.headers.get('Location') ?? ''
    const id = at.split('/').pop() ?? ''
    expect(await camille.html(at)).toContain('Cadrage')
    expect(await kindsOf(id)).toEqual(['project.created'])
    expect(await (await as('nadia')).html(at)).toContain('Refonte')
  })

  it('tell the client at once what the team says', async () => {
    const camille = await as('camille')
    const site = `/w/atelier/p/${world.site.id}`
    await camille.post(`${site}/steering`, {
      nextStep: 'La recette',
      awaited: 'Vos photos',
      update: 'Maquette finie.',
    })
    const html = await (await as('lea')).html(site)
    for (const words of [
      'La recette',
      'Vos photos',
      'Maquette finie.',
      'Chez vous depuis aujourd’hui',
      'En attente client',
    ])
      expect(html).toContain(words)
    expect((await (await as('lea')).post(`${site}/steering`, { nextStep: 'x' })).status).toBe(404)
  })

  it('are read-only once archived', async () => {
    const camille = await as('camille')
    const site = `/w/atelier/p/${world.site.id}`
    await camille.post(`${site}/settings/archive`, { archived: '1' })
    expect((await camille.post(`${site}/settings`, { name: 'Autre' })).status).toBe(409)
    await camille.post(`${site}/settings/archive`, { archived: '' })
    expect((await camille.post(`${site}/settings`, { name: 'Autre' })).status).toBe(303)
  })

  it('cost two round trips a page', async () => {
    const lea = await as('lea')
    const answer = await lea.get(`/w/atelier/p/${world.site.id}`)
    expect(answer.headers.get('X-D1-Round-Trips')).toBe('2')
  })
})

it('a contact with one project lands inside it, with several chooses', async () => {
  const nadia = await (await as('nadia')).get('/w/atelier')
  expect(nadia.headers.get('Location')).toBe(`/w/atelier/p/${world.cafe.id}`)
  expect(await (await as('lea')).html('/w/atelier')).toContain('Boutique en ligne')
  expect((await (await as('koffi')).get('/w/atelier')).status).toBe(404)
})
