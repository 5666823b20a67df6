import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { as, Browser, rows } from '../../test/harness'
import { knock, Socket, socketOf } from '../../test/sockets'
import { makeWorld, type PersonName, people, world } from '../../test/world'
import type { Env } from '../config'
import { hearingOf } from '../domain/activity/nudge'
import { closeSessions, recheckRooms } from '../domain/activity/rooms'
import { newId } from '../lib/id'
import { roomOf } from '../outside/room'
import { urls } from '../urls'
import { PER_PERSON, ProjectRoom } from './room'

beforeEach(makeWorld)
afterEach(() => vi.useRealTimers())

const bindings = env as unknown as Env
const room = (id: string = world.site.id) => roomOf(bindings.ROOM, id)
const nudge = async (extra: { id?: string; internal?: boolean; finance?: boolean } = {}) =>
  room().publish({
    id: newId(),
    topics: ['messages'],
    internal: false,
    finance: false,
    hearing: await hearingOf(bindings, world.site.id),
    ...extra,
  })
const remove = (name: PersonName) =>
  rows('update memberships set removed_at = 1 where id = ?', people[name].membership)
const here = async () => (await room().present()).map(p => p.name).sort()
const heard = <T>(what: () => T) => expect.poll(what, { timeout: 3000, interval: 10 })

describe('the handshake', () => {
  it.each([
    ['missing', ''],
    ['foreign', 'https://evil.test'],
    ['of another scheme', 'https://parvis.test'],
    ['null', 'null'],
  ])('refuses an origin that is %s', async (_, origin) => {
    const answer = await knock(await as('lea'), world.site, { Origin: origin })
    expect(answer.status).toBe(403)
    expect(await here()).toEqual([])
  })

  it.each([
    ['nadia', world.site],
    ['koffi', world.site],
    ['awa', world.site],
    ['removed', world.site],
    ['stranger', world.site],
    ['limited', world.shop],
    ['lea', world.cafe],
    ['lea', { id: newId(), workspace: 'atelier' }],
    ['lea', { id: world.baobabSite.id, workspace: 'atelier' }],
  ] as const)('refuses %s in a room that is not theirs', async (name, place) => {
    expect((await knock(await as(name), place)).status).toBe(404)
    expect(await room(place.id).present()).toEqual([])
  })

  it('sends away who is not signed in, and who does not ask for a socket', async () => {
    expect((await knock(new Browser())).status).toBe(303)
    const plain = await (await as('lea')).get(urls.live('atelier', world.site.id))
    expect(plain.status).toBe(426)
  })

  it('takes no identity from the browser', async () => {
    const forged = encodeURIComponent(JSON.stringify({ id: 'x', name: 'Camille', audience: 'team' }))
    const answer = await knock(await as('lea'), world.site, { 'X-Occupant': forged })
    expect(answer.status).toBe(101)
    expect(await here()).toEqual(['Lea'])
  })

  it('closes the socket when access was lost while it was being opened', async () => {
    const fetch = ProjectRoom.prototype.fetch
    vi.spyOn(ProjectRoom.prototype, 'fetch').mockImplementation(async function (this: ProjectRoom, request) {
      await remove('lea')
      return fetch.call(this, request)
    })
    const answer = await knock(await as('lea'))
    const socket = new Socket(answer.webSocket as WebSocket)
    await heard(() => socket.closed).toBe(4003)
    expect(await here()).toEqual([])
  })
})

describe('what the room tells', () => {
  it('tells topics to everybody, and internal ones to the team alone', async () => {
    const [camille, lea] = [await socketOf('camille'), await socketOf('lea')]
    await nudge()
    await nudge({ internal: true })
    await heard(() => camille.topics.length).toBe(2)
    expect(lea.topics).toEqual(['messages'])
  })

  it('tells of money to those alone who know that there is any', async () => {
    const all = ['camille', 'equipe', 'lea', 'hugo'] as const
    const sockets = await Promise.all(all.map(name => socketOf(name)))
    await nudge({ finance: true })
    await nudge()
    await heard(() => sockets.map(s => s.topics.length)).toEqual([2, 1, 2, 1])
  })

  it('tells an event once', async () => {
    const lea = await socketOf('lea')
    const id = newId()
    for (let i = 0; i < 3; i++) await nudge({ id })
    await nudge()
    await heard(() => lea.topics.length).toBe(2)
  })

  it('says who is here, once for all their tabs, and who left', async () => {
    const camille = await socketOf('camille')
    const [one, two] = [await socketOf('lea'), await socketOf('lea')]
    await heard(() => camille.present).toEqual(['Camille', 'Lea'])
    await heard(() => two.present).toEqual(['Camille', 'Lea'])
    one.close()
    two.close()
    await heard(() => camille.present).toEqual(['Camille'])
  })

  it('passes on that somebody writes, not to themselves and not too often', async () => {
    const [camille, lea, other] = [await socketOf('camille'), await socketOf('lea'), await socketOf('lea')]
    for (let i = 0; i < 5; i++) lea.send('{"typing":true}')
    await heard(() => camille.typing).toEqual(['Lea'])
    await nudge()
    await heard(() => other.topics.length).toBe(1)
    expect([camille.typing, other.typing, lea.typing]).toEqual([['Lea'], [], []])
  })
})

