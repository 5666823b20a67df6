import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeAt, scopeIn } from '../../test/harness'
import { makeWorld, world } from '../../test/world'
import { addNote, listNotes } from '../domain/notes/notes'
import { noteUrls, urls } from '../urls'

beforeEach(makeWorld)

const shelf = urls.notes('atelier', world.site.id)
const clientShelf = urls.clientNotes('atelier', world.lune.id)
const clientPage = urls.client('atelier', world.lune.id)
const newest = async () => (await rows<{ id: string }>('select id from notes order by id desc'))[0]?.id ?? ''

describe('a project’s notes', () => {
  it('are written, pinned, changed and taken away by its team', async () => {
    const equipe = await as('equipe')
    await equipe.post(shelf, { body: 'Préfère le **téléphone**' })
    const first = noteUrls(shelf, await newest())
    await (await as('limited')).post(shelf, { body: 'Absente en août' })
    expect(await equipe.html(shelf)).toMatch(/Absente en août[\s\S]*Préfère le <strong>téléphone<\/strong>/)
    expect((await equipe.post(first.pin, { pinned: '1' })).headers.get('Location')).toBe(shelf)
    expect(await equipe.html(shelf)).toMatch(/Épinglée[\s\S]*téléphone[\s\S]*Absente en août/)
    await (await as('ada')).post(first.edit, { body: 'Préfère les messages' })
    const html = await equipe.html(shelf)
    expect([html.includes('Préfère les messages'), html.includes('modifiée')]).toEqual([true, true])
    expect(await equipe.html(first.removal)).toContain('Supprimer cette note')
    await equipe.post(first.removal)
    expect(await equipe.html(shelf)).not.toContain('Préfère')
    expect(await kindsOf()).toEqual([
      'note.added',
      'note.added',
      'note.pinned',
      'note.changed',
      'note.removed',
    ])
    expect(await rows('select distinct internal from events')).toEqual([{ internal: 1 }])
    expect(await rows(`select 1 from events where coalesce(facts, '') like '%Préfère%'`)).toEqual([])
  })

  it('refused, come back with their words', async () => {
    const equipe = await as('equipe')
    const words = `Trop long ${'x'.repeat(20_001)}`
    const response = await equipe.post(shelf, { body: words })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Trop long')
    expect((await equipe.post(shelf, { body: '  ' })).status).toBe(422)
  })

  it('run nothing that was written into them', async () => {
    const equipe = await as('equipe')
    await equipe.post(shelf, { body: '<script>alert(1)</script> [x](javascript:alert(1))' })
    const html = await equipe.html(shelf)
    expect(html).toContain('&lt;script&gt;alert(1)')
    expect(html).not.toContain('href="javascript')
  })

  it('cost two round trips to read, three to write', async () => {
    const equipe = await as('equipe')
    const trips = (response: Response) => response.headers.get('X-D1-Round-Trips')
    expect(trips(await equipe.post(shelf, { body: 'Une note' }))).toBe('2')
    expect(trips(await equipe.get(shelf))).toBe('2')
    expect(trips(await equipe.post(noteUrls(shelf, await newest()).pin, { pinned: '1' }))).toBe('3')
    expect(trips(await (await as('ada')).get(clientPage))).toBe('2')
  })
})

describe('a client’s notes', () => {
  it('are the managers’ alone', async () => {
    const ada = await as('ada')
    expect((await ada.post(clientShelf, { body: 'Paie toujours tard' })).headers.get('Location')).toBe(
      `${clientPage}#notes`,
    )
    expect(await ada.html(clientPage)).toContain('Paie toujours tard')
    const note = noteUrls(clientShelf, await newest())
    await ada.post(note.pin, { pinned: '1' })
    expect(await ada.html(clientPage)).toContain('Épinglée')
    expect(await ada.html(note.edit)).toContain('Paie toujours tard')
    expect(await ada.html(shelf)).not.toContain('Paie toujours tard')
    for (const who of ['equipe', 'limited', 'lea'] as const) {
      const browser = await as(who)
      expect((await browser.get(note.edit)).status).toBe(404)
      expect((await browser.get(clientPage)).status).toBe(404)
    }
    const refused = await ada.post(clientShelf, { body: '' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Paie toujours tard')
  })

  it('do not exist in a member’s scope, nor on another shelf', async () => {
    const id = await addNote({ scope: await scopeAt('ada'), clientId: world.lune.id }, 'Paie toujours tard')
    const member = await scopeAt('equipe')
    expect(await listNotes({ scope: member, clientId: world.lune.id })).toEqual([])
    expect(
      await member.read(member.select({ id: member.view('notes').id }).from(member.view('notes'))),
    ).toEqual([[]])
    expect(await listNotes({ scope: await scopeIn('camille') })).toEqual([])
    const ada = await as('ada')
    for (const path of [shelf, urls.clientNotes('atelier', world.zinc.id)])
      expect((await ada.get(noteUrls(path, id).edit)).status).toBe(404)
  })
})
