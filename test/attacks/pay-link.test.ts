import { env } from 'cloudflare:workers'
import { SignJWT } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { configOf } from '../../src/config'
import { signLink } from '../../src/domain/files/link'
import { PAY_LINK_LIFE, signPayLink } from '../../src/domain/payments/link'
import { cancelRequest, changeRequest, revokeLinks } from '../../src/domain/payments/requests'
import { recordTransfer } from '../../src/domain/payments/transfer'
import { newId } from '../../src/lib/id'
import { as, Browser, kindsOf, rows, scopeIn } from '../harness'
import { aPricedTicket, aRequest, asking, attemptRows, playOutside, quietQueues } from '../payments'
import { makeWorld, people, world } from '../world'

const { SECRET_KEY } = configOf(env)
beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

type Link = Parameters<typeof signPayLink>[1]
const linkTo = (requestId: string, more: Partial<Link> = {}, at = Date.now()) =>
  signPayLink(SECRET_KEY, { projectId: world.site.id, requestId, version: 0, ...more }, at)
const nobody = () => new Browser()
const open = (token: string) => nobody().get(`/pay/${token}`)
const stripe = () =>
  playOutside(({ pathname }) =>
    pathname.endsWith('/sessions') ? { id: 'cs_1', url: 'https://checkout.stripe.com/c/1' } : { id: 'cus_1' },
  )

describe('whoever holds the link', () => {
  it('sees that one payment, nobody’s name, and nothing else of the project', async () => {
    const id = await aRequest()
    await aRequest({ title: 'Un autre paiement' } as never)
    const answer = await open(await linkTo(id))
    const html = await answer.text()
    expect(answer.status).toBe(200)
    for (const words of ['Atelier Lumen', 'Acompte de 30 %', '450,00', '/checkouts"'])
      expect(html).toContain(words)
    const [site] = await rows<{ name: string }>('select name from projects where id = ?', world.site.id)
    const names = (await rows<{ name: string }>("select name from users where name <> ''")).map(u => u.name)
    for (const secret of [site?.name, ...names, 'Un autre paiement', `/w/atelier/p/`])
      expect([secret, html.includes(String(secret))]).toEqual([secret, false])
    expect(html.match(/<button[^>]*data-variant="primary"/g)).toHaveLength(1)
  })

  it('gets a page that nobody keeps, finds or learns the address of', async () => {
    const answer = await open(await linkTo(await aRequest()))
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'strict-origin',
      'x-robots-tag': 'noindex, nofollow',
      'x-d1-round-trips': '2',
      'x-d1-rows-written': '0',
    })
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('pays without a name: the journal says that it was by the link', async () => {
    const id = await aRequest()
    stripe()
    const browser = nobody()
    const token = await linkTo(id)
    const answer = await browser.post(`/pay/${token}/checkouts`, { provider: 'stripe' })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, 'https://checkout.stripe.com/c/1'])
    expect(await attemptRows(id)).toMatchObject([{ created_by: null, amount: 45_000, state: 'created' }])
    const [line] = await rows<{ actor_id: null; facts: string }>(
      "select actor_id, facts from events where kind = 'payment.started'",
    )
    expect([line?.actor_id, JSON.parse(line?.facts ?? '').via]).toEqual([null, 'link'])
    const journal = await (await as('camille')).html(`/w/atelier/p/${world.site.id}/journal`)
    expect(journal).toMatch(/Page de paiement ouverte\s*<span class="meta">· Par lien de paiement/)
    const back = await browser.get(`/pay/back/atelier/${world.site.id}/${id}?return=1`)
    expect(back.headers.get('Location')).toBe(`/pay/${token}?return=1`)
    const waiting = await (await browser.get(`/pay/${token}?return=1`)).text()
    expect(waiting).toContain('Paiement en cours de confirmation')
    expect(waiting).toContain('every 4s')
  })

  it('comes back to the portal where the portal was the way', async () => {
    const id = await aRequest()
    const back = await nobody().get(`/pay/back/atelier/${world.site.id}/${id}?return=1`)
    expect(back.headers.get('Location')).toBe(`/w/atelier/p/${world.site.id}/payments/${id}?return=1`)
    for (const path of ['/pay/back/..%2F..%2Fevil/x/y', `/pay/back/atelier/${world.site.id}/x`])
      expect((await nobody().get(path)).status).toBe(404)
  })

  it('has its receipt once it is paid, not before', async () => {
    const id = await aRequest()
    const token = await linkTo(id)
    expect((await nobody().get(`/pay/${token}/receipt`)).status).toBe(404)
    await recordTransfer(await scopeIn('camille'), id, { reference: 'VIR 12' })
    const html = await (await open(token)).text()
    expect(html).toContain('Merci, c’est payé')
    expect(html).not.toContain('/checkouts"')
  })
})

