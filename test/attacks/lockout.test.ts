import { beforeEach, expect, it } from 'vitest'
import { Browser } from '../harness'
import { askIn, mailTo } from '../letters'
import { emailOf, makeWorld, type PersonName } from '../world'

beforeEach(makeWorld)

const tries = async (browser: () => Browser, path: string, fields: Record<string, string>, times: number) => {
  const statuses: number[] = []
  for (let i = 0; i < times; i++) statuses.push((await browser().post(path, fields)).status)
  return statuses
}
const stranger = () => new Browser()

/** A browser in which somebody was signed in, and is not any more. */
async function browserOf(name: PersonName): Promise<Browser> {
  const browser = new Browser()
  const asked = await browser.post('/sign-in', { email: emailOf(name) })
  const code = String((await mailTo(emailOf(name))).draft.values?.code)
  expect((await browser.post('/sign-in/code', { ask: askIn(asked), code })).status).toBe(303)
  await browser.post('/sign-out')
  return browser
}

const ways = (name: PersonName) =>
  [
    ['/sign-in', { email: emailOf(name), password: 'autre chose ici' }, 422],
    ['/sign-in', { email: emailOf(name) }, 303],
    ['/forgot', { email: emailOf(name) }, 303],
  ] as const

/** Whoever knows an address tries it until every way in is used up. */
async function besiege(name: PersonName): Promise<void> {
  for (const [path, fields] of ways(name)) expect((await tries(stranger, path, fields, 12)).at(-1)).toBe(429)
}

it('nobody is shut out by what others try at their address', async () => {
  const lea = await browserOf('lea')
  await besiege('lea')
  for (const [path, fields, status] of ways('lea'))
    expect([fields, (await lea.post(path, fields)).status]).toEqual([fields, status])
}, 60_000)

it('only a sign-in to that address makes a browser known, and it is held to the same limits', async () => {
  const [lea, hugo] = [await browserOf('lea'), await browserOf('hugo')]
  await besiege('lea')
  const forged = new Browser()
  forged.cookies.set('known', `${'A'.repeat(43)}.${'0'.repeat(64)}`)
  const nonce = lea.cookies.get('known')?.split('.')[0]
  const altered = new Browser()
  altered.cookies.set('known', `${nonce}.${hugo.cookies.get('known')?.split('.')[1]}`)
  for (const browser of [hugo, forged, altered])
    for (const [path, fields] of ways('lea')) expect((await browser.post(path, fields)).status).toBe(429)
  for (const [path, fields] of ways('lea'))
    expect((await tries(() => lea, path, fields, 12)).at(-1)).toBe(429)
}, 60_000)
