import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { as, Browser, rows } from '../../../test/harness'
import { askIn, location, logged, mailTo } from '../../../test/letters'
import { emailOf, makeWorld, people, sessionOf, world } from '../../../test/world'
import { newId } from '../../lib/id'

const GOOD = 'brouette cactus zinc'

beforeEach(makeWorld)

/** Signed in an hour ago. */
async function tired(): Promise<Browser> {
  const browser = new Browser()
  browser.cookies.set('session', await sessionOf('lea', Date.now() - 3_600_000))
  return browser
}

const me = async () => (await rows('select * from users where id = ?', people.lea.user))[0]

test('the account page costs two round trips and needs somebody', async () => {
  const response = await (await as('lea')).get('/account')
  expect([response.status, response.headers.get('X-D1-Round-Trips')]).toEqual([200, '2'])
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(location(await new Browser().get('/account'))).toBe('/sign-in?next=%2Faccount')
})

test('name and language are one’s own, and each change is one line', async () => {
  const lea = await as('lea')
  expect((await lea.post('/account/name', { name: 'Léa Lune', role: 'owner' })).status).toBe(303)
  expect((await lea.post('/account/name', { name: '  ' })).status).toBe(422)
  expect((await lea.post('/account/language', { locale: 'en' })).status).toBe(303)
  expect((await lea.post('/account/language', { locale: 'xx' })).status).toBe(422)
  expect(await me()).toMatchObject({ name: 'Léa Lune', locale: 'en' })
  expect(await lea.html('/account')).toContain('My account')
  expect(await logged()).toEqual(['name.changed', 'language.changed'])
})

test('a language changed by a boosted form comes back to the page it stood on, never to another origin', async () => {
  const lea = await as('lea')
  const change = async (url: string) =>
    (
      await lea.request('POST', '/account/language', {
        fields: { locale: 'fr' },
        headers: { 'HX-Request': 'true', 'HX-Current-URL': url },
      })
    ).headers.get('HX-Redirect')
  expect(await change('http://parvis.test/w/atelier')).toBe('/w/atelier')
  for (const url of ['https://evil.test/w', 'http://parvis.test.evil.test/', 'http://parvis.test//evil.test'])
    expect(await change(url)).toBe('/account')
})

test('keys change only after a fresh sign-in, which a code makes', async () => {
  const lea = await tired()
  for (const [path, fields] of [
    ['/account/password', { password: GOOD }],
    ['/account/password/removal', {}],
    ['/account/email', { email: 'lea@neuve.test' }],
  ] as const)
    expect((await lea.post(path, fields)).status, path).toBe(403)
  expect(await me()).toMatchObject({ password_hash: null, email: emailOf('lea') })
  expect(await rows('select id from tokens')).toEqual([])
  expect(await logged()).toEqual([])
  const asked = await lea.post('/account/confirmation')
  const { code } = (await mailTo(emailOf('lea'))).draft.values ?? {}
  const done = await lea.post('/sign-in/code', { ask: askIn(asked), code, next: '/account' })
  expect(location(done)).toBe('/account')
  expect((await lea.post('/account/password', { password: GOOD })).status).toBe(303)
})

test('setting or removing a password ends the other sessions and keeps this one', async () => {
  const [here, there] = [await as('lea'), await as('lea')]
  expect((await here.post('/account/password', { password: GOOD })).status).toBe(303)
  expect((await me())?.password_hash).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/)
  expect([(await here.get('/account')).status, (await there.get('/account')).status]).toEqual([200, 303])
  const third = await as('lea')
  await here.post('/account/password/removal')
  expect((await me())?.password_hash).toBeNull()
  expect((await third.get('/account')).status).toBe(303)
  expect(await logged()).toEqual(['password.set', 'password.removed'])
})

