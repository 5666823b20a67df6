import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeIn } from '../../../test/harness'
import { contentOf, type FileRow, p, put, w } from '../../../test/shelf'
import { makeWorld } from '../../../test/world'
import { newId } from '../../lib/id'
import { urls } from '../../urls'
import { readApproval } from '../approvals/approvals'
import { askApproval } from '../approvals/ask'

beforeEach(makeWorld)

const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='),
  c => c.charCodeAt(0),
)
const png = () => new File([PNG], 'Affiche.png')
const of = (file: FileRow) => urls.versionPart(w, p, file.id, file.version, 'remarks')
const page = (file: FileRow) => urls.version(w, p, file.id, file.version)
type Row = { id: string; x: number | null; y: number | null; page: number | null; shared: number }
const stored = () =>
  rows<Row & { body: string; answers_id: string | null; resolved_at: number | null; task_id: string | null }>(
    'select * from file_comments order by created_at, id',
  )

describe('a remark', () => {
  it('stands on a point of a picture, by its number, for both sides', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille, { files: png() })
    const answer = await lea.post(of(file), { body: 'Plus à gauche', x: '2500', y: '10000' })
    const [remark] = await stored()
    expect(answer.headers.get('Location')).toContain(`#remark-${remark?.id}`)
    expect(Number(answer.headers.get('X-D1-Round-Trips'))).toBeLessThanOrEqual(3)
    expect(remark).toMatchObject({ x: 2500, y: 10_000, page: null, shared: 1 })
    for (const who of [camille, lea]) {
      const html = await who.html(page(file))
      expect(html).toContain('<svg x="25%" y="100%"')
      expect(html).toContain('Plus à gauche')
      expect(html).not.toContain('style=')
    }
    expect(await kindsOf()).toEqual(['file.added', 'file.commented'])
  })

  it('has a page on a PDF, and neither point nor page on anything else', async () => {
    const camille = await as('camille')
    const pdf = await put(camille)
    await camille.post(of(pdf), { body: 'Un', page: '3', x: '1', y: '1' })
    const text = await put(camille, { files: new File(['a'], 'a.txt') })
    await camille.post(of(text), { body: 'Deux', page: '3', x: '1', y: '1' })
    const image = await put(camille, { files: png() })
    await camille.post(of(image), { body: 'Trois', page: '3', x: '1' })
    expect((await stored()).map(r => [r.page, r.x, r.y])).toEqual([
      [3, null, null],
      [null, null, null],
      [null, null, null],
    ])
    expect(await camille.html(`${page(pdf)}?page=3`)).toContain(`${contentOf(pdf)}#page=3`)
  })

  it.each([
    { body: '' },
    { body: '\u200b' },
    { body: 'Un', x: '10001', y: '0' },
    { body: 'Un', x: '-1', y: '0' },
    { body: 'Un', x: '0.5', y: '0' },
    { body: 'Un', x: 'a', y: '0' },
    { body: 'Un', page: '0' },
    { body: 'x'.repeat(5001) },
  ])('is refused with its words in place: %o', async fields => {
    const lea = await as('lea')
    const file = await put(lea, { files: png() })
    expect((await lea.post(of(file), fields)).status).toBe(422)
    expect(await stored()).toEqual([])
  })

  it('never runs as anything', async () => {
    const lea = await as('lea')
    const file = await put(lea, { files: png() })
    await lea.post(of(file), { body: '<img src=x onerror=alert(1)>', x: '1', y: '1' })
    const html = await (await as('camille')).html(page(file))
    expect(html).not.toContain('<img src=x')
    expect(html).toContain('&lt;img src=x')
  })

  it('is answered, dealt with and reopened from either side, its answers not', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille, { files: png() })
    await lea.post(of(file), { body: 'Plus grand' })
    const id = (await stored())[0]?.id ?? ''
    const to = (part: 'answers' | 'resolution' | 'reopening', remark = id) =>
      urls.remarkPart(w, p, file.id, remark, part)
    await camille.post(to('answers'), { body: 'De combien ?' })
    const answer = (await stored())[1]
    expect(answer?.answers_id).toBe(id)
    expect((await camille.post(to('answers'), { body: ' ' })).status).toBe(422)
    expect((await lea.post(to('answers', answer?.id), { body: 'x' })).status).toBe(404)
    expect((await lea.post(to('resolution', answer?.id))).status).toBe(404)
    expect((await camille.post(to('resolution'))).status).toBe(303)
    expect((await lea.post(to('resolution'))).status).toBe(409)
    expect((await lea.post(to('reopening'))).status).toBe(303)
    expect((await stored())[0]?.resolved_at).toBeNull()
    expect(await kindsOf()).toEqual([
      'file.added',
      'file.commented',
      'file.commented',
      'file.remark_resolved',
      'file.remark_reopened',
    ])
    const shown = await lea.get(urls.remark(w, p, file.id, id))
    expect(shown.headers.get('Location')).toBe(`${page(file)}#remark-${id}`)
  })

  it('on an internal file is the team’s alone, and follows the file', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille, { files: png(), internal: '1' })
    await camille.post(of(file), { body: 'Entre nous' })
    const [remark] = await stored()
    const path = urls.remark(w, p, file.id, remark?.id ?? '')
    expect(remark?.shared).toBe(0)
    expect((await lea.get(path)).status).toBe(404)
    expect((await lea.post(of(file), { body: 'Moi aussi' })).status).toBe(404)
    expect(await rows('select internal from events order by rowid')).toEqual([
      { internal: 1 },
      { internal: 1 },
    ])
    expect(await camille.html(page(file))).toContain('Partagé, il les lui montrera.')
    await camille.post(urls.fileSharing(w, p, file.id), { shared: '1' })
    expect((await lea.get(path)).status).toBe(303)
    await camille.post(urls.fileSharing(w, p, file.id), { shared: '' })
    expect((await lea.get(path)).status).toBe(404)
    expect((await stored())[0]?.shared).toBe(0)
  })

  it('belongs to its file: under another’s address it is not there', async () => {
    const [camille, nadia] = [await as('camille'), await as('nadia')]
    const [file, other] = [await put(camille, { files: png() }), await put(camille)]
    await camille.post(of(file), { body: 'Un' })
    const id = (await stored())[0]?.id ?? ''
    expect((await camille.get(urls.remark(w, p, other.id, id))).status).toBe(404)
    expect((await camille.post(urls.remarkPart(w, p, other.id, id, 'resolution'))).status).toBe(404)
    expect(
      (await camille.post(urls.versionPart(w, p, other.id, file.version, 'remarks'), { body: 'x' })).status,
    ).toBe(404)
    expect((await nadia.get(urls.remark(w, p, file.id, id))).status).toBe(404)
    expect((await camille.get(urls.remark(w, p, file.id, newId()))).status).toBe(404)
  })

  it('is one of sixty in ten minutes', async () => {
    const lea = await as('lea')
    const file = await put(lea, { files: png() })
    await lea.post(of(file), { body: 'Un' })
    await rows(
      `insert into file_comments (workspace_id, client_id, project_id, id, file_id, version_id, author_id, body, created_at)
       with n(i) as (select 1 union all select i + 1 from n where i < 59)
       select workspace_id, client_id, project_id, id || i, file_id, version_id, author_id, body, created_at from file_comments, n`,
    )
    expect((await lea.post(of(file), { body: 'Encore' })).status).toBe(429)
    expect((await (await as('camille')).post(of(file), { body: 'Moi' })).status).toBe(303)
  })

  it('becomes a task of the team’s, once, whoever presses first', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille, { files: png() })
    await lea.post(of(file), { body: 'Le logo est trop petit' })
    const id = (await stored())[0]?.id ?? ''
    const path = urls.remarkPart(w, p, file.id, id, 'task')
    expect((await lea.get(path)).status).toBe(404)
    const form = await camille.html(path)
    expect(form).toContain('Le logo est trop petit')
    expect(form).toContain(urls.remark(w, p, file.id, id))
    const answers = await Promise.all(
      [1, 2, 3].map(() => camille.post(path, { title: 'Agrandir le logo', priority: 'normal' })),
    )
    expect(answers.map(a => a.status).sort()).toEqual([303, 409, 409])
    const tasks = await rows<{ id: string }>('select id from tasks')
    expect(tasks.map(t => t.id)).toEqual([(await stored())[0]?.task_id])
    expect(await camille.html(page(file))).toContain('Voir la tâche')
    expect(await lea.html(page(file))).not.toContain('tâche')
  })

  it('of the client’s, still open, stands in what they ask to change', async () => {
    const [camille, lea] = [await as('camille'), await as('lea')]
    const file = await put(camille)
    await lea.post(of(file), { body: 'Le titre\nest faux', page: '2' })
    await lea.post(of(file), { body: 'Déjà vu' })
    await camille.post(of(file), { body: 'De l’équipe' })
    await camille.post(urls.remarkPart(w, p, file.id, (await stored())[1]?.id ?? '', 'resolution'))
    const asked = { file: file.id, version: file.version }
    const id = await askApproval(await scopeIn('camille'), asked, { message: '', covers: [] })
    const form = await lea.html(urls.approvalPart(w, p, id, 'changes'))
    const words = /<textarea[^>]*name="comment"[^>]*>([^<]*)</.exec(form)?.[1]
    expect(words?.trim()).toBe('1. (page 2) Le titre\nest faux')
    const { sha256 } = await readApproval(await scopeIn('lea'), id)
    await lea.post(urls.approvalPart(w, p, id, 'changes'), { sha256, comment: words ?? '' })
    expect((await readApproval(await scopeIn('camille'), id)).comment).toContain('Le titre')
  })
})

