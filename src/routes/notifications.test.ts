import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { rowsRead } from '../../test/cost'
import { as, type Browser, rows, scopeAt, scopeIn } from '../../test/harness'
import { type Furnished, furnishedWorld } from '../../test/isolation/furnish'
import { follow } from '../../test/told'
import { makeWorld, type PersonName, people, world } from '../../test/world'
import type { Env } from '../config'
import { addVersion } from '../domain/files/versions'
import { readInbox } from '../domain/notifications/inbox'
import { priceTicket } from '../domain/tickets/price'
import { followEvent } from '../jobs/events'
import { purge } from '../jobs/purge'
import { newId } from '../lib/id'
import { urls } from '../urls'

const bindings = env as unknown as Env
const DAY = 86_400_000
const list = urls.notifications('atelier')
/** A page of its own. */
const page = () => urls.report('atelier', world.site.id, newId())
const ticketPage = (id: string) => urls.ticket('atelier', world.site.id, id)

/** Draws the consequences of all that happened, as the queue does. */
async function drawn() {
  for (const { event_id } of await rows<{ event_id: string }>('select event_id from outbox order by rowid'))
    await followEvent(bindings, event_id)
}

/** What the bell says on this person's page. */
async function bell(browser: Browser, page: string = list): Promise<string> {
  return /class="btn btn-icon bell"[^>]*aria-label="([^"]*)"/.exec(await browser.html(page))?.[1] ?? ''
}

/** How many are unread by the session's count and by the list, which must agree. */
async function unread(name: PersonName): Promise<number> {
  const browser = await as(name)
  const counted = (await (await browser.get(urls.workspaceBadges('atelier'))).json()) as { badge: number }[]
  const { threads } = await readInbox(await scopeAt(name), {})
  const listed = threads.reduce((sum, thread) => sum + thread.unread, 0)
  expect([name, counted.at(-1)?.badge]).toEqual([name, listed])
  return listed
}

/** Something that was told, past every rule. */
async function tell(
  name: PersonName,
  more: {
    path?: string
    finance?: boolean
    internal?: boolean
    at?: number
    project?: typeof world.site | null
    read?: number
  } = {},
) {
  const { path = page(), finance = false, internal = false, at = Date.now(), read = null } = more
  const project = more.project === undefined ? world.site : more.project
  const [event, id] = [newId(at), newId(at)]
  const place = [world.atelier.id, project?.client ?? null, project?.id ?? null]
  await rows(
    `insert into events (id, workspace_id, client_id, project_id, kind, actor_id, internal, finance, at, money)
     values (?, ?, ?, ?, 'ticket.resolved', ?, ?, ?, ?, '{"amount":45000,"currency":"EUR"}')`,
    event,
    ...place,
    people.camille.membership,
    Number(internal),
    Number(finance),
    at,
  )
  await rows(
    `insert into notifications (id, workspace_id, client_id, project_id, membership_id, event_id, kind, category, path,
       finance, created_at, read_at) values (?, ?, ?, ?, ?, ?, 'tickets.mail.resolved', 'request', ?, ?, ?, ?)`,
    id,
    ...place,
    people[name].membership,
    event,
    path,
    Number(finance),
    at,
    read,
  )
  return id
}

