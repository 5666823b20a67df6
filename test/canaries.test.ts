import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { app } from '../src/app'
import { addNote } from '../src/domain/notes/notes'
import { createTask } from '../src/domain/tasks/tasks'
import { openTicket } from '../src/domain/tickets/open'
import { noteOnTicket } from '../src/domain/tickets/reply'
import { soundAlarms } from '../src/domain/tickets/sla-alarms'
import { unseal } from '../src/lib/seal'
import { urls } from '../src/urls'
import { as, type Browser, rows, scopeIn, system } from './harness'
import { amounts, canaries, followAll, hideCanaries } from './isolation/canaries'
import { furnishedWorld, type Ids } from './isolation/furnish'
import { guardedRoutes, pathOf } from './isolation/walker'
import { socketOf } from './sockets'
import { promise } from './tickets'
import { emailOf, type PersonName, people, world } from './world'

/** How a page can be asked for, beside plainly: boosted, as a fragment of itself, by a script. */
const ways: Record<string, string>[] = [
  { 'HX-Request': 'true', 'HX-Boosted': 'true', 'HX-Request-Type': 'full' },
  { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'main' },
  { Accept: 'application/json', 'Sec-Purpose': 'prefetch' },
]
/** What pages can be asked to show: catching up, lists, filters, searches. */
const queries = [
  'after=0',
  'view=list&show=all',
  'q=canari',
  'kind=notes',
  'kind=payments',
  'state=over',
  'before=9',
]

const gets = guardedRoutes(app).filter(r => r.method === 'GET')
const words = Object.values(canaries)

let places: Ids[] = []
beforeEach(async () => {
  places = await hideCanaries((await furnishedWorld()).site)
})

type Answer = { path: string; text: string }

/** Every page of the portal as somebody gets it, in every way, and the files behind its links. */
async function everything(browser: Browser, inEveryWay = true): Promise<Answer[]> {
  const pathsOf = (ids: Ids[]) => [...new Set(gets.flatMap(route => ids.map(one => pathOf(route, one))))]
  const plain = pathsOf(places).map(path => ({ path, headers: {} }))
  const more = pathsOf(places.slice(0, 2)).flatMap(path => ways.map(headers => ({ path, headers })))
  const lists = pathsOf(places.slice(0, 1)).flatMap(path =>
    queries.map(query => ({ path: `${path}?${query}`, headers: {} })),
  )
  const asked = inEveryWay ? [...plain, ...more, ...lists] : plain
  const answers: Answer[] = []
  for (const { path, headers } of asked) {
    const response = await browser.get(path, headers)
    const heads = [...response.headers].map(([k, v]) => `${k}: ${v}`).join('\n')
    answers.push({ path, text: `${heads}\n${await response.text()}` })
    const location = response.headers.get('Location')
    if (location?.startsWith('/f/'))
      answers.push({ path: location, text: await (await browser.get(location)).text() })
  }
  return answers
}

const leaks = (answers: Answer[], of: readonly (string | RegExp)[]) =>
  answers.flatMap(({ path, text }) =>
    of.filter(c => (typeof c === 'string' ? text.includes(c) : c.test(text))).map(c => `${c} in ${path}`),
  )

describe('what the team keeps to itself', () => {
  it.each(['lea', 'hugo'] as const)(
    'stands in no page, fragment, file or list of %s',
    async who => {
      const answers = await everything(await as(who))
      expect(answers.length).toBeGreaterThan(300)
      // One of them has no finance either.
      expect(leaks(answers, who === 'hugo' ? [...words, ...amounts] : words)).toEqual([])
    },
    120_000,
  )

  it('stands in what the team reads, so that the above means something', async () => {
    const answers = await everything(await as('camille'), false)
    expect(words.filter(word => leaks(answers, [word]).length === 0)).toEqual([])
    const member = await everything(await as('equipe'), false)
    expect(leaks(member, [canaries.clientNote])).toEqual([])
    expect(leaks(member, [canaries.projectNote]).length).toBeGreaterThan(0)
  }, 120_000)

  it('comes over no contact’s socket, not even as a nudge', async () => {
    const [camille, lea, hugo] = [await socketOf('camille'), await socketOf('lea'), await socketOf('hugo')]
    const browser = await as('camille')
    const [ids] = places
    await browser.post(urls.notes('atelier', world.site.id), { body: canaries.projectNote })
    await browser.post(`${urls.ticket('atelier', world.site.id, ids?.ticket ?? '')}/notes`, {
      body: canaries.ticketNote,
    })
    await browser.post(urls.tasks('atelier', world.site.id), {
      title: canaries.task,
      priority: 'normal',
      internal: '1',
    })
    await expect.poll(() => camille.topics, { timeout: 3000 }).toContain('board')
    await expect.poll(() => camille.topics, { timeout: 3000 }).toContain('tickets')
    for (const socket of [lea, hugo]) {
      expect(socket.topics).toEqual([])
      expect(leaks([{ path: 'socket', text: JSON.stringify(socket.said) }], words)).toEqual([])
    }
    // And one that they may hear of arrives.
    await browser.post(urls.tasks('atelier', world.site.id), {
      title: 'Une tâche partagée',
      priority: 'normal',
    })
    await expect.poll(() => lea.topics, { timeout: 3000 }).toContain('board')
    for (const socket of [camille, lea, hugo]) socket.close()
  })

  it('stands in no mail to a contact', async () => {
    const team = await scopeIn('camille')
    const [ids] = places
    await addNote({ scope: team }, canaries.projectNote)
    await noteOnTicket(team, ids?.ticket ?? '', canaries.ticketNote)
    await createTask(team, {
      title: canaries.task,
      description: canaries.taskWords,
      priority: 'normal',
      assigneeId: null,
      phaseId: null,
      dueOn: null,
      internal: true,
    })
    await followAll()
    const contacts = [...(await mailsTo('lea')), ...(await mailsTo('hugo'))]
    expect(contacts.length).toBeGreaterThan(1)
    expect(leaks(contacts, words)).toEqual([])
  })
})

