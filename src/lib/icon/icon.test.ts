import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { asset } from '../../../templates/shared/assets.gen'
import { coverage } from './coverage'
import { type IconLook, iconOf } from './icon'
import { outlineOf } from './outline'
import { pngOf } from './png'

let font: ArrayBuffer
beforeAll(async () => {
  const answer = await (env as { ASSETS: Fetcher }).ASSETS.fetch(
    `https://assets${asset['Roboto-Medium.ttf']}`,
  )
  font = await answer.arrayBuffer()
})

const sum = (inside: Float32Array) => inside.reduce((total, part) => total + part, 0)

describe('coverage', () => {
  it('is the area of a shape, whichever way it is drawn, and sharp where it lies on the pixels', () => {
    const square = [
      [2, 2],
      [6, 2],
      [6, 5],
      [2, 5],
    ] as const
    for (const line of [[...square], [...square].reverse()]) {
      const inside = coverage([line], 8)
      expect(sum(inside)).toBeCloseTo(12)
      expect([...inside].filter(part => part > 0 && part < 1)).toEqual([])
    }
  })

  it.each([
    [
      [1.3, 1.2],
      [6.7, 2.9],
      [3.1, 7.4],
    ],
    [
      [0.5, 0.5],
      [7.5, 0.6],
      [0.5, 0.7],
    ],
    [
      [3.2, 0.1],
      [3.4, 7.9],
      [3.3, 4],
    ],
  ] as const)('of a triangle %o %o %o is its area', (a, b, c) => {
    const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
    expect(sum(coverage([[a, b, c]], 8))).toBeCloseTo(area, 4)
  })

  it('leaves out what lies within a hole', () => {
    const [outer, hole] = [
      [
        [1, 1],
        [7, 1],
        [7, 7],
        [1, 7],
      ],
      [
        [3, 3],
        [3, 5],
        [5, 5],
        [5, 3],
      ],
    ] as const
    const inside = coverage([[...outer], [...hole]], 8)
    expect(sum(inside)).toBeCloseTo(32)
    expect(inside[4 * 8 + 4]).toBe(0)
  })
})

describe('an outline', () => {
  it('is that of the letter in the font', () => {
    const [h, o] = [outlineOf(font, 'H'), outlineOf(font, 'O')]
    // Roboto's capitals are 1456 of 2048 units high; an O is its outside and its hole.
    expect([h?.unitsPerEm, h?.box.top, h?.box.bottom]).toEqual([2048, 1456, 0])
    expect(o?.contours.length).toBe(2)
  })

  it('takes an accented letter for the letter and its accent', () => {
    const [plain, accented] = [outlineOf(font, 'E'), outlineOf(font, 'É')]
    expect(accented?.contours.length).toBe((plain?.contours.length ?? 0) + 1)
    expect(accented?.box.top).toBeGreaterThan(plain?.box.top ?? 0)
  })

  it('is nothing where the font has no such letter', () => {
    expect(outlineOf(font, '漢')).toBeNull()
    expect(outlineOf(font, '🙂')).toBeNull()
    expect(outlineOf(font, '')).toBeNull()
  })
})

describe('an icon', () => {
  const paint = { fill: [0.1, 0.4, 0.42], text: [1, 1, 1] } as const
  const look: IconLook = { size: 64, rounded: true, letter: 0.5 }

  it.each(['A', 'é', 'Ж', '漢', ''])('of «%s» is a picture of its size', async letter => {
    const png = await iconOf(look, { ...paint, letter }, font)
    const view = new DataView(png.buffer)
    expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect([view.getUint32(16), view.getUint32(20), png[24], png[25]]).toEqual([64, 64, 8, 3])
  })

  it('is packed and closed as the standard says', async () => {
    const png = await pngOf(Uint8Array.of(0, 1, 1, 0), 2, [
      [0, 0, 0, 255],
      [255, 0, 0, 0],
    ])
    const chunks: string[] = []
    const view = new DataView(png.buffer)
    for (let at = 8; at < png.length; at += 12 + view.getUint32(at))
      chunks.push(new TextDecoder().decode(png.slice(at + 4, at + 8)))
    expect(chunks).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])
    // The end of every PNG there is.
    expect([...png.slice(-8)]).toEqual([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
  })
})
