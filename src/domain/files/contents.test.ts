import { describe, expect, it } from 'vitest'
import { partOf } from '../../lib/ranges'
import { pixelsOf } from './dimensions'
import { cleanName, disposition, extensionOf } from './names'
import { typeOf } from './types'

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap(p => (typeof p === 'string' ? [...p].map(c => c.charCodeAt(0)) : p)))
const be32 = (n: number) => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255]

const png = (width = 3, height = 2, after = '') =>
  bytes(
    [0x89],
    'PNG\r\n\x1a\n',
    be32(13),
    'IHDR',
    be32(width),
    be32(height),
    [8, 6, 0, 0, 0],
    be32(0),
    be32(1),
    'IDAT',
    [0],
    be32(0),
    after,
  )
const gif = bytes('GIF89a', [5, 0, 4, 0, 0, 0, 0], '/*<script>alert(1)</script>*/')
const zip = (holds: string) => bytes('PK\x03\x04', new Array(26).fill(0), holds)
const jpeg = (orientation?: number) =>
  bytes(
    [0xff, 0xd8],
    orientation
      ? bytesOfExif(orientation)
      : [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
    [0xff, 0xc0, 0, 17, 8, 0, 20, 0, 30, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
  )
const bytesOfExif = (orientation: number) => [
  ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
  ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
]

describe('a name', () => {
  it.each([
    ['a path', '../../etc/passwd.txt', '....etcpasswd.txt'],
    ['a Windows path', 'C:\\fakepath\\logo.png', 'C:fakepathlogo.png'],
    ['NUL and CRLF', 'a\0b\r\nSet-Cookie: x.txt', 'abSet-Cookie: x.txt'],
    ['a right-to-left mark', 'facture\u202egpj.exe', 'facturegpj.exe'],
    ['zero-width letters', 'lo\u200bgo\ufeff.png', 'logo.png'],
    ['only dots', '..', 'fichier'],
    ['nothing', '\u200b', 'fichier'],
    ['words of every day', 'Été à l’Île – “final” (2).pdf', 'Été à l’Île – “final” (2).pdf'],
    ['markup', '<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
  ])('with %s is harmless and otherwise as written', (_, name, clean) => {
    expect(cleanName(name)).toBe(clean)
  })

  it('too long is cut, its extension kept', () => {
    const name = cleanName(`${'é'.repeat(400)}.PDF`)
    expect([...name]).toHaveLength(180)
    expect(extensionOf(name)).toBe('pdf')
  })

  it('cannot leave its header', () => {
    const header = disposition('é"; filename=x.html', false)
    expect(header).toMatch(/^attachment; filename="[ !#-[\]-~]*"; filename\*=UTF-8''[\w%.~!#$&+^`|-]+$/)
    expect(header).toContain("filename*=UTF-8''%C3%A9%22%3B%20filename%3Dx.html")
  })
})

describe('a type', () => {
  it.each([
    ['a picture', png(), 'png', 'image/png'],
    ['a PDF', bytes('%PDF-1.7\n'), 'pdf', 'application/pdf'],
    ['text', bytes('a;b;c\n1;2;3\n'), 'csv', 'text/csv'],
    ['a document', zip('word/document.xml'), 'docx', expect.stringContaining('wordprocessingml')],
    ['an archive', zip('a.txt'), 'zip', 'application/zip'],
    ['a picture named PDF', png(), 'pdf', 'application/octet-stream'],
    [
      'a page named PNG',
      bytes('<!doctype html><script>alert(1)</script>'),
      'png',
      'application/octet-stream',
    ],
    ['a program named JPG', bytes('MZ', new Array(100).fill(0)), 'jpg', 'application/octet-stream'],
    ['an archive named document', zip('a.txt'), 'docx', 'application/octet-stream'],
    ['a program named text', bytes('MZ', new Array(100).fill(0)), 'txt', 'application/octet-stream'],
    ['a picture named text', png(), 'txt', 'application/octet-stream'],
    ['a page', bytes('<html><script>alert(1)</script>'), 'html', 'application/octet-stream'],
    [
      'SVG',
      bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      'svg',
      'application/octet-stream',
    ],
    ['an extension we do not know', png(), 'constructor', 'application/octet-stream'],
  ])('of %s', async (_, content, extension, type) => {
    expect(await typeOf(content, extension)).toEqual(type)
  })

  it('of something that is two things at once is the harmless one', async () => {
    expect(await typeOf(gif, 'gif')).toBe('image/gif')
    expect(await typeOf(gif, 'html')).toBe('application/octet-stream')
  })
})

describe('a picture’s size', () => {
  const webp = (kind: string, rest: number[]) => bytes('RIFF', be32(0), 'WEBP', kind, be32(0), rest)
  it.each([
    ['PNG', png(640, 480), 'image/png', { width: 640, height: 480 }],
    ['GIF', gif, 'image/gif', { width: 5, height: 4 }],
    ['JPEG', jpeg(), 'image/jpeg', { width: 30, height: 20 }],
    ['a JPEG on its side', jpeg(6), 'image/jpeg', { width: 20, height: 30 }],
    ['an upright JPEG with Exif', jpeg(1), 'image/jpeg', { width: 30, height: 20 }],
    [
      'lossy WebP',
      webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 30, 0, 20, 0]),
      'image/webp',
      { width: 30, height: 20 },
    ],
    ['lossless WebP', webp('VP8L', [0x2f, 29, 0xc0, 4, 0]), 'image/webp', { width: 30, height: 20 }],
    [
      'extended WebP',
      webp('VP8X', [0, 0, 0, 0, 29, 0, 0, 19, 0, 0]),
      'image/webp',
      { width: 30, height: 20 },
    ],
    ['a header cut short', png().subarray(0, 18), 'image/png', null],
    ['a JPEG that goes round', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff]), 'image/jpeg', null],
    ['something else', png(), 'application/pdf', null],
  ])('is read from %s', (_, content, type, pixels) => {
    expect(pixelsOf(content, type)).toEqual(pixels)
  })
})

describe('a range', () => {
  it.each([
    ['bytes=0-3', { offset: 0, length: 4 }],
    ['bytes=4-', { offset: 4, length: 6 }],
    ['bytes=-3', { offset: 7, length: 3 }],
    ['bytes=-30', { offset: 0, length: 10 }],
    ['bytes=8-99', { offset: 8, length: 2 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=99999999999999999999-', 'unsatisfiable'],
    ['bytes=5-2', undefined],
    ['bytes=0-1,4-5', undefined],
    ['lines=0-1', undefined],
    ['bytes=-', undefined],
    [undefined, undefined],
  ])('%s of ten bytes', (header, part) => {
    expect(partOf(header, 10)).toEqual(part)
  })
})
