import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { as, Browser, kindsOf, rows, system } from '../../../test/harness'
import { location, logged, mailTo } from '../../../test/letters'
import { emailOf, makeWorld, people, world } from '../../../test/world'
import { invitationWrites } from '../../domain/accounts/invitations'
import { newId } from '../../lib/id'

const DAY = 86_400_000
const GOOD = 'brouette cactus zinc'

beforeEach(makeWorld)

const hashOf = async (name: 'lea' | 'hugo') =>
  (await rows<{ h: string | null }>('select password_hash h from users where id = ?', people[name].user))[0]
    ?.h

/** Asks for a reset and gives the link's path out of the mail. */
async function resetFor(name: 'lea' | 'hugo'): Promise<string> {
  await new Browser().post('/forgot', { email: emailOf(name) })
  return (await mailTo(emailOf(name))).draft.path
}

/** Invites a new person as a contact of Maison Lune and gives the link's path. */
async function invite(given: { projectId?: string; name?: string } = {}): Promise<string> {
  const desk = system()
  const [userId, membershipId] = [newId(), newId()]
  const email = 'nouvelle@maison-lune.test'
  const { writes } = await invitationWrites(desk, env.SECRET_KEY as string, {
    email,
    userId,
    membershipId,
    workspaceId: world.atelier.id,
    projectId: given.projectId,
    workspaceName: 'Atelier Lumen',
    inviter: 'Camille',
    locale: 'fr',
  })
  const { write, now } = desk
  const row = { workspaceId: world.atelier.id, userId, role: 'contact', clientId: world.lune.id } as const
  await desk.commit(
    { workspaceId: world.atelier.id, clientId: null, projectId: null },
    [
      write.insert('users', { id: userId, email, name: given.name ?? '', createdAt: now }),
      write.insert('memberships', { ...row, id: membershipId, createdAt: now }),
      ...writes,
    ],
    [],
  )
  return (await mailTo(email)).draft.path
}

test('a reset shows on GET, and on POST sets the password, ends every session and signs in', async () => {
  const elsewhere = await as('lea')
  const path = await resetFor('lea')
  const browser = new Browser()
  expect(await browser.html(path)).toContain(emailOf('lea'))
  expect(await browser.html(path)).toContain(emailOf('lea'))
  const done = await browser.post(path, { password: GOOD })
  expect([done.status, location(done)]).toEqual([303, '/'])
  expect((await browser.get('/account')).status).toBe(200)
  expect((await elsewhere.get('/account')).status).toBe(303)
  expect((await new Browser().post('/sign-in', { email: emailOf('lea'), password: GOOD })).status).toBe(303)
  expect(await logged()).toEqual(['reset.asked', 'reset.done', 'sign_in.password'])
})

test('a refused password leaves the link whole; a used one shows the calm page', async () => {
  const path = await resetFor('lea')
  const browser = new Browser()
  for (const password of ['', 'court', 'motdepasse1234', 'lea@parvis-2026!!'])
    expect((await browser.post(path, { password })).status).toBe(422)
  expect(await hashOf('lea')).toBeNull()
  expect((await browser.post(path, { password: GOOD })).status).toBe(303)
  expect((await new Browser().get(path)).status).toBe(404)
  expect((await new Browser().post(path, { password: `${GOOD} bis` })).status).toBe(404)
})

test('of fifty parallel resets one is done, and only twenty come as far as hashing', async () => {
  const path = await resetFor('lea')
  const tries = await Promise.all(
    Array.from({ length: 50 }, (_, i) => new Browser().post(path, { password: `${GOOD} ${i}` })),
  )
  expect(tries.filter(r => r.status === 303)).toHaveLength(1)
  expect(tries.filter(r => r.status === 404)).toHaveLength(19)
  expect(tries.filter(r => r.status === 429)).toHaveLength(30)
  expect((await logged()).filter(kind => kind === 'reset.done')).toHaveLength(1)
}, 60_000)

test.each([
  ['an hour later', 61 * 60_000],
  ['by a clock that fell back a day', -DAY],
])('a reset does not serve %s', async (_, shift) => {
  const path = await resetFor('lea')
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + shift)
  expect((await new Browser().get(path)).status).toBe(404)
  expect((await new Browser().post(path, { password: GOOD })).status).toBe(404)
})

test('the link of an address nobody has opens nothing', async () => {
  await new Browser().post('/forgot', { email: 'nobody@parvis.test' })
  const { path } = (await mailTo('')).draft
  expect((await new Browser().post(path, { password: GOOD })).status).toBe(404)
})

