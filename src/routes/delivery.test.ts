import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { as, Browser, rows } from '../../test/harness'
import { contentOf, type FileRow, linkTo, PDF, p, put, w } from '../../test/shelf'
import { makeWorld, people, world } from '../../test/world'
import { signLink } from '../domain/files/link'
import { newId } from '../lib/id'
import { urls } from '../urls'

beforeEach(makeWorld)
afterEach(() => {
  vi.useRealTimers()
})

describe('a link', () => {
  it('leaves one line in the security log, and none on HEAD or ahead of time', async () => {
    const lea = await as('lea')
    const file = await put(lea)
    await linkTo(lea, file)
    await lea.request('HEAD', contentOf(file))
    await lea.get(contentOf(file), { 'Sec-Purpose': 'prefetch' })
    expect(await rows('select workspace_id, user_id, kind, subject_id from security_log')).toEqual([
      {
        workspace_id: world.atelier.id,
        user_id: people.lea.user,
        kind: 'file.link',
        subject_id: file.version,
      },
    ])
  })

  it('that was had without a line leaves it when the bytes are had', async () => {
    const lea = await as('lea')
    const file = await put(lea)
    const lines = async () => (await rows('select id from security_log')).length
    const ahead = await lea.get(contentOf(file), { 'Sec-Purpose': 'prefetch' })
    const head = await lea.request('HEAD', contentOf(file))
    for (const [i, answer] of [ahead, head].entries()) {
      const link = answer.headers.get('Location') ?? ''
      await lea.request('HEAD', link)
      expect(await lines()).toBe(i)
      expect(await (await lea.get(link)).text()).toBe(PDF)
      expect(await lines()).toBe(i + 1)
    }
  })

  it('needs no cookie, and gives the bytes that came', async () => {
    const link = await linkTo(await as('lea'), await put(await as('lea')))
    const answer = await new Browser().get(link)
    expect(await answer.text()).toBe(PDF)
    expect(answer.headers.get('Content-Length')).toBe(String(PDF.length))
  })

  it.each([
    ['membership was removed', 'update memberships set removed_at = 1 where id = ?', people.lea.membership],
    ['session was ended', 'delete from sessions where user_id = ?', people.lea.user],
    ['session is over', 'update sessions set expires_at = 1 where user_id = ?', people.lea.user],
    [
      'access was narrowed to other projects',
      'update memberships set all_projects = 0 where id = ?',
      people.lea.membership,
    ],
    ['file was made internal', 'update file_versions set shared = ? - id', ''],
    ['file was deleted', 'update files set deleted_at = 1 where project_id = ?', p],
  ])('dies at once when the %s', async (_, change, on) => {
    const lea = await as('lea')
    const link = await linkTo(lea, await put(await as('camille')))
    expect((await lea.get(link)).status).toBe(200)
    await rows(change.replace('? - id', '0 where ?1 = ?1'), on)
    expect((await lea.get(link)).status).toBe(404)
  })

  it('to a deleted file is dead for the team too', async () => {
    const camille = await as('camille')
    const file = await put(camille)
    const link = await linkTo(camille, file)
    await camille.post(urls.fileDeletion(w, p, file.id))
    expect((await camille.get(link)).status).toBe(404)
  })

  it('dies after five minutes, and before its time', async () => {
    const lea = await as('lea')
    const link = await linkTo(lea, await put(lea))
    const at = Date.now()
    vi.useFakeTimers({ now: at + 299_000, toFake: ['Date'] })
    expect((await lea.get(link)).status).toBe(200)
    vi.setSystemTime(at + 301_000)
    expect((await lea.get(link)).status).toBe(404)
    vi.setSystemTime(at - 86_400_000)
    expect((await lea.get(link)).status).toBe(404)
  })

  it('is refused altered, signed by another key or for another purpose, and unsigned', async () => {
    const lea = await as('lea')
    const file = await put(lea)
    const link = await linkTo(lea, file)
    const [head = '', body = '', signature = ''] = link.replace('/f/', '').split('.')
    const claims = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')))
    const encode = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '')
    const says = {
      sessionId: claims.s,
      membershipId: claims.m,
      slug: w,
      projectId: p,
      versionId: file.version,
      download: false,
    }
    const foreign = await signLink('another-secret-key-of-32-bytes-long', says, Date.now())
    const tries = [
      `${head}.${encode({ ...claims, v: newId() })}.${signature}`,
      `${encode({ alg: 'none' })}.${body}.`,
      `${encode({ alg: 'HS512' })}.${body}.${signature}`,
      foreign,
      'x',
    ]
    for (const token of tries) expect((await lea.get(urls.file(token))).status).toBe(404)
    expect((await lea.get(link)).status).toBe(200)
  })

  it('signed for somebody else’s membership opens nothing', async () => {
    const file = await put(await as('camille'), { internal: '1' })
    const [session] = await rows<{ id: string }>(
      'select id from sessions where user_id = ?',
      people.camille.user,
    )
    await as('lea')
    const [own] = await rows<{ id: string }>('select id from sessions where user_id = ?', people.lea.user)
    const sign = (sessionId = '', membershipId: string = people.camille.membership) =>
      signLink(
        'test-secret-key-of-thirty-two-bytes-or-more',
        { sessionId, membershipId, slug: w, projectId: p, versionId: file.version, download: false },
        Date.now(),
      )
    const anyone = await as('stranger')
    expect((await anyone.get(urls.file(await sign(session?.id)))).status).toBe(200)
    expect((await anyone.get(urls.file(await sign(own?.id)))).status).toBe(404)
    expect((await anyone.get(urls.file(await sign(own?.id, people.lea.membership)))).status).toBe(404)
    // Not even what they may see under their own.
    await (await as('camille')).post(urls.fileSharing(w, p, file.id), { shared: '1' })
    expect((await anyone.get(urls.file(await sign(own?.id, people.lea.membership)))).status).toBe(200)
    expect((await anyone.get(urls.file(await sign(own?.id)))).status).toBe(404)
  })

  it('never stands in a log', async () => {
    const lines: string[] = []
    vi.spyOn(console, 'log').mockImplementation(line => void lines.push(String(line)))
    const lea = await as('lea')
    const link = await linkTo(lea, await put(lea))
    await lea.get(link)
    await lea.get(`${link}x`)
    expect(lines.some(line => line.includes('/f/:token'))).toBe(true)
    expect(lines.filter(line => line.includes(link.slice(3, 40)))).toEqual([])
  })
})

