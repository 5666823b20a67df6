import { expect, it } from 'vitest'
import { type Picture, pictureOf } from './picture'
import { colouredPng, pngOf } from './png'
import { wornIcon } from './worn'

// Written by libvips from one picture of twelve pixels a side, with the filters it chose itself.
const files = {
  colours:
    'iVBORw0KGgoAAAANSUhEUgAAAAwAAAAMCAYAAABWdVznAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAnElEQVQokY2Puw6CQBREZzLXEGPUGKWzs7Ozo7Pbjv//EgEfuOYmYBQQKU6mmbOzlwAidsJUDCQSMk7FQCGh4op6TsHA2VtIqfofBiZfwp56jGHgvCccqHuX0KSBi0HhSN2crMkWA5c/hRN17WLgelDwl72QUVVLTlUGbkYXvHimykCVngZue4If+Cl4OVCFY2A6uuDfaBaKnLq8AI38ifLPKvtSAAAAAElFTkSuQmCC',
  opaque:
    'iVBORw0KGgoAAAANSUhEUgAAAAwAAAAMCAIAAADZF8uwAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAeklEQVQYlYXOsQqDMBSF4XO4V4KUtkh1c+vm5pbNLVve/3WEKymJNRF+QiAfhxAARmmnIN1dCoqjvJop2B1oqqeg+6G5koJ9jr5lwU4FHye0WD5dFkPPf7SWKfg+IW8PPhUNDZdLnrLZnzZDnxyFDIWUgtPlUkxLkbIDI2cR7d3XpjQAAAAASUVORK5CYII=',
  palette:
    'iVBORw0KGgoAAAANSUhEUgAAAAwAAAAMCAMAAABhq6zVAAABsFBMVEXEkCX8fjbSajM7uTRQpjzSfSsmkjlUehZ+extezTeTjx6vaSgjZRCofCLgpCgYpTFpZxgmf0NXk0aB4TqMaB9GZhP1kS5pQSI/PxL8uCs7bWBijhkYbE84LBZwVBxUUxUqeROoVjDEVz0cUQ1QgFL1a0AYzC6MVSU4UhCooyFUQBm9tyQ04DGBb4hGLR8OFgcVFwyTQzoxjRZwohwcKgp+Qi0jGRwVPQpebnNULioOKQcHFQQqPg0qKw8cGBPgWExiLzc4oRnSyyd+th+oREkqGif8WV0xGzS9RVpN3SJGyR9wMEY/tRyMyiLn3yoYWnCa3iWIp0l6uj80W4V6gWOIlFU4HEPSRm1+MVc/HVTnR4KMMmqaM39NH3xGHmekzkK5u0zAqFi5lWakgnbO4kXOg4vqz0/4vFv4qWnqlnkb41Ibl443vWwwqnww0F680oJo5GG15XJ2vn9P55oC05d20W8C5oW1v5Roq5EAZA8AAgQAPAkAAwkAUAwAAAAAKAYAFAMABBAABRkAeBIAAQEAjBUA3CEAtBsAyB4AoBgABiQABzEACEAACmQACVEAC3n79ucnAAAAeXRSTlPj2+HSz+HV8+3N6ub659/X8NXOyOv13PD229Lx1/fv8/nn4/vP3Nfr9+fz5NPI9f386vjv++36/M3z/f75+fvf8ffh7ef52/jk9PXv9uve1+nHydPJx/fh7fbe6+n09cPAv8DDvb25t7e5srKur6+bp5ylhpGlkZyndwAtLQAAAAlwSFlzAAAD6AAAA+gBtXtSawAAAKRJREFUCJljqGuor66tbG7tbO9oY2ixtjJX5lEwcvTx8mSo0jex0RBllzZ29g1gqDGwlZAX4ODS1HbyY2i0k9WSE+Fl4JNU02FoMtMTV+dmFeNn5hRm6HK1NFVkYmRjCYpPYeh2dzBUUhUUCkxIy2LoCfN2sZdRCU1Mzytg6IuM8HCTCknKyCktZOiNiw73t0jOzC3KL2Poj42JCtZNza4oLykGAIgaKDlU8/IVAAAAAElFTkSuQmCC',
  greys:
    'iVBORw0KGgoAAAANSUhEUgAAAAwAAAAMCAAAAABzHgM7AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAfklEQVQImR3Hqw4CMRBAUTrvzrTdtuH//wWLwOFWrEIgSACLILs315x06mOO4zkgwREiAkICRBIRs5x3sGj2KK1TAhbzaH0+fwTI6rGM7XM2QBKL1u9sUXd4tJtY6S8g0lyvnNt8MAiLV851bFqA1fyi0VctXzCxEF9WrW/6A9gEEbCHO366AAAAAElFTkSuQmCC',
  interlaced:
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAF7lBaXAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADUlEQVQImWP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==',
}
const read = (file: string) => pictureOf(Uint8Array.from(atob(file), c => c.charCodeAt(0)).buffer)
const at = ({ width, rgba }: Picture, x: number, y: number) => [
  ...rgba.slice((y * width + x) * 4, (y * width + x) * 4 + 4),
]
const drawn = (x: number, y: number) => [(x * y * 7) % 256, (x * 20 + y) % 256, (y * y + x * 3) % 256]

