/** Pixels on the longer side of a logo, and bytes, at most: browsers make it so of any picture (`public/logo.js`). */
export const LOGO = { side: 512, bytes: 400_000 }

/** How a PNG begins (3rd edition, 5.2 and 11.2.1): its signature, then a first chunk of 13 bytes with its size. */
const beginning = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'

/** The size that a PNG's header tells, in pixels; null for anything else. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < 33 || String.fromCharCode(...bytes.subarray(0, 16)) !== beginning) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  return width > 0 && height > 0 ? { width, height } : null
}

/** A logo's key: what nobody guesses, and its size, so that nobody has to look into it. */
const shape = /^[0-9a-f]{32}-([1-9]\d{0,2})x([1-9]\d{0,2})$/

export const isLogoKey = (key: string): boolean => shape.test(key)

export const logoKeyOf = (random: string, { width, height }: { width: number; height: number }): string =>
  `${random}-${width}x${height}`

/**
 * The size in which a logo is shown, in CSS pixels: as large as fits, never larger than it is.
 * @param url its address or key
 */
export function logoSize(
  url: string,
  room: { width: number; height: number },
): { width: number; height: number } {
  const [, width, height] = shape.exec(url.slice(url.lastIndexOf('/') + 1)) ?? []
  const [own, high] = [Number(width ?? room.height), Number(height ?? room.height)]
  const scale = Math.min(1, room.width / own, room.height / high)
  return { width: Math.max(1, Math.round(own * scale)), height: Math.max(1, Math.round(high * scale)) }
}
