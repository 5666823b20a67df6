import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { as, rows, scopeIn, system } from '../../../test/harness'
import { makeWorld, type PersonName, people, world } from '../../../test/world'
import { urls } from '../../urls'
import { journalInput } from './filter'
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
      const { lines, older } = await readJournal(scope, { before })
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

  it('shows one kind, or what one person did, as the address says', async () => {
    const [camille, ada] = [await scopeIn('camille'), await scopeIn('ada')]
    await camille.commit([], [{ kind: 'project.done' }, { kind: 'task.created', internal: true }])
    await ada.commit([], [{ kind: 'phase.added' }, { kind: 'note.added', internal: true }])
    await system().commit(
      { workspaceId: world.atelier.id, clientId: world.lune.id, projectId: world.site.id },
      [],
      [{ kind: 'project.resumed' }],
    )
    const kindsFor = async (query: Record<string, string>, who: PersonName = 'camille') => {
      const { lines } = await readJournal(await scopeIn(who), journalInput.parse(query))
      return lines.map(line => line.kind)
    }
    expect(await kindsFor({ kind: 'project' })).toEqual(['project.resumed', 'phase.added', 'project.done'])
    expect(await kindsFor({ kind: 'notes' })).toEqual(['note.added'])
    expect(await kindsFor({ kind: 'notes' }, 'lea')).toEqual([])
    expect(await kindsFor({ person: people.ada.membership })).toEqual(['note.added', 'phase.added'])
    expect(await kindsFor({ person: people.ada.membership, kind: 'project' })).toEqual(['phase.added'])
    expect(await kindsFor({ person: 'system' })).toEqual(['project.resumed'])
    expect(await kindsFor({ kind: 'nonsense', person: "' or 1" }, 'lea')).toHaveLength(3)
    const html = await (await as('camille')).html(urls.journal('atelier', world.site.id, { kind: 'notes' }))
    expect(html).toMatch(/aria-current="true">Notes/)
    expect(html).not.toContain('Projet terminé')
    const contacts = await (await as('hugo')).html(page)
    expect([contacts.includes('kind=notes'), contacts.includes('kind=payments')]).toEqual([false, false])
  })

  it('loads what is older as one scrolls, and keeps its filters on the way', async () => {
    await happen(60)
    const ids = (await rows<{ id: string }>('select id from events order by id desc')).map(e => e.id)
    const html = await (await as('lea')).html(urls.journal('atelier', world.site.id, { kind: 'project' }))
    const older = urls.journal('atelier', world.site.id, { kind: 'project', before: ids[49] ?? '' })
    const attribute = older.replaceAll('&', '&amp;')
    expect(html).toContain(`hx-get="${attribute}" hx-trigger="revealed"`)
    expect(html).toContain(`<a href="${attribute}"`)
    const next = await (await as('lea')).html(older)
    expect(next).toContain('(suite)')
    expect(next.match(/Projet terminé/g)).toHaveLength(10)
    // What stays open asks again for all it has shown, so that new lines leave no gap above the older ones.
    await happen(5)
    const again = await readJournal(await scopeIn('lea'), { since: ids[49] })
    expect(again.lines).toHaveLength(55)
  })

  it('costs two round trips', async () => {
    await happen(3)
    expect((await (await as('lea')).get(page)).headers.get('X-D1-Round-Trips')).toBe('2')
  })

  it('of nothing says so', async () => {
    expect(await (await as('lea')).html(page)).toContain('Rien ne s’est encore passé ici')
  })
})
