import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandCss, brandVersion, defaultAccent } from './brand'
import { contrast, parseHex, type Rgb } from './colour'

const colour = (hex: string | undefined): Rgb => {
  const rgb = parseHex(hex ?? '')
  if (!rgb) throw new Error(`not a colour: ${hex}`)
  return rgb
}

/** Reads back `--name:light-dark(#a,#b)`. */
const read = (css: string, name: string): { light: Rgb; dark: Rgb } => {
  const found = new RegExp(`--${name}:light-dark\\((#[0-9a-f]{6}),(#[0-9a-f]{6})\\)`).exec(css)
  return { light: colour(found?.[1]), dark: colour(found?.[2]) }
}

const accents = fc.integer({ min: 0, max: 0xffffff }).map(n => `#${n.toString(16).padStart(6, '0')}`)
const themes = ['light', 'dark'] as const
// As in tokens.css: page, card and quiet surfaces of both themes.
const surfaces = {
  light: ['#faf8f5', '#ffffff', '#f4f1ed'].map(colour),
  dark: ['#120f0c', '#1a1613', '#231f1c'].map(colour),
}

describe('brandCss', () => {
  it('keeps the words on a button readable, whatever the accent', () => {
    fc.assert(
      fc.property(accents, accent => {
        const css = brandCss(accent)
        for (const theme of themes)
          expect(
            contrast(read(css, 'primary')[theme], read(css, 'primary-foreground')[theme]),
          ).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  it('keeps accent-coloured words readable on every surface and on the tint', () => {
    fc.assert(
      fc.property(accents, accent => {
        const css = brandCss(accent)
        for (const theme of themes)
          for (const surface of [...surfaces[theme], read(css, 'tint')[theme]])
            expect(contrast(read(css, 'primary-ink')[theme], surface)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  it('leaves an accent alone that is readable as it is', () => {
    expect(brandCss('#1d4ed8')).toContain('--primary:light-dark(#1d4ed8,')
  })

  it('writes in ink on a light accent instead of muddying it', () => {
    expect(brandCss('#facc15')).toContain('--primary:light-dark(#facc15,')
  })

  it('lets nothing but a colour in', () => {
    for (const accent of ['red', '#fff', '#12345', '#123456;}body{display:none}', 'url(//evil.test)', ''])
      expect(brandCss(accent)).toBe(brandCss(defaultAccent))
  })
})

describe('brandVersion', () => {
  it('changes with the accent, not with its spelling', () => {
    expect(brandVersion('#AABBCC')).toBe(brandVersion('#aabbcc'))
    expect(brandVersion('#aabbcc')).not.toBe(brandVersion('#aabbcd'))
  })
})
