import { deflateSync } from 'node:zlib'

type Colour = readonly [number, number, number]

/** A small canvas of flat shapes, enough to draw a page's mock-up; written out as a PNG. */
export class Canvas {
  readonly width: number
  readonly height: number
  readonly #pixels: Uint8Array

  constructor(width: number, height: number, ground: Colour) {
    this.width = width
    this.height = height
    this.#pixels = new Uint8Array(width * height * 3)
    this.fill(0, 0, width, height, ground)
  }

  /** A rectangle with corners of that radius, in pixels. */
  fill(x: number, y: number, w: number, h: number, colour: Colour, radius = 0): this {
    for (let row = Math.max(0, y); row < Math.min(this.height, y + h); row++)
      for (let column = Math.max(0, x); column < Math.min(this.width, x + w); column++)
        if (inside(column - x, row - y, w, h, radius)) this.#set(column, row, colour)
    return this
  }

  /** From one colour at the top to another at the bottom. */
  shade(x: number, y: number, w: number, h: number, from: Colour, to: Colour, radius = 0): this {
    for (let row = 0; row < h; row++) {
      const part = row / Math.max(1, h - 1)
      const mix = from.map((c, i) => Math.round(c + ((to[i] ?? 0) - c) * part)) as unknown as Colour
      for (let column = 0; column < w; column++)
        if (inside(column, row, w, h, radius)) this.#set(x + column, y + row, mix)
    }
    return this
  }

  /** Lines of text as bars, the last one shorter. */
  lines(x: number, y: number, w: number, count: number, colour: Colour, size = 8): this {
    for (let i = 0; i < count; i++)
      this.fill(x, y + i * size * 2, i === count - 1 ? Math.round(w * 0.6) : w, size, colour, size / 2)
    return this
  }

  disc(cx: number, cy: number, r: number, colour: Colour): this {
    return this.fill(cx - r, cy - r, r * 2, r * 2, colour, r)
  }

  #set(x: number, y: number, colour: Colour) {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return
    this.#pixels.set(colour, (y * this.width + x) * 3)
  }

  /** The picture's bytes (PNG, 8 bits, RGB). */
  png(): Uint8Array<ArrayBuffer> {
    const rows = Buffer.alloc(this.height * (this.width * 3 + 1))
    for (let y = 0; y < this.height; y++)
      rows.set(
        this.#pixels.subarray(y * this.width * 3, (y + 1) * this.width * 3),
        y * (this.width * 3 + 1) + 1,
      )
    const header = Buffer.alloc(13)
    header.writeUInt32BE(this.width, 0)
    header.writeUInt32BE(this.height, 4)
    header.set([8, 2, 0, 0, 0], 8)
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    return new Uint8Array(
      Buffer.concat([
        signature,
        chunk('IHDR', header),
        chunk('IDAT', deflateSync(rows)),
        chunk('IEND', Buffer.alloc(0)),
      ]),
    )
  }
}

function inside(x: number, y: number, w: number, h: number, radius: number): boolean {
  const dx = Math.max(radius - x - 0.5, x + 0.5 - (w - radius), 0)
  const dy = Math.max(radius - y - 0.5, y + 0.5 - (h - radius), 0)
  return dx * dx + dy * dy <= radius * radius || (dx === 0 && dy === 0)
}

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crc(data: Buffer): number {
  let c = 0xffffffff
  for (const byte of data) c = (table[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(data.length + 12)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc(body), data.length + 8)
  return out
}

/** The colours of one customer's brand. */
export type Palette = { ground: Colour; ink: Colour; soft: Colour; accent: Colour; deep: Colour }

export const palettes = {
  lune: {
    ground: [250, 247, 242],
    ink: [58, 52, 64],
    soft: [224, 216, 206],
    accent: [176, 122, 88],
    deep: [64, 52, 78],
  },
  zinc: {
    ground: [244, 246, 246],
    ink: [40, 48, 52],
    soft: [208, 216, 218],
    accent: [200, 66, 48],
    deep: [30, 58, 66],
  },
  baobab: {
    ground: [251, 247, 236],
    ink: [54, 46, 34],
    soft: [230, 218, 190],
    accent: [206, 138, 40],
    deep: [46, 84, 58],
  },
  pine: {
    ground: [245, 248, 246],
    ink: [34, 46, 44],
    soft: [208, 220, 214],
    accent: [60, 122, 96],
    deep: [26, 56, 60],
  },
} satisfies Record<string, Palette>

/** A home page: header, hero, three cards. `warm` gives the hero another light: the second version of a mock-up. */
export function homePage(p: Palette, warm = false): Uint8Array<ArrayBuffer> {
  const canvas = new Canvas(1200, 800, p.ground)
  canvas.fill(0, 0, 1200, 72, [255, 255, 255]).disc(64, 36, 16, p.accent).lines(92, 32, 120, 1, p.ink, 10)
  for (let i = 0; i < 4; i++) canvas.fill(760 + i * 96, 32, 64, 8, p.soft, 4)
  canvas.shade(48, 104, 1104, 320, warm ? p.accent : p.deep, warm ? p.deep : p.accent, 20)
  canvas.lines(104, 176, 460, 2, [255, 255, 255], 20).lines(104, 268, 380, 2, p.soft, 10)
  canvas.fill(104, 340, 172, 44, [255, 255, 255], 22).lines(136, 358, 108, 1, p.deep, 8)
  canvas.disc(940, 264, 110, p.ground).disc(990, 230, 92, warm ? p.accent : p.deep)
  for (let i = 0; i < 3; i++) {
    const x = 48 + i * 376
    canvas.fill(x, 464, 352, 280, [255, 255, 255], 16).shade(x + 20, 484, 312, 132, p.soft, p.accent, 10)
    canvas.lines(x + 20, 640, 200, 1, p.ink, 12).lines(x + 20, 676, 300, 2, p.soft, 8)
  }
  return canvas.png()
}

/** A telephone with a menu open: a client's screenshot of something that is off. */
export function phoneShot(p: Palette): Uint8Array<ArrayBuffer> {
  const canvas = new Canvas(390, 780, p.ground)
  canvas.fill(0, 0, 390, 56, p.deep).disc(32, 28, 12, p.accent).lines(330, 22, 36, 2, p.ground, 4)
  canvas.fill(20, 80, 350, 44, [255, 255, 255], 8).lines(36, 98, 180, 1, p.ink, 8)
  canvas.fill(20, 140, 350, 44, [255, 255, 255], 8).lines(36, 158, 220, 1, p.ink, 8)
  canvas.fill(20, 200, 350, 160, [255, 255, 255], 8).lines(36, 220, 300, 5, p.soft, 8)
  canvas.fill(20, 384, 350, 48, p.soft, 24).lines(140, 404, 110, 1, [255, 255, 255], 8)
  canvas.fill(16, 448, 358, 40, [253, 232, 230], 8).lines(32, 464, 280, 1, [190, 50, 40], 8)
  return canvas.png()
}

/** A logotype on its ground. */
export function logo(p: Palette): Uint8Array<ArrayBuffer> {
  const canvas = new Canvas(640, 400, p.ground)
  canvas.disc(320, 170, 92, p.accent).disc(356, 142, 80, p.ground).disc(300, 182, 22, p.deep)
  return canvas.lines(220, 300, 200, 1, p.ink, 22).lines(260, 342, 120, 1, p.soft, 10).png()
}
