import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeIn } from '../../test/harness'
import { contentOf, type FileRow, linkTo, PDF, p, pdf, put, shelf, stored, w } from '../../test/shelf'
import { makeWorld, world } from '../../test/world'
import { attachmentsQuery } from '../domain/files/attachments'
import { newId } from '../lib/id'
import { urls } from '../urls'

beforeEach(makeWorld)

describe('uploading', () => {
  it('puts a contact’s files on the shelf, shared, with one event in three round trips', async () => {
    const lea = await as('lea')
    const answer = await lea.post(shelf, { folder: 'content', files: [pdf(), pdf('b.pdf')], internal: '1' })
    expect(answer.status).toBe(303)
    expect(Number(answer.headers.get('X-D1-Round-Trips'))).toBeLessThanOrEqual(3)
    expect((await stored()).map(f => f.shared)).toEqual([1, 1])
    expect(await kindsOf()).toEqual(['file.added'])
    expect(await rows('select internal from events')).toEqual([{ internal: 0 }])
    const page = await lea.html(shelf)
    expect(page).toContain('Maquette.pdf')
    expect(page).toContain('b.pdf')
  })

  it('refuses with the words in place and writes nothing', async () => {
    const lea = await as('lea')
    const answer = await lea.post(shelf, { folder: 'branding', files: new File(['MZ'], 'outil.exe') })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('n’est pas accepté')
    expect(page).toMatch(/<option value="branding" selected/)
    expect(await stored()).toEqual([])
    for (const fields of [{ folder: 'branding' }, { folder: 'attachments', files: pdf() }])
      expect((await lea.post(shelf, fields)).status).toBe(422)
    expect(await kindsOf()).toEqual([])
  })

  it('finds names by words, without their accents, in any order', async () => {
    const lea = await as('lea')
    await lea.post(shelf, { folder: 'content', files: [pdf('Œuvre — été 100%.pdf'), pdf('Autre.pdf')] })
    for (const [question, found] of [
      ['ete oeuv', 1],
      ['100%', 1],
      ['hiver', 0],
      ['__________________', 0],
    ] as const)
      expect([
        question,
        (await lea.html(`${shelf}?q=${encodeURIComponent(question)}`)).includes('été 100%.pdf'),
      ]).toEqual([question, found === 1])
  })

  it('escapes a name wherever it stands', async () => {
    const camille = await as('camille')
    const file = await put(camille, { files: pdf('<img src=x onerror=alert(1)>.pdf') })
    for (const path of [shelf, urls.projectFile(w, p, file.id)]) {
      const page = await camille.html(path)
      expect(page).not.toContain('<img src=x')
      expect(page).toContain('&lt;img src=x')
    }
  })

  it('numbers versions without gaps, also when several come at once', async () => {
    const lea = await as('lea')
    const file = await put(lea)
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, i) =>
        lea.post(urls.versions(w, p, file.id), { files: pdf(`v${i}.pdf`, `${PDF}${i}`) }),
      ),
    )
    expect(answers.map(a => a.status)).toEqual([303, 303, 303, 303])
    expect(
      (await rows<{ n: number }>('select number n from file_versions order by 1')).map(v => v.n),
    ).toEqual([1, 2, 3, 4, 5])
    expect(await rows('select * from uploads')).toEqual([])
  })

  it('costs a version three round trips and a page two', async () => {
    const lea = await as('lea')
    const file = await put(lea)
    const trips = (answer: Response) => Number(answer.headers.get('X-D1-Round-Trips'))
    expect(trips(await lea.post(urls.versions(w, p, file.id), { files: pdf() }))).toBeLessThanOrEqual(3)
    for (const path of [shelf, urls.projectFile(w, p, file.id), contentOf(file), await linkTo(lea, file)])
      expect(trips(await lea.get(path))).toBeLessThanOrEqual(2)
  })
})

describe('what is internal', () => {
  it('does not exist for a contact: page, version, link, command, journal', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille, { internal: '1' })
    expect(file.shared).toBe(0)
    expect(await lea.html(shelf)).not.toContain('Maquette.pdf')
    for (const path of [
      urls.projectFile(w, p, file.id),
      urls.version(w, p, file.id, file.version),
      contentOf(file),
    ]) {
      expect((await camille.get(path)).status).not.toBe(404)
      expect((await lea.get(path)).status).toBe(404)
    }
    const before = await rows('select * from uploads')
    expect((await lea.post(urls.versions(w, p, file.id), { files: pdf() })).status).toBe(404)
    expect(await rows('select * from uploads')).toEqual(before)
    const scope = await scopeIn('lea')
    const events = scope.view('events')
    expect(await scope.read(scope.select({ id: events.id }).from(events))).toEqual([[]])
    expect(await scope.read(attachmentsQuery(scope, () => undefined))).toEqual([[]])
  })

  it('is so with its versions, and shared again with them', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    const link = await linkTo(lea, file)
    await camille.post(urls.fileSharing(w, p, file.id), { shared: '' })
    expect(await stored()).toMatchObject([{ shared: 0, vshared: 0 }])
    expect((await lea.get(link)).status).toBe(404)
    await camille.post(urls.fileSharing(w, p, file.id), { shared: '1' })
    expect(await stored()).toMatchObject([{ shared: 1, vshared: 1 }])
    expect((await lea.get(link)).status).toBe(200)
    expect(await kindsOf()).toEqual(['file.added', 'file.hidden', 'file.shared'])
  })
})

