import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeAt } from '../../test/harness'
import { ticketIn } from '../../test/tickets'
import { makeWorld, type PersonName, people, START, world } from '../../test/world'
import { saveReply } from '../domain/tickets/saved'
import { newId } from '../lib/id'

beforeEach(makeWorld)

const base = `/w/atelier/p/${world.site.id}/tickets`
const at = (id: string, part = '') => `${base}/${id}${part && `/${part}`}`
const idOf = (name: PersonName) => people[name].membership
const trips = (answer: Response) => Number(answer.headers.get('X-D1-Round-Trips'))

/** A thread of so many replies, one in five of them a note. */
async function talked(ticket: string, count: number) {
  for (let n = 0; n < count; n++)
    await rows(
      `insert into replies (workspace_id, client_id, project_id, id, ticket_id, author_id, internal, body, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      world.atelier.id,
      world.lune.id,
      world.site.id,
      newId(START + n),
      ticket,
      idOf('equipe'),
      n % 5 === 0 ? 1 : 0,
      `Réponse-${n}-fin`,
      START + n,
    )
}

describe('a long thread', () => {
  it('shows its newest words, the older ones on demand, in two round trips', async () => {
    const id = await ticketIn('open')
    await talked(id, 200)
    for (const [name, older] of [
      ['equipe', 170],
      ['lea', 130],
    ] as const) {
      const browser = await as(name)
      const answer = await browser.get(at(id))
      expect(trips(answer)).toBeLessThanOrEqual(2)
      const page = await answer.text()
      expect(page).toContain(`Voir les ${older} échanges précédents`)
      expect(page.match(/Réponse-\d+-fin/g)).toHaveLength(30)
      expect(page).toContain('Rien ne part.')
      expect(page).toContain('Réponse-199-fin')
      const whole = await browser.get(`${at(id)}?all=1`)
      expect(trips(whole)).toBeLessThanOrEqual(2)
      const said = (await whole.text()).match(/Réponse-\d+-fin/g) ?? []
      expect(said).toHaveLength(name === 'lea' ? 160 : 200)
      expect(said[0]).toBe(name === 'lea' ? 'Réponse-1-fin' : 'Réponse-0-fin')
    }
  })
})

describe('beside the thread', () => {
  it('everything is changed by plain forms, in three round trips each', async () => {
    const [id, other] = [await ticketIn('open'), await ticketIn('open', { number: 2, subject: 'Un autre' })]
    const equipe = await as('equipe')
    const steps = [
      ['assignment', { assigneeId: idOf('limited') }, 'ticket.assigned'],
      ['tags', { tag: ' Facture ' }, 'ticket.tagged'],
      ['followers', { person: idOf('hugo') }, 'ticket.followed'],
      ['links', { other: '#2' }, 'ticket.linked'],
    ] as const
    for (const [part, fields, kind] of steps) {
      const answer = await equipe.post(at(id, part), fields)
      expect([part, answer.status, answer.headers.get('Location')]).toEqual([part, 303, at(id)])
      expect(trips(answer)).toBeLessThanOrEqual(3)
      expect((await kindsOf()).at(-1)).toBe(kind)
    }
    const page = await equipe.html(at(id))
    for (const seen of ['facture', 'Hugo', 'Un autre', 'Limited']) expect(page).toContain(seen)
    const client = await (await as('lea')).html(at(id))
    expect(client).toContain('Hugo')
    for (const hidden of ['facture', 'Un autre', 'Limited']) expect(client).not.toContain(hidden)
    await equipe.post(at(id, 'tags/removal'), { tag: 'facture' })
    await equipe.post(at(id, 'links/removal'), { other })
    await equipe.post(at(id, 'followers/removal'), { person: idOf('hugo') })
    const left = await equipe.html(at(id))
    expect(left).not.toContain('Un autre</a>')
    expect(await rows('select 1 from ticket_tags')).toEqual([])
    expect(await rows('select 1 from ticket_followers')).toEqual([])
  })

  it('says what is wrong where it was written', async () => {
    const id = await ticketIn('open')
    const equipe = await as('equipe')
    for (const [part, fields, words] of [
      ['links', { other: '#99' }, 'Aucune autre demande de ce projet'],
      ['followers', { person: idOf('nadia') }, 'Choisissez'],
      ['tags', { tag: '   ' }, ''],
      ['assignment', { assigneeId: idOf('lea') }, 'Choisissez'],
    ] as const) {
      const answer = await equipe.post(at(id, part), fields)
      expect([part, answer.status]).toEqual([part, 422])
      const page = await answer.text()
      expect(page).toContain('Rien ne part.')
      expect(page).toContain(words)
    }
  })

  it('keeps the last contact who is told', async () => {
    const id = await ticketIn('open')
    await rows('update tickets set opened_by = ?', idOf('equipe'))
    const lea = await as('lea')
    await lea.post(at(id, 'followers'), { person: idOf('lea') })
    const answer = await lea.post(at(id, 'followers/removal'), { person: idOf('lea') })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('dernière personne')
  })
})

describe('a note that would become a reply', () => {
  it('is shown once more as the client would read it, and nothing is written', async () => {
    const id = await ticketIn('open')
    const equipe = await as('equipe')
    const page = await (await equipe.post(at(id, 'replies/preview'), { body: 'Entre **nous**' })).text()
    expect(page).toContain('Entre <strong>nous</strong>')
    expect(page).toContain('Lea')
    expect(page).toContain(`action="${at(id, 'replies')}"`)
    expect(await rows('select id from replies')).toEqual([])
    expect((await (await as('lea')).post(at(id, 'replies/preview'), { body: 'x' })).status).toBe(404)
    const over = await ticketIn('closed', { number: 2 })
    expect((await equipe.post(at(over, 'replies/preview'), { body: 'x' })).status).toBe(409)
  })
})

describe('saved replies', () => {
  it('stand in the composer after a reload, and in no contact’s page', async () => {
    const id = await ticketIn('open')
    const saved = await saveReply(await scopeAt('ada'), { title: 'CANARI-TITRE', body: 'Bonjour {{prénom}}' })
    const page = await (await as('equipe')).html(`${at(id)}?reply=${saved}`)
    expect(page).toMatch(/<textarea[^>]*id="reply-text"[^>]*>Bonjour Lea<\/textarea>/)
    const client = await (await as('lea')).html(`${at(id)}?reply=${saved}`)
    expect(client).not.toContain('Bonjour Lea')
    expect(client).not.toContain('CANARI-TITRE')
    expect((await (await as('lea')).get(at(id, `replies/saved/${saved}`))).status).toBe(404)
    for (const odd of ['x', '%00', "' or 1=1"])
      expect((await (await as('equipe')).get(`${at(id)}?reply=${odd}`)).status).toBe(200)
  })

  it('refuse a place that nothing fills, with the words still there', async () => {
    const ada = await as('ada')
    const answer = await ada.post('/w/atelier/settings/replies', { title: 'X', body: 'Cher {{nom}}' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Cher {{nom}}')
    expect(
      (await ada.post('/w/atelier/settings/replies', { title: 'X', body: 'Cher {{client}}' })).status,
    ).toBe(303)
    expect(await kindsOf()).toEqual(['saved_reply.added'])
  })
})

describe('a new request', () => {
  it('is opened by the team for one contact, and says to clients what their urgency means', async () => {
    const equipe = await as('equipe')
    await rows(
      "insert into sla_policies (workspace_id, type, urgency, first_minutes, resolve_minutes) values (?, 'bug', 'urgent', 120, 480)",
      world.atelier.id,
    )
    const form = await equipe.html(`${base}/new`)
    expect(form).toContain('Tous les contacts du projet')
    expect(form).not.toContain('Nadia')
    const client = await as('lea')
    await rows(
      "update workspaces set serving = json_set(coalesce(serving, '{}'), '$.promises', json('true'))",
    )
    const theirs = await client.html(`${base}/new`)
    expect(theirs).toMatch(/Réponse sous 2\sh/)
    expect(theirs).not.toContain('Pour qui')
    const words = { type: 'bug', urgency: 'urgent', subject: 'S', body: 'B' }
    const answer = await equipe.post(base, { ...words, forWhom: idOf('nadia') })
    expect(answer.status).toBe(422)
    const sent = await equipe.post(base, { ...words, forWhom: idOf('hugo') })
    expect(sent.status).toBe(303)
    const told = await rows<{ m: string }>('select membership_id m from ticket_followers order by m')
    expect(told.map(t => t.m)).toEqual([idOf('equipe'), idOf('hugo')].sort())
  })
})

describe('where it stands', () => {
  it('is said in a sentence to both sides, in every state', async () => {
    const states = [
      'open',
      'waiting_client',
      'quoted',
      'accepted',
      'in_progress',
      'resolved',
      'closed',
      'refused',
      'declined',
      'withdrawn',
      'merged',
    ] as const
    for (const [n, state] of states.entries()) {
      const id = await ticketIn(state, { number: n + 1 })
      for (const name of ['equipe', 'lea', 'hugo'] as const) {
        const lead = /<p class="lead">([^<]+)</.exec(await (await as(name)).html(at(id)))?.[1] ?? ''
        expect([state, name, lead.length > 10 || lead]).toEqual([state, name, true])
        expect(lead).not.toMatch(/ticketPage|\{/)
      }
    }
  })
})

describe('a price', () => {
  it('says before it is sent what the client will read: with taxes, and without', async () => {
    const id = await ticketIn('open')
    await rows(`update workspaces set taxes = '[{"name":"TVA","rate":20000}]'`)
    const price = {
      amount: '100',
      entry: 'ht',
      description: 'X',
      terms: 'now',
      delayDays: '',
      validUntil: '',
    }
    const ada = await as('ada')
    const preview = await (await ada.post(at(id, 'price'), price)).text()
    expect(preview).toMatch(/120,00\s€[\s\S]*TTC, soit 100,00\s€\sHT, dont TVA 20,00\s€/)
    expect(await kindsOf()).toEqual([])
    await ada.post(at(id, 'price'), { ...price, step: 'send' })
    expect(await (await as('lea')).html(at(id))).toMatch(/120,00\s€[\s\S]*100,00\s€\sHT/)
    expect(await (await as('hugo')).html(at(id))).not.toMatch(/120,00|100,00/)
  })
})
