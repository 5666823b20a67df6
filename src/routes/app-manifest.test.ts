import { beforeEach, expect, it } from 'vitest'
import { as, Browser, rows } from '../../test/harness'
import { makeWorld } from '../../test/world'

beforeEach(makeWorld)

const sizeOf = async (response: Response) => {
  const view = new DataView(await response.arrayBuffer())
  return `${view.getUint32(16)}x${view.getUint32(20)}`
}

it('makes each workspace an app of its own name and colour, for whoever asks', async () => {
  await rows("update workspaces set accent = '#1d4ed8' where slug = 'atelier'")
  const world = new Browser()
  const answer = await world.get('/w/atelier/app.webmanifest')
  expect(answer.headers.get('Content-Type')).toBe('application/manifest+json')
  const manifest = await answer.json<Record<string, string> & { icons: { src: string; sizes: string }[] }>()
  expect(manifest).toMatchObject({
    id: '/w/atelier',
    name: 'Atelier Lumen',
    start_url: '/w/atelier',
    scope: '/',
    display: 'standalone',
    theme_color: '#1d4ed8',
  })
  for (const { src, sizes } of manifest.icons) {
    const icon = await world.get(src)
    expect(icon.headers.get('Content-Type')).toBe('image/png')
    expect(await sizeOf(icon)).toBe(sizes)
  }
})

it('tells the world nothing else: no such workspace, no such icon', async () => {
  const world = new Browser()
  for (const path of ['nowhere/app.webmanifest', 'nowhere/icons/192.png', 'atelier/icons/1000.png'])
    expect((await world.get(`/w/${path}`)).status).toBe(404)
  expect((await world.get('/w/atelier/icons/toString.png')).status).toBe(404)
})

it('is named on the pages of a workspace, its door among them', async () => {
  const inside = await (await as('lea')).html('/w/atelier/preferences')
  const door = await new Browser().html('/w/atelier/sign-in')
  for (const html of [inside, door]) {
    expect(html).toContain('<link rel="manifest" href="/w/atelier/app.webmanifest"')
    expect(html).toContain('rel="apple-touch-icon" href="/w/atelier/icons/180.png?v=')
  }
})
