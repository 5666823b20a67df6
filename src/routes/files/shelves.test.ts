import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeIn } from '../../../test/harness'
import { contentOf, p, pdf, put, shelf, stored, w } from '../../../test/shelf'
import { makeWorld } from '../../../test/world'
import { accessQuery } from '../../domain/files/access'
import { urls } from '../../urls'

beforeEach(makeWorld)

const folder = async (name = 'Photos', inside = 'content') => {
  const answer = await (await as('camille')).post(urls.folders(w, p), { folder: inside, name })
  return {
    answer,
    id: (await rows<{ id: string }>('select id from file_folders where name = ?', name))[0]?.id ?? '',
  }
}
const places = () => rows('select name, folder, folder_id from files order by name')

describe('own folders', () => {
  it('are the team’s to make, to rename and to take away; their files move up', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const { id } = await folder()
    await put(lea, { folder: `content/${id}` })
    expect(await places()).toEqual([{ name: 'Maquette.pdf', folder: 'content', folder_id: id }])
    expect((await camille.post(urls.folder(w, p, id), { name: 'Images' })).status).toBe(303)
    expect(await lea.html(shelf)).toContain('Images')
    expect((await lea.post(urls.folder(w, p, id, 'deletion'))).status).toBe(404)
    expect((await camille.post(urls.folder(w, p, id, 'deletion'))).status).toBe(303)
    expect(await places()).toEqual([{ name: 'Maquette.pdf', folder: 'content', folder_id: null }])
    expect(await kindsOf()).toEqual(['folder.created', 'file.added', 'folder.renamed', 'folder.deleted'])
  })

  it('have a name of their own', async () => {
    await folder()
    for (const name of ['Photos', '   ', 'x'.repeat(61)]) expect((await folder(name)).answer.status).toBe(422)
    expect((await folder('Photos', 'branding')).answer.status).toBe(303)
  })

  it('are not named to a contact while nothing in them is for them', async () => {
    const { id } = await folder('Brouillons secrets')
    await put(await as('camille'), { folder: `content/${id}`, internal: '1' })
    expect(await (await as('camille')).html(shelf)).toContain('Brouillons secrets')
    expect(await (await as('lea')).html(shelf)).not.toContain('Brouillons secrets')
  })

  it('take files from elsewhere, all that were chosen or none', async () => {
    const camille = await as('camille')
    const { id } = await folder()
    const [a, b] = [await put(camille, { files: pdf('a.pdf') }), await put(camille, { files: pdf('b.pdf') })]
    const move = (files: string[], to: string) =>
      camille.request('POST', urls.fileMoves(w, p), {
        body: new URLSearchParams([...files.map(file => ['files', file]), ['to', to]]),
      })
    expect((await move([a.id, crypto.randomUUID()], `content/${id}`)).status).toBe(404)
    expect((await move([a.id], `branding/${id}`)).status).toBe(404)
    expect((await places()).every(one => one.folder_id === null)).toBe(true)
    const others = Array.from({ length: 99 }, () => crypto.randomUUID())
    expect((await move([a.id, ...others], `content/${id}`)).status).toBe(404)
    expect((await move([a.id, b.id], `content/${id}`)).status).toBe(303)
    expect((await places()).map(one => one.folder_id)).toEqual([id, id])
    expect((await (await as('lea')).post(urls.fileMoves(w, p), { files: a.id, to: 'content' })).status).toBe(
      404,
    )
  })
})

/** A PNG of a square, as far as its header tells. */
const square = (side: number) => {
  const png = new Uint8Array(64)
  png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(png.buffer).setUint32(16, side)
  new DataView(png.buffer).setUint32(20, side)
  return png
}

