import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, type Browser, kindsOf, rows } from '../../../test/harness'
import { type FileRow, linkTo, PDF, p, pdf, put, w } from '../../../test/shelf'
import { makeWorld, world } from '../../../test/world'
import { newId } from '../../lib/id'
import { urls } from '../../urls'

beforeEach(makeWorld)

type Version = {
  id: string
  number: number
  label: string
  note: string
  restored_from: string | null
  sha256: string
  storage_key: string
}
const versions = () => rows<Version>('select * from file_versions order by number')
const used = async () =>
  (await rows<{ n: number }>('select storage_used n from workspaces where id = ?', world.atelier.id))[0]?.n
const words = (who: Browser, file: FileRow, label: string, note = '') =>
  who.post(urls.versionPart(w, p, file.id, file.version, 'words'), { label, note })
const restore = (who: Browser, file: FileRow, version = file.version) =>
  who.post(urls.versionPart(w, p, file.id, version, 'restoration'))

describe('a version', () => {
  it('has a name and a note, at upload and afterwards, seen by both sides', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    const sent = { files: pdf('v2.pdf', `${PDF}2`), label: 'Après relecture', note: 'Titres plus grands' }
    expect((await lea.post(urls.versions(w, p, file.id), sent)).status).toBe(303)
    expect((await words(camille, file, '  Premier  jet ', 'Une\r\nnote')).status).toBe(303)
    expect((await versions()).map(v => [v.label, v.note])).toEqual([
      ['Premier  jet', 'Une\nnote'],
      ['Après relecture', 'Titres plus grands'],
    ])
    for (const who of [camille, lea]) {
      const html = await who.html(urls.projectFile(w, p, file.id))
      expect(html).toContain('v2 · Après relecture')
      expect(html).toContain('Titres plus grands')
    }
    expect(await kindsOf()).toEqual(['file.added', 'file.version_added', 'file.version_described'])
  })

  it('is described by the team and by who brought it, no other contact', async () => {
    const [camille, lea, hugo] = [await as('camille'), await as('lea'), await as('hugo')]
    const file = await put(lea)
    expect((await words(lea, file, 'Le mien')).status).toBe(303)
    expect((await words(hugo, file, 'À moi')).status).toBe(403)
    expect((await words(camille, file, 'L’équipe')).status).toBe(303)
    expect((await words(camille, file, 'x'.repeat(61))).status).toBe(422)
    expect((await words(camille, { ...file, version: newId() }, 'Rien')).status).toBe(404)
    expect((await versions())[0]?.label).toBe('L’équipe')
  })

  it('is shown newest first: the file’s address always leads there', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    await camille.post(urls.versions(w, p, file.id), { files: pdf('v2.pdf', `${PDF}2`) })
    const [, second] = await versions()
    expect(await lea.html(urls.projectFile(w, p, file.id))).toContain(
      urls.fileContent(w, p, file.id, second?.id ?? ''),
    )
    const old = await lea.html(urls.version(w, p, file.id, file.version))
    expect(old).toContain('Vous regardez une version ancienne')
    expect(old).toContain(`href="${urls.projectFile(w, p, file.id)}"`)
  })
})

