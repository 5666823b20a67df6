import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeAt, scopeIn } from '../../../test/harness'
import { ticketIn } from '../../../test/tickets'
import { makeWorld, people, world } from '../../../test/world'
import { readTicket } from './page'
import { filled, places, unknownPlaces } from './said'
import { changeSaved, listSaved, readSaying, removeSaved, saveReply } from './saved'

beforeEach(makeWorld)

const words = {
  title: 'Bonjour',
  body: 'Bonjour {{ Prénom }}, {{client}} / {{projet}} {{numéro}} {{objet}} — {{moi}}',
}

describe('the places of a saved reply', () => {
  it('are filled once, in either language, and what fills them is not read again', () => {
    const values = Object.fromEntries(places.map(p => [p, `<{{me}} ${p}>`])) as Record<
      (typeof places)[number],
      string
    >
    expect(filled('{{prenom}} {{FIRST_NAME}} {{numero}} {{number}} {{autre}}', values)).toBe(
      '<{{me}} first_name> <{{me}} first_name> <{{me}} number> <{{me}} number> {{autre}}',
    )
    expect(unknownPlaces('{{moi}} {{constructor}} {{ nom }}')).toEqual(['constructor', 'nom'])
  })

  it('leave every other word as it is', () => {
    const values = Object.fromEntries(places.map(p => [p, ''])) as Record<(typeof places)[number], string>
    fc.assert(
      fc.property(fc.string(), text => {
        const plain = text.replaceAll('{', '(')
        expect(filled(plain, values)).toBe(plain)
        expect(unknownPlaces(plain)).toEqual([])
      }),
    )
  })
})

describe('saved replies', () => {
  it('are kept by managers, used by the whole team, and unknown to contacts', async () => {
    const manager = await scopeAt('ada')
    const id = await saveReply(manager, words)
    for (const name of ['equipe', 'lea'] as const) {
      const other = await scopeAt(name)
      await expect(saveReply(other, words)).rejects.toMatchObject({ status: 404 })
      await expect(changeSaved(other, id, words)).rejects.toMatchObject({ status: 404 })
      await expect(removeSaved(other, id)).rejects.toMatchObject({ status: 404 })
    }
    expect(await listSaved(await scopeAt('lea'))).toEqual([])
    expect(await listSaved(await scopeAt('awa'))).toEqual([])
    const ticket = await ticketIn('open')
    expect(await readSaying(await scopeIn('limited'), ticket, id)).toBe(
      'Bonjour Lea, Maison Lune / Site de Maison Lune #1 Le formulaire — Limited',
    )
    await expect(readSaying(await scopeIn('lea'), ticket, id)).rejects.toMatchObject({ status: 404 })
    expect((await readTicket(await scopeIn('lea'), ticket, false, { reply: id })).said).toBeUndefined()
    expect((await readTicket(await scopeIn('equipe'), ticket, false, { reply: id })).said).toContain(
      'Bonjour Lea',
    )
    const facts = await rows("select facts, internal from events where kind like 'saved_reply.%'")
    expect(facts).toEqual([{ facts: null, internal: 1 }])
  })

  it('greet a contact who follows where the team opened it, else the client by its name', async () => {
    const id = await saveReply(await scopeAt('ada'), { title: 'X', body: '{{prénom}}' })
    const ticket = await ticketIn('open')
    await rows('update tickets set opened_by = ?', people.equipe.membership)
    expect(await readSaying(await scopeIn('equipe'), ticket, id)).toBe('Maison Lune')
    await rows(
      'insert into ticket_followers (workspace_id, client_id, project_id, ticket_id, membership_id, created_at) values (?, ?, ?, ?, ?, 0)',
      world.atelier.id,
      world.lune.id,
      world.site.id,
      ticket,
      people.hugo.membership,
    )
    expect(await readSaying(await scopeIn('equipe'), ticket, id)).toBe('Hugo')
  })

  it('refuse a place that nothing fills, and change or go once', async () => {
    const manager = await scopeAt('camille')
    const wrong = { title: 'X', body: '{{nom du client}}' }
    await expect(saveReply(manager, wrong)).rejects.toMatchObject({ status: 422 })
    const id = await saveReply(manager, words)
    await expect(changeSaved(manager, id, wrong)).rejects.toMatchObject({ status: 422 })
    await changeSaved(manager, id, { ...words, title: 'Salut' })
    expect(await listSaved(manager)).toMatchObject([{ title: 'Salut' }])
    const gone = await Promise.allSettled(Array.from({ length: 50 }, () => removeSaved(manager, id)))
    expect(gone.filter(g => g.status === 'fulfilled')).toHaveLength(1)
    expect(await rows("select id from events where kind = 'saved_reply.removed'")).toHaveLength(1)
  })
})
