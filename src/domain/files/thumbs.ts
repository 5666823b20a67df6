import { thumbKeyOf } from '../../outside/files'
import { pixelsOf } from './dimensions'
import type { Received } from './receive'
import { typeOf } from './types'

/** A thumbnail is at most so long at its longer side, in pixels, and so heavy, in bytes. */
const SIDE = 480
const HEAVIEST = 60 * 1024

/**
 * Keeps the small picture that a browser made of a file, if it is one: told from its content, never trusted as
 * anything else.
 * @param key of the object it shows
 * @returns where it stands; null for what is no such picture, which costs the file nothing but its thumbnail
 */
export async function keepThumb(bucket: R2Bucket, key: string, thumb: File): Promise<string | null> {
  if (thumb.size === 0 || thumb.size > HEAVIEST) return null
  const bytes = new Uint8Array(await thumb.arrayBuffer())
  const type = await thumbTypeOf(bytes)
  if (!type) return null
  const at = thumbKeyOf(key)
  await bucket.put(at, bytes, { httpMetadata: { contentType: type } })
  return at
}

/** The same for files that were received: with one alone came its small picture. */
export async function withThumb(
  bucket: R2Bucket,
  received: Received[],
  thumb: File | undefined,
): Promise<Received[]> {
  const [one] = received
  if (!one || !thumb || received.length > 1) return received
  return [{ ...one, thumbKey: (await keepThumb(bucket, one.key, thumb)) ?? one.thumbKey }]
}

/** The type of a thumbnail that is one; null for anything else. */
export async function thumbTypeOf(bytes: Uint8Array): Promise<'image/webp' | 'image/jpeg' | null> {
  for (const [extension, type] of [
    ['webp', 'image/webp'],
    ['jpg', 'image/jpeg'],
  ] as const) {
    if ((await typeOf(bytes, extension)) !== type) continue
    const pixels = pixelsOf(bytes, type)
    return pixels && pixels.width <= SIDE && pixels.height <= SIDE ? type : null
  }
  return null
}
