import { beforeEach, describe, expect, it } from 'vitest'
import { as, type Browser, rows } from '../../test/harness'
import { type Sample, sampleWorld } from '../../test/many-tickets'
import { ticketIn } from '../../test/tickets'
import { makeWorld, people, world } from '../../test/world'
import { newId } from '../lib/id'

beforeEach(makeWorld)

const list = '/w/atelier/tickets'
const linesOf = (html: string) => [...html.matchAll(/class="row-t" href="([^"]+)"/g)].map(m => m[1] as string)
/** The page that follows, with the word of what was done. */
async function follow(browser: Browser, response: Response): Promise<string> {
  expect(response.status).toBe(303)
  return browser.html(response.headers.get('Location') ?? '')
}

describe('the page of all requests', () => {
  let all: Sample[]
  beforeEach(async () => {
    all = await sampleWorld(200, Date.now())
  })

  it.each([
    ...['', '?sla=late', '?unread=1&sort=client', '?state=all&sort=number', '?tag=blog&q=logo+page'],
    `?client=${world.lune.id}&project=${world.site.id}&who=none&from=2020-01-01&date=updated&sort=created`,
    '/filters?tag=blog',
  ])('costs two round trips: %s', async query => {
    const response = await (await as('camille')).get(`${list}${query}`)
    expect([response.status, response.headers.get('X-D1-Round-Trips')]).toEqual([200, '2'])
  })

  it('leads through all its pages, each line once', async () => {
    const camille = await as('camille')
    const seen: string[] = []
    let next: string | undefined = `${list}?state=all`
    while (next) {
      const html: string = await camille.html(next.replaceAll('&amp;', '&'))
      seen.push(...linesOf(html))
      next = /href="([^"]+)"[^>]*rel="next"/.exec(html)?.[1]
    }
    const atelier = all.filter(t => t.workspace === 'atelier')
    expect(seen.map(href => href.split('/').at(-1)).sort()).toEqual(atelier.map(t => t.id).sort())
  })

  it('says on its shortcuts how many each shows', async () => {
    const limited = await as('limited')
    const html = await limited.html(list)
    for (const query of ['sla=late', 'unread=1', 'who=none', 'who=me']) {
      const count = new RegExp(`href="${list}\\?${query}"[^>]*>[^<]*<span class="count"[^>]*>(\\d+)`).exec(
        html,
      )?.[1]
      const shown = await limited.html(`${list}?${query}`)
      expect(shown, query).toContain(`<span>${count} demandes</span>`)
    }
  })

  it('shows each part of the filter to be taken off, in nobody’s markup but ours', async () => {
    const camille = await as('camille')
    const query = `client=${world.lune.id}&urgency=urgent&state=open&sla=late&who=${people.equipe.membership}`
    const html = await camille.html(`${list}?${query}&unread=1&tag=blog&from=2026-01-02&q=%3Cb%3E%22x`)
    for (const words of [
      'Maison Lune',
      'Ouvert',
      'Urgence',
      'En retard',
      'Equipe',
      'blog',
      '&lt;b&gt;&quot;x',
    ])
      expect(html).toContain(`<b>${words}</b>`)
    expect(html).not.toContain('<b>"x')
    const without = new URLSearchParams(`${query}&unread=1&from=2026-01-02&q=<b>"x`)
    expect(html).toContain(`href="${list}?${without}"`.replaceAll('&', '&amp;'))
    expect(html).toContain('Aucune demande ne correspond')
  })

  it('names nothing that the reader may not know of', async () => {
    const html = await (await as('limited')).html(`${list}?client=${world.zinc.id}&project=${world.cafe.id}`)
    expect(html).not.toContain('Café Zinc')
    expect(html).toContain('introuvable')
  })

  it('keeps empty fields out of its address, and is not there for a contact', async () => {
    const response = await (await as('camille')).get(`${list}?client=&type=bug&state=open&q=`)
    expect([response.status, response.headers.get('Location')]).toEqual([303, `${list}?type=bug&state=open`])
    for (const path of ['', '/filters', '/views/new'])
      expect((await (await as('lea')).get(`${list}${path}`)).status).toBe(404)
  })
})