describe('who has read', () => {
  it('is told to their other screens at once, and to everybody without a name, once for all', async () => {
    const [camille, lea, phone] = [await socketOf('camille'), await socketOf('lea'), await socketOf('lea')]
    for (let i = 0; i < 3; i++) lea.send('{"read":true}')
    await heard(() => phone.said.filter(s => s.read).length).toBe(3)
    await heard(() => camille.topics).toEqual(['reads'])
    expect(JSON.stringify(camille.said)).not.toContain('"read":true')
    lea.send('{"read":"camille"}')
    await nudge()
    await heard(() => camille.topics).toEqual(['reads', 'messages'])
    expect(lea.said.filter(s => s.read)).toEqual([])
  })
})

describe('who may hear', () => {
  it('closes a revoked person’s socket when access is taken back', async () => {
    const [lea, hugo] = [await socketOf('lea'), await socketOf('hugo')]
    await remove('lea')
    await recheckRooms(bindings, [world.site.id, newId(), world.shop.id], [])
    await heard(() => lea.closed).toBe(4003)
    expect([hugo.closed, await here()]).toEqual([null, ['Hugo']])
    await heard(() => hugo.present).toEqual(['Hugo'])
  })

  it('closes it before telling anything more, even if nobody rechecked', async () => {
    const [lea, hugo] = [await socketOf('lea'), await socketOf('hugo')]
    await remove('lea')
    await nudge()
    await heard(() => lea.closed).toBe(4003)
    await heard(() => hugo.topics).toEqual(['messages'])
    expect(lea.topics).toEqual([])
  })

  it('closes the sockets of a session that is over, and no other', async () => {
    const phone = await as('lea')
    const [one, two] = [await socketOf(phone), await socketOf('lea')]
    const sessions = await rows<{ id: string }>(
      'select id from sessions where user_id = ? order by rowid',
      people.lea.user,
    )
    await closeSessions(bindings, people.lea.user, [sessions[0]?.id ?? ''])
    await heard(() => one.closed).toBe(4003)
    // What is on its way when the stores are emptied takes the whole process with it.
    await heard(() => two.said.length).toBe(2)
    expect(two.closed).toBeNull()
  })

  it('sends a socket through the guard again after some hours', async () => {
    const lea = await socketOf('lea')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 3_600_000 })
    await nudge()
    await heard(() => lea.closed).toBe(1012)
  })
})

it('keeps who is who and who may hear what through hibernation', async () => {
  const [camille, lea] = [await socketOf('camille'), await socketOf('lea')]
  const stub = bindings.ROOM.get(bindings.ROOM.idFromName(world.site.id))
  await evictDurableObject(stub)
  expect(await here()).toEqual(['Camille', 'Lea'])
  await nudge({ internal: true })
  await heard(() => camille.topics).toEqual(['messages'])
  await evictDurableObject(stub)
  lea.send('{"typing":true}')
  await heard(() => camille.typing).toEqual(['Lea'])
  expect(lea.topics).toEqual([])
  await evictDurableObject(stub)
  await remove('lea')
  await recheckRooms(bindings, [world.site.id], [])
  await heard(() => lea.closed).toBe(4003)
})

describe('harm', () => {
  it.each<[string, string | Uint8Array]>([
    ['malformed', '{"typing":'],
    ['of another shape', '[1, null, {"typing": true}]'],
    ['null', 'null'],
    ['unknown', '{"topics":["messages"],"presence":[],"publish":{}}'],
    ['oversized', JSON.stringify({ typing: true, x: 'x'.repeat(2000) })],
    ['huge', 'x'.repeat(500_000)],
    ['binary', new Uint8Array([123, 125, 0, 255])],
    ['empty', ''],
  ])('is not done by a frame that is %s', async (_, frame) => {
    const [camille, lea] = [await socketOf('camille'), await socketOf('lea')]
    lea.send(frame)
    await nudge()
    await heard(() => camille.topics).toEqual(['messages'])
    await heard(() => lea.topics).toEqual(['messages'])
    expect([camille.typing, lea.closed, camille.closed]).toEqual([[], null, null])
  })

  it('answers a ping by itself', async () => {
    const answer = await knock(await as('lea'))
    const ws = answer.webSocket as WebSocket
    const got: string[] = []
    ws.addEventListener('message', event => {
      got.push(String(event.data))
    })
    ws.accept()
    ws.send('ping')
    await heard(() => got.at(-1)).toBe('pong')
  })

  it('is bounded: so many frames are read, and a flood ends its own socket', async () => {
    const [camille, lea] = [await socketOf('camille'), await socketOf('lea')]
    for (let i = 0; i < 300; i++) lea.send('{"typing":true}')
    await heard(() => lea.closed).toBe(1008)
    expect(camille.typing.length).toBeLessThanOrEqual(2)
    await nudge()
    await heard(() => camille.topics).toEqual(['messages'])
    expect(camille.closed).toBeNull()
  })

  it('is bounded: so many sockets a person, and others still come in', async () => {
    const lea = await as('lea')
    for (let i = 0; i < PER_PERSON; i++) await socketOf(lea)
    const refused = await knock(lea)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60'])
    await socketOf('hugo')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 })
    await socketOf(lea)
  })
})
