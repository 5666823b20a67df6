import { beforeEach, describe, expect, it } from 'vitest'
import { as, rows, system } from '../../../test/harness'
import { p, pdf, put, shelf, w } from '../../../test/shelf'
import { makeWorld, people } from '../../../test/world'
import { urls } from '../../urls'
import { meaningOf } from '../activity/registry'
import type { Happened } from '../events/meaning'

beforeEach(makeWorld)

describe('who is told', () => {
  const told = async (at: number) => {
    const event = (
      await rows<Happened>(
        'select id, kind, actor_id actorId, subject_id subjectId, facts from events order by rowid',
      )
    )[at]
    if (!event) throw new Error('no event')
    const scope = await system().project(p)
    return meaningOf(event.kind)?.tell?.(scope, { ...event, facts: JSON.parse(String(event.facts)) })
  }

  it('the other side, with the names', async () => {
    await put(await as('camille'))
    await put(await as('lea'), { files: [pdf('a.pdf'), pdf('b.pdf')] })
    const [byTeam] = (await told(0)) ?? []
    expect(byTeam?.to.toSorted()).toEqual([people.lea.membership, people.hugo.membership].toSorted())
    expect(byTeam?.mail).toMatchObject({
      facts: { files: 'Maquette.pdf' },
      values: { author: 'Camille', count: 1 },
    })
    const [byClient] = (await told(1)) ?? []
    expect(byClient?.to).toContain(people.camille.membership)
    expect(byClient?.to).not.toContain(people.hugo.membership)
    expect(byClient?.mail).toMatchObject({ facts: { files: 'a.pdf, b.pdf' }, path: shelf })
  })

  it('nobody of what is internal, or was hidden or deleted meanwhile', async () => {
    const camille = await as('camille')
    const [internal, hidden] = [await put(camille, { internal: '1' }), await put(camille)]
    expect(internal.shared).toBe(0)
    await camille.post(urls.fileSharing(w, p, hidden.id), { shared: '' })
    expect([await told(0), await told(1)]).toEqual([[], []])
  })
})
