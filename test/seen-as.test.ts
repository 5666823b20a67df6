import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { app } from '../src/app'
import { Forbidden } from '../src/lib/errors'
import { urls } from '../src/urls'
import { as, type Browser, kindsOf, rows, scopeWith } from './harness'
import { cases } from './isolation/cases'
import { furnishedWorld, type Ids } from './isolation/furnish'
import { guardedRoutes, pathOf } from './isolation/walker'
import { knock } from './sockets'
import { type PersonName, people, world } from './world'

let site: Ids
beforeEach(async () => {
  site = (await furnishedWorld()).site
})

const home = urls.project('atelier', world.site.id)
const start = urls.seenAs('atelier', world.site.id)

/** Somebody of the team, looking as a contact. */
async function looking(who: PersonName, contact: PersonName): Promise<Browser> {
  const browser = await as(who)
  const response = await browser.post(start, { contact: people[contact].membership })
  expect(response.status).toBe(303)
  return browser
}

/** A page as it is, less what is another's in the frame: the banner, the person's menu, the socket. */
const body = (html: string) =>
  /<main[\s\S]*<\/main>/.exec(html)?.[0].replace(/[0-9a-f]{8}-[0-9a-f-]{27}|data-now="\d+"/g, '…')

const routes = guardedRoutes(app).filter(r => r.path.includes('/p/:project'))

describe('through a contact’s eyes', () => {
  it.each(['lea', 'hugo'] as const)('every page is the one that %s gets', async contact => {
    const [own, seen] = [await as(contact), await looking('camille', contact)]
    let pages = 0
    for (const route of routes.filter(r => r.method === 'GET' && !r.path.endsWith('/live'))) {
      const path = pathOf(route, site)
      // The look comes first: had it left a read mark, their own page would show it.
      const [ours, theirs] = [await seen.get(path), await own.get(path)]
      expect([path, ours.status]).toEqual([path, theirs.status])
      if (theirs.status !== 200) continue
      const [one, other] = [await theirs.text(), await ours.text()]
      expect(body(other)).toEqual(body(one))
      if (!body(one)) continue
      expect(other).toContain('Revenir à mon espace')
      expect(one).not.toContain('Revenir à mon espace')
      expect(other).not.toContain('data-live=')
      pages++
    }
    expect(pages).toBeGreaterThan(10)
  })

  it('nothing can be done, by any route, and nothing is left behind', async () => {
    const seen = await looking('camille', 'lea')
    const before = await traces()
    for (const route of routes) {
      const path = pathOf(route, site)
      if (route.method === 'GET') {
        await seen.get(path)
        continue
      }
      const c = cases[`${route.method} ${route.path}`]
      const answer = await seen.request(route.method, path, { fields: (c?.body?.(site) ?? {}) as never })
      expect([route.path, answer.status]).toEqual([route.path, 403])
      expect(await answer.text()).toContain('Vous regardez seulement')
    }
    expect(await traces()).toEqual(before)
    expect((await seen.post(urls.accountName(), { name: 'Autre' })).status).toBe(403)
  })

  it('the scope itself refuses, whatever the route', async () => {
    const scope = await scopeWith(await looking('camille', 'lea'))
    expect(scope.actor.membershipId).toBe(people.lea.membership)
    expect(scope.seenBy?.membershipId).toBe(people.camille.membership)
    await expect(scope.commit([], { kind: 'project.done' })).rejects.toThrow(Forbidden)
    await expect(scope.mark([])).rejects.toThrow(Forbidden)
  })

  it('there is no socket, so nobody is seen present', async () => {
    expect((await knock(await looking('camille', 'lea'))).status).toBe(403)
  })

  it('costs no more than one’s own page', async () => {
    expect((await (await looking('camille', 'lea')).get(home)).headers.get('X-D1-Round-Trips')).toBe('2')
  })

  it('a file opens as it does for them, without a line in their name', async () => {
    const seen = await looking('camille', 'lea')
    const link = await seen.get(urls.fileContent('atelier', world.site.id, site.file, site.version))
    expect(link.status).toBe(302)
    const file = link.headers.get('Location') ?? ''
    expect((await seen.get(file)).status).toBe(200)
    expect(await rows(`select 1 from security_log where kind = 'file.link'`)).toEqual([])
    await seen.post(urls.ownEyes())
    expect((await seen.get(file)).status).toBe(404)
  })

  it('begins with one internal line and ends with the way back', async () => {
    const seen = await looking('equipe', 'lea')
    await seen.get(home)
    expect((await kindsOf(world.site.id)).filter(kind => kind === 'project.seen_as')).toHaveLength(1)
    expect(
      await rows(`select internal, actor_id, subject_id from events where kind = 'project.seen_as'`),
    ).toEqual([{ internal: 1, actor_id: people.equipe.membership, subject_id: people.lea.membership }])
    expect(await (await as('lea')).html(urls.journal('atelier', world.site.id))).not.toContain('les yeux')
    const back = await seen.post(urls.ownEyes(), { next: home })
    expect([back.status, back.headers.get('Location')]).toEqual([303, home])
    expect(await seen.html(home)).toContain('Faire le point')
  })
})

