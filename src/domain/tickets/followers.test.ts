import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn } from '../../../test/harness'
import { ticketIn } from '../../../test/tickets'
import { follow, idOf, nameOf, told } from '../../../test/told'
import { makeWorld, type PersonName, START, world } from '../../../test/world'
import type { ProjectScope } from '../../db/scope'
import { newId } from '../../lib/id'
import { followTicket, unfollowTicket } from './followers'
import { mergeTicket } from './merge'
import { openTicket } from './open'
import { replyToTicket } from './reply'

beforeEach(makeWorld)

const NOW = START + 3_600_000
const as = (name: PersonName) => scopeIn(name, world.site, NOW)
const words = { type: 'bug', urgency: 'urgent', subject: 'S', body: 'Des mots', phaseId: null } as const

describe('following', () => {
  const followers = async (id: string) =>
    (await rows<{ m: string }>('select membership_id m from ticket_followers where ticket_id = ?', id))
      .map(f => nameOf(f.m))
      .sort()

  it('begins by opening and by replying', async () => {
    const id = await openTicket(await as('hugo'), words)
    expect(await followers(id)).toEqual(['hugo'])
    await replyToTicket(await as('equipe'), id, 'Oui')
    await replyToTicket(await as('equipe'), id, 'Encore')
    expect(await followers(id)).toEqual(['equipe', 'hugo'])
  })

  it('of a request that the team opens: for everybody, or for one contact', async () => {
    const team = await as('equipe')
    expect(await followers(await openTicket(team, words))).toEqual(['equipe', 'hugo', 'lea'])
    expect(await told()).toEqual(['hugo', 'lea'])
    const one = await openTicket(team, { ...words, forWhom: idOf('hugo') })
    expect(await followers(one)).toEqual(['equipe', 'hugo'])
    expect(await told()).toEqual(['hugo'])
    for (const wrong of [idOf('nadia'), idOf('koffi'), idOf('removed'), idOf('ada'), newId()])
      await expect(openTicket(team, { ...words, forWhom: wrong })).rejects.toMatchObject({ status: 422 })
    const mine = await openTicket(await as('lea'), { ...words, forWhom: idOf('hugo') })
    expect(await followers(mine)).toEqual(['lea'])
  })

  it('puts a colleague in copy, who is told; fifty at once are one', async () => {
    const id = await ticketIn('open')
    const lea = await as('lea')
    await Promise.all(Array.from({ length: 50 }, () => followTicket(lea, id, idOf('hugo'))))
    expect(await followers(id)).toEqual(['hugo'])
    expect(await rows("select id from events where kind = 'ticket.followed'")).toHaveLength(1)
    expect(await rows('select event_id from outbox')).toHaveLength(1)
    expect(await told()).toEqual(['hugo'])
    await unfollowTicket(await as('hugo'), id, idOf('hugo'))
    expect(await followers(id)).toEqual([])
  })

  it('of a contact: their own company and this project alone', async () => {
    const id = await ticketIn('open')
    await rows('update memberships set all_projects = 0 where id = ?', idOf('hugo'))
    const refused: PersonName[] = ['hugo', 'nadia', 'koffi', 'equipe', 'removed']
    for (const name of refused)
      await expect(followTicket(await as('lea'), id, idOf(name))).rejects.toMatchObject({ status: 422 })
    await rows(
      'insert into project_access (workspace_id, client_id, project_id, membership_id) values (?, ?, ?, ?)',
      world.atelier.id,
      world.lune.id,
      world.site.id,
      idOf('hugo'),
    )
    await followTicket(await as('lea'), id, idOf('hugo'))
    expect(await followers(id)).toEqual(['hugo'])
    await expect(unfollowTicket(await as('lea'), id, idOf('hugo'))).rejects.toMatchObject({ status: 404 })
    await expect(followTicket(await scopeIn('nadia', world.cafe), id, idOf('nadia'))).rejects.toMatchObject({
      status: 404,
    })
  })

  it('is left once by fifty tries', async () => {
    const id = await ticketIn('open')
    await follow(id, 'hugo')
    const hugo = await as('hugo')
    const left = await Promise.allSettled(
      Array.from({ length: 50 }, () => unfollowTicket(hugo, id, idOf('hugo'))),
    )
    expect(left.filter(l => l.status === 'fulfilled')).toHaveLength(1)
    expect(await rows("select id from events where kind = 'ticket.unfollowed'")).toHaveLength(1)
  })

  it('always leaves somebody of the client to be told', async () => {
    const id = await openTicket(await as('equipe'), words)
    const leave = async (name: PersonName) => unfollowTicket(await as(name), id, idOf(name))
    const left = await Promise.allSettled([leave('lea'), leave('hugo')])
    expect(left.filter(l => l.status === 'fulfilled')).toHaveLength(1)
    expect((await followers(id)).filter(name => name !== 'equipe')).toHaveLength(1)
    await unfollowTicket(await as('ada'), id, idOf('equipe'))
    expect(
      await rows("select id from events where kind = 'ticket.unfollowed' and internal = 1"),
    ).toHaveLength(1)
  })

  it('goes along when two requests become one', async () => {
    const [from, into] = [await ticketIn('open'), await ticketIn('open', { number: 2 })]
    await follow(from, 'hugo', 'equipe')
    await follow(into, 'hugo')
    const merge = async (scope: ProjectScope) => mergeTicket(scope, from, '#2')
    await Promise.allSettled(Array.from({ length: 50 }, async () => merge(await as('ada'))))
    expect(await followers(into)).toEqual(['equipe', 'hugo', 'lea'])
    expect(await told()).toEqual(['hugo', 'lea'])
    expect(await rows("select id from events where kind = 'ticket.merged'")).toHaveLength(1)
  })
})
