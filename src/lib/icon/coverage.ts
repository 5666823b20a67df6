import type { Point } from './outline'

/**
 * How much of each pixel lies inside closed lines, 0 to 1, row by row: each line leaves in every pixel it crosses the
 * area to its right, and a sum along the row makes the insides of it (the way of font-rs).
 * @param contours in pixels, y downward; what lies outside the square is cut
 */
export function coverage(contours: readonly Point[][], size: number): Float32Array {
  const areas = new Float32Array(size * size + size + 2)
  for (const line of contours)
    line.forEach((from, i) => {
      draw(areas, size, from, line[(i + 1) % line.length] ?? from)
    })
  const inside = new Float32Array(size * size)
  for (let y = 0; y < size; y++) {
    let sum = 0
    for (let x = 0; x < size; x++) {
      sum += areas[y * size + x] ?? 0
      inside[y * size + x] = Math.min(1, Math.abs(sum))
    }
  }
  return inside
}

function draw(areas: Float32Array, size: number, a: Point, b: Point): void {
  if (a[1] === b[1]) return
  const down = a[1] < b[1]
  const [top, bottom] = down ? [a, b] : [b, a]
  const slope = (bottom[0] - top[0]) / (bottom[1] - top[1])
  let x = top[0] + (top[1] < 0 ? -top[1] * slope : 0)
  for (let y = Math.max(0, Math.floor(top[1])); y < Math.min(size, Math.ceil(bottom[1])); y++) {
    const height = Math.min(y + 1, bottom[1]) - Math.max(y, top[1])
    const next = x + slope * height
    row(areas, y * size, size, [Math.min(x, next), Math.max(x, next)], down ? height : -height)
    x = next
  }
}

/** One line within one row: what of it lies in each pixel from `left` to `right`. */
function row(
  areas: Float32Array,
  start: number,
  size: number,
  [left, right]: [number, number],
  height: number,
): void {
  const within = (x: number) => Math.min(size - 1, Math.max(0, x))
  const [first, last] = [within(Math.floor(left)), within(Math.floor(right))]
  const add = (x: number, area: number) => {
    areas[start + x] = (areas[start + x] ?? 0) + area
  }
  if (first === last) {
    const filled = height * (1 - ((left + right) / 2 - first))
    add(first, filled)
    if (first + 1 < size) add(first + 1, height - filled)
    return
  }
  // What is filled from the line to each pixel's right edge, growing pixel by pixel.
  const share = (edge: number) => {
    const reached = Math.min(edge, right)
    const run = Math.max(0, reached - left)
    return (height / (right - left)) * (run * run * 0.5 + run * (edge - reached))
  }
  let before = 0
  let given = 0
  for (let x = first; x <= last + 1 && x < size; x++) {
    const filled = share(x + 1)
    const total = filled - before - given
    add(x, total)
    given += total
    before = filled
  }
}
