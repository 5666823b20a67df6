import { beforeEach, describe, expect, it } from 'vitest'
import { as, Browser, rows } from '../harness'
import { quietQueues } from '../payments'
import { makeWorld, world } from '../world'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

describe('invitations, which carry the portal’s name to any address', () => {
  const contacts = `/w/atelier/clients/${world.lune.id}/contacts`
  const DAY = 86_400_000
  const invited = (many: number, email: (i: number) => string, removedAt: number | null = null) =>
    Promise.all(
      Array.from({ length: many }, async (_, i) => {
        const id = `01960000-0000-7000-8000-${String(i).padStart(12, '0')}`
        const at = Date.now()
        await rows(
          'insert or ignore into users (id, email, name, created_at) values (?, ?, ?, ?)',
          id,
          email(i),
          '',
          at,
        )
        await rows(
          `insert into memberships (id, workspace_id, user_id, role, finance, approve, all_projects, created_at, removed_at)
          select ?, ?, id, 'member', 0, 0, 1, ?, ? from users where email = ?`,
          id,
          world.atelier.id,
          at,
          removedAt,
          email(i),
        )
      }),
    )

  it('are so many in a day, the team’s and clients’ together, and go on the day after', async () => {
    await invited(200, i => `neuve${i}@parvis.test`)
    const camille = await as('camille')
    const member = { email: 'encore@parvis.test', role: 'member' }
    expect((await camille.post('/w/atelier/settings/members', member)).status).toBe(429)
    expect((await camille.post(contacts, { email: 'encore@parvis.test' })).status).toBe(429)
    const awa = await as('awa')
    expect((await awa.post('/w/savane/settings/members', member)).status).toBe(303)
    await rows('update memberships set created_at = created_at - ?', DAY)
    expect((await camille.post(contacts, { email: 'encore@parvis.test' })).status).toBe(303)
  })

  it('do not come to one address again and again, however often it is taken away in between', async () => {
    await invited(5, () => 'souvent@parvis.test', Date.now())
    const camille = await as('camille')
    expect((await camille.post(contacts, { email: 'souvent@parvis.test' })).status).toBe(429)
    expect((await camille.post(contacts, { email: 'une-autre@parvis.test' })).status).toBe(303)
    expect(await rows("select id from mails where to_address = 'souvent@parvis.test'")).toEqual([])
  })
})

describe('knocks at the webhooks’ door', () => {
  const knock = (from: string) =>
    new Browser().request('POST', '/webhooks/stripe', {
      body: '{}',
      headers: { 'Sec-Fetch-Site': 'none', 'CF-Connecting-IP': from },
    })

  it('are counted by the network that one party holds, not by each of its addresses', async () => {
    await knock('2001:db8:1:2::1')
    await rows('update limits set hits = 1200')
    expect((await knock('2001:db8:1:2:ffff::9')).status).toBe(429)
    expect((await knock('2001:db8:1:3::1')).status).toBe(400)
  })
})
