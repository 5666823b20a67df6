import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, type Browser, kindsOf, rows, scopeIn } from '../../test/harness'
import { answer, conversation, received } from '../../test/incoming'
import { makeWorld, people, world } from '../../test/world'
import { openTicket } from '../domain/tickets/open'
import { sweepInbound } from '../jobs/inbound'
import { urls } from '../urls'

const [w, p] = ['atelier', world.site.id]
const list = urls.inbound(w)
let ticket: string
let camille: Browser

beforeEach(async () => {
  await makeWorld()
  ticket = await openTicket(await scopeIn('lea'), {
    type: 'bug',
    urgency: 'urgent',
    subject: 'Le menu',
    body: 'Il manque',
    phaseId: null,
  } as Parameters<typeof openTicket>[1])
  camille = await as('camille')
})

/** A mail from somebody nobody knows. */
async function stranger(more: Parameters<typeof answer>[1] = {}): Promise<string> {
  const thread = { kind: 'ticket', id: ticket } as const
  await answer(thread, { from: 'Marc <marc@elsewhere.test>', text: 'Je suis le comptable.', ...more })
  return (await received()).at(-1)?.id ?? ''
}
const replies = () => rows<{ body: string; author_id: string }>('select * from replies order by rowid')
const files = () => rows<{ name: string }>('select name from files order by name')
const here = (id: string) => urls.inboundMail(w, p, id)
const post = (id: string, part: 'placement' | 'ticket' | 'dismissal', fields: Record<string, string> = {}) =>
  camille.post(urls.inboundPart(w, p, id, part), fields)

