import { beforeEach, describe, expect, it } from 'vitest'
import { as, Browser, rows } from '../../test/harness'
import { makeWorld } from '../../test/world'
import { pictureOf } from '../lib/icon/picture'
import { pngOf } from '../lib/icon/png'
import { urls } from '../urls'

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

describe('a workspace with a logo', () => {
  const red = [200, 30, 30, 255] as const
  const give = async (size: number, width = size, height = size) => {
    const bytes = await pngOf(new Uint8Array(size * size), size, [red])
    const head = new DataView(bytes.buffer)
    head.setUint32(16, width)
    head.setUint32(20, height)
    const logo = new File([bytes], 'logo.png', { type: 'image/png' })
    await (await as('camille')).post(urls.logoSettings('atelier'), { logo })
  }
  const icons = async () => {
    const manifest = await (await new Browser().get('/w/atelier/app.webmanifest')).json<{
      icons: { src: string; sizes: string; purpose?: string }[]
    }>()
    return manifest.icons
  }
  const read = async (src: string) => {
    const picture = await pictureOf(await (await new Browser().get(src)).arrayBuffer())
    if (!picture) throw new Error(`${src} is no picture`)
    const { width, rgba } = picture
    return {
      width,
      at: (x: number, y: number) => [...rgba.slice((y * width + x) * 4, (y * width + x) * 4 + 4)],
    }
  }

  it('wears it on plain white, in each size, and what a system cuts away is ground', async () => {
    await give(40)
    for (const { src, sizes, purpose } of await icons()) {
      const { width, at } = await read(src)
      expect(`${width}x${width}`).toBe(sizes)
      expect(at(width / 2, width / 2)).toEqual([...red])
      expect(at(0, 0)).toEqual(purpose ? [255, 255, 255, 255] : [255, 255, 255, 0])
      expect(at(Math.round(width * 0.05), width / 2)).toEqual([255, 255, 255, 255])
      // A circle of four fifths is never cut.
      if (purpose) expect(at(Math.round(width * 0.2), Math.round(width * 0.2))).toEqual([255, 255, 255, 255])
    }
  })

  it('has icons of other addresses than before, and those of before again once it is taken away', async () => {
    const before = await icons()
    await give(40)
    const inside = await (await as('lea')).html('/w/atelier/preferences')
    const [first] = await icons()
    expect(first?.src).not.toBe(before[0]?.src)
    expect(inside).toContain(`rel="apple-touch-icon" href="${first?.src.replace('192', '180')}"`)
    await (await as('camille')).post(urls.logoRemoval('atelier'))
    expect(await icons()).toEqual(before)
  })

  it('goes by its letter where the logo cannot be drawn', async () => {
    const [plain] = await icons()
    const letter = await (await new Browser().get(plain?.src ?? '')).arrayBuffer()
    await give(2, 60, 40)
    const [now] = await icons()
    expect(await (await new Browser().get(now?.src ?? '')).arrayBuffer()).toEqual(letter)
  })
})
