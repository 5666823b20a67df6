/** A picture as it was drawn: four bytes (red, green, blue, alpha) for each pixel, row by row. */
export type Picture = { width: number; height: number; rgba: Uint8Array }

/** Channels of each colour type of the W3C's specification (11.2.1): grey, colours, a palette, and with alpha. */
const channels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** More is not drawn: a few bytes can be packed of a great many. */
const LARGEST = 1024

/** Reads a PNG of eight bits a channel without interlacing, as browsers write it; null for any other. */
export async function pictureOf(png: ArrayBuffer): Promise<Picture | null> {
  const { header, palette, alphas, data } = chunksOf(new Uint8Array(png))
  if (header?.length !== 13) return null
  const view = new DataView(header.buffer, header.byteOffset)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  const [depth, type, , , interlaced] = header.subarray(8)
  const step = channels[type ?? -1]
  if (!step || depth !== 8 || interlaced !== 0 || Math.max(width, height) > LARGEST) return null
  const packed = await inflated(data, (width * step + 1) * height)
  const bytes = packed && unfiltered(packed, width * step, step)
  if (!bytes) return null
  const rgba = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) rgba.set(inkOf(bytes.subarray(i * step, (i + 1) * step)), i * 4)
  return { width, height, rgba }

  function inkOf([a = 0, b = 0, c = 0, d = 255]: Uint8Array): number[] {
    if (type === 3) return [...palette.subarray(a * 3, a * 3 + 3), alphas[a] ?? 255]
    if (step === 1) return [a, a, a, 255]
    return step === 2 ? [a, a, a, b] : [a, b, c, d]
  }
}

function chunksOf(png: Uint8Array) {
  const view = new DataView(png.buffer)
  const found = new Map<string, Uint8Array>()
  const data: Uint8Array<ArrayBuffer>[] = []
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at)
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8))
    const body = png.slice(at + 8, at + 8 + length)
    if (name === 'IDAT') data.push(body)
    else found.set(name, body)
    at += 12 + length
  }
  const none = new Uint8Array()
  return {
    header: found.get('IHDR'),
    palette: found.get('PLTE') ?? none,
    alphas: found.get('tRNS') ?? none,
    data,
  }
}

/** So many bytes of what is packed; null where there are fewer, or it is broken. */
async function inflated(data: Uint8Array<ArrayBuffer>[], length: number): Promise<Uint8Array | null> {
  const all = new Uint8Array(length)
  const reader = new Blob(data).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  try {
    for (let at = 0; at < length; ) {
      const { value, done } = await reader.read()
      if (done) return null
      all.set(value.subarray(0, length - at), at)
      at += value.length
    }
    return all
  } catch {
    return null
  } finally {
    reader.cancel().catch(() => {})
  }
}

/** Takes back each row's filter (9.2): what stands is the difference from the left, from above, or from both. */
function unfiltered(packed: Uint8Array, row: number, step: number): Uint8Array | null {
  const bytes = new Uint8Array((packed.length / (row + 1)) * row)
  for (let from = 0, to = 0; from < packed.length; from += row + 1, to += row) {
    const filter = packed[from] ?? 0
    if (filter > 4) return null
    for (let x = 0; x < row; x++) {
      const left = x < step ? 0 : (bytes[to + x - step] ?? 0)
      const above = bytes[to + x - row] ?? 0
      const corner = x < step ? 0 : (bytes[to + x - row - step] ?? 0)
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0
      bytes[to + x] = (packed[from + 1 + x] ?? 0) + guess
    }
  }
  return bytes
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}
