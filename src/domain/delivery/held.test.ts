import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, type Browser, kindsOf, rows } from '../../../test/harness'
import { put as insert } from '../../../test/isolation/furnish'
import { contentOf, type FileRow, linkTo, p, pdf, put, w } from '../../../test/shelf'
import { makeWorld, world } from '../../../test/world'
import { newId } from '../../lib/id'
import { urls } from '../../urls'
import { previewKeyOf } from '../files/previews'

beforeEach(makeWorld)

const page = (file: FileRow) => urls.projectFile(w, p, file.id)
const preview = (file: FileRow) => urls.versionPart(w, p, file.id, file.version, 'preview')

/** Something asked for in a project. */
async function request(state = 'pending', project: { id: string; client: string } = world.site) {
  const id = newId()
  await insert('payment_requests', {
    workspace_id: world.atelier.id,
    client_id: project.client,
    project_id: project.id,
    id,
    kind: 'balance',
    title: 'Solde du site',
    amount: 120_000,
    taxes: '[]',
    currency: 'EUR',
    state,
    state_at: 0,
    created_at: Date.now(),
  })
  return id
}
const becomes = (id: string, state: string) =>
  rows('update payment_requests set state = ? where id = ?', state, id)

const hold = (team: Browser, file: FileRow, heldFor = 'project', more: Record<string, string | Blob> = {}) =>
  team.post(urls.filePart(w, p, file.id, 'hold'), { heldFor, ...more })

/** A JPEG of this size, as far as its header tells. */
function jpeg(width: number, height: number, bytes = 400): Uint8Array<ArrayBuffer> {
  const frame = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]
  const out = new Uint8Array(Math.max(bytes, 40))
  const jfif = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
  out.set([0xff, 0xd8, ...jfif, ...frame])
  return out
}
const picture = (width = 1600, height = 1000) => new File([jpeg(width, height)], 'Affiche.jpg')
const drawn = (width = 800, height = 500) => new File([jpeg(width, height, 300)], 'preview.jpg')

const status = async (who: Browser, path: string, headers?: Record<string, string>) =>
  (await who.get(path, headers)).status

