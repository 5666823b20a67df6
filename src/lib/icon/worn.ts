import { cornersOf, type IconLook } from './icon'
import type { Picture } from './picture'
import { colouredPng } from './png'

/** Of the side: around the longest picture, too, there is some ground. */
const WIDEST = 0.8

/**
 * A workspace's icon: its logo in the middle of white, as PNG. White is what logos are made for.
 * @param round diameter of the circle in which the picture stands, as a part of the side
 */
export async function wornIcon(
  look: Pick<IconLook, 'size' | 'rounded'>,
  picture: Picture,
  round: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { size, rounded } = look
  const rgba = drawn(picture, size, round)
  const corners = rounded ? cornersOf(size) : []
  for (const [i, part] of corners.entries()) rgba[i * 4 + 3] = Math.round(255 * part)
  return colouredPng(rgba, size)
}

/** The picture on a white square: each of its pixels is the mean of several looks at the picture. */
function drawn({ width, height, rgba }: Picture, size: number, round: number): Uint8Array {
  const scale = size * Math.min(round / Math.hypot(width, height), WIDEST / Math.max(width, height))
  const [left, top] = [(size - width * scale) / 2, (size - height * scale) / 2]
  // As many each way as the picture is larger than the icon.
  const looks = Math.min(8, Math.max(2, Math.ceil(1 / scale)))
  const square = new Uint8Array(size * size * 4).fill(255)
  for (let y = Math.floor(top); y < size - Math.floor(top); y++)
    for (let x = Math.floor(left); x < size - Math.floor(left); x++) {
      let [red, green, blue] = [0, 0, 0]
      for (let n = 0; n < looks * looks; n++) {
        const across = Math.floor((x + ((n % looks) + 0.5) / looks - left) / scale)
        const down = Math.floor((y + (Math.floor(n / looks) + 0.5) / looks - top) / scale)
        if (across < 0 || down < 0 || across >= width || down >= height) continue
        const at = (down * width + across) * 4
        const alpha = (rgba[at + 3] ?? 0) / 255
        red += (255 - (rgba[at] ?? 0)) * alpha
        green += (255 - (rgba[at + 1] ?? 0)) * alpha
        blue += (255 - (rgba[at + 2] ?? 0)) * alpha
      }
      const at = (y * size + x) * 4
      square[at] = Math.round(255 - red / looks ** 2)
      square[at + 1] = Math.round(255 - green / looks ** 2)
      square[at + 2] = Math.round(255 - blue / looks ** 2)
    }
  return square
}
