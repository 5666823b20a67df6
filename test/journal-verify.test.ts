import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import verify from '../scripts/journal/main'
import { sealUpTo } from '../src/jobs/seal'
import { rows, scopeIn, system } from './harness'
import { makeWorld, world } from './world'

beforeEach(makeWorld)

/** Three lines of the atelier and one of the savane, all sealed. */
async function sealed(): Promise<string[]> {
  for (const kind of ['project.done', 'project.resumed', 'project.archived'])
    await (await scopeIn('camille')).commit([], { kind })
  await (await scopeIn('awa', world.baobabSite)).commit([], { kind: 'project.done' })
  const events = await rows<{ id: string; workspace_id: string }>(
    'select id, workspace_id from events order by rowid',
  )
  for (const { id, workspace_id } of events) await sealUpTo(system(), workspace_id, id)
  await rows('delete from outbox')
  return events.map(e => e.id)
}

const dropGuards = async () => {
  for (const trigger of ['events_no_update', 'events_no_delete', 'seals_no_update', 'seals_no_delete'])
    await rows(`drop trigger ${trigger}`)
}

describe('the command that verifies journals', () => {
  it('finds them whole, each workspace for itself', async () => {
    await sealed()
    const found = await verify(env)
    expect(found.map(({ slug, intact }) => ({ slug, intact }))).toEqual([
      { slug: 'atelier', intact: true },
      { slug: 'savane', intact: true },
    ])
    expect(found[0]?.line).toMatch(/^atelier: intact, 3 sealed, up to [0-9a-f]{64}$/)
    expect(await verify(env, 'savane')).toHaveLength(1)
    await expect(verify(env, 'nulle-part')).rejects.toThrow('no workspace nulle-part')
  })

  it.each([
    [
      'a line rewritten',
      [`update events set kind = 'project.done' where id = ?`],
      /broken at 2: .*not what was sealed/,
    ],
    ['a seal taken out', ['delete from seals where event_id = ?'], /broken at 3: .*does not follow/],
    [
      'a line taken out with its seal',
      ['delete from seals where event_id = ?', 'delete from events where id = ?'],
      /broken at 3: .*does not follow/,
    ],
  ])('says where a journal breaks: %s', async (_, tampers, says) => {
    const [, second = ''] = await sealed()
    await dropGuards()
    for (const tamper of tampers) await rows(tamper, second)
    const [atelier, savane] = await verify(env)
    expect([atelier?.intact, savane?.intact]).toEqual([false, true])
    expect(atelier?.line).toMatch(says)
  })

  it('finds a line that was slipped in', async () => {
    const [first] = await sealed()
    await rows(
      `insert into events select '01990000-0000-7000-8000-00000000dead', workspace_id, client_id, project_id, kind,
        actor_id, subject_id, facts, money, internal, finance, at from events where id = ?`,
      first,
    )
    const [atelier] = await verify(env, 'atelier')
    expect(atelier?.line).toMatch(/broken at 4: .*never sealed.*dead/)
  })
})
