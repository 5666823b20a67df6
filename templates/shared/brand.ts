import { contrast, fromOklch, parseHex, type Rgb, toHex, toOklch } from './colour'

/** Worn where no workspace is known, and by one whose accent cannot be read. */
export const defaultAccent = '#17616b'

// The surfaces an accent is read on; public/css/tokens.css holds the same. Each is the hardest one of its theme:
// the darkest light surface and the lightest dark one.
const lightSurface: Rgb = [0.955, 0.949, 0.941]
const darkSurface: Rgb = [0.157, 0.149, 0.141]
const white: Rgb = [1, 1, 1]
const ink: Rgb = [0.09, 0.075, 0.06]
const readable = 4.6

/** Moves the lightness step by step until `enough` holds; hue stays. */
const shift = (colour: Rgb, step: number, enough: (candidate: Rgb) => boolean): Rgb => {
  const [lightness, chroma, hue] = toOklch(colour)
  for (let l = lightness; l > 0.1 && l < 0.97; l += step) {
    const candidate = fromOklch([l, chroma, hue])
    if (enough(candidate)) return candidate
  }
  return step < 0 ? ink : white
}

/** A fill and what is written on it: white where the colour is deep enough to be deepened a little, else ink. */
const fill = (accent: Rgb): { fill: Rgb; text: Rgb } =>
  contrast(accent, white) >= 2.9
    ? { fill: shift(accent, -0.01, c => contrast(c, white) >= readable), text: white }
    : { fill: shift(accent, 0.01, c => contrast(c, ink) >= readable), text: ink }

const soft = (accent: Rgb, lightness: number, chroma: number): Rgb => {
  const [, own, hue] = toOklch(accent)
  return fromOklch([lightness, Math.min(own, chroma), hue])
}

/**
 * A workspace's colour as CSS: `--primary` (fills), `--primary-foreground` (on them), `--primary-ink` (links and icons
 * on any surface), `--ring`, `--tint` and `--tint-border` (soft surfaces), each for light and dark, each at 4.5:1 or more.
 * `accent` is `#rrggbb`; anything else gives the default, so a stored value can never bring in CSS of its own.
 */
export const brandCss = (accent: string): string => {
  const given = parseHex(accent) ?? (parseHex(defaultAccent) as Rgb)
  const light = fill(given)
  const [lightness, chroma, hue] = toOklch(given)
  const dark = fill(lightness < 0.55 ? fromOklch([0.55, Math.min(chroma, 0.17), hue]) : given)
  const tintLight = soft(given, 0.965, 0.022)
  const tintDark = soft(given, 0.27, 0.04)
  const inkLight = shift(
    given,
    -0.01,
    c => contrast(c, lightSurface) >= readable && contrast(c, tintLight) >= readable,
  )
  const inkDark = shift(
    given,
    0.01,
    c => contrast(c, darkSurface) >= readable && contrast(c, tintDark) >= readable,
  )
  const both = (a: Rgb, b: Rgb) => `light-dark(${toHex(a)},${toHex(b)})`
  return [
    ':root{',
    `--primary:${both(light.fill, dark.fill)};`,
    `--primary-foreground:${both(light.text, dark.text)};`,
    `--primary-ink:${both(inkLight, inkDark)};`,
    `--ring:${both(inkLight, inkDark)};`,
    `--tint:${both(tintLight, tintDark)};`,
    `--tint-border:${both(soft(given, 0.89, 0.045), soft(given, 0.38, 0.055))}`,
    '}',
  ].join('')
}

/** The accent as a fill and what is written on it, for pictures. */
export const brandFill = (accent: string): { fill: Rgb; text: Rgb } =>
  fill(parseHex(accent) ?? (parseHex(defaultAccent) as Rgb))

/** Changes with what a workspace's icon shows: its colour and its letter, or its logo. */
export const iconVersion = (face: { accent: string; name: string; logoKey?: string | null }): string =>
  [
    brandVersion(face.accent),
    (face.name.codePointAt(0) ?? 0).toString(16),
    ...(face.logoKey ? [face.logoKey.slice(0, 8)] : []),
  ].join('-')

/** Changes with the accent: the `v` of the stylesheet's address, which can so be cached for ever. */
export const brandVersion = (accent: string): string =>
  `1${(parseHex(accent) ? accent : defaultAccent).slice(1).toLowerCase()}`

/** The accent as it is written on paper: dark enough for words. */
export const inkOf = (accent: string): string =>
  toHex(
    shift(
      parseHex(accent) ?? (parseHex(defaultAccent) as Rgb),
      -0.01,
      c => contrast(c, lightSurface) >= readable,
    ),
  )