describe('what another’s eyes never open', () => {
  it('amounts, to a member without finance', async () => {
    const seen = await looking('equipe', 'lea')
    expect((await seen.get(urls.payments('atelier', world.site.id))).status).toBe(404)
    expect(await seen.html(home)).not.toContain('450')
    const owner = await looking('camille', 'lea')
    expect(await owner.html(urls.payments('atelier', world.site.id))).toContain('450')
  })

  it('a project that is not one’s own, or not the contact’s', async () => {
    const limited = await looking('limited', 'lea')
    expect((await limited.get(urls.project('atelier', world.shop.id))).status).toBe(404)
    // One project alone is theirs: the space opens in it.
    expect((await limited.get(urls.home('atelier'))).headers.get('Location')).toBe(home)
    const owner = await looking('camille', 'lea')
    expect((await owner.get(urls.project('atelier', world.shop.id))).status).toBe(200)
    expect(await owner.html(urls.home('atelier'))).toContain('Boutique en ligne')
    await rows('update memberships set all_projects = 0 where id = ?', people.lea.membership)
    expect((await owner.get(home)).status).toBe(404)
  })

  it('another client’s project, the team’s pages, and the notes', async () => {
    const seen = await looking('camille', 'lea')
    for (const path of [
      urls.project('atelier', world.cafe.id),
      urls.settings('atelier'),
      urls.clients('atelier'),
      urls.notes('atelier', world.site.id),
      start,
    ]) {
      const response = await seen.get(path)
      expect([path, response.status]).toEqual([path, 404])
      expect(await response.text()).toContain('Revenir à mon espace')
    }
  })

  it('anything, as somebody who is not a contact of the project', async () => {
    const browser = await as('camille')
    for (const contact of ['nadia', 'koffi', 'removed', 'equipe', 'camille'] as const)
      expect((await browser.post(start, { contact: people[contact].membership })).status).toBe(404)
    expect((await (await as('lea')).post(start, { contact: people.hugo.membership })).status).toBe(404)
    // Even where the row says so.
    for (const contact of ['nadia', 'koffi', 'removed', 'equipe'] as const) {
      await rows('update sessions set seen_as = ?', people[contact].membership)
      expect((await (await as('lea')).get(home)).status).toBe(200)
      expect([contact, (await browser.get(home)).status]).toEqual([contact, contact === 'nadia' ? 404 : 200])
    }
  })

  it('anything any more, once the contact or the member has no access', async () => {
    const seen = await looking('ada', 'lea')
    await rows('update memberships set removed_at = 1 where id = ?', people.lea.membership)
    expect(await seen.html(home)).toContain('Faire le point')
    await rows('update memberships set removed_at = null where id = ?', people.lea.membership)
    await rows('update memberships set removed_at = 1 where id = ?', people.ada.membership)
    expect((await seen.get(home)).status).toBe(404)
  })
})

/** Everything a look could leave: who read what, what happened, what was logged, who was told. */
async function traces() {
  const tables = [
    'events',
    'reads',
    'security_log',
    'mails',
    'notifications',
    'messages',
    'tickets',
    'replies',
  ]
  const counts = tables.map(table => `(select count(*) from ${table}) ${table}`)
  return env.DB.prepare(`select ${counts.join(', ')}`).first()
}
