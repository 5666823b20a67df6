import { contrast, parseHex, type Rgb, toHex } from '../shared/colour'

const neutral: Rgb = [0.09, 0.38, 0.42]
const white: Rgb = [1, 1, 1]
const black: Rgb = [0, 0, 0]

/** A workspace's colour as a fill, and which of white and black is read on it (4.5:1 or more, whatever the colour). */
export function accentOf(accent: string | undefined): { fill: string; text: string } {
  const fill = (accent && parseHex(accent)) || neutral
  return { fill: toHex(fill), text: toHex(contrast(fill, white) >= 4.5 ? white : black) }
}
