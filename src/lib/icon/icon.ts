import { coverage } from './coverage'
import { type Outline, outlineOf, type Point } from './outline'
import { type Ink, pngOf } from './png'

export type IconLook = {
  /** Pixels of its side. */
  size: number
  /** Round corners, for systems that show a picture as it is; else the square is filled for them to cut. */
  rounded: boolean
  /** The letter's height, as a part of the side. */
  letter: number
  /** Only the letter, white on nothing: systems that take its shape alone. */
  shape?: boolean
}

type Colour = readonly [number, number, number]

/** Shades of the letter's edge, and after them those of the corners. */
const [SHADES, EDGES] = [192, 64]
/** Of the side. */
const CORNER = 0.22
/** Capitals of Roboto, in parts of its em. */
const CAPITAL = 0.711

/**
 * A workspace's icon: its letter on its colour, as PNG.
 * @param font TrueType; a letter that it does not have leaves the colour alone
 */
export async function iconOf(
  look: IconLook,
  paint: { letter: string; fill: Colour; text: Colour },
  font: ArrayBuffer,
): Promise<Uint8Array<ArrayBuffer>> {
  const { size, rounded, shape } = look
  const outline = outlineOf(font, paint.letter.toLocaleUpperCase())
  const letter = outline && coverage(placed(outline, look), size)
  const corners = rounded && cornersOf(size)
  const pixels = new Uint8Array(size * size).map((_, i) => {
    const edge = corners ? (corners[i] ?? 1) : 1
    if (edge < 1) return SHADES + Math.round(edge * (EDGES - 1))
    return Math.round((letter?.[i] ?? 0) * (SHADES - 1))
  })
  return pngOf(pixels, size, shape ? shapeInks() : inks(paint.fill, paint.text))
}

/** The letter in pixels, the middle of its own box in the middle of the square. */
function placed({ contours, box, unitsPerEm }: Outline, { size, letter }: IconLook): Point[][] {
  const scale = (size * letter) / (CAPITAL * unitsPerEm)
  const [middleX, middleY] = [(box.left + box.right) / 2, (box.bottom + box.top) / 2]
  return contours.map(line =>
    line.map(([x, y]): Point => [size / 2 + (x - middleX) * scale, size / 2 - (y - middleY) * scale]),
  )
}

/** How much of each pixel lies within round corners, 0 to 1, row by row. */
export const cornersOf = (size: number): Float32Array => coverage([roundedSquare(size)], size)

function roundedSquare(size: number): Point[] {
  const radius = size * CORNER
  const quarter = Array.from({ length: 25 }, (_, i) => (i / 24) * (Math.PI / 2))
  const corners: Point[] = [
    [size - radius, size - radius],
    [radius, size - radius],
    [radius, radius],
    [size - radius, radius],
  ]
  return corners.flatMap(([x, y], turn) =>
    quarter.map((angle): Point => {
      const at = angle + (turn * Math.PI) / 2
      return [x + radius * Math.cos(at), y + radius * Math.sin(at)]
    }),
  )
}

const steps = (count: number) => Array.from({ length: count }, (_, i) => i / (count - 1))
const byte = (part: number) => Math.round(part * 255)

function inks(fill: Colour, text: Colour): Ink[] {
  const mixed = (t: number): Ink => {
    const [red, green, blue] = fill.map((from, i) => byte(from + ((text[i] ?? 0) - from) * t))
    return [red ?? 0, green ?? 0, blue ?? 0, 255]
  }
  const [red, green, blue] = mixed(0)
  return [...steps(SHADES).map(mixed), ...steps(EDGES).map((t): Ink => [red, green, blue, byte(t)])]
}

const shapeInks = (): Ink[] => steps(SHADES).map(t => [255, 255, 255, byte(t)])