const points = Array.from({ length: 144 }, (_, i) => [i % 12, Math.floor(i / 12)] as const)

it.each([
  ['colours', (x: number, y: number) => 255 - x * y],
  ['opaque', () => 255],
  ['palette', (x: number, y: number) => 255 - x * y],
] as const)('reads a picture of %s pixel by pixel', async (name, alpha) => {
  const picture = await read(files[name])
  for (const [x, y] of points) expect(picture && at(picture, x, y)).toEqual([...drawn(x, y), alpha(x, y)])
})

it('reads a picture of greys', async () => {
  const picture = await read(files.greys)
  const seen = points.map(([x, y]) => (picture ? at(picture, x, y) : []))
  expect(seen.every(([red, green, blue, alpha]) => red === green && green === blue && alpha === 255)).toBe(
    true,
  )
  expect(new Set(seen.map(([grey]) => grey)).size).toBeGreaterThan(50)
})

it('reads nothing that is interlaced, cut, broken or of another kind', async () => {
  const bytes = Uint8Array.from(atob(files.colours), c => c.charCodeAt(0))
  const broken = bytes.with(70, (bytes[70] ?? 0) ^ 255)
  expect(await read(files.interlaced)).toBeNull()
  for (const other of [bytes.slice(0, 90), broken, new Uint8Array(), bytes.slice(0, 20), new Uint8Array(300)])
    expect(await pictureOf(other.buffer)).toBeNull()
})

it('unpacks no more than the picture has, whatever was packed', async () => {
  const png = await pngOf(new Uint8Array(400 * 400), 400, [[0, 0, 0, 255]])
  const head = new DataView(png.buffer)
  head.setUint32(16, 2)
  head.setUint32(20, 2)
  expect((await pictureOf(png.buffer))?.rgba.length).toBe(16)
  head.setUint32(16, 2_000_000_000)
  head.setUint32(20, 2_000_000_000)
  expect(await pictureOf(png.buffer)).toBeNull()
})

it('stands whole in the circle it is given, and lies on white', async () => {
  const bar = {
    width: 40,
    height: 10,
    rgba: new Uint8Array(1600).fill(0).map((_, i) => (i % 4 === 3 ? 255 : 0)),
  }
  const icon = await pictureOf((await wornIcon({ size: 100, rounded: false }, bar, 1)).buffer)
  if (!icon) throw new Error('no picture')
  const row = Array.from({ length: 100 }, (_, x) => at(icon, x, 50)[0])
  expect([row.indexOf(0), row.lastIndexOf(0)]).toEqual([10, 89])
  const glass = { ...bar, rgba: bar.rgba.map((_, i) => (i % 4 === 3 ? 102 : 0)) }
  const through = await pictureOf((await wornIcon({ size: 100, rounded: true }, glass, 1)).buffer)
  expect(through && at(through, 50, 50)).toEqual([153, 153, 153, 255])
  expect(through && at(through, 0, 0)[3]).toBe(0)
})

it('writes what it reads', async () => {
  const rgba = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 256)
  expect(await pictureOf((await colouredPng(rgba, 4)).buffer)).toEqual({ width: 4, height: 4, rgba })
})