describe('who hears of a remark', () => {
  it('is the other side, with its words; of an internal file the rest of the team', async () => {
    const { meaningOf } = await import('../activity/registry')
    const [camille, lea] = [await as('camille'), await as('lea')]
    const { people } = await import('../../../test/world')
    const file = await put(camille, { files: png() })
    const inside = await put(camille, { files: png(), internal: '1' })
    await lea.post(of(file), { body: 'De Léa' })
    await camille.post(of(file), { body: 'De Camille' })
    await camille.post(of(inside), { body: 'Entre nous' })
    const heard = []
    for (const event of await rows<{ id: string; kind: string }>(
      `select * from events where kind = 'file.commented' order by rowid`,
    )) {
      const e = { ...event, facts: JSON.parse(String((event as Record<string, unknown>).facts)) }
      const scope = await scopeIn('camille')
      const row = e as unknown as Record<string, unknown>
      const tellings = await meaningOf('file.commented')?.tell?.(
        scope as never,
        { ...row, actorId: row.actor_id, subjectId: row.subject_id } as never,
      )
      heard.push(tellings?.flatMap(t => [t.mail?.quote, [...t.to].sort()]))
    }
    const team = [people.camille, people.ada, people.equipe, people.limited].map(x => x.membership).sort()
    const client = [people.lea, people.hugo].map(x => x.membership).sort()
    expect(heard).toEqual([
      ['De Léa', team],
      ['De Camille', client],
      ['Entre nous', team.filter(id => id !== people.camille.membership)],
    ])
  })
})
