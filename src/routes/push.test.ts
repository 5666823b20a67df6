import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, type Browser, rows } from '../../test/harness'
import { aBrowser } from '../../test/push'
import { makeWorld, type PersonName, people } from '../../test/world'
import { enterPerson } from '../db/enter'
import { newSession } from '../domain/accounts/sessions'
import type { Visitor } from '../domain/accounts/visitor'
import { MOST_DEVICES } from '../domain/notifications/devices'

beforeEach(makeWorld)

type Device = Awaited<ReturnType<typeof aBrowser>>

const allow = (browser: Browser, { endpoint, p256dh, auth }: Omit<Device, 'read'>) =>
  browser.post('/w/atelier/push', { endpoint, p256dh, auth })
const devices = () => rows<Record<string, string>>('select * from push_subscriptions order by created_at, id')
const page = (browser: Browser) => browser.html('/w/atelier/preferences')
const whose = async () => (await devices()).map(d => d.membership_id)
const ids = (...names: PersonName[]) => names.map(name => people[name].membership)

describe('allowing a browser', () => {
  it('keeps its address sealed, for its session, and shows it among one’s devices', async () => {
    const [lea, device] = [await as('lea'), await aBrowser()]
    expect(await page(lea)).not.toContain('Appareils activés')
    expect((await allow(lea, device)).status).toBe(303)
    const [row] = await devices()
    expect(JSON.stringify(row)).not.toContain('push.test')
    expect(JSON.stringify(row)).not.toContain(device.auth)
    const shown = await page(lea)
    expect(shown).toContain('Appareils activés')
    expect(shown).toContain(row?.endpoint_hash)
    expect(await rows("select kind, user_id from security_log where kind like 'push.%'")).toEqual([
      { kind: 'push.added', user_id: people.lea.user },
    ])
    const hugo = await page(await as('hugo'))
    expect(hugo).not.toContain(row?.endpoint_hash)
  })

  it('once, however often and at once it is asked', async () => {
    const [lea, device] = [await as('lea'), await aBrowser()]
    const answers = await Promise.all(Array.from({ length: 50 }, () => allow(lea, device)))
    expect(answers.map(answer => answer.status)).toEqual(Array(50).fill(303))
    expect(await devices()).toHaveLength(1)
  })

  it('of the 21st forgets the first', async () => {
    const lea = await as('lea')
    const device = await aBrowser()
    for (let n = 0; n <= MOST_DEVICES; n++)
      await allow(lea, { ...device, endpoint: `http://push.test/push/${n}` })
    expect(await devices()).toHaveLength(MOST_DEVICES)
  })

  it.each([
    ['an address inside', { endpoint: 'https://127.0.0.1/push' }],
    ['a service nobody knows', { endpoint: 'https://push.evil.test/1' }],
    ['no address', { endpoint: '' }],
    ['half a key', { p256dh: 'BAAA' }],
    ['no secret', { auth: '' }],
  ])('with %s is refused in words, and keeps nothing', async (_, wrong) => {
    const [lea, device] = [await as('lea'), await aBrowser()]
    const answer = await allow(lea, { ...device, ...wrong })
    expect(answer.headers.get('Location')).toBe('/w/atelier/preferences?push=refused#push')
    expect(await devices()).toEqual([])
    expect(await lea.html('/w/atelier/preferences?push=refused')).toContain('que nous ne connaissons pas')
  })

  it('takes it from whoever was told in it before', async () => {
    const device = await aBrowser()
    await allow(await as('lea'), device)
    await allow(await as('hugo'), device)
    expect(await whose()).toEqual(ids('hugo'))
  })
})

describe('signing in anew in the same browser', () => {
  const signIn = async (browser: Browser, name: PersonName) => {
    const person = enterPerson({ db: env.DB, now: Date.now() })
    const visitor = { person, userAgent: '', session: browser.cookies.get('session') } as Visitor
    const { writes } = await newSession(visitor, people[name].user)
    await person.commit(writes, null)
  }

  it('leaves it told, for the new session', async () => {
    const lea = await as('lea')
    await allow(lea, await aBrowser())
    const [before] = await devices()
    await signIn(lea, 'lea')
    const [after] = await devices()
    expect(after).toMatchObject({ id: before?.id })
    expect(after?.session_id).not.toBe(before?.session_id)
  })

  it('as somebody else ends it', async () => {
    const lea = await as('lea')
    await allow(lea, await aBrowser())
    await signIn(lea, 'hugo')
    expect(await devices()).toEqual([])
  })
})

describe('a device is told no more', () => {
  it('once its person takes it away; nobody else can', async () => {
    const [lea, device] = [await as('lea'), await aBrowser()]
    await allow(lea, device)
    const [row] = await devices()
    const path = `/w/atelier/push/${row?.id}/removal`
    expect((await (await as('hugo')).post(path)).status).toBe(404)
    expect((await (await as('camille')).post(path)).status).toBe(404)
    expect(await devices()).toHaveLength(1)
    expect((await lea.post(path)).status).toBe(303)
    expect(await devices()).toEqual([])
  })

  it('once its session ends, by sign-out or from another browser', async () => {
    const [here, there] = [await as('lea'), await as('lea')]
    await allow(here, await aBrowser('http://push.test/push/here'))
    await allow(there, await aBrowser('http://push.test/push/there'))
    await here.post('/sign-out')
    expect(await devices()).toHaveLength(1)
    await (await as('lea')).post('/account/sessions/end')
    expect(await devices()).toEqual([])
  })
})