describe('what one was told', () => {
  let furnished: Furnished
  beforeEach(async () => {
    furnished = await furnishedWorld()
    await drawn()
    await rows('update notifications set read_at = 1')
  })

  it('is counted, listed by thing with its name, and read by going there', async () => {
    const [lea, camille] = [await as('lea'), await as('camille')]
    const { ticket } = furnished.site
    for (const body of ['Un mot', 'Un autre'])
      await camille.post(urls.ticketPart('atelier', world.site.id, ticket, 'replies'), { body })
    await drawn()
    expect(await bell(lea)).toBe('2 notifications non lues')
    const html = await lea.html(`${list}?show=unread`)
    expect(html).toContain('#1 Une demande')
    expect(html).toContain('Camille a répondu · + 1 autre')
    expect(html).toContain(`href="${ticketPage(ticket)}"`)
    // The very page that reads them shows them read already.
    expect(await bell(lea, ticketPage(ticket))).toBe('Notifications')
    expect(await unread('lea')).toBe(0)
    expect(await lea.html(`${list}?show=unread`)).toContain('Vous avez tout lu')
  })

  it('is not read by a probe, a page fetched ahead, one that nobody looks at, or another’s eyes', async () => {
    const lea = await as('lea')
    const page = ticketPage(furnished.site.ticket)
    await tell('lea', { path: page })
    await lea.request('HEAD', page)
    await lea.get(page, { 'Sec-Purpose': 'prefetch' })
    const hidden = await lea.get(page, { 'Parvis-Hidden': '1' })
    expect(await hidden.text()).toContain('1 notification non lue')
    const camille = await as('camille')
    await camille.post(urls.seenAs('atelier', world.site.id), { contact: people.lea.membership })
    expect(await bell(camille, page)).toBe('1 notification non lue')
    await lea.get(`${page}-not-there`)
    expect(await unread('lea')).toBe(1)
    // Somebody looks again: the numbers are asked for, and the page says which it is.
    const badges = urls.badges('atelier', world.site.id)
    await lea.get(badges)
    expect(await unread('lea')).toBe(1)
    await lea.get(`${badges}?at=${encodeURIComponent(page)}`)
    expect(await unread('lea')).toBe(0)
  })

  it('leads nowhere once the thing is gone, and can be marked as read all the same', async () => {
    const gone = urls.task('atelier', world.site.id, newId())
    const id = await tell('lea', { path: gone })
    const html = await (await as('lea')).html(`${list}?show=unread`)
    expect(html).not.toContain(gone)
    expect(html).toContain(urls.notificationRead('atelier', id))
  })

  it('says an amount to those who see amounts, and a name to those who still see the thing', async () => {
    const { ticket, file } = furnished.site
    await follow(ticket, 'hugo')
    await priceTicket(await scopeIn('camille'), ticket, {
      amount: '450,00',
      entry: 'ttc',
      description: 'Le travail',
      delayDays: 5,
      terms: 'now',
      validUntil: null,
    })
    const next = new File(['d’autres mots'], 'notes.txt', { type: 'text/plain' })
    await addVersion(await scopeIn('camille'), bindings.FILES, file, [next])
    await drawn()
    const [lea, hugo] = [await as('lea'), await as('hugo')]
    expect(await lea.html(list)).toContain('Camille propose un prix · 450,00')
    const plain = await hugo.html(list)
    expect(plain).toContain('Camille propose un prix')
    expect(plain).not.toContain('450,00')
    expect(plain).toContain('notes.txt')
    await rows('update files set shared = 0 where id = ?', file)
    expect(await hugo.html(list)).not.toContain('notes.txt')
  })

  it('of a file is read on its page, on a version’s, and by having its bytes, not by its picture', async () => {
    const { file, version } = furnished.site
    const [own, ofVersion] = [
      urls.projectFile('atelier', world.site.id, file),
      urls.version('atelier', world.site.id, file, version),
    ]
    const lea = await as('lea')
    const thumb = urls.versionPart('atelier', world.site.id, file, version, 'thumb')
    const bytes = urls.fileContent('atelier', world.site.id, file, version)
    for (const path of [own, ofVersion]) {
      await tell('lea', { path })
      await lea.get(thumb, { 'Sec-Fetch-Dest': 'image' })
      await lea.get(bytes, { 'Sec-Fetch-Dest': 'image' })
      await lea.get(urls.files('atelier', world.site.id))
      expect(await unread('lea')).toBe(1)
      await lea.get(bytes, { 'Sec-Fetch-Dest': 'document' })
      expect(await unread('lea')).toBe(0)
      await tell('lea', { path })
      await lea.get(own)
      expect(await unread('lea')).toBe(0)
    }
  })
})

describe('the count and the list', () => {
  beforeEach(makeWorld)

  it('agree on what may not be seen any more', async () => {
    for (const name of ['camille', 'lea', 'hugo', 'limited', 'equipe'] as const) {
      await tell(name)
      await tell(name, { project: world.shop })
      await tell(name, { project: null })
      await tell(name, { finance: true })
      await tell(name, { at: Date.now() - 91 * DAY })
      await tell(name, { read: 1 })
    }
    // Of four: one of the site, the shop's, no project's, and a line about money.
    expect(await unread('camille')).toBe(4)
    expect(await unread('equipe')).toBe(3)
    expect(await unread('limited')).toBe(1)
    expect(await unread('lea')).toBe(3)
    expect(await unread('hugo')).toBe(2)
    await rows('update memberships set finance = 0 where id = ?', people.lea.membership)
    expect(await unread('lea')).toBe(2)
    await rows('update memberships set all_projects = 0 where id = ?', people.lea.membership)
    expect(await unread('lea')).toBe(0)
    // Told by mistake, it is not said all the same.
    const hushed = page()
    await tell('hugo', { internal: true, path: hushed })
    const html = await (await as('hugo')).html(list)
    expect(html).not.toContain('450,00')
    expect(html).not.toContain(hushed)
    expect(await (await as('camille')).html(list)).toContain('450,00')
  })

  it('agree whoever looks through whose eyes', async () => {
    for (const name of ['lea', 'hugo'] as const)
      for (const finance of [true, false]) await tell(name, { finance })
    const camille = await as('camille')
    await camille.post(urls.seenAs('atelier', world.site.id), { contact: people.lea.membership })
    expect(await bell(camille, list)).toBe('2 notifications non lues')
    expect((await camille.html(list)).match(/read-slot/g)).toHaveLength(2)
    const [{ id = '' } = {}] = await rows<{ id: string }>('select id from notifications limit 1')
    expect((await camille.post(urls.notificationRead('atelier', id), { width: 'all' })).status).toBe(403)
  })

  it('stop counting where nobody counts', async () => {
    for (let i = 0; i < 100; i++) await tell('camille')
    const camille = await as('camille')
    expect(await bell(camille)).toBe('Plus de 99 notifications non lues')
    expect(await camille.html(urls.projects('atelier'))).toContain('99+')
  })

  it('cost two round trips, and go page by page, each thing once', async () => {
    const one = page()
    for (let i = 0; i < 30; i++) await tell('camille')
    for (let i = 0; i < 5; i++) await tell('camille', { path: one })
    const camille = await as('camille')
    const answer = await camille.get(list)
    expect(answer.headers.get('Server-Timing')).toContain('2 trips')
    const first = await answer.text()
    expect(first).toContain('+ 4 autres')
    const older = /href="([^"]*before=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const [newer, further] = [first, await camille.html(older)].map(
      html => new Set([...html.matchAll(/class="row-t" href="([^"]*)"/g)].map(m => m[1])),
    )
    expect([newer?.size, further?.size]).toEqual([25, 6])
    expect([...(newer ?? [])].filter(path => further?.has(path))).toEqual([])
  })
})

