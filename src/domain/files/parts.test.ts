import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeIn } from '../../../test/harness'
import { asked, bytesOf, sendPart, sendWhole, streamOf } from '../../../test/parts'
import { linkTo, put, stored } from '../../../test/shelf'
import { makeWorld, world } from '../../../test/world'
import { sha256 } from '../../lib/crypto'
import { Conflict, Forbidden, Invalid, NotFound, TooMany } from '../../lib/errors'
import { completeUpload, finishUpload } from './join'
import { beginUpload, cancelUpload, LARGEST, PART, partLength, receivePart, uploadStanding } from './parts'
import { MAX_RECENT } from './room'

beforeEach(makeWorld)

const used = async () =>
  (await rows<{ n: number }>('select storage_used n from workspaces where id = ?', world.atelier.id))[0]?.n
const objects = async () => (await env.FILES.list()).objects.length
const count = async (table: string) => (await rows<{ n: number }>(`select count(*) n from ${table}`))[0]?.n
const two = bytesOf(PART + 1000)

describe('a file in parts', () => {
  it('comes out as it went in, and no part or upload is left over', async () => {
    const lea = await scopeIn('lea')
    const { outcome, id } = await sendWhole(lea, two)
    expect(outcome).toEqual({ state: 'kept' })
    expect(await rows('select id, name, folder, shared from files')).toEqual([
      { id, name: 'Film.pdf', folder: 'content', shared: 1 },
    ])
    const [file] = await stored()
    const browser = await as('lea')
    const answer = await browser.get(await linkTo(browser, file as never))
    expect(await sha256(await answer.arrayBuffer())).toBe(await sha256(two))
    expect(file?.type).toBe('application/pdf')
    expect([await used(), await count('uploads'), await count('upload_parts')]).toEqual([two.length, 0, 0])
    expect(await kindsOf()).toEqual(['file.added'])
    expect(await completeUpload(lea, env.FILES, id, null)).toEqual({ state: 'kept' })
    expect(await kindsOf()).toEqual(['file.added'])
  })

  it('goes on after a lost network or a reload: found by its hash, the parts that are there stay', async () => {
    const lea = await scopeIn('lea')
    const begun = await beginUpload(lea, env.FILES, await asked(two))
    await sendPart(lea, begun.id, two, 2)
    const again = await beginUpload(await scopeIn('lea'), env.FILES, await asked(two))
    expect(again).toEqual({ ...begun, parts: [2] })
    expect(await used()).toBe(two.length)
    expect((await sendWhole(lea, two)).outcome).toEqual({ state: 'kept' })
  })

  it('is nobody else’s to see, to fill, to join or to end', async () => {
    const { id } = await beginUpload(await scopeIn('lea'), env.FILES, await asked(two))
    for (const name of ['hugo', 'camille'] as const) {
      const other = await scopeIn(name)
      await expect(uploadStanding(other, id)).rejects.toThrow(NotFound)
      await expect(sendPart(other, id, two, 1)).rejects.toThrow(NotFound)
      await expect(completeUpload(other, env.FILES, id, null)).rejects.toThrow(NotFound)
      await expect(cancelUpload(other, env.FILES, id)).rejects.toThrow(NotFound)
      expect((await beginUpload(other, env.FILES, await asked(two))).id).not.toBe(id)
    }
  })

  it('is counted for the one who began it: nobody else waits for very many of them', async () => {
    const lea = await scopeIn('lea')
    const ask = await asked(bytesOf(100))
    const begin = (n: number) => beginUpload(lea, env.FILES, { ...ask, name: `${n}.pdf` })
    for (let n = 0; n < MAX_RECENT; n++) await begin(n)
    await expect(begin(MAX_RECENT)).rejects.toThrow(TooMany)
    const { id } = await begin(0)
    await cancelUpload(lea, env.FILES, id)
    await expect(begin(MAX_RECENT)).rejects.toThrow(TooMany)
    await put(await as('camille'))
    await beginUpload(await scopeIn('hugo'), env.FILES, ask)
  })

  it('becomes a version where that is what it is for', async () => {
    const lea = await as('lea')
    const file = await put(lea)
    const { outcome } = await sendWhole(await scopeIn('lea'), two, {
      purpose: { fileId: file.id, label: 'Relue', note: '' },
    })
    expect(outcome).toEqual({ state: 'kept' })
    expect(await rows('select number, label from file_versions order by 1')).toEqual([
      { number: 1, label: '' },
      { number: 2, label: 'Relue' },
    ])
    const internal = await put(await as('camille'), { internal: '1' })
    const hidden = beginUpload(
      await scopeIn('lea'),
      env.FILES,
      await asked(two, { purpose: { fileId: internal.id, label: '', note: '' } }),
    )
    await expect(hidden).rejects.toThrow(NotFound)
  })

  it('is refused where its file was deleted on the way, and holds nothing', async () => {
    const lea = await scopeIn('lea')
    const file = await put(await as('camille'))
    const before = await used()
    const begun = await beginUpload(
      lea,
      env.FILES,
      await asked(two, { purpose: { fileId: file.id, label: 'Relue', note: '' } }),
    )
    for (const number of [1, 2]) await sendPart(lea, begun.id, two, number)
    await rows('update files set deleted_at = 1')
    expect(await completeUpload(lea, env.FILES, begun.id, null)).toEqual({
      state: 'refused',
      problem: 'gone',
    })
    expect([await used(), await count('uploads'), await objects()]).toEqual([before, 0, 1])
  })

  it('is shared where a contact sends it, whatever was asked', async () => {
    const purpose = { folder: 'content', folderId: null, shared: false }
    await sendWhole(await scopeIn('hugo'), bytesOf(100), { purpose })
    expect(await rows('select shared from files')).toEqual([{ shared: 1 }])
  })
})