describe('delivery', () => {
  const deliver = async (file: FileRow, headers: Record<string, string> = {}, method = 'GET') => {
    const lea = await as('lea')
    return lea.request(method, await linkTo(lea, file), { headers })
  }

  it.each([
    ['page.html', '<script>alert(1)</script>'],
    ['dessin.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['photo.png', '<!doctype html><script>alert(1)</script>'],
    ['notes.txt', '<script>alert(1)</script>'],
  ])('of %s is a download in a sandbox, whatever was asked', async (name, words) => {
    const answer = await deliver(await put(await as('lea'), { files: new File([words], name) }))
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('Content-Type')).not.toMatch(/html|svg|xml/)
    expect(answer.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'")
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
    expect(answer.headers.get('X-Frame-Options')).toBe('DENY')
    expect(await answer.text()).toBe(words)
  })

  it('shows a GIF that is also a script as a GIF, in a sandbox', async () => {
    const polyglot = 'GIF89a/*\x01\x00\x01\x00*/=1;alert(1)//<script>alert(1)</script>'
    const answer = await deliver(await put(await as('lea'), { files: new File([polyglot], 'a.gif') }))
    expect(answer.headers.get('Content-Type')).toBe('image/gif')
    expect(answer.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'")
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  it('shows a PDF in our own pages alone, and downloads it when asked', async () => {
    const lea = await as('lea')
    const file = await put(lea)
    const shown = await deliver(file)
    expect(shown.headers.get('Content-Disposition')).toMatch(/^inline;/)
    expect(shown.headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
    expect(shown.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")
    const downloaded = await lea.get(await linkTo(lea, file, 'download'))
    expect(downloaded.headers.get('Content-Disposition')).toMatch(/^attachment;/)
    expect(downloaded.headers.get('Content-Security-Policy')).toContain('sandbox')
  })

  it('gives parts', async () => {
    const file = await put(await as('lea'))
    const size = PDF.length
    const part = await deliver(file, { Range: 'bytes=5-8' })
    expect([part.status, await part.text()]).toEqual([206, PDF.slice(5, 9)])
    expect(part.headers.get('Content-Range')).toBe(`bytes 5-8/${size}`)
    expect(part.headers.get('Content-Length')).toBe('4')
    expect(await (await deliver(file, { Range: 'bytes=-4' })).text()).toBe(PDF.slice(-4))
    const past = await deliver(file, { Range: `bytes=${size}-` })
    expect([past.status, past.headers.get('Content-Range'), await past.text()]).toEqual([
      416,
      `bytes */${size}`,
      '',
    ])
  })

  it('gives a part of what is still the same, else the whole', async () => {
    const file = await put(await as('lea'))
    const tag = (await deliver(file)).headers.get('ETag') ?? ''
    const range = { Range: 'bytes=0-3' }
    expect((await deliver(file, { ...range, 'If-Range': tag })).status).toBe(206)
    expect((await deliver(file, { ...range, 'If-Range': '"another"' })).status).toBe(200)
    expect((await deliver(file, { 'If-None-Match': tag })).status).toBe(304)
    expect((await deliver(file, { 'If-None-Match': '"another"' })).status).toBe(200)
  })

  it('answers HEAD with the size and no bytes', async () => {
    const answer = await deliver(await put(await as('lea')), { Range: 'bytes=0-3' }, 'HEAD')
    expect([answer.status, answer.headers.get('Content-Length'), await answer.text()]).toEqual([
      200,
      String(PDF.length),
      '',
    ])
  })

  it('is a 404 page of ours where the object is gone', async () => {
    const file = await put(await as('lea'))
    await env.FILES.delete(file.storage_key)
    const answer = await deliver(file)
    expect([answer.status, answer.headers.get('Content-Disposition')]).toEqual([404, null])
  })
})
