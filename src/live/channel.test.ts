import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { as, Browser, rows } from '../../test/harness'
import { channelOf, knockAtChannel, Socket, socketOf } from '../../test/sockets'
import { makeWorld, people, world } from '../../test/world'
import type { Env } from '../config'
import { nudgePeople, recheckPeople } from '../domain/activity/channels'
import { closeSessions } from '../domain/activity/rooms'
import { newId } from '../lib/id'
import * as room from '../outside/room'
import { urls } from '../urls'
import { PER_PERSON, ProjectRoom } from './room'

beforeEach(makeWorld)

const bindings = env as unknown as Env
const idOf = (name: keyof typeof people) => people[name].membership
const nudge = (...names: (keyof typeof people)[]) => nudgePeople(bindings, names.map(idOf))
const remove = (name: keyof typeof people) =>
  rows('update memberships set removed_at = 1 where id = ?', idOf(name))
const heard = <T>(what: () => T) => expect.poll(what, { timeout: 3000, interval: 10 })

describe('a person’s own channel', () => {
  it.each([
    ['missing', ''],
    ['foreign', 'https://evil.test'],
    ['null', 'null'],
  ])('refuses an origin that is %s', async (_, origin) => {
    expect((await knockAtChannel(await as('lea'), 'atelier', { Origin: origin })).status).toBe(403)
  })

  it('is there for those of the workspace alone', async () => {
    for (const name of ['koffi', 'awa', 'removed', 'stranger'] as const)
      expect((await knockAtChannel(await as(name))).status).toBe(404)
    expect((await knockAtChannel(new Browser())).status).toBe(303)
    expect((await (await as('lea')).get(urls.channel('atelier'))).status).toBe(426)
    const camille = await as('camille')
    await camille.post(urls.seenAs('atelier', world.site.id), { contact: idOf('lea') })
    expect((await knockAtChannel(camille)).status).toBe(403)
  })

  it('says to all screens of one person that something was told, and to nobody else, never what', async () => {
    const [one, two, hugo] = [await channelOf('lea'), await channelOf('lea'), await channelOf('hugo')]
    await nudge('lea', 'lea', 'camille')
    await heard(() => [one.topics, two.topics]).toEqual([['notifications'], ['notifications']])
    await nudge('hugo')
    await heard(() => hugo.topics).toEqual(['notifications'])
    expect(one.said.filter(said => said.topics)).toEqual([{ topics: ['notifications'] }])
    expect(one.present).toEqual(['Lea'])
  })

  it('keeps whose it is while it sleeps', async () => {
    const lea = await channelOf('lea')
    await evictDurableObject(bindings.ROOM.get(bindings.ROOM.idFromName(`person:${idOf('lea')}`)))
    await nudge('lea')
    await heard(() => lea.topics).toEqual(['notifications'])
  })

  it('closes when access is taken back by a manager, and is told nothing more', async () => {
    const [lea, hugo] = [await channelOf('lea'), await channelOf('hugo')]
    const camille = await as('camille')
    await camille.post(urls.contactRemoval('atelier', world.lune.id, idOf('lea')))
    await heard(() => lea.closed).toBe(4003)
    await nudge('lea', 'hugo')
    await heard(() => hugo.topics).toEqual(['notifications'])
    expect([lea.topics, hugo.closed]).toEqual([[], null])
    const limited = await channelOf('limited')
    await camille.post(urls.memberRemoval('atelier', idOf('limited')))
    await heard(() => limited.closed).toBe(4003)
  })

  it('closes before anything is said, even if nobody rechecked', async () => {
    const lea = await channelOf('lea')
    await remove('lea')
    await nudge('lea')
    await heard(() => lea.closed).toBe(4003)
    expect(lea.topics).toEqual([])
    await recheckPeople(bindings, [idOf('lea'), newId()])
  })

  it('closes when access was lost while it was being opened', async () => {
    const fetch = ProjectRoom.prototype.fetch
    const spy = vi.spyOn(ProjectRoom.prototype, 'fetch').mockImplementation(async function (
      this: ProjectRoom,
      request,
    ) {
      await remove('lea')
      return fetch.call(this, request)
    })
    const answer = await knockAtChannel(await as('lea'))
    const socket = new Socket(answer.webSocket as WebSocket)
    await heard(() => socket.closed).toBe(4003)
    spy.mockRestore()
  })

  it('closes with its session, and no other', async () => {
    const phone = await as('lea')
    const [one, two] = [await channelOf(phone), await channelOf('lea')]
    const [first] = await rows<{ id: string }>(
      'select id from sessions where user_id = ? order by rowid',
      people.lea.user,
    )
    await closeSessions(bindings, people.lea.user, [first?.id ?? ''])
    await heard(() => one.closed).toBe(4003)
    await heard(() => two.said.length).toBe(2)
    expect(two.closed).toBeNull()
    // A socket that still closes when the stores are emptied takes the whole process with it.
    for (const socket of [one, two]) socket.close()
    await heard(() => room.channelOf(bindings.ROOM, idOf('lea')).present()).toEqual([])
  })

  it('takes so many sockets, and leaves the project’s room its own', async () => {
    const lea = await as('lea')
    for (let i = 0; i < PER_PERSON; i++) await channelOf(lea)
    expect((await knockAtChannel(lea)).status).toBe(429)
    await socketOf(lea)
  })

  it('says so when something was read on another screen', async () => {
    const path = urls.board('atelier', world.site.id)
    await rows(
      `insert into notifications (id, workspace_id, client_id, project_id, membership_id, event_id, path, created_at)
       values ('n', ?, ?, ?, ?, 'e', ?, ?)`,
      world.atelier.id,
      world.lune.id,
      world.site.id,
      idOf('lea'),
      path,
      Date.now(),
    )
    const lea = await channelOf('lea')
    const phone = await as('lea')
    await phone.get(path)
    await heard(() => lea.topics).toEqual(['notifications'])
    await phone.get(path)
    await phone.post(urls.notificationRead('atelier', 'n'), { width: 'all' })
    await heard(() => lea.topics).toEqual(['notifications', 'notifications'])
  })
})