describe('what is declared', () => {
  it('is the size of each part, to the byte', () => {
    const upload = { size: 2 * PART + 5, partSize: PART }
    expect([0, 1, 2, 3, 4, 1.5, Number.NaN].map(n => partLength(upload, n))).toEqual([
      undefined,
      PART,
      PART,
      5,
      undefined,
      undefined,
      undefined,
    ])
  })

  it.each([
    ['longer', 101],
    ['shorter', 99],
  ])('refuses a part that is %s while it streams, also where its length is not told', async (_, size) => {
    const lea = await scopeIn('lea')
    const { id } = await beginUpload(lea, env.FILES, await asked(bytesOf(100)))
    const endless = new ReadableStream({
      start(controller) {
        controller.enqueue(bytesOf(size))
        controller.close()
      },
    })
    for (const [body, length] of [
      [streamOf(bytesOf(size)), size],
      [endless, null],
    ] as const)
      await expect(receivePart(lea, env.FILES, id, { number: 1, body, length })).rejects.toThrow(Invalid)
    expect(await count('upload_parts')).toBe(0)
    await expect(completeUpload(lea, env.FILES, id, null)).rejects.toThrow(Conflict)
  })

  it('is the content: other bytes are refused and deleted, and their room comes back', async () => {
    const lea = await scopeIn('lea')
    const { id } = await beginUpload(lea, env.FILES, await asked(bytesOf(100)))
    const other = bytesOf(100).fill(7, 50)
    await sendPart(lea, id, other, 1)
    expect(await completeUpload(lea, env.FILES, id, null)).toEqual({ state: 'refused', problem: 'hash' })
    expect([await used(), await objects(), await count('files'), await count('uploads')]).toEqual([
      0, 0, 0, 0,
    ])
    expect(await completeUpload(lea, env.FILES, id, null)).toEqual({ state: 'refused', problem: 'hash' })
  })

  it.each([
    ['size_parts', { size: LARGEST + 1 }],
    ['empty', { size: 0 }],
    ['type', { name: 'outil.exe' }],
    ['quota', { size: LARGEST }],
  ])('is refused (%s) before anything is taken', async (why, more) => {
    await rows('update workspaces set storage_quota = 1000')
    const refused = beginUpload(await scopeIn('lea'), env.FILES, { ...(await asked(bytesOf(100))), ...more })
    await expect(refused).rejects.toMatchObject({ fields: { files: `files.error.${why}` } })
    expect([await used(), await count('uploads'), await count('part_uploads')]).toEqual([0, 0, 0])
  })

  it('never exceeds the quota under fifty parallel uploads', async () => {
    await rows('update workspaces set storage_quota = ? where id = ?', 100 * 20, world.atelier.id)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, async (_, i) => {
        const scope = await scopeIn('lea')
        return sendWhole(scope, bytesOf(100).fill(i + 1, 50), { name: `f${i}.pdf` })
      }),
    )
    expect(outcomes.filter(o => o.status === 'fulfilled')).toHaveLength(20)
    for (const o of outcomes)
      if (o.status === 'rejected') expect(o.reason).toMatchObject({ fields: { files: 'files.error.quota' } })
    expect([await used(), await objects(), await count('files')]).toEqual([2000, 20, 20])
  })
})

it('ends when its person no longer wants it, at once and once', async () => {
  const lea = await scopeIn('lea')
  const { id } = await beginUpload(lea, env.FILES, await asked(two))
  await sendPart(lea, id, two, 1)
  await cancelUpload(lea, env.FILES, id)
  expect([await used(), await count('uploads'), await count('upload_parts')]).toEqual([0, 0, 0])
  await expect(cancelUpload(lea, env.FILES, id)).rejects.toThrow(Conflict)
  await expect(sendPart(lea, id, two, 2)).rejects.toThrow(Conflict)
  expect(await used()).toBe(0)
})

it('makes one file of one upload that ten join at once', async () => {
  const lea = await scopeIn('lea')
  const { id } = await beginUpload(lea, env.FILES, await asked(bytesOf(100)))
  await sendPart(lea, id, bytesOf(100), 1)
  await Promise.allSettled(Array.from({ length: 10 }, () => completeUpload(lea, env.FILES, id, null)))
  expect(await finishUpload(lea, env.FILES, id)).toEqual({ state: 'kept' })
  expect([await count('files'), await count('file_versions'), await used()]).toEqual([1, 1, 100])
})

it('begins nothing in an archived project', async () => {
  await rows('update projects set archived_at = 1 where id = ?', world.site.id)
  await expect(beginUpload(await scopeIn('lea'), env.FILES, await asked(two))).rejects.toThrow(Forbidden)
})