test('one session or all others are ended, one’s own only', async () => {
  const [here, there, hugo] = [await as('lea'), await as('lea'), await as('hugo')]
  const ids = await rows<{ id: string }>('select id from sessions order by rowid')
  expect((await hugo.post(`/account/sessions/${ids[0]?.id}/end`)).status).toBe(404)
  expect((await hugo.post(`/account/sessions/${newId()}/end`)).status).toBe(404)
  expect((await here.post(`/account/sessions/${ids[1]?.id}/end`)).status).toBe(303)
  expect((await there.get('/account')).status).toBe(303)
  const more = await as('lea')
  expect((await here.post('/account/sessions/end')).status).toBe(303)
  expect((await more.get('/account')).status).toBe(303)
  expect([(await here.get('/account')).status, (await hugo.get('/account')).status]).toEqual([200, 200])
  expect(await logged()).toEqual(['session.ended', 'sessions.ended'])
})

test('an address changes by the link sent to it, by the person who asked, and ends other sessions', async () => {
  const [lea, other] = [await as('lea'), await as('lea')]
  await lea.post('/account/email', { email: 'Lea@Neuve.test' })
  expect((await me())?.email).toBe(emailOf('lea'))
  const { path } = (await mailTo('lea@neuve.test')).draft
  expect((await (await as('hugo')).post(path)).status).toBe(404)
  expect(await lea.html(path)).toContain('lea@neuve.test')
  const all = await Promise.all(Array.from({ length: 20 }, () => lea.post(path)))
  expect(all.filter(r => r.status === 303)).toHaveLength(1)
  expect((await me())?.email).toBe('lea@neuve.test')
  expect((await other.get('/account')).status).toBe(303)
  expect((await mailTo(emailOf('lea'))).draft.kind).toBe('accounts.mail.email_changed')
  expect(await logged()).toEqual(['email.asked', 'email.changed'])
})

test('an address that somebody has is answered alike, gets no mail and is never taken', async () => {
  const lea = await as('lea')
  expect((await lea.post('/account/email', { email: emailOf('hugo') })).status).toBe(303)
  expect(await rows('select to_address, state from mails')).toEqual([{ to_address: '', state: 'skipped' }])
  expect((await lea.post((await mailTo('')).draft.path)).status).toBe(404)
  expect((await me())?.email).toBe(emailOf('lea'))
})

test('home is the only workspace, the list of several, or a calm page', async () => {
  expect(location(await (await as('lea')).get('/'))).toBe('/w/atelier')
  expect(await (await as('stranger')).html('/')).toContain('Aucun espace')
  expect(await (await as('removed')).html('/')).toContain('Aucun espace')
  await member(world.savane.id, world.baobab.id)
  const page = await (await as('lea')).html('/')
  for (const href of ['/w/atelier', '/w/savane']) expect(page).toContain(`href="${href}"`)
})

test('of two memberships of one workspace the chosen one is worn; a link alone chooses nothing', async () => {
  const second = await member(world.atelier.id, world.zinc.id)
  const lea = await as('lea')
  const path = `/w/atelier/entrance/${second}`
  expect((await lea.get(path)).status).toBe(200)
  expect(await rows('select membership_id from sessions')).toEqual([{ membership_id: null }])
  expect(location(await lea.post(path))).toBe('/w/atelier')
  expect(await rows('select membership_id from sessions')).toEqual([{ membership_id: second }])
  for (const foreign of [people.hugo.membership, people.koffi.membership, newId()])
    expect((await lea.post(`/w/atelier/entrance/${foreign}`)).status).toBe(404)
})

/** Makes Léa a contact of another client too. */
async function member(workspaceId: string, clientId: string): Promise<string> {
  const id = newId()
  await env.DB.prepare(
    `insert into memberships (id, workspace_id, user_id, role, client_id, created_at, accepted_at)
     values (?, ?, ?, 'contact', ?, 1, 1)`,
  )
    .bind(id, workspaceId, people.lea.user, clientId)
    .run()
  return id
}