describe('an alarm about a promise', () => {
  const alarms = [
    /en retard de/,
    /(réponse|résolution) attendue/,
    /sla_(warned|breached)/,
    /sla\.mail/,
    /Répondre avant/,
    /Résoudre avant/,
  ]
  const HOUR = 3_600_000

  /** One that is past, one that is nearly due and one that is still to come, each told of as far as it is. */
  async function alarmed(): Promise<Ids[]> {
    await promise(100, 1000)
    const found: Ids[] = []
    for (const ago of [60 * 24 * HOUR, 16 * 24 * HOUR, HOUR]) {
      const lea = await scopeIn('lea', world.site, Date.now() - ago)
      const subject = 'Une demande promise'
      const ticket = await openTicket(lea, {
        type: 'bug',
        urgency: 'urgent',
        subject,
        body: 'Des mots',
        phaseId: null,
      })
      found.push({ ...(places[0] as Ids), ticket })
    }
    await soundAlarms(system())
    await followAll()
    return found
  }

  it('stands in no page, journal or mail of a contact, and in those of the team', async () => {
    places = await alarmed()
    for (const who of ['lea', 'hugo'] as const) {
      expect(leaks(await everything(await as(who), false), alarms)).toEqual([])
      expect(leaks(await mailsTo(who), alarms)).toEqual([])
    }
    const team = await everything(await as('equipe'), false)
    for (const said of [/en retard de/, /Répondre avant/])
      expect(leaks(team, [said]).length).toBeGreaterThan(0)
    expect(leaks(await mailsTo('equipe'), [/sla\.mail/]).length).toBeGreaterThan(0)
  }, 120_000)

  it('leaves a contact no date either, where promises are not shown', async () => {
    places = await alarmed()
    const dates = [/Réponse prévue/, /Résolution prévue/]
    expect(leaks(await everything(await as('lea'), false), dates).length).toBeGreaterThan(0)
    await rows(`update workspaces set serving = '{"urgencies":{},"promises":false}'`)
    expect(leaks(await everything(await as('lea'), false), [...dates, ...alarms])).toEqual([])
  }, 120_000)
})

describe('an amount', () => {
  it.each(['equipe', 'limited'] as const)(
    'stands in nothing that %s gets, without finance',
    async who => {
      expect(leaks(await everything(await as(who), who === 'equipe'), amounts)).toEqual([])
      await followAll()
      expect(leaks([...(await mailsTo(who)), ...(await mailsTo('hugo'))], amounts)).toEqual([])
    },
    120_000,
  )

  it('stands in what those with finance get', async () => {
    for (const who of ['camille', 'lea'] as const) {
      const answers = await everything(await as(who), false)
      expect(leaks(answers, [/98[\s.,]?765/]).length).toBeGreaterThan(0)
      expect(leaks(answers, [/87[\s.,]?654/]).length).toBeGreaterThan(0)
    }
    await followAll()
    expect(leaks(await mailsTo('lea'), amounts).length).toBeGreaterThan(0)
  }, 120_000)

  it('stays hidden from a member who looks through the eyes of a contact with finance', async () => {
    const browser = await as('equipe')
    await browser.post(urls.seenAs('atelier', world.site.id), { contact: people.lea.membership })
    expect(leaks(await everything(browser, false), [...words, ...amounts])).toEqual([])
  }, 120_000)
})

/** What waits for somebody in the mail, opened with the key. */
async function mailsTo(who: PersonName): Promise<Answer[]> {
  const mails = await rows<{ id: string; kind: string; sealed_props: string }>(
    'select id, kind, sealed_props from mails where to_address = ? and sealed_props is not null',
    emailOf(who),
  )
  return Promise.all(
    mails.map(async ({ kind, sealed_props }) => ({
      path: `the mail ${kind} to ${who}`,
      text: JSON.stringify(await unseal([env.SECRET_KEY as string], 'mail', sealed_props)),
    })),
  )
}
