import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, Browser, kindsOf, rows, scopeIn } from '../../../test/harness'
import { makeWorld, world } from '../../../test/world'
import type { Env } from '../../config'
import { sweepUploads } from '../../jobs/uploads'
import { pngOf } from '../../lib/icon/png'
import { logoSize } from '../../lib/logo'
import { urls } from '../../urls'
import { setLogo } from './logo'

const real = env as unknown as Env
const settings = urls.settings('atelier')
beforeEach(makeWorld)

/** A picture whose header says this size. */
async function png(width: number, height: number, more = 0): Promise<File> {
  const bytes = await pngOf(new Uint8Array(1), 1, [[20, 90, 90, 255]])
  const head = new DataView(bytes.buffer)
  head.setUint32(16, width)
  head.setUint32(20, height)
  return new File([bytes, new Uint8Array(more)], 'logo.png', { type: 'image/png' })
}
const send = async (file: File) => (await as('camille')).post(urls.logoSettings('atelier'), { logo: file })
const keyNow = async () => {
  const [row] = await rows<{ logo_key: string | null }>(
    "select logo_key from workspaces where slug = 'atelier'",
  )
  return row?.logo_key ?? ''
}
const kept = async () => (await real.FILES.list({ prefix: 'logos/' })).objects.map(o => o.key)

describe('a logo', () => {
  it('is shown to the world at a key that tells its size and nothing else', async () => {
    expect((await send(await png(300, 100))).headers.get('Location')).toBe(settings)
    const key = await keyNow()
    expect(key).toMatch(/^[0-9a-f]{32}-300x100$/)
    const answer = await new Browser().get(urls.logo(key))
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(50)
    expect(await kindsOf()).toContain('workspace.branded')
    for (const page of [
      await new Browser().html(urls.workspaceSignIn('atelier')),
      await (await as('lea')).html(urls.project('atelier', world.site.id)),
    ])
      expect(page).toContain(`src="${urls.logo(key)}" alt="Atelier Lumen"`)
  })

  it('leaves nothing behind when it is replaced or taken away', async () => {
    await send(await png(300, 100))
    const first = await keyNow()
    await send(await png(64, 64))
    await sweepUploads(real, Date.now())
    expect(await kept()).toEqual([`logos/${await keyNow()}`])
    expect((await new Browser().get(urls.logo(first))).status).toBe(404)
    await (await as('camille')).post(urls.logoRemoval('atelier'))
    await sweepUploads(real, Date.now())
    expect([await keyNow(), await kept()]).toEqual(['', []])
    expect(await rows('select * from uploads')).toEqual([])
  })

  it('that was written and never kept is swept', async () => {
    const scope = await scopeIn('camille')
    const commit = scope.commit.bind(scope)
    let commits = 0
    scope.commit = (async (...args: Parameters<typeof commit>) => {
      if (++commits === 2) throw new Error('killed')
      return commit(...args)
    }) as typeof scope.commit
    await expect(setLogo(scope, real.FILES, await png(64, 64))).rejects.toThrow('killed')
    expect(await kept()).toHaveLength(1)
    await sweepUploads(real, Date.now() + 2 * 3_600_000)
    expect([await keyNow(), await kept()]).toEqual(['', []])
  })

  it('of two at once is one, and nothing else stays', async () => {
    const pictures = await Promise.all([png(64, 64), png(65, 65), png(66, 66)])
    const answers = await Promise.all(pictures.map(send))
    expect(answers.filter(a => a.status === 303)).toHaveLength(1)
    await sweepUploads(real, Date.now() + 2 * 3_600_000)
    expect(await kept()).toEqual([`logos/${await keyNow()}`])
  })

  it.each([
    [
      'HTML that is called a PNG',
      () => new File(['<html><script>alert(1)</script>'], 'a.png', { type: 'image/png' }),
    ],
    [
      'an SVG',
      () => new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg', { type: 'image/svg+xml' }),
    ],
    [
      'a JPEG',
      () => new File([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0)], 'a.jpg', { type: 'image/jpeg' }),
    ],
    ['a side of 513', () => png(513, 10)],
    ['no size', () => png(0, 0)],
    ['400 kB and more', () => png(64, 64, 400_000)],
  ])('is not taken: %s', async (_, file) => {
    const answer = await send(await file())
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('href="#logo"')
    expect([await keyNow(), await kept()]).toEqual(['', []])
  })

  it.each(['nothing', '../../files', `${'0'.repeat(32)}-1x1`, `${'0'.repeat(32)}-1x1/x`])(
    'is not found at %s',
    async key => {
      expect((await new Browser().get(`/logo/${key}`)).status).toBe(404)
    },
  )

  it('is shown as large as fits, and never larger than it is', () => {
    const room = { width: 220, height: 48 }
    const at = (size: string) => logoSize(`https://x.test/logo/${'0'.repeat(32)}-${size}`, room)
    expect(at('512x512')).toEqual({ width: 48, height: 48 })
    expect(at('512x64')).toEqual({ width: 220, height: 28 })
    expect(at('40x20')).toEqual({ width: 40, height: 20 })
  })
})

describe('the name that mails are from', () => {
  it('is one line, and may be left out', async () => {
    const camille = await as('camille')
    const look = { name: 'Atelier Lumen', accent: '#336699', timezone: 'Europe/Paris' }
    const senderName = async () =>
      (await rows("select sender_name from workspaces where slug = 'atelier'"))[0]?.sender_name
    await camille.post(settings, { ...look, senderName: ' Camille\r\nBcc: all@x.test ' })
    expect(await senderName()).not.toMatch(/[\r\n]/)
    await camille.post(settings, { ...look, senderName: 'Camille – Atelier Lumen' })
    expect(await senderName()).toBe('Camille – Atelier Lumen')
    expect((await camille.post(settings, { ...look, senderName: 'é'.repeat(61) })).status).toBe(422)
    await camille.post(settings, { ...look, senderName: ' ' })
    expect(await senderName()).toBeNull()
  })
})