describe('mails that found no place', () => {
  it('stand on a page with their reason, counted on the first screen, for managers alone', async () => {
    expect(await camille.html(urls.home(w))).not.toContain('à placer')
    const id = await stranger()
    expect(await camille.html(urls.home(w))).toContain('Un e-mail à placer')
    expect(await (await as('equipe')).html(urls.home(w))).not.toContain('à placer')
    const page = await camille.html(list)
    expect(page).toContain(here(id))
    expect(page).toContain('Adresse inconnue')
    expect(page).toContain('Marc &lt;marc@elsewhere.test&gt;')
    for (const name of ['equipe', 'limited', 'lea'] as const)
      expect((await (await as(name)).get(list)).status).toBe(404)
  })

  it('show what they say as words, and where they were to go', async () => {
    const id = await stranger({ text: '<script>alert(1)</script>\n\n<b>Oui</b>', subject: '<i>Re</i>' })
    const page = await camille.html(here(id))
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).not.toMatch(/<script>alert|<b>Oui|<i>Re/)
    expect(page).toContain('Demande nº 1')
    expect(page).toMatch(new RegExp(`<option[^>]*value="${ticket}"[^>]*selected`))
  })

  it('are placed in the name of whoever places them, under a line that says whose they are', async () => {
    const pdf = { name: 'Bilan.pdf', type: 'application/pdf', bytes: '%PDF-1.7' }
    const id = await stranger({ files: [pdf] })
    const placed = await post(id, 'placement', { to: ticket })
    expect(placed.headers.get('Location')).toBe(urls.ticket(w, p, ticket))
    const [reply] = await replies()
    expect(reply?.author_id).toBe(people.camille.membership)
    expect(reply?.body).toMatch(
      /^\[Reçu par e-mail de Marc \(marc@elsewhere\.test\), le .*\]\n\nJe suis le comptable\.$/,
    )
    expect(await files()).toEqual([{ name: 'Bilan.pdf' }])
    expect(await received()).toMatchObject([{ state: 'placed', body: '' }])
    expect((await camille.get(here(id))).status).toBe(404)
    // A file that was left out can still be had.
    await sweepInbound(env as never, Date.now())
    expect(await camille.html(list)).toContain(urls.inboundOriginal(w, id))
  })

  it('are placed once, however often the button is pressed', async () => {
    const id = await stranger()
    const all = await Promise.all(
      Array.from({ length: 20 }, () => post(id, 'placement', { to: 'conversation' })),
    )
    expect(all.some(answer => answer.status === 303)).toBe(true)
    expect((await kindsOf(p)).filter(kind => kind === 'message.posted')).toHaveLength(1)
    expect(await rows('select * from messages')).toHaveLength(1)
  })

  it('become a new request', async () => {
    const id = await stranger()
    const opened = await post(id, 'ticket', { subject: 'Le bilan', type: 'question', urgency: 'maintenance' })
    const [made] = await rows<{ id: string; body: string; opened_by: string }>(
      "select * from tickets where subject = 'Le bilan'",
    )
    expect(opened.headers.get('Location')).toBe(urls.ticket(w, p, made?.id ?? ''))
    expect(made?.body).toContain('Je suis le comptable.')
    expect(made?.opened_by).toBe(people.camille.membership)
    expect(await received()).toMatchObject([{ state: 'placed' }])
  })

  it('become a new request with all their words, however many', async () => {
    const id = await stranger({ text: 'mot '.repeat(10_000) })
    await post(id, 'ticket', { subject: 'Long', type: 'question', urgency: 'maintenance' })
    const [made] = await rows<{ body: string }>("select body from tickets where subject = 'Long'")
    expect(made?.body).toContain('message.txt')
    expect(await rows('select name, ticket_id is not null own from files')).toEqual([
      { name: 'message.txt', own: 1 },
    ])
  })

  it('a form that lacks something comes back with what was said', async () => {
    const id = await stranger()
    const refused = await post(id, 'ticket', { subject: '', type: 'bug', urgency: 'urgent' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Je suis le comptable.')
    expect((await post(id, 'placement', { to: 'elsewhere' })).status).toBe(422)
    expect((await post(id, 'placement', { to: world.phase.id })).status).toBe(404)
    expect(await received()).toMatchObject([{ state: 'waiting' }])
  })

  it('go to another project where they belong there', async () => {
    const id = await stranger()
    expect(await camille.html(urls.inboundProject(w, id))).toContain('Boutique en ligne')
    const moved = await camille.post(urls.inboundProject(w, id), { project: world.cafe.id })
    expect(moved.headers.get('Location')).toBe(urls.inboundMail(w, world.cafe.id, id))
    expect((await camille.get(here(id))).status).toBe(404)
    const foreign = await camille.post(urls.inboundProject(w, id), { project: world.baobabSite.id })
    expect(foreign.status).toBe(404)
    await camille.post(urls.inboundPart(w, world.cafe.id, id, 'placement'), { to: 'conversation' })
    expect(await rows('select project_id from messages')).toEqual([{ project_id: world.cafe.id }])
  })

  it('are dismissed, and the whole of them goes', async () => {
    const id = await stranger()
    expect((await post(id, 'dismissal')).headers.get('Location')).toBe(list)
    expect(await received()).toMatchObject([{ state: 'dismissed', body: '' }])
    expect(await kindsOf(p)).toContain('inbound.dismissed')
    await sweepInbound(env as never, Date.now())
    expect((await env.FILES.list()).objects).toEqual([])
    expect((await post(id, 'dismissal')).status).toBe(409)
  })

  it('can be had as they came, downloaded and never shown, with a line in the security log', async () => {
    const id = await stranger({ html: '<script>alert(1)</script>Oui' })
    const address = urls.inboundOriginal(w, id)
    const whole = await camille.get(address)
    expect(await whole.text()).toContain('Subject: Re: Le menu')
    expect(whole.headers.get('Content-Type')).toBe('application/octet-stream')
    expect(whole.headers.get('Content-Disposition')).toContain('attachment')
    await camille.request('HEAD', address)
    expect(await rows("select * from security_log where kind = 'inbound.original'")).toHaveLength(1)
    expect((await (await as('awa')).get(address)).status).toBe(404)
  })

  it('that cannot be read come as a file', async () => {
    const id = await stranger({ headers: { 'X-Long': 'y'.repeat(300_000) } })
    expect(await received()).toMatchObject([{ problem: 'unreadable' }])
    expect(await camille.html(here(id))).toContain('Ce message est abîmé')
    await post(id, 'placement', { to: 'conversation' })
    expect(await files()).toEqual([{ name: 'message.eml' }])
  })

  it('tell the managers inside the portal, and nobody by mail', async () => {
    await stranger()
    const { followEvent } = await import('../jobs/events')
    const [event] = await rows<{ id: string }>("select id from events where kind = 'inbound.waiting'")
    await rows('delete from mails')
    await followEvent(env as never, event?.id ?? '')
    const told = await rows<{ membership_id: string }>(
      'select membership_id from notifications where event_id = ?',
      event?.id,
    )
    expect(told.map(n => n.membership_id).sort()).toEqual(
      [people.camille.membership, people.ada.membership].sort(),
    )
    expect(await rows('select * from mails')).toEqual([])
  })
})

describe('what came by mail', () => {
  it('is said in the journal, on both sides', async () => {
    await answer(conversation, { text: 'Bonjour' })
    await answer({ kind: 'ticket', id: ticket }, { text: 'Voici' })
    for (const name of ['camille', 'lea'] as const) {
      const journal = await (await as(name)).html(urls.journal(w, p))
      expect(journal).toContain('Message envoyé par e-mail')
      expect(journal).toContain('Réponse à la demande #1 par e-mail')
    }
    expect(await (await as('lea')).html(urls.journal(w, p))).not.toContain('à placer')
  })

  it('leaves the writer’s own unread messages unread, and their own words read', async () => {
    const lea = await as('lea')
    await lea.html(urls.messages(w, p))
    await answer(conversation, { text: 'Un' })
    const unread = async () =>
      (
        await rows<{ n: number }>(
          'select (select max(seq) from messages) - up_to n from reads where membership_id = ?',
          people.lea.membership,
        )
      )[0]?.n
    expect(await unread()).toBe(0)
    await camille.post(urls.messages(w, p), { id: crypto.randomUUID(), body: 'x' })
    await answer(conversation, { from: 'camille@parvis.test', text: 'Deux' })
    await answer(conversation, { text: 'Trois' })
    expect(await unread()).toBe(2)
  })
})
