import { beforeEach, describe, expect, it } from 'vitest'
import { as, Browser, rows } from '../harness'
import { makeWorld, world } from '../world'

beforeEach(makeWorld)

const project = `/w/atelier/p/${world.site.id}`
const multipart = 'multipart/form-data; boundary=zz'
const send = (browser: Browser, path: string, type: string, body: BodyInit) =>
  browser.request('POST', path, { headers: { 'Content-Type': type }, body })

describe('a body that is not the form it says it is', () => {
  it.each([
    ['without a first boundary', multipart, 'xx'],
    ['without a boundary at all', 'multipart/form-data', 'xx'],
    ['with a part that never ends', multipart, '--zz\r\nContent-Disposition: form-data'],
  ])('is refused with a sentence: %s', async (_, type, body) => {
    const lea = await as('lea')
    for (const path of ['/sign-in', '/account/name', `${project}/messages`, `${project}/files`]) {
      const answer = await send(path === '/sign-in' ? new Browser() : lea, path, type, body)
      expect([path, answer.status]).toEqual([path, 400])
      expect(await answer.text()).toContain('n’a pas pu être lu')
    }
    expect(await rows('select id from messages')).toEqual([])
  })
})

describe('a large body', () => {
  const large = new Uint8Array(600 * 1024)

  it('has room only where files are taken, and only for whoever may send them', async () => {
    expect((await send(new Browser(), '/sign-in', multipart, large)).status).toBe(413)
    expect((await send(new Browser(), '/webhooks/stripe', multipart, large)).status).toBe(413)
    expect((await send(await as('camille'), '/w/atelier/settings', multipart, large)).status).toBe(413)
    expect((await send(new Browser(), `${project}/files`, multipart, large)).status).toBe(303)
    expect((await send(await as('nadia'), `${project}/files`, multipart, large)).status).toBe(404)
    expect((await send(await as('lea'), `${project}/files`, multipart, large)).status).toBe(400)
    expect((await send(await as('lea'), `${project}/messages`, 'text/plain', large)).status).toBe(413)
  })

  it('is not read to its end where it does not say how long it is', async () => {
    let read = 0
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: controller => {
          read += 65_536
          if (read > 64 * 1024 * 1024) controller.close()
          else controller.enqueue(new Uint8Array(65_536))
        },
      })
    expect((await send(new Browser(), '/sign-in', multipart, endless())).status).toBe(413)
    expect(read).toBeLessThan(2 * 1024 * 1024)
    read = 0
    expect((await send(new Browser(), `${project}/files`, multipart, endless())).status).toBe(303)
    expect(read).toBeLessThan(2 * 1024 * 1024)
  })
})

it.each(['%00', '%0d%0aX:%20y', '%c3%a9', 'Atelier', '%F0%9F%98%80', '..%5c'])(
  'a workspace that cannot be called so is nowhere: %s',
  async slug => {
    for (const browser of [new Browser(), await as('lea')])
      for (const path of [`/w/${slug}`, `/w/${slug}/p/${world.site.id}`, `/w/${slug}/settings`])
        for (const method of ['GET', 'POST'])
          expect([path, (await browser.request(method, path)).status]).toEqual([path, 404])
  },
)