it('is forgotten after 90 days, a slice at a time, by its age', async () => {
  await makeWorld()
  const now = Date.now()
  for (const days of [1, 91, 93, 200]) await tell('lea', { at: now - days * DAY })
  await Promise.all([purge(bindings, now), purge(bindings, now)])
  const kept = await rows<{ created_at: number }>('select created_at from notifications order by created_at')
  expect(kept.map(row => Math.round((now - row.created_at) / DAY))).toEqual([91, 1])
  const plan = await rows<{ detail: string }>(
    'explain query plan select id from notifications where created_at < 1 order by created_at limit 1000',
  )
  expect(plan.map(step => step.detail).join()).toMatch(/SEARCH notifications .*notifications_age/)
})

it('what was read long ago costs no page anything', async () => {
  await makeWorld()
  await rows(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
     insert into notifications (id, workspace_id, membership_id, event_id, kind, path, created_at, read_at)
     select 'n' || i, ?, ?, i, 'messages.mail.posted', '/w/x', ? + i, 1 from n`,
    ...[world.atelier.id, people.lea.membership, Date.now() - DAY],
  )
  const lea = await as('lea')
  const look = async () => expect((await lea.get(urls.files('atelier', world.site.id))).status).toBe(200)
  expect(await rowsRead(look)).toBeLessThan(300)
})

describe('marking as read', () => {
  beforeEach(makeWorld)
  const read = async (name: PersonName, id: string, width: string) =>
    (await as(name)).post(urls.notificationRead('atelier', id), { width })

  it('takes the thing, its project or all, and only what had been told by then', async () => {
    const [one, other] = [page(), page()]
    await tell('lea', { path: one })
    const id = await tell('lea', { path: one })
    await tell('lea', { path: other })
    await tell('lea', { project: world.shop })
    const shown = await tell('lea', { project: world.shop })
    await tell('lea', { path: one, at: Date.now() + 1000 })
    const left = [6, 4, 3, 1]
    expect(await unread('lea')).toBe(left[0])
    expect((await read('lea', id, 'thing')).status).toBe(303)
    expect(await unread('lea')).toBe(left[1])
    await read('lea', shown, 'all')
    expect(await unread('lea')).toBe(1)
  })

  it('takes a project without the others', async () => {
    await tell('lea')
    const id = await tell('lea')
    await tell('lea', { project: world.shop })
    await read('lea', id, 'project')
    expect(await unread('lea')).toBe(1)
  })

  it('is nobody else’s, and comes to the same when done fifty times at once', async () => {
    const id = await tell('lea')
    await tell('hugo')
    for (const name of ['hugo', 'camille', 'nadia'] as const)
      expect((await read(name, id, 'all')).status).toBe(404)
    expect((await read('lea', newId(), 'all')).status).toBe(404)
    expect((await read('lea', id, 'everything')).status).toBe(400)
    const lea = await as('lea')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => lea.post(urls.notificationRead('atelier', id), { width: 'thing' })),
    )
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([303]))
    const marks = await rows<{ read_at: number | null }>('select read_at from notifications order by rowid')
    expect(marks.map(mark => mark.read_at !== null)).toEqual([true, false])
    await rows('update memberships set removed_at = 1 where id = ?', people.lea.membership)
    expect((await read('lea', id, 'all')).status).toBe(404)
  })
})
