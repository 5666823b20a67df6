import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows } from '../../test/harness'
import { attemptFor, offerFor, ticketIn } from '../../test/tickets'
import { makeWorld, type PersonName, people, world } from '../../test/world'

beforeEach(makeWorld)

const base = `/w/atelier/p/${world.site.id}/tickets`
const at = (id: string, part = '') => `${base}/${id}${part && `/${part}`}`
const request = {
  type: 'bug',
  urgency: 'urgent',
  subject: 'Le formulaire',
  body: 'Rien ne part.\n<b>vraiment</b>',
}

describe('opening a request', () => {
  it('numbers it, keeps its files, and lands on its page', async () => {
    const lea = await as('lea')
    const file = new File(['bonjour'], 'note.txt', { type: 'text/plain' })
    const response = await lea.post(base, { ...request, files: [file] })
    expect(response.status).toBe(303)
    const page = await lea.html(response.headers.get('Location') ?? '')
    expect(page).toContain('#1')
    expect(page).toContain('note.txt')
    expect(page).toContain('&lt;b&gt;vraiment')
    expect(await kindsOf()).toEqual(['ticket.opened'])
    const [event] = await rows<{ facts: string }>('select facts from events')
    expect(JSON.parse(event?.facts ?? '')).toEqual({ number: 1, type: 'bug', urgency: 'urgent' })
    expect(await rows('select ticket_id from files')).toHaveLength(1)
  })

  it('keeps the words of a refused form', async () => {
    const lea = await as('lea')
    const response = await lea.post(base, { ...request, subject: '', body: 'Mes mots' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Mes mots')
    expect(await kindsOf()).toEqual([])
  })

  it('is not offered where requests are closed, but the team may', async () => {
    await rows('update projects set requests_enabled = 0')
    expect((await (await as('lea')).post(base, request)).status).toBe(403)
    expect((await (await as('equipe')).post(base, request)).status).toBe(303)
  })

  it('gives everybody their own number, without gaps', async () => {
    const browsers = await Promise.all([as('lea'), as('hugo'), as('equipe')])
    await Promise.all(browsers.flatMap(b => [1, 2, 3, 4].map(() => b.post(base, request))))
    const numbers = await rows<{ number: number }>('select number from tickets order by number')
    expect(numbers.map(n => n.number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
  })
})

describe('the thread', () => {
  it('shows a note to the team and to nobody else, and does not even date it', async () => {
    const id = await ticketIn('open')
    const equipe = await as('equipe')
    const file = new File(['secret'], 'interne.txt', { type: 'text/plain' })
    const response = await equipe.post(at(id, 'notes'), { body: 'CANARI-NOTE', files: [file] })
    expect(response.status).toBe(303)
    expect(await equipe.html(at(id))).toContain('CANARI-NOTE')
    for (const name of ['lea', 'hugo'] as const) {
      const browser = await as(name)
      const pages = (await browser.html(at(id))) + (await browser.html(base))
      expect(pages).not.toContain('CANARI-NOTE')
      expect(pages).not.toContain('interne.txt')
    }
    expect(await rows('select id from tickets where updated_at > created_at')).toEqual([])
    expect(await rows("select id from events where kind = 'ticket.noted' and internal = 1")).toHaveLength(1)
  })

  it('lets no contact write a note', async () => {
    const id = await ticketIn('open')
    expect((await (await as('lea')).post(at(id, 'notes'), { body: 'x' })).status).toBe(404)
    expect(await rows('select id from replies')).toEqual([])
  })

  it('is unread until it is read', async () => {
    const id = await ticketIn('open')
    const lea = await as('lea')
    const row = () => lea.html(base).then(html => /<li class="row( unread)?"/.exec(html)?.[1] ?? 'read')
    expect(await row()).toBe(' unread')
    await lea.html(at(id))
    expect(await row()).toBe('read')
    await (await as('equipe')).post(at(id, 'replies'), { body: 'Nous regardons' })
    expect(await row()).toBe(' unread')
    expect(await rows('select first_reply_at from tickets where first_reply_at is not null')).toHaveLength(1)
  })
})

describe('money', () => {
  const canary = /777[\s\u202f\u00a0,.]?77/

  async function priced() {
    const id = await ticketIn('open')
    const camille = await as('camille')
    const fields = { amount: '777,77', description: 'Le réparer', terms: 'later', delayDays: '3' }
    const seen = await camille.post(at(id, 'price'), { ...fields, step: 'preview' })
    expect(seen.status).toBe(200)
    expect(await seen.text()).toMatch(canary)
    expect(await rows('select id from payment_requests')).toEqual([])
    expect((await camille.post(at(id, 'price'), { ...fields, step: 'send' })).status).toBe(303)
    return id
  }

  it('is seen by those with finance, and by nobody else', async () => {
    const id = await priced()
    for (const name of ['camille', 'lea'] as const)
      expect(await (await as(name)).html(at(id))).toMatch(canary)
    for (const name of ['equipe', 'hugo'] as const) {
      const browser = await as(name)
      const pages = (await browser.html(at(id))) + (await browser.html(base))
      expect(pages).not.toMatch(canary)
      expect(pages).not.toContain('77777')
      expect(pages).toContain('Payant')
      expect((await browser.get(at(id, 'price'))).status).toBe(404)
      expect((await browser.get(at(id, 'agreement'))).status).toBe(404)
    }
  })

  it('is agreed to with the very price that was seen', async () => {
    const id = await priced()
    const [first] = await rows<{ id: string }>('select id from payment_requests')
    const lea = await as('lea')
    await (await as('camille')).post(at(id, 'price'), {
      amount: '900',
      description: 'Plus cher',
      terms: 'later',
      step: 'send',
    })
    const stale = await lea.post(at(id, 'agreement'), { request: first?.id, agreed: '1' })
    expect(stale.status).toBe(409)
    const [second] = await rows<{ id: string }>("select id from payment_requests where state = 'pending'")
    expect((await lea.post(at(id, 'agreement'), { request: second?.id })).status).toBe(422)
    expect((await lea.post(at(id, 'agreement'), { request: second?.id, agreed: '1' })).status).toBe(303)
    expect(await rows("select id from tasks where ticket_id = ? and state = 'backlog'", id)).toHaveLength(1)
    expect(await kindsOf()).toEqual(['ticket.priced', 'ticket.repriced', 'ticket.agreed'])
  })

  it('waits while a provider is at work on it, and voids a checkout that is only open', async () => {
    const id = await ticketIn('quoted')
    const attempt = await attemptFor(await offerFor(id), 'processing')
    const moves: [PersonName, string, Record<string, string>][] = [
      ['camille', 'price', { amount: '5', description: 'x', terms: 'now', step: 'send' }],
      ['camille', 'price/withdrawal', {}],
      ['lea', 'decline', {}],
      ['hugo', 'withdrawal', {}],
      ['equipe', 'refusal', { reason: 'non' }],
    ]
    for (const [name, part, fields] of moves)
      expect((await (await as(name)).post(at(id, part), fields)).status).toBe(409)
    await rows("update payment_attempts set state = 'created'")
    expect((await (await as('hugo')).post(at(id, 'withdrawal'))).status).toBe(303)
    expect(await rows('select state from payment_attempts where id = ?', attempt)).toEqual([
      { state: 'voided' },
    ])
    expect(await kindsOf()).toEqual(['ticket.withdrawn'])
  })
})

describe('fifty at once', () => {
  const cases: [string, () => Promise<string>, PersonName, string, string][] = [
    ['acceptance', () => ticketIn('open'), 'equipe', 'acceptance', 'ticket.accepted'],
    ['confirmation', () => ticketIn('resolved'), 'lea', 'confirmation', 'ticket.confirmed'],
    ['agreement', () => ticketIn('quoted'), 'lea', 'agreement', 'ticket.agreed'],
  ]
  it.each(cases)('lets one %s through', async (_, make, name, part, kind) => {
    const id = await make()
    const offer = part === 'agreement' ? await offerFor(id) : ''
    const browser = await as(name)
    const tries = Array.from({ length: 50 }, () =>
      browser.post(at(id, part), { request: offer, agreed: '1' }),
    )
    const statuses = (await Promise.all(tries)).map(r => r.status)
    expect(statuses.filter(s => s === 303)).toHaveLength(1)
    expect(statuses.filter(s => s === 409)).toHaveLength(49)
    expect(await kindsOf()).toEqual([kind])
    expect((await rows('select id from tasks where ticket_id = ?', id)).length).toBeLessThanOrEqual(1)
  })
})

describe('pages', () => {
  it.each(['camille', 'equipe', 'lea', 'hugo'] as const)('open in every state for %s', async name => {
    const browser = await as(name)
    const states = ['open', 'waiting_client', 'quoted', 'accepted', 'in_progress', 'resolved'] as const
    for (const [i, state] of [...states, 'closed', 'refused', 'declined', 'withdrawn', 'merged'].entries()) {
      const id = await ticketIn(state as 'open', { number: i + 1 })
      if (state === 'quoted') await offerFor(id)
      const response = await browser.get(at(id))
      expect(response.status).toBe(200)
      expect(response.headers.get('X-D1-Round-Trips')).toBe('2')
      const html = await response.text()
      for (const [, href = ''] of html.matchAll(/href="([^"]*\/tickets\/[^"#]*)"/g))
        expect([href, (await browser.get(href)).status]).toEqual([href, 200])
    }
    expect((await browser.get(base)).status).toBe(200)
    expect((await browser.get(`${base}?view=over`)).status).toBe(200)
    expect((await browser.get(`${base}/new`)).status).toBe(200)
  })

  it('do not exist for another client, nor the list of all for a contact', async () => {
    const id = await ticketIn('open')
    const nadia = await as('nadia')
    expect((await nadia.get(at(id))).status).toBe(404)
    expect((await nadia.post(at(id, 'withdrawal'))).status).toBe(404)
    const elsewhere = `/w/atelier/p/${world.cafe.id}/tickets/${id}`
    expect((await nadia.get(elsewhere)).status).toBe(404)
    expect(await rows('select * from reads')).toEqual([])
    expect((await (await as('lea')).get('/w/atelier/tickets')).status).toBe(404)
  })

  it('lead from a merged request to the one it was merged into', async () => {
    const [id, other] = [await ticketIn('open'), await ticketIn('open', { number: 2 })]
    const equipe = await as('equipe')
    expect((await equipe.post(at(id, 'merge'), { into: '9' })).status).toBe(422)
    expect((await equipe.post(at(id, 'merge'), { into: '#2' })).status).toBe(303)
    expect(await (await as('lea')).html(at(id))).toContain(at(other))
    expect((await equipe.post(at(other, 'merge'), { into: id })).status).toBe(422)
  })
})

describe('an archived project', () => {
  it('can be read, and nothing in it changed', async () => {
    const id = await ticketIn('open')
    await rows('update projects set archived_at = 1')
    const [camille, lea] = [await as('camille'), await as('lea')]
    expect((await lea.get(at(id))).status).toBe(200)
    const tries = [
      camille.post(at(id, 'acceptance')),
      camille.post(at(id, 'triage'), { type: 'question', urgency: 'urgent' }),
      camille.post(at(id, 'notes'), { body: 'x' }),
      lea.post(at(id, 'replies'), { body: 'x' }),
      lea.post(base, request),
    ]
    for (const response of await Promise.all(tries)) expect(response.status).toBe(403)
    expect(await kindsOf()).toEqual([])
    expect(people.lea.finance).toBe(true)
  })
})

describe('what waits for somebody', () => {
  const counted = (page: string) => /aria-current="page">.*?<span class="count"[^>]*>(\d+)/.exec(page)?.[1]

  it('is counted in the menu as the list shows it, to each by what they may do', async () => {
    const states = ['waiting_client', 'quoted', 'resolved', 'open', 'closed'] as const
    for (const [n, state] of states.entries()) await ticketIn(state, { number: n + 1 })
    const seen = async (who: PersonName) => (await as(who)).html(base)
    const lea = await seen('lea')
    expect(counted(lea)).toBe('3')
    for (const ask of ['Une question pour vous', 'Un prix à accepter ou non', 'À vérifier par vous'])
      expect(lea).toContain(ask)
    expect(lea).toContain('Chez vous depuis')
    const hugo = await seen('hugo')
    expect(counted(hugo)).toBe('2')
    expect(hugo).not.toContain('Un prix à accepter')
    const equipe = await seen('equipe')
    expect(counted(equipe)).toBe('1')
    expect(equipe).not.toContain('Chez vous depuis')
  })
})
