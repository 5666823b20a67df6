import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn } from '../../test/harness'
import { asked, bytesOf, sendPart, sendWhole } from '../../test/parts'
import { makeWorld, people, world } from '../../test/world'
import type { Env } from '../config'
import { enterSystem } from '../db/enter'
import { completeUpload } from '../domain/files/join'
import { beginUpload, PART, type Standing } from '../domain/files/parts'
import { checkUpload, sweepParts } from './parts'
import { sweepUploads } from './uploads'

beforeEach(makeWorld)

const HOUR = 3_600_000
const bindings = env as unknown as Env
const small = bytesOf(1000)
const state = async () => {
  const [used] = await rows<{ n: number }>('select sum(storage_used) n from workspaces')
  const [uploads] = await rows<{ n: number }>('select count(*) n from uploads')
  const [files] = await rows<{ n: number }>('select count(*) n from file_versions')
  return {
    used: used?.n,
    uploads: uploads?.n,
    objects: (await env.FILES.list()).objects.length,
    files: files?.n,
  }
}
const nothing = { used: 0, uploads: 0, objects: 0, files: 0 }
const kept = { used: 1000, uploads: 0, objects: 1, files: 1 }

async function begun(): Promise<Standing> {
  const lea = await scopeIn('lea')
  const upload = await beginUpload(lea, env.FILES, await asked(small))
  await sendPart(lea, upload.id, small, 1)
  return upload
}

describe('an upload that was left', () => {
  it('holds its room for a day, longer than small ones, and then gives it back once', async () => {
    await begun()
    const now = Date.now()
    expect(await sweepUploads(bindings, now + 2 * HOUR)).toBe(0)
    await sweepParts(bindings, now + 23 * HOUR)
    expect(await state()).toMatchObject({ used: 1000, uploads: 1 })
    await Promise.allSettled(Array.from({ length: 5 }, () => sweepParts(bindings, now + 25 * HOUR)))
    await sweepParts(bindings, now + 25 * HOUR)
    expect(await state()).toEqual(nothing)
    expect(await rows('select * from upload_parts')).toEqual([])
    expect(await rows('select state, problem from part_uploads')).toEqual([
      { state: 'refused', problem: 'left' },
    ])
  })

  it('is forgotten after a week, and so is one that became a file', async () => {
    await begun()
    await sendWhole(await scopeIn('hugo'), small)
    await sweepParts(bindings, Date.now() + 25 * HOUR)
    await sweepParts(bindings, Date.now() + 9 * 24 * HOUR)
    expect(await rows('select * from part_uploads')).toEqual([])
    expect(await state()).toEqual(kept)
  })
})

/** Cuts the line at the nth call, of the bucket or the database, after or before it was carried out. */
function cutAt(n: number, after: boolean) {
  let calls = 0
  const cut = <T extends object>(real: T, names: string[]): T =>
    new Proxy(real, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (!names.includes(String(name))) return value.bind(target)
        return async (...args: unknown[]) => {
          const mine = ++calls === n
          if (mine && !after) throw new Error('cut')
          const answer = await value.apply(target, args)
          if (mine) throw new Error('cut')
          return answer
        }
      },
    })
  const upload = (real: R2MultipartUpload) => cut(real, ['uploadPart', 'complete', 'abort'])
  const bucket = cut(
    new Proxy(env.FILES, {
      get(target, name) {
        if (name === 'resumeMultipartUpload')
          return (key: string, ref: string) => upload(target.resumeMultipartUpload(key, ref))
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    }),
    ['createMultipartUpload', 'head', 'get', 'delete'],
  )
  const db = cut(env.DB, ['batch'])
  return { bucket, db, reached: () => calls >= n }
}

async function anew() {
  for (const table of ['upload_parts', 'part_uploads', 'uploads', 'file_versions', 'files'])
    await rows(`delete from ${table}`)
  await rows('update workspaces set storage_used = 0')
  const { objects } = await env.FILES.list()
  await env.FILES.delete(objects.map(one => one.key))
}

describe('a crash at every step of the way', () => {
  it.each([
    ['before', false],
    ['after', true],
  ])(
    '%s the step is carried out leaves a file or nothing, never a row without its bytes',
    async (_, after) => {
      for (let n = 1; n < 40; n++) {
        await anew()
        const cut = cutAt(n, after)
        await enterSystem({ db: cut.db, now: Date.now() })
          .as(people.lea.membership, world.site.id)
          .then(broken => sendWhole(broken, small, {}, cut.bucket))
          .catch(() => undefined)
        // The person tries again, from the same browser or another: it goes on where it stood.
        const again = await sendWhole(await scopeIn('lea'), small)
        expect(again.outcome).toEqual({ state: 'kept' })
        for (const days of [2, 4]) await sweepParts(bindings, Date.now() + days * 24 * HOUR)
        // Cut after the row was written, the first try was a file already: then there are two, each with its bytes.
        const now = await state()
        expect(now.used).toBe(1000 * (now.files ?? 0))
        expect({ ...now, objects: now.files, uploads: 0 }).toEqual(now)
        expect(now.files).toBeGreaterThan(0)
        expect(now.files).toBeLessThan(3)
        if (!cut.reached()) return
      }
      throw new Error('The way has no end')
    },
    60_000,
  )
})

describe('a very large one', () => {
  const large = bytesOf(1000)

  async function whole() {
    const lea = await scopeIn('lea')
    const upload = await beginUpload(lea, env.FILES, await asked(large))
    for (let at = 1; at <= Math.ceil(large.length / PART); at++) await sendPart(lea, upload.id, large, at)
    expect(await completeUpload(lea, env.FILES, upload.id, null, 999)).toEqual({ state: 'checking' })
    return upload.id
  }

  it('is checked by the queue, also where its message comes twice or was lost', async () => {
    const id = await whole()
    expect(await state()).toMatchObject({ files: 0, uploads: 1 })
    const sent: unknown[] = []
    const queue = {
      sendBatch: async (list: Iterable<{ body: unknown }>) => sent.push(...[...list].map(m => m.body)),
    }
    await sweepParts({ ...bindings, EVENTS: queue as never }, Date.now() + HOUR)
    expect(sent).toEqual([{ uploadId: id }])
    await Promise.all([checkUpload(bindings, id), checkUpload(bindings, id)])
    await checkUpload(bindings, id)
    expect(await state()).toMatchObject({ files: 1, uploads: 0, used: large.length })
  })

  it('leaves nothing behind where its person lost access meanwhile', async () => {
    const id = await whole()
    await rows('update memberships set removed_at = 1 where id = ?', people.lea.membership)
    await checkUpload(bindings, id)
    await sweepParts(bindings, Date.now())
    expect(await state()).toEqual(nothing)
  })
})
