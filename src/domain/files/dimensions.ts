/** How large a picture is shown, in pixels. */
export type Pixels = { width: number; height: number }

const readers: Record<string, (view: DataView) => Pixels | null> = {
  'image/png': png,
  'image/gif': gif,
  'image/webp': webp,
  'image/jpeg': jpeg,
}

/** The size that a picture's header tells, or null where it tells none we understand. */
export function pixelsOf(bytes: Uint8Array, type: string): Pixels | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const pixels = readers[type]?.(view) ?? null
    return pixels && pixels.width > 0 && pixels.height > 0 ? pixels : null
  } catch {
    // Read past the end: a header that promises more than there is.
    return null
  }
}

/** PNG 3rd edition, 11.2.1: IHDR is the first chunk. */
function png(view: DataView): Pixels {
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** GIF89a, 18: the logical screen. */
function gif(view: DataView): Pixels {
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** RFC 9649: lossy (`VP8 `), lossless (`VP8L`) and extended (`VP8X`) each write it their own way. */
function webp(view: DataView): Pixels | null {
  const u24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  switch (view.getUint32(12)) {
    case 0x56503820:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 0x5650384c: {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 0x56503858:
      return { width: u24(24) + 1, height: u24(27) + 1 }
    default:
      return null
  }
}

/** ITU T.81 B.2.2: the frame header among the segments; Exif may say that the picture lies on its side. */
function jpeg(view: DataView): Pixels | null {
  let onItsSide = false
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1)
    const length = view.getUint16(at + 2)
    if (marker === 0xe1) onItsSide ||= exifTurns(view, at + 4)
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (frame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return onItsSide ? { width: height, height: width } : { width, height }
    }
    at += 2 + length
  }
  return null
}

/** Exif 2.32, tag 0x0112: orientations 5 to 8 turn the picture by a quarter. */
function exifTurns(view: DataView, start: number): boolean {
  if (view.getUint32(start) !== 0x45786966) return false
  const tiff = start + 6
  const little = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, little)
  const entries = view.getUint16(directory, little)
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5
  }
  return false
}
