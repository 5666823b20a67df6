import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { as, Browser, rows } from '../../../test/harness'
import { askIn, location, logged, mailTo } from '../../../test/letters'
import { emailOf, makeWorld, people } from '../../../test/world'
import { app } from '../../app'
import type { Env } from '../../config'
import { hashPassword } from '../../domain/accounts/passwords'

beforeEach(makeWorld)

/** Asks for a code and reads it in the mail. */
async function ask(browser: Browser, address: string, path = '/sign-in', fields = {}) {
  const response = await browser.post(path, { email: address, ...fields })
  expect(response.status).toBe(303)
  const code = String((await mailTo(address)).draft.values?.code)
  return { ask: askIn(response), code, response }
}

/** What the page of the code sends. */
const typed = ({ ask, code }: { ask: string; code: string }) => ({ ask, code })

const setPassword = async (name: 'lea' | 'camille', password: string) =>
  env.DB.prepare('update users set password_hash = ? where id = ?')
    .bind(await hashPassword(password), people[name].user)
    .run()

test('a code by e-mail signs in, once, and lands in the only workspace', async () => {
  const browser = new Browser()
  const asked = await ask(browser, emailOf('lea'))
  expect(await browser.html(location(asked.response))).toContain('autocomplete="one-time-code"')
  const first = await browser.post('/sign-in/code', { ask: asked.ask, code: asked.code.toLowerCase() })
  expect(first.status).toBe(303)
  expect(location(first)).toBe('/')
  expect(location(await browser.get('/'))).toBe('/w/atelier')
  const again = await browser.post('/sign-in/code', { ask: asked.ask, code: asked.code })
  expect(again.status).toBe(422)
  expect(await logged()).toEqual(['sign_in.asked', 'sign_in.code', 'sign_in.refused'])
})

test('the code is in no table in the clear, and the cookies are what they should be', async () => {
  const browser = new Browser()
  const { ask: id, code } = await ask(browser, emailOf('lea'))
  const bare = code.replace(' ', '')
  const stored = JSON.stringify([
    await rows('select * from sign_in_codes'),
    await rows('select * from mails'),
    await rows('select * from security_log'),
  ])
  expect(stored).not.toContain(bare)
  expect(stored).not.toContain(code)
  const [line = ''] = (await browser.post('/sign-in/code', { ask: id, code })).headers.getSetCookie()
  expect(line).toMatch(/^session=[\w-]{43};/)
  expect(line).toContain('HttpOnly')
  expect(line).toContain('SameSite=Lax')
  expect(line).not.toContain('Secure')
  const token = browser.cookies.get('session') ?? ''
  expect(JSON.stringify(await rows('select * from sessions'))).not.toContain(token)
})

test('behind https the cookies are `__Host-` and Secure', async () => {
  const context = createExecutionContext()
  const response = await app.fetch(
    new Request('https://parvis.test/sign-in', {
      method: 'POST',
      headers: { Origin: 'https://parvis.test', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: emailOf('lea') }),
    }),
    { ...(env as unknown as Env), ORIGIN: 'https://parvis.test' },
    context,
  )
  await waitOnExecutionContext(context)
  const [line = ''] = response.headers.getSetCookie()
  expect(line).toMatch(/^__Host-browser=[\w-]{43};/)
  for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(line).toContain(attribute)
  expect(line).not.toContain('Domain')
})

test('a code serves only the browser that asked', async () => {
  const asked = await ask(new Browser(), emailOf('lea'))
  const other = new Browser()
  await other.post('/sign-in', { email: emailOf('hugo') })
  expect((await other.post('/sign-in/code', typed(asked))).status).toBe(422)
  expect(await new Browser().html(`/sign-in?ask=${asked.ask}`)).not.toContain(emailOf('lea'))
})

test('of fifty parallel tries of the right code one is let in', async () => {
  const browser = new Browser()
  const { ask: id, code } = await ask(browser, emailOf('lea'))
  const tries = await Promise.all(
    Array.from({ length: 50 }, () => browser.post('/sign-in/code', { ask: id, code })),
  )
  expect(tries.filter(r => r.status === 303)).toHaveLength(1)
  expect(await rows('select id from sessions')).toHaveLength(1)
})

test('five wrong tries, however parallel, and the right code no longer serves', async () => {
  const browser = new Browser()
  const { ask: id, code } = await ask(browser, emailOf('lea'))
  const wrong = code.startsWith('B') ? 'CCCCCC' : 'BBBBBB'
  await Promise.all(Array.from({ length: 20 }, () => browser.post('/sign-in/code', { ask: id, code: wrong })))
  expect(await rows('select attempts from sign_in_codes')).toEqual([{ attempts: 5 }])
  expect((await browser.post('/sign-in/code', { ask: id, code })).status).toBe(422)
})

test('blank or misshapen codes cost no try', async () => {
  const browser = new Browser()
  const { ask: id } = await ask(browser, emailOf('lea'))
  for (const code of ['', ' ', 'ABC', '%%%%%%'])
    expect((await browser.post('/sign-in/code', { ask: id, code })).status).toBe(422)
  expect(await rows('select attempts from sign_in_codes')).toEqual([{ attempts: 0 }])
})

