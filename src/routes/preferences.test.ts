import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, Browser, rows } from '../../test/harness'
import { makeWorld, type PersonName, people } from '../../test/world'
import { configOf, type Env } from '../config'
import { type PreferencesLink, signPreferences } from '../domain/notifications/link'
import { urls } from '../urls'

const { SECRET_KEY } = configOf(env as unknown as Env)
beforeEach(makeWorld)

const inside = urls.ownPreferences('atelier')
const token = (name: PersonName, more: Partial<PreferencesLink> = {}, at = Date.now()) =>
  signPreferences(SECRET_KEY, { membershipId: people[name].membership, ...more }, at)
const chosen = (name: PersonName) =>
  rows<{ category: string; cadence: string }>(
    'select category, cadence from notification_choices where membership_id = ? order by category',
    people[name].membership,
  )
const offered = (html: string) => [...html.matchAll(/<select[^>]* name="(\w+)"/g)].map(m => m[1])

describe('one’s choices', () => {
  it.each([
    [
      'camille',
      [
        'request',
        'reply',
        'message',
        'mention',
        'file',
        'approval',
        'task',
        'payment',
        'promise',
        'workspace',
      ],
    ],
    ['equipe', ['request', 'reply', 'message', 'mention', 'file', 'approval', 'task', 'promise']],
    ['lea', ['request', 'reply', 'message', 'mention', 'file', 'approval', 'task', 'payment', 'reminder']],
    ['hugo', ['request', 'reply', 'message', 'mention', 'file', 'task']],
  ] as const)('offer %s what can reach them, and no more', async (name, expected) => {
    const html = await (await as(name)).html(inside)
    for (const category of expected) expect(offered(html)).toContain(category)
    const never = { lea: ['promise', 'workspace'], hugo: ['promise', 'workspace', 'payment', 'approval'] }
    for (const category of ['due', ...(never[name as 'lea'] ?? [])])
      expect(offered(html)).not.toContain(category)
  })

  it('are kept in one commit, said once, and kept twice are the same', async () => {
    const lea = await as('lea')
    const fields = {
      message: 'now',
      file: 'daily',
      hour: '18',
      zone: 'America/Toronto',
      promise: 'now',
      due: 'never',
    }
    for (let n = 0; n < 2; n++) {
      const answer = await lea.post(inside, fields)
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, inside])
    }
    expect(await chosen('lea')).toEqual([
      { category: 'file', cadence: 'daily' },
      { category: 'message', cadence: 'now' },
    ])
    expect(
      await rows('select digest_hour, timezone from memberships where id = ?', people.lea.membership),
    ).toEqual([{ digest_hour: 18, timezone: 'America/Toronto' }])
    expect(await rows('select kind, actor_id, internal from events')).toEqual([
      { kind: 'person.preferences_changed', actor_id: people.lea.membership, internal: 1 },
    ])
    const html = await lea.html(inside)
    expect(html).toContain('Vos choix sont enregistrés')
    expect(html).toMatch(/value="America\/Toronto" selected/)
    await lea.post(inside, { zone: '' })
    expect(await rows('select timezone from memberships where id = ?', people.lea.membership)).toEqual([
      { timezone: null },
    ])
    expect(await chosen('hugo')).toEqual([])
  })

  it.each([{ message: 'often' }, { hour: '24' }, { hour: 'x' }, { hour: '' }, { zone: 'Mars/Base' }])(
    'that do not exist (%o) are said to be wrong',
    async fields => {
      const answer = await (await as('lea')).post(inside, fields)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('aria-invalid')
      expect(await rows('select 1 from events')).toEqual([])
    },
  )

  it('drop what waits of a kind that is not wanted any more, and only that', async () => {
    const held = (name: PersonName, category: string) =>
      rows(
        `insert into mails (id, workspace_id, membership_id, dedupe, kind, category, to_address, state, created_at, held_until, group_key, sealed_props)
         values (?1, ?2, ?3, ?1, 'x', ?4, 'a@b.test', 'queued', 1, 9e15, ?1, 'x')`,
        ...[`${name}-${category}`, '01900000-0000-7000-8000-000000000001', people[name].membership, category],
      )
    await held('lea', 'message')
    await held('lea', 'file')
    await held('hugo', 'message')
    // One that is on its way may be accepted already: what became of it must not be overwritten.
    await rows("update mails set id = 'going', dedupe = 'going', held_until = null where id = 'lea-message'")
    await held('lea', 'message')
    await (await as('lea')).post(inside, { message: 'never' })
    expect(await rows('select id, problem, sealed_props from mails where state = ?', 'skipped')).toEqual([
      { id: 'lea-message', problem: 'unwanted', sealed_props: null },
    ])
  })
})