describe('the team', () => {
  it('deletes and restores within thirty days', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    const link = await linkTo(lea, file)
    expect((await camille.post(urls.fileDeletion(w, p, file.id))).status).toBe(303)
    expect((await lea.get(link)).status).toBe(404)
    expect((await camille.get(contentOf(file))).status).toBe(404)
    expect((await lea.get(urls.projectFile(w, p, file.id))).status).toBe(404)
    expect(await camille.html(shelf)).toContain('Supprimés récemment')
    expect((await camille.post(urls.fileRestoration(w, p, file.id))).status).toBe(303)
    expect((await lea.get(link)).status).toBe(200)
    await rows('update files set deleted_at = ?', Date.now() - 31 * 86_400_000)
    expect((await camille.post(urls.fileRestoration(w, p, file.id))).status).toBe(404)
    expect(await kindsOf()).toEqual(['file.added', 'file.deleted', 'file.restored'])
  })

  it('marks one version as final', async () => {
    const camille = await as('camille')
    const file = await put(camille)
    await camille.post(urls.versions(w, p, file.id), { files: pdf() })
    const [first, second] = await stored()
    for (const version of [first, second])
      await camille.post(urls.finalVersion(w, p, file.id), { version: version?.version ?? '' })
    expect((await rows('select final from file_versions order by number')).map(v => v.final)).toEqual([0, 1])
    await camille.post(urls.finalVersion(w, p, file.id), { version: '' })
    expect((await rows('select final from file_versions')).map(v => v.final)).toEqual([0, 0])
    expect((await camille.post(urls.finalVersion(w, p, file.id), { version: newId() })).status).toBe(404)
  })

  it('alone may share, mark, delete and restore', async () => {
    const file = await put(await as('camille'))
    const lea = await as('lea')
    for (const path of [
      urls.fileSharing(w, p, file.id),
      urls.finalVersion(w, p, file.id),
      urls.fileDeletion(w, p, file.id),
      urls.fileRestoration(w, p, file.id),
    ])
      expect((await lea.post(path, { shared: '', version: '' })).status).toBe(404)
    expect(await kindsOf()).toEqual(['file.added'])
  })

  it('changes nothing in an archived project', async () => {
    const camille = await as('camille')
    const file = await put(camille)
    await rows('update projects set archived_at = 1 where id = ?', p)
    expect((await camille.post(urls.fileDeletion(w, p, file.id))).status).toBe(403)
    expect((await camille.post(shelf, { folder: 'content', files: pdf() })).status).toBe(403)
    expect(await camille.html(shelf)).not.toContain('id="upload"')
  })
})

describe('what is foreign', () => {
  it.each(['nadia', 'koffi', 'removed', 'stranger'] as const)(
    '%s finds what a random id finds',
    async name => {
      const file = await put(await as('camille'))
      const browser = await as(name)
      const random = { ...file, id: newId(), version: newId() }
      for (const path of [
        (f: FileRow) => urls.projectFile(w, p, f.id),
        contentOf,
        (f: FileRow) => urls.version(w, p, f.id, f.version),
      ])
        expect([(await browser.get(path(file))).status, (await browser.get(path(random))).status]).toEqual([
          404, 404,
        ])
      const cafe = urls.fileContent(w, world.cafe.id, file.id, file.version)
      expect((await browser.get(cafe)).status).toBe(404)
      expect(await rows('select * from security_log where kind = ?', 'file.link')).toEqual([])
    },
  )

  it('is a version under another file', async () => {
    const camille = await as('camille')
    const [one, other] = [await put(camille), await put(camille)]
    expect((await camille.get(urls.fileContent(w, p, one.id, other.version))).status).toBe(404)
    expect((await camille.get(urls.version(w, p, one.id, other.version))).status).toBe(404)
  })

  it('writes nothing for a version of a file that is not there', async () => {
    const lea = await as('lea')
    const answer = await lea.post(urls.versions(w, p, newId()), { files: pdf() })
    expect([answer.status, answer.headers.get('X-D1-Rows-Written')]).toEqual([404, '0'])
  })
})
