import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn } from '../../../test/harness'
import { makeWorld, world } from '../../../test/world'
import { sha256 } from '../../lib/crypto'
import { Conflict, Invalid, NotFound, TooMany } from '../../lib/errors'
import { attachmentsQuery } from './attachments'
import { keepFiles, MAX_SIZE, receiveAndRead, receiveFiles } from './receive'
import { MAX_RECENT } from './room'

beforeEach(makeWorld)

const text = (name = 'notes.txt', words = 'Bonjour') => new File([words], name)
const used = async () =>
  (await rows<{ n: number }>('select storage_used n from workspaces where id = ?', world.atelier.id))[0]?.n
const objects = async () => (await env.FILES.list()).objects
const count = async (table: string) => (await rows<{ n: number }>(`select count(*) n from ${table}`))[0]?.n

/** The bucket, except for what a test breaks in it. */
const bucketThat = (broken: Partial<R2Bucket>): R2Bucket =>
  new Proxy(env.FILES, {
    get: (bucket, name) => broken[name as keyof R2Bucket] ?? Reflect.get(bucket, name).bind(bucket),
  })

describe('receiving files', () => {
  it('keeps the bytes under a random key, and the same hash out as in', async () => {
    const scope = await scopeIn('lea')
    const [one] = await receiveFiles(scope, env.FILES, [text()])
    expect(one).toMatchObject({
      name: 'notes.txt',
      size: 7,
      type: 'text/plain',
      sha256: await sha256('Bonjour'),
    })
    expect(one?.key).toMatch(/^[0-9a-f-]{36}$/)
    const kept = await env.FILES.get(one?.key ?? '')
    expect(await sha256((await kept?.arrayBuffer()) as ArrayBuffer)).toBe(one?.sha256)
    expect(await used()).toBe(7)
  })

  it('gives them rows in the caller’s commit, and then the upload is over', async () => {
    const scope = await scopeIn('lea')
    const received = await receiveFiles(scope, env.FILES, [text(), text('b.txt', 'Deux')])
    const [found] = await scope.commit(
      keepFiles(scope, received, { folder: 'attachments', shared: true }),
      { kind: 'file.added' },
      attachmentsQuery(scope, () => undefined),
    )
    expect(found.map(f => [f.name, f.size, f.slug])).toEqual([
      ['b.txt', 4, 'atelier'],
      ['notes.txt', 7, 'atelier'],
    ])
    expect(await count('uploads')).toBe(0)
    expect(await used()).toBe(11)
  })

  it('shares what a contact sends, whatever was asked', async () => {
    const scope = await scopeIn('hugo')
    const received = await receiveFiles(scope, env.FILES, [text()])
    await scope.commit(keepFiles(scope, received, { folder: 'content', shared: false }), {
      kind: 'file.added',
    })
    expect(await rows('select f.shared a, v.shared b from files f, file_versions v')).toEqual([
      { a: 1, b: 1 },
    ])
  })

  it('never exceeds the quota under fifty parallel uploads', async () => {
    await rows('update workspaces set storage_quota = ? where id = ?', 7 * 20, world.atelier.id)
    const scopes = await Promise.all(Array.from({ length: 50 }, () => scopeIn('lea')))
    const outcomes = await Promise.allSettled(scopes.map(s => receiveFiles(s, env.FILES, [text()])))
    expect(outcomes.filter(o => o.status === 'fulfilled')).toHaveLength(20)
    for (const o of outcomes)
      if (o.status === 'rejected') expect(o.reason).toMatchObject({ fields: { files: 'files.error.quota' } })
    expect(await used()).toBe(140)
    expect(await objects()).toHaveLength(20)
  })

  it.each([
    ['eleven at once', () => Array.from({ length: 11 }, () => text()), 'count'],
    ['one too large', () => [new File([new Uint8Array(MAX_SIZE + 1)], 'a.zip')], 'size'],
    ['an empty one', () => [text('vide.txt', '')], 'empty'],
    ['an extension we do not take', () => [text('outil.exe')], 'type'],
    ['no extension', () => [text('LISEZMOI')], 'type'],
  ])('refuses %s and takes no room', async (_, files, why) => {
    const refused = receiveFiles(await scopeIn('lea'), env.FILES, files())
    await expect(refused).rejects.toThrow(Invalid)
    await expect(refused).rejects.toMatchObject({ fields: { files: `files.error.${why}` } })
    expect([await used(), await count('uploads'), (await objects()).length]).toEqual([0, 0, 0])
  })

  it('gives the room back when the bucket fails at the second file', async () => {
    let puts = 0
    const bucket = bucketThat({
      put: (async (...args: Parameters<R2Bucket['put']>) => {
        if (++puts === 2) throw new Error('bucket down')
        return env.FILES.put(...args)
      }) as R2Bucket['put'],
    })
    await expect(receiveFiles(await scopeIn('lea'), bucket, [text(), text('b.txt')])).rejects.toThrow(
      'bucket down',
    )
    expect([await used(), await count('uploads'), (await objects()).length]).toEqual([0, 0, 0])
  })

  it('leaves no row when the commit fails, and the upload for the sweeper', async () => {
    const scope = await scopeIn('lea')
    const received = await receiveFiles(scope, env.FILES, [text()])
    const writes = keepFiles(scope, received, { folder: 'content', shared: true })
    await rows('delete from uploads')
    await expect(scope.commit(writes, { kind: 'file.added' })).rejects.toThrow(Conflict)
    expect([await count('files'), await count('file_versions'), await count('events')]).toEqual([0, 0, 0])
  })

  it('writes nothing where the caller’s condition does not hold', async () => {
    const refused = receiveAndRead(await scopeIn('lea'), env.FILES, [text()], sql`0`)
    await expect(refused).rejects.toThrow(NotFound)
    expect([await used(), await count('uploads')]).toEqual([0, 0])
  })

  it('slows a person down after many files, and nobody else', async () => {
    const lea = await scopeIn('lea')
    for (let i = 0; i < MAX_RECENT / 10; i++) {
      const received = await receiveFiles(
        lea,
        env.FILES,
        Array.from({ length: 10 }, () => text()),
      )
      await lea.commit(keepFiles(lea, received, { folder: 'content', shared: true }), { kind: 'file.added' })
    }
    await expect(receiveFiles(lea, env.FILES, [text()])).rejects.toThrow(TooMany)
    expect(await receiveFiles(await scopeIn('hugo'), env.FILES, [text()])).toHaveLength(1)
    const later = await scopeIn('lea', world.site, lea.now + 11 * 60_000)
    expect(await receiveFiles(later, env.FILES, [text()])).toHaveLength(1)
  })

  it('refuses in an archived project', async () => {
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    await expect(receiveFiles(await scopeIn('lea'), env.FILES, [text()])).rejects.toThrow('')
    expect(await used()).toBe(0)
  })
})