describe('a link out of a mail', () => {
  it('shows and changes the choices of its reader, without signing in, and nothing else', async () => {
    const browser = new Browser()
    const path = urls.preferences(await token('lea'))
    const answer = await browser.get(path)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain('l…@parvis.test')
    for (const secret of ['lea@parvis.test', 'Site de Maison Lune', 'Maison Lune', people.lea.membership])
      expect(html).not.toContain(secret)
    expect(answer.headers.get('X-Robots-Tag')).toContain('noindex')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Referrer-Policy')).toBe('strict-origin')
    const saved = await browser.post(path, { message: 'never', promise: 'now' })
    expect([saved.status, saved.headers.get('Location')]).toEqual([303, path])
    expect(await chosen('lea')).toEqual([{ category: 'message', cadence: 'never' }])
    expect(await browser.html(path)).toContain('Vos choix sont enregistrés')
    expect((await browser.get(inside)).status).toBe(303)
  })

  it('reads in its reader’s language', async () => {
    await rows("update users set locale = 'en' where id = ?", people.lea.user)
    expect(await new Browser().html(urls.preferences(await token('lea')))).toContain('Right away')
  })

  it('is over after 180 days, and with the access', async () => {
    const browser = new Browser()
    const old = urls.preferences(await token('lea', {}, Date.now() - 181 * 86_400_000))
    const dead = urls.preferences(await token('removed'))
    for (const path of [old, dead]) {
      const [page, form] = [await browser.get(path), await browser.post(path, { message: 'never' })]
      expect([page.status, form.status]).toEqual([410, 410])
      expect(await page.text()).not.toContain('Atelier Lumen')
      expect((await browser.request('POST', `${path}/unsubscribe`)).status).toBe(200)
    }
    expect(await rows('select 1 from notification_choices')).toEqual([])
    expect(await rows('select 1 from events')).toEqual([])
  })

  it('stops being answered when it is pressed too often', async () => {
    const browser = new Browser()
    const path = urls.preferences(await token('lea'))
    for (let n = 0; n < 60; n++) await browser.post(path, {})
    expect((await browser.post(path, { message: 'never' })).status).toBe(429)
    expect(await chosen('lea')).toEqual([])
  })
})

describe('one press in a mail program', () => {
  /** As its maker's servers send it: another origin, no cookie, no browser. */
  const press = (path: string) =>
    new Browser().request('POST', path, {
      headers: { Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' },
      fields: { 'List-Unsubscribe': 'One-Click' },
    })

  it('stops that kind alone, however often it comes', async () => {
    const path = urls.unsubscribe(await token('lea', { category: 'message' }))
    for (let n = 0; n < 3; n++) {
      const answer = await press(path)
      expect([answer.status, await answer.text()]).toEqual([200, ''])
    }
    expect(await chosen('lea')).toEqual([{ category: 'message', cadence: 'never' }])
    expect(await rows('select 1 from events')).toHaveLength(1)
  })

  it('stops the day’s mail: whatever comes in it', async () => {
    await (await as('lea')).post(inside, { message: 'daily', file: 'daily', reply: 'never' })
    await press(urls.unsubscribe(await token('lea', { category: 'daily' })))
    expect((await chosen('lea')).map(one => one.cadence)).toEqual(['never', 'never', 'never'])
    expect((await chosen('lea')).map(one => one.category)).toEqual(['file', 'message', 'reply'])
  })

  it('does nothing by a link that names no kind, what must reach them, or what cannot', async () => {
    for (const category of [undefined, 'due', 'promise'] as const)
      expect((await press(urls.unsubscribe(await token('lea', { category })))).status).toBe(200)
    expect(await chosen('lea')).toEqual([])
  })

  it('is a page with a button where it is only looked at', async () => {
    const browser = new Browser()
    const path = urls.unsubscribe(await token('lea', { category: 'message' }))
    const html = await browser.html(path)
    expect(html).toContain('Ne plus les recevoir')
    expect((await browser.request('HEAD', path)).status).toBe(200)
    expect(await chosen('lea')).toEqual([])
    expect((await browser.post(path, { page: '1' })).status).toBe(303)
    expect(await chosen('lea')).toHaveLength(1)
    expect(await browser.html(path)).toContain('Vous ne recevez plus ces e-mails')
  })

  it('by the form of choices needs our own pages', async () => {
    expect((await press(urls.preferences(await token('lea')))).status).toBe(403)
  })
})