describe('several at once', () => {
  it('are done in three round trips, and come back to where they were chosen with what was done', async () => {
    const camille = await as('camille')
    const ids: string[] = []
    for (let number = 1; number <= 46; number++) ids.push(await ticketIn('in_progress', { number }))
    for (let number = 47; number <= 50; number++) ids.push(await ticketIn('quoted', { number }))
    const response = await camille.post(`${list}/selection`, {
      ids,
      do: 'resolve',
      back: `${list}?state=all`,
    })
    expect(response.headers.get('X-D1-Round-Trips')).toBe('3')
    expect(response.headers.get('Location')).toBe(`${list}?state=all`)
    expect(await follow(camille, response)).toContain('46 demandes résolues, 4 ne pouvaient pas l’être.')
    expect(await camille.html(list)).not.toContain('résolues,')
  })

  it('say what is missing, and lead nowhere else', async () => {
    const camille = await as('camille')
    const id = await ticketIn('open')
    const send = (fields: Record<string, string | string[]>) => camille.post(`${list}/selection`, fields)
    expect(await follow(camille, await send({ do: 'resolve' }))).toContain('Choisissez d’abord')
    expect(await follow(camille, await send({ do: 'tag', tag: '', ids: id }))).toContain('un à quarante')
    const tooMany = Array.from({ length: 51 }, () => newId())
    expect(await follow(camille, await send({ do: 'resolve', ids: tooMany }))).toContain('Cinquante')
    for (const back of [
      'https://evil.test/',
      '//evil.test',
      '/w/savane/tickets',
      `${list}/../settings`,
      `${list}x`,
    ]) {
      const response = await send({ do: 'tag', tag: 'blog', ids: id, back })
      expect(response.headers.get('Location')).toBe(list)
    }
    const tagged = await follow(
      camille,
      await send({ do: 'assign', assignee: people.equipe.membership, ids: id }),
    )
    expect(tagged).toContain('1 demande confiée.')
    expect(tagged).toContain('<span class="tag">blog</span>')
  })
})

describe('named views', () => {
  it('are saved, opened, renamed and deleted; a refused one keeps its words', async () => {
    const camille = await as('camille')
    const saved = await follow(
      camille,
      await camille.post(`${list}/views`, { name: 'Bugs <b>', query: 'type=bug&x=1', shared: '1' }),
    )
    expect(saved).toContain('Vue enregistrée.')
    expect(saved).toMatch(
      /href="\/w\/atelier\/tickets\?type=bug" aria-current="page"[^>]*>.*?Bugs &lt;b&gt;/s,
    )
    const [view] = await rows<{ id: string }>('select id from saved_views')
    expect(saved).toContain(`${list}/views/${view?.id}/removal`)
    const twin = await camille.post(`${list}/views`, { name: 'bugs <B>', query: 'type=bug' })
    expect(twin.status).toBe(422)
    expect(await twin.text()).toContain('Une vue porte déjà ce nom.')
    expect((await camille.post(`${list}/views`, { name: ' ', query: 'type=bug' })).status).toBe(422)
    // Somebody else of the team uses it, and may not change it.
    const equipe = await as('equipe')
    expect(await equipe.html(`${list}?type=bug`)).not.toContain('/removal')
    expect((await equipe.get(`${list}/views/${view?.id}`)).status).toBe(403)
    expect((await equipe.post(`${list}/views/${view?.id}/removal`)).status).toBe(403)
    const renamed = await camille.post(`${list}/views/${view?.id}`, { name: 'Bogues', shared: '1' })
    expect(await follow(camille, renamed)).toContain('Bogues')
    expect(await camille.html(`${list}/views/${view?.id}/removal`)).toContain('toute l’équipe'.slice(1))
    expect(await follow(camille, await camille.post(`${list}/views/${view?.id}/removal`))).not.toContain(
      'Bogues',
    )
  })
})

describe('an empty list', () => {
  it('invites at first, is glad of nothing late, and offers a way out of a filter', async () => {
    const camille = await as('camille')
    expect(await camille.html(list)).toContain('Aucune demande pour le moment')
    expect(await camille.html(`${list}?sla=late`)).toContain('Rien en retard')
    const none = await camille.html(`${list}?type=bug`)
    expect(none).toContain('Aucune demande ne correspond')
    expect(none).toContain('Effacer les filtres')
  })
})