test.each([
  ['sixteen minutes later', 16 * 60_000],
  ['by a clock that fell back a day', -86_400_000],
])('a code does not serve %s', async (_, shift) => {
  const browser = new Browser()
  const asked = await ask(browser, emailOf('lea'))
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + shift)
  expect((await browser.post('/sign-in/code', typed(asked))).status).toBe(422)
})

test('known and unknown addresses get the same answer at the same cost, and only one a mail', async () => {
  const sent: string[] = []
  vi.spyOn(env.MAIL, 'send').mockImplementation(async body => {
    sent.push(body.mailId)
    return undefined as never
  })
  const of = async (path: string, email: string) => {
    const response = await new Browser().post(path, { email })
    const cost = ['X-D1-Round-Trips', 'X-D1-Rows-Written'].map(h => response.headers.get(h))
    return { status: response.status, to: location(response).replace(/ask=[^&]+/, 'ask='), cost }
  }
  for (const path of ['/sign-in', '/w/atelier/sign-in', '/forgot']) {
    await of(path, emailOf('hugo'))
    expect(await of(path, 'nobody@parvis.test')).toEqual(await of(path, emailOf('lea')))
  }
  expect(sent).toHaveLength(9)
  const states = await rows('select to_address, state from mails order by rowid')
  expect(states.slice(1, 3)).toEqual([
    { to_address: '', state: 'skipped' },
    { to_address: emailOf('lea'), state: 'queued' },
  ])
  expect(JSON.stringify(await rows('select * from security_log'))).not.toContain('nobody@')
})

test('no code fits an address nobody has', async () => {
  const browser = new Browser()
  const response = await browser.post('/sign-in', { email: 'nobody@parvis.test' })
  const code = String((await mailTo('')).draft.values?.code)
  expect((await browser.post('/sign-in/code', { ask: askIn(response), code })).status).toBe(422)
  expect(await rows('select id from sessions')).toEqual([])
})

test('a password signs in; nobody, no password and a wrong one are refused alike', async () => {
  await setPassword('lea', 'brouette cactus zinc')
  const way = async (email: string, password: string) => {
    const response = await new Browser().post('/sign-in', { email, password })
    const text = (await response.text()).replaceAll(email, '')
    return { status: response.status, text, trips: response.headers.get('X-D1-Round-Trips') }
  }
  const wrong = await way(emailOf('lea'), 'autre chose ici')
  expect(wrong.status).toBe(422)
  expect(await way('nobody@parvis.test', 'autre chose ici')).toEqual(wrong)
  expect(await way(emailOf('hugo'), 'autre chose ici')).toEqual(wrong)
  expect((await way(emailOf('lea'), 'brouette cactus zinc')).status).toBe(303)
  expect(await logged()).toEqual([
    'sign_in.refused',
    'sign_in.refused',
    'sign_in.refused',
    'sign_in.password',
  ])
})

test('of 200 parallel password tries exactly ten are looked at, and the window ends', async () => {
  const tries = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      new Browser().request('POST', '/sign-in', {
        fields: { email: 'nobody@parvis.test', password: 'autre chose ici' },
        headers: { 'CF-Connecting-IP': `192.0.2.${i}`, 'X-Forwarded-For': `198.51.100.${i}` },
      }),
    ),
  )
  expect(tries.filter(r => r.status === 422)).toHaveLength(10)
  const refused = tries.filter(r => r.status === 429)
  expect(refused).toHaveLength(190)
  expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(0)
  expect((await logged()).filter(kind => kind === 'limit.reached')).toHaveLength(1)
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 15 * 60_000 + 1)
  const later = await new Browser().post('/sign-in', { email: 'nobody@parvis.test', password: 'x' })
  expect(later.status).toBe(422)
}, 60_000)

test('X-Forwarded-For is nobody’s key: only what the edge says counts', async () => {
  const visit = (n: number, edge: string) =>
    new Browser().request('POST', '/sign-in', {
      fields: { email: `p${n}@parvis.test` },
      headers: { 'CF-Connecting-IP': edge, 'X-Forwarded-For': `198.51.100.${n}` },
    })
  await visit(1, '192.0.2.1')
  await visit(2, '192.0.2.1')
  await visit(3, '2001:db8::1')
  await visit(4, '2001:db8:0:0:ffff::2')
  const hits = await rows("select hits from limits where key like 'code_mail_ip:%' order by rowid")
  expect(hits).toEqual([{ hits: 2 }, { hits: 2 }])
})

test('five unanswered codes an hour; those that were used do not count', async () => {
  const browser = new Browser()
  for (let i = 0; i < 3; i++) await browser.post('/sign-in/code', typed(await ask(browser, emailOf('lea'))))
  for (let i = 0; i < 5; i++) expect((await ask(browser, emailOf('lea'))).response.status).toBe(303)
  expect((await browser.post('/sign-in', { email: emailOf('lea') })).status).toBe(429)
  expect((await browser.post('/sign-in', { email: emailOf('hugo') })).status).toBe(303)
})