describe('a file held until it is paid', () => {
  it('gives its bytes to the team alone, until the payment is confirmed', async () => {
    const [camille, lea, hugo] = [await as('camille'), await as('lea'), await as('hugo')]
    const file = await put(camille)
    const due = await request()
    const before = await linkTo(lea, file, 'download')
    expect((await hold(camille, file)).status).toBe(303)
    expect(await rows('select held_for from files')).toEqual([{ held_for: 'project' }])
    for (const who of [lea, hugo]) {
      expect(await status(who, contentOf(file))).toBe(403)
      expect(await status(who, contentOf(file, 'download'))).toBe(403)
      expect((await who.request('HEAD', contentOf(file))).status).toBe(403)
      expect(await status(who, contentOf(file), { 'Sec-Purpose': 'prefetch' })).toBe(403)
    }
    // A link from before dies with it: whole, in part, and asked whether it is still the same.
    expect(await status(lea, before)).toBe(403)
    expect(await status(lea, before, { Range: 'bytes=0-3' })).toBe(403)
    expect(await status(lea, before, { 'If-None-Match': '*' })).toBe(403)
    expect(await (await camille.get(await linkTo(camille, file))).text()).toContain('%PDF')
    await becomes(due, 'paid')
    for (const who of [lea, hugo]) expect(await status(who, contentOf(file))).toBe(302)
    expect(await status(lea, before)).toBe(200)
    expect(await kindsOf()).toEqual(['file.added', 'file.held'])
  })

  it.each([
    ['paid', 302],
    ['partly_refunded', 302],
    ['pending', 403],
    ['cancelled', 403],
    ['expired', 403],
    ['refunded', 403],
  ])('for one request that is %s answers %i', async (state, answer) => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    const due = await request()
    // Others of the project do not count.
    await request('paid')
    await request('pending')
    expect((await hold(camille, file, due)).status).toBe(303)
    await becomes(due, state)
    expect(await status(lea, contentOf(file))).toBe(answer)
  })

  it('counts everything of the project, and nothing of another', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    const [deposit, balance] = [await request(), await request()]
    await request('paid', world.shop)
    await request('pending', world.shop)
    await hold(camille, file)
    await becomes(deposit, 'paid')
    expect(await status(lea, contentOf(file))).toBe(403)
    await becomes(balance, 'cancelled')
    expect(await status(lea, contentOf(file))).toBe(302)
  })

  it('stays held through a new version, hiding and showing, deleting and restoring', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    await request()
    await hold(camille, file)
    await camille.post(urls.versions(w, p, file.id), { files: pdf('v2.pdf', '%PDF-1.7 v2') })
    await camille.post(urls.fileSharing(w, p, file.id), { shared: '' })
    await camille.post(urls.fileSharing(w, p, file.id), { shared: '1' })
    await camille.post(urls.fileDeletion(w, p, file.id))
    await camille.post(urls.fileRestoration(w, p, file.id))
    for (const { id } of await rows<{ id: string }>('select id from file_versions'))
      expect(await status(lea, urls.fileContent(w, p, file.id, id, 'download'))).toBe(403)
    expect(await status(lea, urls.versionPart(w, p, file.id, file.version, 'restoration'))).toBe(404)
  })

  it('is as held for whoever looks with the client’s eyes', async () => {
    const camille = await as('camille')
    const file = await put(camille)
    await request()
    await hold(camille, file)
    await camille.post(urls.seenAs(w, p), {
      contact: (
        await rows<{ id: string }>("select id from memberships where role = 'contact' and finance")
      )[0]?.id,
    })
    const seen = await camille.get(page(file))
    expect(await seen.text()).toContain('À vous dès le paiement')
    expect(await status(camille, contentOf(file))).toBe(403)
  })

  it('shows no words of a text and names no address of its bytes', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const secret = new File(['le grand secret'], 'notes.txt')
    const file = await put(camille, { files: secret })
    await request()
    expect(await lea.html(page(file))).toContain('le grand secret')
    await hold(camille, file)
    for (const path of [page(file), urls.version(w, p, file.id, file.version)]) {
      const html = await lea.html(path)
      expect(html).not.toContain('le grand secret')
      expect(html).not.toContain('/content')
      expect(html).toContain('À vous dès le paiement')
    }
    expect(await camille.html(page(file))).toContain('le grand secret')
  })

  it('says what remains and where to pay it, the amount to finance alone', async () => {
    const [camille, lea, hugo] = [await as('camille'), await as('lea'), await as('hugo')]
    const file = await put(camille)
    const due = await request()
    await hold(camille, file)
    const paying = await lea.html(page(file))
    expect(paying).toMatch(/1[\s\u202f]200,00/)
    expect(paying).toContain(urls.payment(w, p, due))
    const other = await hugo.html(page(file))
    expect(other).toContain('Solde du site')
    expect(other).not.toMatch(/1[\s\u202f]200/)
    expect(other).not.toContain(urls.payment(w, p, due))
  })

  it('can be released by the team, whatever is paid', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    await request()
    await hold(camille, file)
    expect((await camille.post(urls.filePart(w, p, file.id, 'release'))).status).toBe(303)
    expect(await status(lea, contentOf(file))).toBe(302)
    expect((await camille.post(urls.filePart(w, p, file.id, 'release'))).status).toBe(409)
    expect(await kindsOf()).toEqual(['file.added', 'file.held', 'file.released'])
  })

  it('is held and released by the team alone, where something is due', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    expect((await hold(camille, file)).status).toBe(422)
    const paid = await request('paid')
    const elsewhere = await request('pending', world.shop)
    for (const heldFor of [paid, elsewhere, newId(), 'project', ''])
      expect((await hold(camille, file, heldFor)).status).toBe(422)
    await request()
    expect((await hold(lea, file)).status).toBe(404)
    expect((await lea.post(urls.filePart(w, p, file.id, 'release'))).status).toBe(404)
    expect(await kindsOf()).toEqual(['file.added'])
    expect((await hold(camille, file)).status).toBe(303)
    expect((await lea.post(urls.filePart(w, p, file.id, 'release'))).status).toBe(404)
  })
})

