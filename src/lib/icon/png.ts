/** A colour of 0 to 255 a channel, opaque at 255. */
export type Ink = readonly [red: number, green: number, blue: number, alpha: number]

const encoder = new TextEncoder()

/**
 * A square picture of at most 256 colours as PNG (the W3C's specification: colour type 3, no interlacing).
 * @param pixels an index into `inks` each, row by row
 */
export async function pngOf(
  pixels: Uint8Array,
  size: number,
  inks: readonly Ink[],
): Promise<Uint8Array<ArrayBuffer>> {
  return packed(3, pixels, size, [
    chunk('PLTE', Uint8Array.from(inks.flatMap(ink => ink.slice(0, 3)))),
    chunk('tRNS', Uint8Array.from(inks.map(ink => ink[3]))),
  ])
}

/**
 * A square picture of any colours as PNG (colour type 6).
 * @param rgba four bytes for each pixel, row by row
 */
export const colouredPng = (rgba: Uint8Array, size: number): Promise<Uint8Array<ArrayBuffer>> =>
  packed(6, rgba, size, [])

async function packed(type: 3 | 6, bytes: Uint8Array, size: number, palette: Uint8Array<ArrayBuffer>[]) {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, size)
  header.setUint32(4, size)
  header.setUint8(8, 8)
  header.setUint8(9, type)
  const row = bytes.length / size
  const rows = new Uint8Array((row + 1) * size)
  // Each row begins with the number of its filter: 0, none.
  for (let y = 0; y < size; y++) rows.set(bytes.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    ...palette,
    chunk('IDAT', await deflated(rows)),
    chunk('IEND', new Uint8Array()),
  ]
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(12 + data.length)
  const view = new DataView(whole.buffer)
  view.setUint32(0, data.length)
  whole.set(encoder.encode(type), 4)
  whole.set(data, 8)
  view.setUint32(8 + data.length, crc(whole.subarray(4, 8 + data.length)))
  return whole
}

/** CRC-32 (ISO 3309), bit by bit: a picture has a few kilobytes. */
function crc(bytes: Uint8Array): number {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}
