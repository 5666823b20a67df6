import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { as, rows } from '../../test/harness'
import { p, pdf, put, shelf, w } from '../../test/shelf'
import { makeWorld } from '../../test/world'
import type { Env } from '../config'
import { urls } from '../urls'
import { purgeFiles } from './purge-files'
import { sweepUploads } from './uploads'

beforeEach(makeWorld)

const DAY = 86_400_000
const bindings = env as unknown as Env
const state = async () => {
  const [used] = await rows<{ n: number }>('select sum(storage_used) n from workspaces')
  return { used: used?.n, objects: (await env.FILES.list()).objects.length }
}

it('takes the bytes and the room of what was deleted thirty days ago, once; the hash stays', async () => {
  const camille = await as('camille')
  const file = await put(camille)
  await camille.post(urls.versions(w, p, file.id), { files: pdf('v2.pdf', '%PDF-1.7 deux') })
  const kept = await put(camille, { files: pdf('Reste.pdf') })
  const before = await state()
  const hashes = await rows('select sha256 from file_versions order by id')
  await camille.post(urls.fileDeletion(w, p, file.id))
  const now = Date.now()
  expect(await purgeFiles(bindings, now + 29 * DAY)).toBe(0)
  const later = now + 30 * DAY + 60_000
  const runs = await Promise.all([purgeFiles(bindings, later), purgeFiles(bindings, later)])
  expect(runs[0] + runs[1]).toBe(2)
  // Cut off here, nothing is lost: the sweeper finds what is left to do.
  expect(await state()).toEqual(before)
  await Promise.allSettled([sweepUploads(bindings, later), sweepUploads(bindings, later)])
  await sweepUploads(bindings, later)
  const [left] = await rows<{ size: number }>('select size from file_versions where file_id = ?', kept.id)
  expect(await state()).toEqual({ used: left?.size, objects: 1 })
  expect(await rows('select sha256 from file_versions order by id')).toEqual(hashes)
  expect(await rows(`select internal from events where kind = 'file.purged'`)).toHaveLength(2)
  expect((await camille.get(shelf)).status).toBe(200)
})

it('leaves alone what is restored in time', async () => {
  const camille = await as('camille')
  const file = await put(camille)
  await camille.post(urls.fileDeletion(w, p, file.id))
  await camille.post(urls.fileRestoration(w, p, file.id))
  expect(await purgeFiles(bindings, Date.now() + 60 * DAY)).toBe(0)
})
