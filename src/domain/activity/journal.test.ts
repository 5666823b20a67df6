import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { as, rows, scopeIn } from '../../../test/harness'
import { makeWorld, type PersonName, world } from '../../../test/world'
import { urls } from '../../urls'
import { readJournal } from './journal'

beforeEach(makeWorld)

const page = urls.journal('atelier', world.site.id)

async function happen(count: number): Promise<void> {
  const scope = await scopeIn('camille')
  await scope.commit(
    [],
    Array.from({ length: count }, () => ({ kind: 'project.done' })),
  )
}

describe('the journal of a project', () => {
  it('says what happened, who did it and when, by day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-19T09:00:00Z') })
    onTestFinished(() => void vi.useRealTimers())
    const monday = await scopeIn('camille', world.site, Date.parse('2026-11-16T22:30:00Z'))
    const tuesday = await scopeIn('ada', world.site, Date.parse('2026-11-16T23:30:00Z'))
    await monday.commit([], { kind: 'project.done' })
    await tuesday.commit([], { kind: 'project.resumed' })
    const html = await (await as('lea')).html(page)
    expect(html.indexOf('Projet repris')).toBeLessThan(html.indexOf('Projet terminé'))
    expect(html).toMatch(
      /Mardi 17 novembre[\s\S]*Ada[\s\S]*00:30[\s\S]*Lundi 16 novembre[\s\S]*Camille[\s\S]*23:30/,
    )
  })

  it('shows each reader what they may see', async () => {
    const scope = await scopeIn('camille')
    const money = { amount: 12_345, currency: 'EUR' }
    await scope.commit(
      [],
      [
        { kind: 'project.done', money },
        { kind: 'project.resumed', internal: true },
        { kind: 'project.archived', finance: true },
      ],
    )
    const seen = async (name: PersonName) => {
      const html = await (await as(name)).html(page)
      const words = ['Projet terminé', 'Projet repris', 'Projet archivé', 'Interne', '123,45']
      return words.filter(word => html.includes(word))
    }
    expect(await seen('camille')).toEqual([
      'Projet terminé',
      'Projet repris',
      'Projet archivé',
      'Interne',
      '123,45',
    ])
    expect(await seen('equipe')).toEqual(['Projet terminé', 'Projet repris', 'Interne'])
    expect(await seen('lea')).toEqual(['Projet terminé', 'Projet archivé', '123,45'])
    expect(await seen('hugo')).toEqual(['Projet terminé'])
    expect((await (await as('nadia')).get(page)).status).toBe(404)
  })

  it('goes back page by page without losing or repeating a line', async () => {
    await happen(120)
    const scope = await scopeIn('lea')
    const ids: string[] = []
    let before: string | undefined
    do {
      const { lines, older } = await readJournal(scope, before)
      ids.push(...lines.map(line => line.id))
      before = older ?? undefined
    } while (before)
    expect(ids).toEqual((await rows<{ id: string }>('select id from events order by id desc')).map(e => e.id))
    const lea = await as('lea')
    expect(await lea.html(page)).toContain(`before=${ids[49]}`)
    const second = await lea.html(`${page}?before=${ids[49]}`)
    expect(second).toContain('Le plus récent')
    expect(await lea.html(`${page}?before=nonsense`)).toContain(`before=${ids[49]}`)
  })

  it('costs two round trips', async () => {
    await happen(3)
    expect((await (await as('lea')).get(page)).headers.get('X-D1-Round-Trips')).toBe('2')
  })

  it('of nothing says so', async () => {
    expect(await (await as('lea')).html(page)).toContain('Rien ne s’est encore passé ici')
  })
})
