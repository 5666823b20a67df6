import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { as, rows, scopeIn } from '../../test/harness'
import { aBrowser } from '../../test/push'
import { ticketIn } from '../../test/tickets'
import { follow } from '../../test/told'
import { makeWorld, type PersonName, people, world } from '../../test/world'
import type { Env, Push } from '../config'
import { acceptTicket } from '../domain/tickets/accept'
import { priceTicket } from '../domain/tickets/price'
import { sweepDevices } from './devices'
import { followEvent } from './events'
import { pushTo, tellDevices } from './push'
import { queue } from './queue'

const real = env as unknown as Env
const HOUR = 3_600_000
beforeEach(makeWorld)

/** This person lets a browser of theirs be told. */
async function allow(name: PersonName, path: string = name) {
  const [browser, device] = [await as(name), await aBrowser(`http://push.test/push/${path}`)]
  const { endpoint, p256dh, auth } = device
  const answer = await browser.post('/w/atelier/push', { endpoint, p256dh, auth })
  expect(answer.headers.get('Location')).toBe('/w/atelier/preferences')
  return { browser, ...device }
}

/** Does it, and draws its consequences. @returns the messages for devices that lie in the queue then */
async function pushesOf(act: () => Promise<unknown>): Promise<Push[]> {
  await act()
  const [event] = await rows<{ id: string }>('select id from events order by rowid desc')
  const sent: { body: Push; delaySeconds?: number }[] = []
  const EVENTS = { sendBatch: async (some: typeof sent) => void sent.push(...some) }
  await followEvent(
    { ...real, EVENTS, MAIL: { sendBatch: async () => {} } } as unknown as Env,
    event?.id ?? '',
  )
  return sent.map(message => message.body)
}

/** Plays the push service: what it answers to each call, and what it was handed. */
function playPush(...answers: number[]) {
  const calls: { url: string; body: Uint8Array<ArrayBuffer> }[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    calls.push({ url: String(input), body: init?.body as unknown as Uint8Array<ArrayBuffer> })
    return new Response(null, { status: answers.shift() ?? 201 })
  })
  return calls
}

/** Léa's request, which Hugo follows too. */
async function request(): Promise<string> {
  const id = await ticketIn('open', { number: 12 })
  await follow(id, 'hugo')
  return id
}

const accept = async () => acceptTicket(await scopeIn('camille'), await request())
const devices = () => rows<{ id: string; membership_id: string }>('select * from push_subscriptions')

/** Léa's browser is to be told that her request was accepted. */
async function forLea() {
  const lea = await allow('lea')
  const [push] = await pushesOf(accept)
  if (!push) throw new Error('nobody is told')
  return { lea, push }
}

describe('a message', () => {
  it('says who did what in which project, to that browser alone, in its person’s language', async () => {
    const calls = playPush()
    const { lea, push } = await forLea()
    expect(await pushTo(real, push)).toEqual({ again: false })
    expect(calls.map(call => call.url)).toEqual(['http://push.test/push/lea'])
    const words = JSON.parse(await lea.read(calls[0]?.body as Uint8Array<ArrayBuffer>))
    const [ticket] = await rows<{ id: string }>('select id from tickets')
    expect(words).toMatchObject({
      id: push.notificationId,
      title: 'Site de Maison Lune · #12',
      body: 'Camille a accepté la demande',
      path: `/w/atelier/p/${world.site.id}/tickets/${ticket?.id}`,
      lang: 'fr',
    })
    expect(JSON.stringify(words)).not.toContain('formulaire')
    expect(
      (await rows<{ told_at: number }>('select told_at from push_subscriptions'))[0]?.told_at,
    ).toBeGreaterThan(0)

    await rows("update users set locale = 'en' where id = ?", people.lea.user)
    await pushTo(real, push)
    const english = JSON.parse(await lea.read(calls[1]?.body as Uint8Array<ArrayBuffer>))
    expect(english).toMatchObject({ lang: 'en', tag: words.tag })
    expect(english.body).not.toBe(words.body)
  })

  it('goes to each device of each person who was told, and to nobody else’s', async () => {
    await allow('lea')
    await allow('lea', 'lea-2')
    await allow('hugo')
    await allow('nadia')
    await allow('camille')
    const told = (await pushesOf(accept)).map(push => push.deviceId)
    const whose = (await devices()).filter(d => told.includes(d.id)).map(d => d.membership_id)
    const { lea, hugo } = people
    expect(whose.sort()).toEqual([lea.membership, lea.membership, hugo.membership].sort())
  })

  it('never holds an amount that its reader may not see', async () => {
    const calls = playPush()
    const [lea, hugo] = [await allow('lea'), await allow('hugo')]
    const pushes = await pushesOf(async () =>
      priceTicket(await scopeIn('camille'), await request(), {
        amount: '450,00',
        entry: 'ttc',
        description: 'Le travail',
        delayDays: 5,
        terms: 'now',
        validUntil: null,
      }),
    )
    for (const push of pushes) await pushTo(real, push)
    expect(calls).toHaveLength(2)
    const read = async (device: typeof hugo) => {
      const call = calls.find(one => one.url === device.endpoint)
      return device.read(call?.body as Uint8Array<ArrayBuffer>)
    }
    expect(await read(hugo)).not.toMatch(/450/)
    expect(await read(lea)).toContain('prix')
  })
})

