import { beforeEach, describe, expect, it } from 'vitest'
import { as, type Browser, rows } from '../../test/harness'
import { p, pdf, put, shelf, w } from '../../test/shelf'
import { makeWorld } from '../../test/world'
import { newId } from '../lib/id'
import { urls } from '../urls'

beforeEach(makeWorld)

/** The names in an archive and the text of each, read from its central directory. */
function read(bytes: Uint8Array): Record<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const text = new TextDecoder()
  let end = bytes.length - 22
  while (view.getUint32(end, true) !== 0x06054b50) end--
  const found: Record<string, string> = {}
  let at = view.getUint32(end + 16, true)
  for (let n = view.getUint16(end + 10, true); n > 0; n--) {
    expect(view.getUint16(at + 8, true) & 0x800).toBe(0x800)
    const [size, name, extra, comment] = [20, 28, 30, 32].map((o, i) =>
      i ? view.getUint16(at + o, true) : view.getUint32(at + o, true),
    ) as [number, number, number, number]
    const local = view.getUint32(at + 42, true)
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    found[text.decode(bytes.subarray(at + 46, at + 46 + name))] = text.decode(
      bytes.subarray(from, from + size),
    )
    at += 46 + name + extra + comment
  }
  return found
}

const ask = (query: string) => `${urls.fileArchive(w, p)}?${query}`
async function fetched(browser: Browser, query: string) {
  const link = await browser.get(ask(query))
  expect(link.status).toBe(302)
  const answer = await browser.get(link.headers.get('Location') ?? '')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { answer, link, bytes, names: answer.status === 200 ? read(bytes) : {} }
}

describe('an archive', () => {
  it('holds the files that were chosen, under names in UTF-8, twice the same numbered', async () => {
    const lea = await as('lea')
    const one = await put(lea, { files: pdf('Été.pdf', '%PDF-1.7 un') })
    const two = await put(lea, { files: pdf('Été.pdf', '%PDF-1.7 deux') })
    await put(lea, { files: pdf('Autre.pdf') })
    const { answer, bytes, names } = await fetched(lea, `files=${one.id}&files=${two.id}`)
    expect(names).toEqual({ 'Été.pdf': '%PDF-1.7 un', 'Été (2).pdf': '%PDF-1.7 deux' })
    expect(answer.headers.get('Content-Type')).toBe('application/zip')
    expect(Number(answer.headers.get('Content-Length'))).toBe(bytes.length)
    expect(await rows(`select subject_id from security_log where kind = 'file.link' order by 1`)).toEqual(
      [one.version, two.version].sort().map(subject_id => ({ subject_id })),
    )
  })

  it('of a shelf holds its own folders, and only what this person may see', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    await camille.post(urls.folders(w, p), { folder: 'content', name: 'Photos' })
    const [folder] = await rows<{ id: string }>('select id from file_folders')
    await put(lea, { folder: 'content', files: pdf('a.pdf') })
    await put(lea, { folder: `content/${folder?.id}`, files: pdf('b.pdf') })
    await put(camille, { folder: 'content', files: pdf('Interne.pdf'), internal: '1' })
    await put(camille, { folder: 'branding', files: pdf('logo.pdf') })
    expect(Object.keys((await fetched(lea, 'folder=content')).names)).toEqual(['a.pdf', 'Photos/b.pdf'])
    expect(Object.keys((await fetched(lea, `folder=content&in=${folder?.id}`)).names)).toEqual([
      'Photos/b.pdf',
    ])
    expect(Object.keys((await fetched(camille, 'folder=content')).names)).toHaveLength(3)
  })

  it('leaves out what is held until it is paid, says so inside, and writes no line of it', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const free = await put(camille, { files: pdf('Libre.pdf') })
    const held = await put(camille, { files: pdf('Finale.pdf', '%PDF-1.7 secret') })
    await rows(
      `insert into payment_requests (id, workspace_id, client_id, project_id, kind, title, amount, taxes, currency, state, state_at, created_at)
      select 'due', workspace_id, client_id, id, 'deposit', 'Solde', 100, '[]', 'EUR', 'pending', 0, 0 from projects where id = ?`,
      p,
    )
    await rows(`update files set held_for = 'project' where id = ?`, held.id)
    const { names } = await fetched(lea, 'folder=deliverables')
    expect(Object.keys(names)).toEqual(['Libre.pdf', 'Fichiers en attente de paiement.txt'])
    expect(Object.values(names).join()).not.toContain('secret')
    expect(Object.values(names)[1]).toContain('Finale.pdf')
    expect(await rows(`select subject_id from security_log where kind = 'file.link'`)).toEqual([
      { subject_id: free.version },
    ])
    expect(Object.keys((await fetched(camille, 'folder=deliverables')).names)).toEqual([
      'Libre.pdf',
      'Finale.pdf',
    ])
  })

  it('that was asked for ahead leaves its lines when it is had', async () => {
    const lea = await as('lea')
    const one = await put(lea)
    const ahead = await lea.get(ask(`files=${one.id}`), { 'Sec-Purpose': 'prefetch' })
    const to = ahead.headers.get('Location') ?? ''
    await lea.request('HEAD', to)
    const lines = () => rows(`select subject_id from security_log where kind = 'file.link'`)
    expect(await lines()).toEqual([])
    await (await lea.get(to)).arrayBuffer()
    expect(await lines()).toEqual([{ subject_id: one.version }])
  })

  it('dies with the access it was made with, and is no other link', async () => {
    const lea = await as('lea')
    const one = await put(lea)
    const { link } = await fetched(lea, `files=${one.id}`)
    const to = link.headers.get('Location') ?? ''
    expect((await lea.get(to.replace('/archive', ''))).status).toBe(404)
    expect((await lea.get(`${to}x`)).status).toBe(404)
    await rows(`update files set deleted_at = 1`)
    expect((await lea.get(to)).status).toBe(404)
    await rows(`update files set deleted_at = null`)
    await rows('delete from sessions')
    expect((await lea.get(to)).status).toBe(404)
  })

  it('of very many chosen files holds those that are there, and of more than it takes says so', async () => {
    const lea = await as('lea')
    const one = await put(lea)
    const many = (count: number) => Array.from({ length: count }, () => `&files=${newId()}`).join('')
    expect(Object.keys((await fetched(lea, `files=${one.id}${many(199)}`)).names)).toEqual(['Maquette.pdf'])
    const chosen = await lea.get(ask(`files=${one.id}${many(200)}`))
    expect(chosen.status).toBe(422)
    expect(await chosen.text()).toContain('200 fichiers au plus')
  })

  it('says what is wrong with what was asked', async () => {
    const lea = await as('lea')
    const nothing = await lea.get(ask(''))
    expect(nothing.status).toBe(422)
    expect(await nothing.text()).toContain('Choisissez au moins un fichier')
    const [hidden] = [await put(await as('camille'), { internal: '1' })]
    expect((await lea.get(ask(`files=${hidden.id}`))).status).toBe(404)
    expect((await lea.get(shelf)).status).toBe(200)
  })
})
