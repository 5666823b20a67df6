import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { rows, scopeIn } from '../../test/harness'
import { makeWorld } from '../../test/world'
import type { Env } from '../config'
import { keepFiles, receiveFiles } from '../domain/files/receive'
import { Conflict } from '../lib/errors'
import { sweepUploads } from './uploads'

beforeEach(makeWorld)

const HOUR = 3_600_000
const bindings = env as unknown as Env
const text = () => new File(['Bonjour'], 'notes.txt')
const state = async () => {
  const [used] = await rows<{ n: number }>('select sum(storage_used) n from workspaces')
  const uploads = await rows('select * from uploads')
  return { used: used?.n, uploads: uploads.length, objects: (await env.FILES.list()).objects.length }
}

/** An upload whose request died before its commit. */
async function died() {
  const scope = await scopeIn('lea')
  return { scope, received: await receiveFiles(scope, env.FILES, [text()]) }
}

it('ends an upload that was left an hour ago: its bytes go, its room comes back', async () => {
  const { scope } = await died()
  expect(await sweepUploads(bindings, scope.now + HOUR - 1)).toBe(0)
  expect(await state()).toEqual({ used: 7, uploads: 1, objects: 1 })
  expect(await sweepUploads(bindings, scope.now + HOUR + 1)).toBe(1)
  expect(await state()).toEqual({ used: 0, uploads: 0, objects: 0 })
})

it('leaves files alone', async () => {
  const { scope, received } = await died()
  await scope.commit(keepFiles(scope, received, { folder: 'content', shared: true }), { kind: 'file.added' })
  expect(await sweepUploads(bindings, scope.now + 2 * HOUR)).toBe(0)
  expect(await state()).toEqual({ used: 7, uploads: 0, objects: 1 })
})

it('makes a commit that comes too late fail, so that no row lacks its object', async () => {
  const { scope, received } = await died()
  await sweepUploads(bindings, scope.now + 2 * HOUR)
  const late = scope.commit(keepFiles(scope, received, { folder: 'content', shared: true }), {
    kind: 'file.added',
  })
  await expect(late).rejects.toThrow(Conflict)
  expect(await rows('select * from file_versions')).toEqual([])
})

it('gives the room back once, however many run at once', async () => {
  const { scope } = await died()
  await died()
  await Promise.allSettled(Array.from({ length: 10 }, () => sweepUploads(bindings, scope.now + 2 * HOUR)))
  await sweepUploads(bindings, scope.now + 2 * HOUR)
  expect(await state()).toEqual({ used: 0, uploads: 0, objects: 0 })
})

it('goes on after a crash between its steps', async () => {
  const { scope } = await died()
  const broken = new Proxy(env.FILES, {
    get: (bucket, name) =>
      name === 'delete'
        ? () => Promise.reject(new Error('bucket down'))
        : Reflect.get(bucket, name).bind(bucket),
  })
  await expect(sweepUploads({ DB: env.DB, FILES: broken }, scope.now + 2 * HOUR)).rejects.toThrow(
    'bucket down',
  )
  expect(await state()).toEqual({ used: 7, uploads: 1, objects: 1 })
  expect(await sweepUploads(bindings, scope.now + 2 * HOUR)).toBe(1)
  expect(await state()).toEqual({ used: 0, uploads: 0, objects: 0 })
})