describe('the list', () => {
  it('finds by name and kind, sorts, and turns its pages in two round trips', async () => {
    const camille = await as('camille')
    await put(camille)
    const [first] = await stored()
    for (const table of ['files', 'file_versions']) {
      const columns = (await rows<{ name: string }>(`pragma table_info(${table})`)).map(c => c.name)
      const made = columns.map(
        c =>
          ({
            id: `id || '-' || i.value`,
            file_id: `file_id || '-' || i.value`,
            name: `'Plan ' || printf('%05d', i.value) || '.pdf'`,
            storage_key: `'k' || i.value`,
            created_at: 'created_at + i.value',
          })[c] ?? c,
      )
      await rows(`with recursive i(value) as (select 1 union all select value + 1 from i where value < 10000)
        insert into ${table} (${columns.join(', ')}) select ${made.join(', ')} from ${table}, i where ${table === 'files' ? 'id' : 'file_id'} = '${first?.id}'`)
    }
    const answer = await camille.get(`${shelf}?sort=name&page=3`)
    expect(Number(answer.headers.get('X-D1-Round-Trips'))).toBeLessThanOrEqual(2)
    const page = await answer.text()
    // «Maquette.pdf» comes first of all: the third page begins at the 120th plan.
    expect(page).toContain('Plan 00120.pdf')
    expect(page).not.toContain('Plan 00119.pdf')
    expect(page).toContain('page=4')
    expect(await camille.html(`${shelf}?q=${encodeURIComponent('plan 09999')}`)).toContain('Plan 09999.pdf')
    expect(await camille.html(`${shelf}?q=${encodeURIComponent('%')}`)).toContain('Aucun fichier trouvé')
    expect(await camille.html(`${shelf}?kind=image`)).toContain('Aucun fichier trouvé')
    expect(await camille.html(`${shelf}?kind=pdf&folder=deliverables&sort=size&page=nonsense`)).toContain(
      'Plan ',
    )
  })

  it('shows a small picture where the browser made one, and nothing else as one', async () => {
    const lea = await as('lea')
    const png = square(2305)
    const webp = new Uint8Array(30)
    webp.set(new TextEncoder().encode('RIFF\x16\0\0\0WEBPVP8 '))
    webp.set([0x40, 0, 0x40, 0], 26)
    const send = (thumb: string | Uint8Array<ArrayBuffer>) =>
      put(lea, { files: new File([png], 'photo.png'), thumb: new File([thumb], 'thumb.webp') })
    const good = await send(webp)
    expect(await rows('select thumb_key is not null there from file_versions')).toEqual([{ there: 1 }])
    const to = await lea.get(urls.versionPart(w, p, good.id, good.version, 'thumb'))
    expect(to.status).toBe(302)
    const picture = await lea.get(to.headers.get('Location') ?? '')
    expect(picture.headers.get('Content-Type')).toBe('image/webp')
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(webp)
    expect(await rows(`select * from security_log where kind = 'file.link'`)).toEqual([])
    const light = await put(lea, { files: new File([square(9)], 'icone.png') })
    const own = await lea.get(urls.versionPart(w, p, light.id, light.version, 'thumb'))
    expect((await lea.get(own.headers.get('Location') ?? '')).headers.get('Content-Type')).toBe('image/png')
    const large = webp.slice()
    large.set([0xff, 0x3f], 26)
    for (const bad of ['<script>alert(1)</script>', large, new Uint8Array(61 * 1024)]) {
      const file = await send(bad)
      expect((await lea.get(urls.versionPart(w, p, file.id, file.version, 'thumb'))).status).toBe(404)
    }
    expect((await env.FILES.list()).objects).toHaveLength(6)
  })
})

it('tells the team who looked at a file, and nobody else', async () => {
  const [camille, lea] = [await as('camille'), await as('lea')]
  const file = await put(camille)
  await lea.get(contentOf(file))
  await lea.get(contentOf(file, 'download'))
  const team = await scopeIn('camille')
  const [seen] = await team.read(accessQuery(team, file.id))
  expect(seen).toMatchObject([{ times: 2, downloaded: true }])
  expect(seen[0]?.name).toBe('Lea')
  const contact = await scopeIn('lea')
  expect(await contact.read(accessQuery(contact, file.id))).toEqual([[]])
})
