import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeAt } from '../../../test/harness'
import { makeWorld, type PersonName } from '../../../test/world'
import { Forbidden, Invalid, NotFound } from '../../lib/errors'
import { everything } from '../../lib/ticket-filter'
import { listAllTickets } from './all'
import { mayKeep, readView, removeView, renameView, saveView } from './views'

beforeEach(makeWorld)

const save = async (name: PersonName, view: string, shared = false, query = 'sla=late') =>
  saveView(await scopeAt(name), { name: view, query, shared })
const seenBy = async (name: PersonName) =>
  (await listAllTickets(await scopeAt(name), everything)).views.map(v => v.name)

describe('named views', () => {
  it('are one’s own, or the whole team’s; never another workspace’s', async () => {
    await save('equipe', 'Les miennes')
    await save('camille', 'À tous', true)
    await save('awa', 'Ailleurs', true)
    expect(await seenBy('equipe')).toEqual(['Les miennes', 'À tous'])
    expect(await seenBy('limited')).toEqual(['À tous'])
    expect(await seenBy('camille')).toEqual(['À tous'])
    await expect(save('lea', 'X')).rejects.toThrow(NotFound)
  })

  it('keep the filter as its address says it, and nothing else that was sent', async () => {
    await save('camille', 'V', false, "sort=updated&sla=late&x=1&state=gone&after=1_2&q=' or 1=1")
    expect(await rows('select query from saved_views')).toEqual([
      { query: 'sla=late&q=%27+or+1%3D1&sort=updated' },
    ])
    expect(await kindsOf()).toEqual(['ticket_view.saved'])
    expect(await rows("select 1 from events where facts like '%V%' or internal = 0")).toEqual([])
  })

  it('are renamed and deleted by their maker, the team’s by managers too, and by nobody else', async () => {
    const [own, team] = [await save('equipe', 'Les miennes'), await save('equipe', 'À tous', true)]
    const change = { name: 'Autre', shared: false }
    for (const other of ['limited', 'camille', 'awa'] as const) {
      const scope = await scopeAt(other)
      await expect(renameView(scope, own, change)).rejects.toThrow(NotFound)
      await expect(removeView(scope, own)).rejects.toThrow(NotFound)
    }
    await expect(renameView(await scopeAt('limited'), team, change)).rejects.toThrow(Forbidden)
    await expect(removeView(await scopeAt('limited'), team)).rejects.toThrow(Forbidden)
    await expect(removeView(await scopeAt('awa'), team)).rejects.toThrow(NotFound)
    // A manager gives it another name; it stays the team's, of whoever made it.
    expect(await renameView(await scopeAt('camille'), team, change)).toMatchObject({
      name: 'Autre',
      shared: true,
    })
    const equipe = await scopeAt('equipe')
    expect(await renameView(equipe, team, { name: 'À moi', shared: false })).toMatchObject({ shared: false })
    await expect(readView(await scopeAt('camille'), team)).rejects.toThrow(NotFound)
    await removeView(equipe, own)
    expect(await seenBy('equipe')).toEqual(['À moi'])
    expect(mayKeep(equipe, { mine: false, shared: true })).toBe(false)
  })

  it('have each their own name among those one sees, and are thirty at most', async () => {
    await save('camille', 'Urgents', true)
    await expect(save('equipe', 'URGENTS')).rejects.toThrow(Invalid)
    const other = await save('equipe', 'Bugs')
    await expect(
      renameView(await scopeAt('equipe'), other, { name: 'urgents', shared: false }),
    ).rejects.toThrow(Invalid)
    await renameView(await scopeAt('equipe'), other, { name: 'BUGS', shared: false })
    for (let i = 1; i < 30; i++) await save('equipe', `Vue ${i}`)
    await expect(save('equipe', 'Une de trop')).rejects.toThrow(Invalid)
  })
})