describe('a link', () => {
  it('that is over says so, calmly', async () => {
    const id = await aRequest()
    const answer = await open(await linkTo(id, {}, Date.now() - (PAY_LINK_LIFE + 60) * 1000))
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('Ce lien n’est plus valable')
  })

  it('that was taken back says so, and opens nothing; the next one does', async () => {
    const id = await aRequest()
    const token = await linkTo(id)
    await revokeLinks(await scopeIn('camille'), id)
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/checkouts'],
      ['GET', '/receipt'],
    ] as const) {
      const answer = await nobody().request(method, `/pay/${token}${path}`)
      expect([path, answer.status]).toEqual([path, 410])
      expect(await answer.text()).not.toContain('450,00')
    }
    expect(await attemptRows(id)).toEqual([])
    expect((await open(await linkTo(id, { version: 1 }))).status).toBe(200)
    expect((await open(await linkTo(id, { version: 2 }))).status).toBe(410)
  })

  it('still tells what became of the payment after it is cancelled, paid or changed', async () => {
    const [cancelled, changed] = [await aRequest(), await aRequest()]
    const camille = await scopeIn('camille')
    await cancelRequest(camille, cancelled)
    await changeRequest(camille, changed, { ...asking, amount: '99' })
    expect(await (await open(await linkTo(cancelled))).text()).toContain('Ce paiement n’est plus demandé')
    expect(await (await open(await linkTo(changed))).text()).toContain('99,00')
    const again = await nobody().post(`/pay/${await linkTo(cancelled)}/checkouts`, { provider: 'stripe' })
    expect([again.status, await attemptRows(cancelled)]).toEqual([303, []])
  })

  it('that is forged, altered or another kind of token is not there at all', async () => {
    const id = await aRequest()
    const good = await linkTo(id)
    const [head, body, signature] = good.split('.') as [string, string, string]
    const claims = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')))
    const other = btoa(JSON.stringify({ ...claims, r: newId() })).replaceAll('=', '')
    const none = btoa('{"alg":"none"}').replaceAll('=', '')
    const key = new Uint8Array(32)
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('pay')
      .setIssuedAt()
      .setExpirationTime('1d')
      .sign(key)
    const file = await signLink(
      SECRET_KEY,
      {
        sessionId: newId(),
        membershipId: people.lea.membership,
        slug: 'atelier',
        projectId: world.site.id,
        versionId: newId(),
        download: false,
      },
      Date.now(),
    )
    const tokens = {
      altered: `${head}.${other}.${signature}`,
      'cut short': good.slice(0, -2),
      unsigned: `${none}.${body}.`,
      forged,
      file,
      words: 'bonjour',
      'of a clock ahead': await linkTo(id, {}, Date.now() + 86_400_000),
    }
    for (const [what, token] of Object.entries(tokens))
      expect([what, (await open(token)).status]).toEqual([what, 404])
    expect((await nobody().get(`/f/${good}`)).status).toBe(404)
  })

  it('opens nothing in another project, client or workspace', async () => {
    const id = await aRequest()
    for (const project of [world.shop, world.cafe, world.baobabSite])
      expect((await open(await linkTo(id, { projectId: project.id }))).status).toBe(404)
    expect((await open(await linkTo(newId()))).status).toBe(404)
  })

  it('pays nothing from another origin', async () => {
    const id = await aRequest()
    const token = await linkTo(id)
    const answer = await nobody().request('POST', `/pay/${token}/checkouts`, {
      fields: { provider: 'stripe' },
      headers: { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' },
    })
    expect([answer.status, await attemptRows(id)]).toEqual([403, []])
  })

  it('is no session: it opens no page of the portal', async () => {
    const browser = nobody()
    browser.cookies.set('pay', await linkTo(await aRequest()))
    const portal = await browser.get(`/w/atelier/p/${world.site.id}/payments`)
    expect(portal.headers.get('Location')).toContain('/sign-in')
  })

  it('agrees to nothing, and is not made by those who see no amounts', async () => {
    const { requestId } = await aPricedTicket(await scopeIn('camille'))
    const html = await (await open(await linkTo(requestId))).text()
    expect(html).not.toContain('agreement')
    for (const name of ['equipe', 'hugo'] as const)
      expect(
        (await (await as(name)).get(`/w/atelier/p/${world.site.id}/payments/${requestId}/link`)).status,
      ).toBe(404)
  })

  it('is given as a whole address by the portal, of the version that holds', async () => {
    const id = await aRequest()
    await revokeLinks(await scopeIn('camille'), id)
    const html = await (await as('lea')).html(`/w/atelier/p/${world.site.id}/payments/${id}/link`)
    const path = /value="http:\/\/parvis\.test(\/pay\/[^"]+)"/.exec(html)?.[1] ?? ''
    expect((await nobody().get(path)).status).toBe(200)
  })
})

describe('trying', () => {
  it('links at random is limited, and so is opening pages by one', async () => {
    const browser = nobody()
    const statuses: number[] = []
    for (let i = 0; i < 102; i++) statuses.push((await browser.get(`/pay/x${i}`)).status)
    expect(statuses.at(0)).toBe(404)
    expect(statuses.at(-1)).toBe(429)
  }, 60_000)

  it('to pay by one link is limited', async () => {
    stripe()
    const token = await linkTo(await aRequest())
    const statuses: number[] = []
    for (let i = 0; i < 32; i++)
      statuses.push((await nobody().post(`/pay/${token}/checkouts`, { provider: 'stripe' })).status)
    expect(statuses.at(0)).toBe(303)
    expect(statuses.at(-1)).toBe(429)
    expect((await kindsOf()).filter(k => k === 'payment.started')).toHaveLength(1)
  }, 60_000)
})