describe('the preview of what is held', () => {
  it('is all that the client sees of a picture', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille, { files: picture() })
    await request()
    expect((await hold(camille, file, 'project', { version: file.version, preview: drawn() })).status).toBe(
      303,
    )
    expect(await status(lea, contentOf(file))).toBe(403)
    const html = await lea.html(page(file))
    expect(html).toContain(preview(file))
    expect(html).not.toContain('/content')
    const link = (await lea.get(preview(file))).headers.get('Location') ?? ''
    const answer = await lea.get(link)
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/jpeg'])
    expect((await answer.arrayBuffer()).byteLength).toBe(300)
    // A range of it is never one of the original.
    const part = await lea.get(link, { Range: 'bytes=0-9999' })
    expect((await part.arrayBuffer()).byteLength).toBe(300)
    // The thumbnail of lists may be all there is of a small picture.
    await rows('update file_versions set thumb_key = storage_key')
    expect(await status(lea, link)).toBe(200)
  })

  it('does not open other bytes by its own link', async () => {
    const { signLink } = await import('../files/link')
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille, { files: picture() })
    await rows('update file_versions set thumb_key = ?', 'thumb')
    await env.FILES.put('thumb', 'x', { httpMetadata: { contentType: 'image/jpeg' } })
    await request()
    await hold(camille, file, 'project', { version: file.version, preview: drawn() })
    const [session] = await rows<{ id: string; m: string }>(
      `select s.id, m.id m from sessions s join memberships m on m.user_id = s.user_id and m.role = 'contact'
       order by s.created_at desc limit 1`,
    )
    const says = {
      sessionId: session?.id ?? '',
      membershipId: session?.m ?? '',
      slug: w,
      projectId: p,
      versionId: file.version,
      download: false,
    }
    const secret = 'test-secret-key-of-thirty-two-bytes-or-more'
    const opens = async (part: 'whole' | 'thumb' | 'preview') =>
      status(lea, urls.file(await signLink(secret, { ...says, part }, Date.now())))
    expect([await opens('preview'), await opens('thumb'), await opens('whole')]).toEqual([200, 403, 403])
    await rows("update payment_requests set state = 'paid'")
    expect([await opens('thumb'), await opens('whole')]).toEqual([200, 200])
  })

  it.each([
    ['larger than the picture', () => drawn(3200, 2000)],
    ['larger than a preview is', () => drawn(1400, 875)],
    ['of another shape', () => drawn(500, 500)],
    ['too heavy', () => new File([jpeg(800, 500, 600 * 1024)], 'preview.jpg')],
    ['no picture', () => new File(['<script>alert(1)</script>'], 'preview.jpg')],
    ['an SVG', () => new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'preview.svg')],
  ])('is refused when it is %s, and nothing is held', async (_, made) => {
    const camille = await as('camille')
    const file = await put(camille, { files: picture() })
    await request()
    const answer = await hold(camille, file, 'project', { version: file.version, preview: made() })
    expect(answer.status).toBe(422)
    expect(await rows('select held_for h from files')).toEqual([{ h: null }])
    expect(await env.FILES.head(previewKeyOf(file.storage_key))).toBeNull()
  })

  it('is there for pictures alone, and made by the team alone', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const document = await put(camille)
    const image = await put(camille, { files: picture() })
    expect((await camille.post(preview(document), { preview: drawn() })).status).toBe(422)
    expect((await lea.post(preview(image), { preview: drawn() })).status).toBe(404)
    expect((await camille.post(preview(image), { preview: drawn() })).status).toBe(303)
    expect(
      (
        await camille.post(urls.versionPart(w, p, image.id, document.version, 'preview'), {
          preview: drawn(),
        })
      ).status,
    ).toBe(404)
    expect(await status(lea, preview(document))).toBe(404)
  })
})
