import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn, system } from '../../test/harness'
import { makeWorld, world } from '../../test/world'
import { canonical, verifyChain } from '../domain/activity/chain'
import { sealUpTo } from './seal'

beforeEach(makeWorld)

const { id: atelier } = world.atelier

async function happen(count: number): Promise<string[]> {
  const scope = await scopeIn('camille')
  for (let n = 1; n <= count; n++)
    await scope.commit([], {
      kind: 'test.happened',
      facts: { n },
      money: { amount: n * 100, currency: 'EUR' },
    })
  return (await rows<{ id: string }>('select id from events order by rowid')).map(e => e.id)
}

const sealAll = async (ids: string[]) => {
  for (const id of ids) await sealUpTo(system(), atelier, id)
  await rows('delete from outbox')
}

describe('the chain of a workspace', () => {
  it('holds every line in the order of the commits, whoever seals first', async () => {
    const ids = await happen(120)
    await Promise.all(ids.toReversed().map(id => sealUpTo(system(), atelier, id)))
    const sealed = await rows<{ event_id: string }>('select event_id from seals order by seq')
    expect(sealed.map(s => s.event_id)).toEqual(ids)
    expect(await verifyChain(system(), atelier)).toMatchObject({ intact: true, length: 120 })
  })

  it('is one per workspace', async () => {
    const [first] = await happen(1)
    const elsewhere = await scopeIn('awa', world.baobabSite)
    await elsewhere.commit([], { kind: 'test.happened' })
    const [other] = await rows<{ id: string }>('select id from events where workspace_id <> ?', atelier)
    await sealUpTo(system(), atelier, first ?? '')
    await sealUpTo(system(), world.savane.id, other?.id ?? '')
    expect(await rows('select seq from seals')).toEqual([{ seq: 1 }, { seq: 1 }])
  })

  it.each([
    ['a line changed', 'update events set facts = \'{"n":9}\' where id = ?', 'altered'],
    ['an actor cleared', 'update events set actor_id = null where id = ?', 'altered'],
    ['a seal taken out', 'delete from seals where event_id = ?', 'order'],
    ['a seal rewritten', `update seals set hash = '${'f'.repeat(64)}' where event_id = ?`, 'altered'],
  ])('shows %s', async (_, tamper, problem) => {
    const ids = await happen(3)
    await sealAll(ids)
    expect(await verifyChain(system(), atelier)).toMatchObject({ intact: true, length: 3 })
    for (const trigger of ['events_no_update', 'events_no_delete', 'seals_no_update', 'seals_no_delete'])
      await rows(`drop trigger ${trigger}`)
    await rows(tamper, ids[1])
    expect(await verifyChain(system(), atelier)).toMatchObject({ intact: false, problem })
  })

  it('lets no sealed line be taken out, even without its trigger', async () => {
    const ids = await happen(2)
    await sealAll(ids)
    await rows('drop trigger events_no_delete')
    await expect(rows('delete from events where id = ?', ids[0])).rejects.toThrow('FOREIGN KEY')
  })

  it('shows a line that slipped in beside it', async () => {
    await sealAll(await happen(2))
    await rows(
      `insert into events (id, workspace_id, kind, internal, finance, at) values ('x', ?, 'test.forged', 0, 0, 1)`,
      atelier,
    )
    expect(await verifyChain(system(), atelier)).toMatchObject({
      intact: false,
      problem: 'unsealed',
      eventId: 'x',
    })
  })
})

describe('canonical JSON', () => {
  it('knows one spelling, and does not see what is null', () => {
    expect(canonical({ b: 1, a: { d: null, c: [true, 'x'] } })).toBe(
      canonical({ a: { c: [true, 'x'] }, b: 1 }),
    )
    expect(canonical({ a: '1' })).not.toBe(canonical({ a: 1 }))
  })
})