describe('bringing an older version back', () => {
  it('makes a new one of the same bytes under its own key, and takes room for it', async () => {
    const camille = await as('camille')
    const file = await put(camille)
    await words(camille, file, 'Premier jet')
    await camille.post(urls.versions(w, p, file.id), { files: pdf('v2.pdf', `${PDF}2`) })
    const before = await used()
    expect((await restore(camille, file)).status).toBe(303)
    const [first, , third] = await versions()
    expect(third).toMatchObject({
      number: 3,
      restored_from: first?.id,
      sha256: first?.sha256,
      label: 'Premier jet',
    })
    expect(third?.storage_key).not.toBe(first?.storage_key)
    expect(await used()).toBe((before ?? 0) + PDF.length)
    expect(await rows('select * from uploads')).toEqual([])
    const link = await linkTo(camille, { ...file, version: third?.id ?? '' })
    expect(await (await camille.get(link)).text()).toBe(PDF)
    expect(await camille.html(urls.projectFile(w, p, file.id))).toContain('Reprend la v1')
  })

  it('is refused beyond the quota, with nothing left behind', async () => {
    const camille = await as('camille')
    const file = await put(camille)
    await camille.post(urls.versions(w, p, file.id), { files: pdf('v2.pdf', `${PDF}2`) })
    await rows('update workspaces set storage_quota = storage_used where id = ?', world.atelier.id)
    const before = await used()
    expect((await restore(camille, file)).status).toBe(422)
    expect([(await versions()).length, await used()]).toEqual([2, before])
    expect((await env.FILES.list()).objects).toHaveLength(2)
  })

  it('gives the room back where the old bytes are gone or are not what they were', async () => {
    const camille = await as('camille')
    const file = await put(camille)
    await camille.post(urls.versions(w, p, file.id), { files: pdf('v2.pdf', `${PDF}2`) })
    const before = await used()
    await env.FILES.put(file.storage_key, 'something else')
    expect((await restore(camille, file)).status).toBe(500)
    await env.FILES.delete(file.storage_key)
    expect((await restore(camille, file)).status).toBe(500)
    expect([(await versions()).length, await used()]).toEqual([2, before])
  })

  it('is the team’s, of an older one of this file', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const [file, other] = [await put(camille), await put(camille)]
    expect((await restore(camille, file)).status).toBe(409)
    expect((await restore(camille, file, other.version)).status).toBe(404)
    await camille.post(urls.versions(w, p, file.id), { files: pdf('v2.pdf', `${PDF}2`) })
    expect((await restore(lea, file)).status).toBe(404)
    expect((await versions()).filter(v => v.number > 2)).toEqual([])
  })

  it('of several at once keeps every number once', async () => {
    const camille = await as('camille')
    const file = await put(camille)
    await camille.post(urls.versions(w, p, file.id), { files: pdf('v2.pdf', `${PDF}2`) })
    const answers = await Promise.all([1, 2, 3].map(() => restore(camille, file)))
    expect(answers.map(a => a.status)).toEqual([303, 303, 303])
    expect((await versions()).map(v => v.number)).toEqual([1, 2, 3, 4, 5])
  })
})

describe('comparing', () => {
  it('shows the two newest pictures, or those that are named', async () => {
    const lea = await as('lea')
    const gif = (n: number) =>
      new File([Uint8Array.from([71, 73, 70, 56, 57, 97, n, 0, n, 0, 0, 0, 0, 59])], 'a.gif')
    const file = await put(lea, { files: gif(1) })
    await lea.post(urls.versions(w, p, file.id), { files: gif(2) })
    await lea.post(urls.versions(w, p, file.id), { files: gif(3) })
    const [one, two, three] = (await versions()).map(v => urls.fileContent(w, p, file.id, v.id))
    const html = await lea.html(urls.compare(w, p, file.id))
    expect([
      html.includes(`src="${three}"`),
      html.includes(`src="${two}"`),
      html.includes(`src="${one}"`),
    ]).toEqual([true, true, false])
    const ids = (await versions()).map(v => v.id)
    const named = await lea.html(urls.compare(w, p, file.id, { left: ids[0] ?? '', right: ids[1] ?? '' }))
    expect([named.includes(`src="${one}"`), named.includes(`src="${three}"`)]).toEqual([true, false])
    const odd = { file: 'x', ui: 'x', slug: 'ailleurs', withheld: '1' }
    const oddly = await lea.html(`${urls.compare(w, p, file.id)}?${new URLSearchParams(odd)}`)
    expect([oddly.includes(`src="${three}"`), oddly.includes(`src="${two}"`)]).toEqual([true, true])
    const pdfFile = await put(lea)
    expect(await lea.html(urls.compare(w, p, pdfFile.id))).toContain('il en faut deux versions')
  })
})

describe('a text', () => {
  it('is read in its page, escaped, in its own alphabet, its first 200 kB', async () => {
    const lea = await as('lea')
    const read = async (bytes: string | Uint8Array<ArrayBuffer>, name = 'a.txt') => {
      const file = await put(lea, { files: new File([bytes], name) })
      const html = await lea.html(urls.projectFile(w, p, file.id))
      return /<pre dir="auto">([\s\S]*?)<\/pre>/.exec(html)?.[1]
    }
    expect(await read('<script>alert(1)</script>')).toBe('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(await read('Été')).toBe('Été')
    expect(await read(Uint8Array.from([0xc9, 0x74, 0xe9]))).toBe('Été')
    expect(await read(Uint8Array.from([0xff, 0xfe, 0xc9, 0x00, 0x74, 0x00]))).toBe('Ét')
    expect(await read('# Titre', 'a.md')).toBe('# Titre')
    // Cut in the middle of a letter.
    const long = await read(`${'é'.repeat(110 * 1024)}fin`)
    expect(long).toHaveLength(100 * 1024)
    expect(await read('<p>a</p>', 'a.html')).toBeUndefined()
    expect(await read('<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg')).toBeUndefined()
  })
})
