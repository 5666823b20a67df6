import { describe, expect, it } from 'vitest'
import { mime } from '../../../test/incoming'
import { readLetter } from './letter'

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer
const read = (text: string) => readLetter(bytes(text))
const head = 'From: lea@parvis.test\r\nTo: x@y.test\r\nMessage-ID: <1@x>\r\nSubject: Re\r\n'

describe('a mail is read', () => {
  it('in the encodings that programs use', async () => {
    const latin = Uint8Array.from(
      [...`${head}Content-Type: text/plain; charset=iso-8859-1\r\n\r\nD\xe9j\xe0 vu`].map(c =>
        c.charCodeAt(0),
      ),
    )
    expect((await readLetter(latin.buffer)).words).toBe('Déjà vu')
    const windows = Uint8Array.from(
      [...`${head}Content-Type: text/plain; charset=windows-1252\r\n\r\nl\x92\x9cuvre \x80`].map(c =>
        c.charCodeAt(0),
      ),
    )
    expect((await readLetter(windows.buffer)).words).toBe('l’œuvre €')
    const quoted = `${head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nD=C3=A9j=C3=A0 =\r\nvu =F0=9F=91=8D`
    expect((await read(quoted)).words).toBe('Déjà vu 👍')
    const flowed = `${head}Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nUne phrase \r\nsur deux lignes.\r\n`
    expect((await read(flowed)).words).toBe('Une phrase sur deux lignes.')
  })

  it('with its subject and its writer’s name in theirs', async () => {
    const subject = '=?iso-8859-1?Q?Re=3A_Le_menu_d=E9j=E0?='
    const letter = await read(
      mime({ text: 'x', subject, from: '=?utf-8?B?TMOpYQ==?= <LEA@Parvis.test>' }, 'x@y.test'),
    )
    expect(letter).toMatchObject({ subject: 'Re: Le menu déjà', name: 'Léa', address: 'lea@parvis.test' })
  })

  it('prefers its HTML, whose lines no program has cut, and falls back on its text', async () => {
    const both = await read(
      mime({ text: 'Une phrase\ncoupée', html: '<p>Une phrase entière</p>' }, 'x@y.test'),
    )
    expect(both.words).toBe('Une phrase entière')
    const empty = await read(mime({ text: 'Les mots', html: '<img src="cid:x">' }, 'x@y.test'))
    expect(empty.words).toBe('Les mots')
    const deep = await read(mime({ text: 'Les mots', html: `${'<div>'.repeat(20_000)}x` }, 'x@y.test'))
    expect(deep.words).toBe('Les mots')
  })

  it('without control characters, and with scripts as the words they are', async () => {
    const letter = await read(mime({ text: 'a\u0000b\u001b[31m <script>alert(1)</script>' }, 'x@y.test'))
    expect(letter.words).toBe('ab[31m <script>alert(1)</script>')
    const subject = 'x\u202e\u0000y'
    expect((await read(mime({ text: 'x', subject }, 'x@y.test'))).subject).toBe('x y')
  })

  it('never with headers that somebody put into its name or subject', async () => {
    const subject = '=?utf-8?Q?Re=0D=0ABcc:_all@x.test?='
    const letter = await read(mime({ text: 'x', subject }, 'x@y.test'))
    expect(letter.subject).not.toMatch(/[\r\n]/)
  })

  it('a mail inside it is a file', async () => {
    const inner = mime({ text: 'Dedans' }, 'x@y.test')
    const raw = `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nDehors\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`
    const letter = await read(raw)
    expect(letter.words).toBe('Dehors')
    expect(letter.files.map(f => f.name)).toEqual(['piece-1.eml'])
  })

  it('what programs add is none', async () => {
    const files = [
      { name: 'smime.p7s', type: 'application/pkcs7-signature', bytes: 'x' },
      { name: 'winmail.dat', type: 'application/ms-tnef', bytes: 'x' },
      { name: 'signature.asc', type: 'application/pgp-signature', bytes: 'x' },
      { name: 'Plan.pdf', type: 'application/pdf', bytes: '%PDF' },
    ]
    expect((await read(mime({ text: 'x', files }, 'x@y.test'))).files.map(f => f.name)).toEqual(['Plan.pdf'])
  })

  it('archives stay closed', async () => {
    const bomb = {
      name: 'bombe.zip',
      type: 'application/zip',
      bytes: 'PK\u0003\u0004'.padEnd(5000, '\u0000'),
    }
    const [file] = (await read(mime({ text: 'x', files: [bomb] }, 'x@y.test'))).files
    expect(file?.size).toBe(5000)
  })

  it('gives up where headers or parts have no end', async () => {
    await expect(read(`${head}X: ${'y'.repeat(300_000)}\r\n\r\nx`)).rejects.toThrow()
    const nested = Array.from(
      { length: 60 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
    )
    await expect(read(`${head}${nested.join('')}Content-Type: text/plain\r\n\r\nx`)).rejects.toThrow()
  })

  it.each(['', '\u0000\u0000', 'no mail at all', 'From: \r\n\r\n', '--b\r\n--b--'])(
    '%j is a mail of nobody’s',
    async raw => {
      expect(await read(raw)).toMatchObject({ address: '' })
    },
  )
})