test('what was asked for is kept through every step, and never leads to another origin', async () => {
  const browser = new Browser()
  const next = '/w/atelier/p/x?tab=1&b=2'
  expect(await browser.html(`/sign-in?next=${encodeURIComponent(next)}`)).toContain('tab=1&amp;b=2')
  const asked = await ask(browser, emailOf('lea'), '/sign-in', { next })
  expect(await browser.html(location(asked.response))).toContain('tab=1&amp;b=2')
  const done = await browser.post('/sign-in/code', { ask: asked.ask, code: asked.code, next })
  expect(location(done)).toBe(next)
  for (const evil of ['//evil.test', '/\\evil.test', 'https://evil.test', '/%09/../\t/evil.test', 'evil']) {
    const other = new Browser()
    const bad = await ask(other, emailOf('hugo'), '/sign-in', { next: evil })
    expect(location(bad.response)).not.toContain('evil')
    const landed = await other.post('/sign-in/code', { ask: bad.ask, code: bad.code, next: evil })
    expect(location(landed)).toBe('/')
  }
})

test('a workspace’s door wears its look and leads into it; an unknown one is the neutral page', async () => {
  const browser = new Browser()
  const page = await browser.html('/w/atelier/sign-in')
  expect(page).toContain('Atelier Lumen')
  expect(page).toContain('/w/atelier/brand.css')
  const asked = await ask(browser, emailOf('lea'), '/w/atelier/sign-in')
  const done = await browser.post('/w/atelier/sign-in/code', typed(asked))
  expect(location(done)).toBe('/w/atelier')
  const stranger = new Browser()
  const away = await ask(stranger, emailOf('koffi'), '/w/atelier/sign-in')
  expect(location(await stranger.post('/w/atelier/sign-in/code', typed(away)))).toBe('/')
  expect(await new Browser().html('/w/nowhere/sign-in')).toBe(await new Browser().html('/sign-in'))
})

test('each sign-in has a session of its own, in the place of this browser’s earlier one', async () => {
  const browser = await as('lea')
  const before = browser.cookies.get('session')
  await browser.post('/sign-in/code', typed(await ask(browser, emailOf('lea'))))
  expect(browser.cookies.get('session')).not.toBe(before)
  expect(await rows('select id from sessions')).toHaveLength(1)
})

test.each([
  ['idle for a month', 31 * 86_400_000],
  ['created in the future', -86_400_000],
])('a session %s is over', async (_, shift) => {
  const browser = await as('lea')
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + shift)
  expect(location(await browser.get('/'))).toBe('/sign-in?next=%2F')
})

test('a session ends ninety days after its sign-in, however often it is used', async () => {
  const browser = new Browser()
  const start = Date.now()
  await browser.post('/sign-in/code', typed(await ask(browser, emailOf('lea'))))
  const clock = vi.spyOn(Date, 'now')
  for (const day of [20, 40, 60, 80]) {
    clock.mockReturnValue(start + day * 86_400_000)
    expect((await browser.get('/account')).status).toBe(200)
  }
  clock.mockReturnValue(start + 91 * 86_400_000)
  expect((await browser.get('/account')).status).toBe(303)
})

test('signing out ends the session at once', async () => {
  const browser = await as('lea')
  const token = browser.cookies.get('session') ?? ''
  expect(location(await browser.post('/sign-out'))).toBe('/sign-in')
  expect(browser.cookies.has('session')).toBe(false)
  browser.cookies.set('session', token)
  expect((await browser.get('/account')).status).toBe(303)
  expect(await logged()).toEqual(['sign_out'])
})

test('a link in a mail is a path of ours, whatever Host says', async () => {
  const browser = new Browser()
  await browser.request('POST', '/sign-in', {
    fields: { email: emailOf('lea') },
    headers: { Host: 'evil.test', 'X-Forwarded-Host': 'evil.test' },
  })
  expect((await mailTo(emailOf('lea'))).draft.path).toMatch(/^\/sign-in\?ask=/)
})

test('every form refuses a page from elsewhere', async () => {
  const browser = await as('lea')
  const forms =
    '/sign-in /sign-in/code /w/atelier/sign-in /sign-out /forgot /reset/x /invitations/x /account/name'
  const mine = '/account/language /account/password /account/password/removal /account/email /account/email/x'
  const rest = `/account/confirmation /account/sessions/end /account/sessions/x/end /w/atelier/entrance/${people.lea.membership}`
  const before = await rows('select * from security_log')
  for (const path of `${forms} ${mine} ${rest}`.split(' '))
    for (const headers of [
      { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'same-origin' },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-site' },
    ])
      expect(
        (await browser.request('POST', path, { headers, fields: { email: emailOf('lea') } })).status,
      ).toBe(403)
  expect(await rows('select * from security_log')).toEqual(before)
})