test('reset mails are capped per address', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 4; i++)
    statuses.push((await new Browser().post('/forgot', { email: emailOf('lea') })).status)
  expect(statuses).toEqual([303, 303, 303, 429])
})

test('one kind of token never serves as another', async () => {
  const lea = await as('lea')
  await lea.post('/account/email', { email: 'lea@neuve.test' })
  const tokens = {
    reset: (await resetFor('lea')).split('/').pop(),
    invitation: (await invite()).split('/').pop(),
    email: (await mailTo('lea@neuve.test')).draft.path.split('/').pop(),
  }
  const doors = { reset: '/reset/', invitation: '/invitations/', email: '/account/email/' }
  for (const [door, path] of Object.entries(doors))
    for (const [kind, token] of Object.entries(tokens)) {
      const browser = door === 'email' ? lea : new Browser()
      expect((await browser.get(`${path}${token}`)).status, `${kind} at ${door}`).toBe(
        door === kind ? 200 : 404,
      )
      if (door !== kind)
        expect((await browser.post(`${path}${token}`, { password: GOOD, name: 'X' })).status).toBe(404)
      browser.cookies.set('session', String(token))
      if (door !== 'email') expect((await browser.get('/account')).status).toBe(303)
      else browser.cookies.set('session', (await as('lea')).cookies.get('session') ?? '')
    }
})

test('an invitation shows who invites to what, and is accepted with a name, into the project', async () => {
  const path = await invite({ projectId: world.site.id })
  const browser = new Browser()
  const page = await browser.html(path)
  for (const word of ['Atelier Lumen', 'Maison Lune', 'Site de Maison Lune', 'nouvelle@maison-lune.test'])
    expect(page).toContain(word)
  expect((await browser.post(path, { name: '' })).status).toBe(422)
  const done = await browser.post(path, { name: 'Nour' })
  expect([done.status, location(done)]).toEqual([303, `/w/atelier/p/${world.site.id}`])
  expect((await browser.get(location(done))).status).toBe(200)
  expect((await new Browser().post(path, { name: 'Nour' })).status).toBe(404)
  expect(await rows("select name from users where email like 'nouvelle%'")).toEqual([{ name: 'Nour' }])
  expect(await kindsOf()).toEqual(['invitation.accepted'])
  expect(await logged()).toEqual(['invitation.accepted'])
})

test('of fifty parallel acceptances one gets in', async () => {
  const path = await invite()
  const tries = await Promise.all(
    Array.from({ length: 50 }, () => new Browser().post(path, { name: 'Nour' })),
  )
  expect(tries.filter(r => r.status === 303)).toHaveLength(1)
  expect(tries.filter(r => r.status === 404)).toHaveLength(49)
  expect(await kindsOf()).toEqual(['invitation.accepted'])
})

test('an invitation ends after 14 days, with its membership, and when it is sent anew', async () => {
  const path = await invite()
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 14 * DAY + 1)
  expect((await new Browser().post(path, { name: 'Nour' })).status).toBe(404)
  clock.mockRestore()
  const [member] = await rows<{ id: string; user_id: string }>(
    'select id, user_id from memberships where accepted_at is null',
  )
  const desk = system()
  const anew = await invitationWrites(desk, env.SECRET_KEY as string, {
    email: 'nouvelle@maison-lune.test',
    userId: member?.user_id ?? '',
    membershipId: member?.id ?? '',
    workspaceId: world.atelier.id,
    workspaceName: 'Atelier Lumen',
    inviter: 'Camille',
    locale: 'fr',
  })
  await desk.commit({ workspaceId: world.atelier.id, clientId: null, projectId: null }, anew.writes, [])
  expect((await new Browser().get(path)).status).toBe(404)
  expect((await new Browser().get(`/invitations/${anew.token}`)).status).toBe(200)
  await env.DB.prepare('update memberships set removed_at = 1 where id = ?').bind(member?.id).run()
  expect((await new Browser().post(`/invitations/${anew.token}`, { name: 'Nour' })).status).toBe(404)
})

test('somebody else who is signed in is told so, and accepts nothing', async () => {
  const path = await invite()
  const hugo = await as('hugo')
  for (const response of [await hugo.get(path), await hugo.post(path, { name: 'Hugo' })])
    expect(await response.text()).toContain(emailOf('hugo'))
  expect(await rows('select id from memberships where accepted_at is null')).toHaveLength(1)
  const out = await hugo.post('/sign-out', { next: path })
  expect(location(out)).toBe(path)
  expect((await hugo.post(path, { name: 'Nour' })).status).toBe(303)
})
