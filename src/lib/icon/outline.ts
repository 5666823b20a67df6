/** A point of a letter's outline, in the font's own units, y upward. */
export type Point = readonly [x: number, y: number]

type Box = { left: number; bottom: number; right: number; top: number }
/** A letter as closed lines: curves are cut into pieces too short to be seen. */
export type Outline = { contours: Point[][]; box: Box; unitsPerEm: number }

type Tables = { view: DataView; at: (tag: string) => number }

/** So many pieces of one curve. */
const PIECES = 8
/** A letter made of letters made of letters is no letter. */
const DEEPEST = 4

/**
 * A letter's outline out of a TrueType font (the OpenType specification's `cmap` 4, `loca`, `glyf`).
 * @returns null for what the font does not have
 */
export function outlineOf(font: ArrayBuffer, letter: string): Outline | null {
  const tables = tablesOf(new DataView(font))
  const glyph = glyphOf(tables, letter.codePointAt(0) ?? 0)
  const contours = glyph ? contoursOf(tables, glyph, 0) : []
  const points = contours.flat()
  if (points.length === 0) return null
  const [xs, ys] = [points.map(p => p[0]), points.map(p => p[1])]
  const box = {
    left: Math.min(...xs),
    right: Math.max(...xs),
    bottom: Math.min(...ys),
    top: Math.max(...ys),
  }
  return { contours, box, unitsPerEm: tables.view.getUint16(tables.at('head') + 18) }
}

function tablesOf(view: DataView): Tables {
  const offsets = new Map<string, number>()
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i
    const tag = String.fromCharCode(...[0, 1, 2, 3].map(b => view.getUint8(record + b)))
    offsets.set(tag, view.getUint32(record + 8))
  }
  const at = (tag: string) => {
    const offset = offsets.get(tag)
    if (offset === undefined) throw new Error(`the font has no ${tag}`)
    return offset
  }
  return { view, at }
}

/** The glyph of a character; 0 where there is none. */
function glyphOf({ view, at }: Tables, code: number): number {
  const cmap = at('cmap')
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const table = cmap + view.getUint32(cmap + 4 + 8 * i + 4)
    if (view.getUint16(table) !== 4) continue
    const segments = view.getUint16(table + 6) / 2
    for (let s = 0; s < segments; s++) {
      const row = (n: number) => table + 14 + 2 * (n * segments + s) + (n > 0 ? 2 : 0)
      const [end, start] = [view.getUint16(row(0)), view.getUint16(row(1))]
      if (code > end) continue
      if (code < start) return 0
      const [delta, range] = [view.getUint16(row(2)), view.getUint16(row(3))]
      const glyph = range === 0 ? code : view.getUint16(row(3) + range + 2 * (code - start))
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
  }
  return 0
}

function contoursOf(tables: Tables, glyph: number, depth: number): Point[][] {
  const { view, at } = tables
  const long = view.getUint16(at('head') + 50) === 1
  const place = (n: number) =>
    long ? view.getUint32(at('loca') + 4 * n) : 2 * view.getUint16(at('loca') + 2 * n)
  if (place(glyph) === place(glyph + 1) || depth > DEEPEST) return []
  const start = at('glyf') + place(glyph)
  const count = view.getInt16(start)
  return count >= 0 ? simple(view, start, count) : composite(tables, start + 10, depth)
}

/** An accented letter: others, moved. */
function composite(tables: Tables, start: number, depth: number): Point[][] {
  const { view } = tables
  const contours: Point[][] = []
  let [at, flags] = [start, 0]
  do {
    flags = view.getUint16(at)
    const parts = contoursOf(tables, view.getUint16(at + 2), depth + 1)
    const words = (flags & 1) !== 0
    const [dx, dy] = words
      ? [view.getInt16(at + 4), view.getInt16(at + 6)]
      : [view.getInt8(at + 4), view.getInt8(at + 5)]
    at += words ? 8 : 6
    at += flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0
    contours.push(...parts.map(line => line.map(([x, y]): Point => [x + dx, y + dy])))
  } while (flags & 0x20)
  return contours
}

function simple(view: DataView, start: number, count: number): Point[][] {
  const ends = Array.from({ length: count }, (_, i) => view.getUint16(start + 10 + 2 * i))
  const total = (ends.at(-1) ?? -1) + 1
  let at = start + 10 + 2 * count
  at += 2 + view.getUint16(at)
  const flags: number[] = []
  while (flags.length < total) {
    const flag = view.getUint8(at++)
    const times = flag & 8 ? view.getUint8(at++) + 1 : 1
    for (let i = 0; i < times; i++) flags.push(flag)
  }
  const along = (short: number, same: number) => {
    let value = 0
    return flags.map(flag => {
      if (flag & short) value += (flag & same ? 1 : -1) * view.getUint8(at++)
      else if (!(flag & same)) {
        value += view.getInt16(at)
        at += 2
      }
      return value
    })
  }
  const xs = along(2, 16)
  const ys = along(4, 32)
  const points = flags.map((flag, i): Mark => ({ at: [xs[i] ?? 0, ys[i] ?? 0], on: (flag & 1) !== 0 }))
  return ends.map((end, i) => flattened(points.slice(i ? (ends[i - 1] ?? 0) + 1 : 0, end + 1)))
}

type Mark = { at: Point; on: boolean }

/** Between two points off the curve lies one on it; then each curve becomes a few straight pieces. */
function flattened(marks: Mark[]): Point[] {
  const whole = marks.flatMap((mark, i) => {
    const next = marks[(i + 1) % marks.length] ?? mark
    return mark.on || next.on ? [mark] : [mark, { at: between(mark.at, next.at, 0.5), on: true }]
  })
  const first = whole.findIndex(mark => mark.on)
  if (first < 0) return []
  const ring = [...whole.slice(first), ...whole.slice(0, first + 1)]
  const line: Point[] = []
  ring.forEach((mark, i) => {
    const [before, after] = [ring[i - 1], ring[i + 1]]
    if (mark.on) line.push(mark.at)
    else if (before && after)
      for (let piece = 1; piece < PIECES; piece++) {
        const t = piece / PIECES
        line.push(between(between(before.at, mark.at, t), between(mark.at, after.at, t), t))
      }
  })
  return line
}

const between = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