describe('once an hour', () => {
  it('keys sealed with the former secret come under the present one, which then opens them alone', async () => {
    const calls = playPush()
    const { lea, push } = await forLea()
    const SECRET_KEY = 'another-secret-key-of-thirty-two-bytes-or-more'
    const turned = { ...real, SECRET_KEY, SECRET_KEY_OLD: real.SECRET_KEY } as unknown as Env
    expect(await sweepDevices(turned, Date.now())).toEqual({ devices: 1 })
    expect(await sweepDevices({ ...turned }, Date.now())).toEqual({ devices: 0 })
    await pushTo({ ...real, SECRET_KEY } as unknown as Env, push)
    expect(calls.map(call => call.url)).toEqual([lea.endpoint])
  })

  it('the devices of those who were removed are forgotten, and no others', async () => {
    await allow('lea')
    await allow('hugo')
    await rows('update memberships set removed_at = 1 where id = ?', people.lea.membership)
    await sweepDevices(real, Date.now())
    expect((await devices()).map(d => d.membership_id)).toEqual([people.hugo.membership])
  })
})

describe('nobody is told', () => {
  it.each<[string, string, ...string[]]>([
    ['who has read it meanwhile', 'update notifications set read_at = 1'],
    ['who was removed', 'update memberships set removed_at = 1 where id = ?', people.lea.membership],
    [
      'who may not enter the project any more',
      'update memberships set all_projects = 0 where id = ?',
      people.lea.membership,
    ],
    ['whose session is over', `update sessions set expires_at = ${Date.now() - HOUR}`],
    ['whose session lay idle', `update sessions set last_seen_at = ${Date.now() - 31 * 24 * HOUR}`],
  ])('%s', async (_, sql, ...params) => {
    const calls = playPush()
    const { push } = await forLea()
    await rows(sql, ...params)
    expect(await pushTo(real, push)).toEqual({ again: false })
    expect(calls).toEqual([])
  })

  it('of money, who may not see amounts any more', async () => {
    const calls = playPush()
    const { push } = await forLea()
    await rows('update notifications set finance = 1')
    await rows('update memberships set finance = 0 where id = ?', people.lea.membership)
    await pushTo(real, push)
    expect(calls).toEqual([])
  })

  it.each(['daily', 'never'])('who wants such things %s', async cadence => {
    const calls = playPush()
    const { push } = await forLea()
    await rows(
      "insert into notification_choices values (?, ?, 'request', ?)",
      world.atelier.id,
      people.lea.membership,
      cadence,
    )
    await pushTo(real, push)
    expect(calls).toEqual([])
    await rows("update notification_choices set cadence = 'grouped'")
    await pushTo(real, push)
    expect(calls).toHaveLength(1)
  })

  it('of another person’s notification', async () => {
    const calls = playPush()
    await forLea()
    const mine = (await devices()).find(d => d.membership_id === people.lea.membership)
    const [theirs] = await rows<{ id: string }>(
      'select id from notifications where membership_id = ?',
      people.hugo.membership,
    )
    await pushTo(real, { deviceId: mine?.id ?? '', notificationId: theirs?.id ?? '' })
    expect(calls).toEqual([])
  })

  it('where the Worker has no keys for it', async () => {
    await allow('lea')
    const bare = {
      ...real,
      VAPID_PUBLIC_KEY: undefined,
      VAPID_PRIVATE_KEY: undefined,
      VAPID_SUBJECT: undefined,
    }
    const EVENTS = { sendBatch: vi.fn() }
    await tellDevices({ ...bare, EVENTS } as unknown as Env, [
      { id: 'n', workspaceId: 'w', membershipId: people.lea.membership, eventId: 'e', createdAt: 0 },
    ])
    expect(EVENTS.sendBatch).not.toHaveBeenCalled()
  })
})

describe('a device', () => {
  it.each([404, 410])('that its service answers %i for is forgotten', async status => {
    playPush(status)
    const { push } = await forLea()
    expect(await pushTo(real, push)).toEqual({ again: false })
    expect(await devices()).toEqual([])
  })

  it('whose address cannot be opened is forgotten', async () => {
    const calls = playPush()
    const { push } = await forLea()
    const other = { ...real, SECRET_KEY: 'another-secret-key-of-thirty-two-bytes-or-more' } as unknown as Env
    await pushTo(other, push)
    expect(calls).toEqual([])
    expect(await devices()).toEqual([])
  })

  it('is told with the former secret key’s help', async () => {
    const calls = playPush()
    const { push } = await forLea()
    const SECRET_KEY_OLD = real.SECRET_KEY
    const turned = { ...real, SECRET_KEY: 'another-secret-key-of-thirty-two-bytes-or-more', SECRET_KEY_OLD }
    await pushTo(turned as unknown as Env, push)
    expect(calls).toHaveLength(1)
  })

  it('is kept through its service’s troubles, and tried again', async () => {
    playPush(500, 429, 403)
    const { push } = await forLea()
    expect(await pushTo(real, push)).toMatchObject({ again: true })
    expect(await pushTo(real, push)).toMatchObject({ again: true })
    expect(await pushTo(real, push)).toEqual({ again: false })
    expect(await devices()).toHaveLength(1)
  })

  it('that fails stops no other, and is let go after a few tries', async () => {
    await allow('hugo')
    await allow('lea')
    const pushes = await pushesOf(accept)
    const deliver = async (attempts: number) => {
      const messages = pushes.map((body, i) => ({ id: `m${i}`, timestamp: new Date(), attempts, body }))
      const batch = createMessageBatch('parvis-events', messages)
      await queue(batch, real)
      return getQueueResult(batch, createExecutionContext())
    }
    playPush(500, 201)
    const first = await deliver(1)
    expect([first.explicitAcks, first.retryMessages.map(m => m.msgId)]).toEqual([['m1'], ['m0']])
    playPush(500, 500)
    const last = await deliver(4)
    expect([last.explicitAcks, last.retryMessages]).toEqual([['m0', 'm1'], []])
    expect(await rows('select * from dead_letters')).toEqual([])
  })
})
