import { beforeEach, describe, expect, it } from 'vitest'
import { as, rows, scopeIn } from '../../test/harness'
import { makeWorld, people, world } from '../../test/world'
import { newId } from '../lib/id'

beforeEach(makeWorld)

const at = `/w/atelier/p/${world.site.id}/board`
const day = 86_400_000

type Task = {
  state?: 'backlog' | 'in_progress' | 'waiting_client' | 'done'
  shared?: boolean
  ticketId?: string
}
type More = { doneAt?: number; assigneeId?: string; position?: string; dueOn?: string; priority?: 'high' }

async function put(title: string, task: Task & More = {}): Promise<string> {
  const scope = await scopeIn('camille')
  const id = newId()
  const row = { id, title, position: 'a0', createdAt: scope.now, updatedAt: scope.now, ...task }
  await scope.commit([scope.insert('tasks', row)], [])
  return id
}

async function ask(
  number: number,
  state: 'open' | 'waiting_client' | 'quoted' | 'accepted',
  subject: string,
) {
  const scope = await scopeIn('camille')
  const id = newId()
  const now = scope.now
  const times = { createdAt: now, updatedAt: now, stateAt: now }
  const ticket = {
    id,
    number,
    state,
    subject,
    body: '…',
    type: 'bug',
    urgency: 'urgent',
    openedBy: people.lea.membership,
  }
  await scope.commit([scope.insert('tickets', { ...ticket, ...times } as never)], [])
  return id
}

/** The cards of one column, by their titles, in order. */
function cardsOf(html: string, column: string): string[] {
  const list = html.split(`id="list-${column}"`)[1]?.split('</ul>')[0] ?? ''
  return [...list.matchAll(/<a href="[^"]*" draggable="false">([^<]*)<\/a>/g)].map(m => m[1] ?? '')
}
const countOf = (html: string, column: string) =>
  Number(/class="count"[^>]*>(\d+)</.exec(html.split(`id="column-${column}"`)[1] ?? '')?.[1])

describe('the board', () => {
  it('shows each task in its column, and undecided requests in theirs', async () => {
    await put('Seconde', { position: 'a2' })
    await put('Première', { position: 'a1' })
    await put('Dev', { state: 'in_progress' })
    await put('Textes', { state: 'waiting_client' })
    await put('Logo', { state: 'done', doneAt: 1 })
    for (const [n, state] of (['open', 'waiting_client', 'quoted', 'accepted'] as const).entries())
      await ask(n + 1, state, `Demande ${state}`)
    const html = await (await as('camille')).html(at)
    expect(cardsOf(html, 'backlog')).toEqual(['Première', 'Seconde'])
    expect(cardsOf(html, 'in_progress')).toEqual(['Dev'])
    expect(cardsOf(html, 'waiting_client')).toEqual(['Textes'])
    expect(cardsOf(html, 'done')).toEqual(['Logo'])
    expect(cardsOf(html, 'requests')).toEqual(['Demande open', 'Demande waiting_client', 'Demande quoted'])
    expect(countOf(html, 'backlog')).toBe(2)
  })

  it('gives contacts the shared tasks alone, counts included, and nothing to change', async () => {
    await put('Partagée')
    await put('Interne un', { shared: false })
    await put('Interne deux', { shared: false, state: 'done', doneAt: 1 })
    await ask(1, 'open', 'Une demande')
    for (const name of ['lea', 'hugo'] as const)
      for (const path of [at, `${at}?view=list`, `${at}?q=interne`, `${at}?show=project`]) {
        const html = await (await as(name)).html(path)
        expect(html).not.toContain('Interne')
        expect(html).not.toContain('method="post" data-quick')
        expect(html).not.toMatch(/data-move|data-accept|data-movable|new-task|board-[^"]*\.js/)
      }
    const html = await (await as('lea')).html(at)
    expect(cardsOf(html, 'backlog')).toEqual(['Partagée'])
    expect(countOf(html, 'done')).toBe(0)
    expect(await (await as('equipe')).html(at)).toContain('Interne deux')
  })

  it('is one project’s: nobody of elsewhere opens it', async () => {
    for (const name of ['nadia', 'awa', 'koffi', 'removed', 'stranger'] as const)
      expect((await (await as(name)).get(at)).status).toBe(404)
    await put('Du site')
    const other = await (await as('camille')).html(`/w/atelier/p/${world.cafe.id}/board`)
    expect(other).not.toContain('Du site')
  })

  it('costs two round trips, and says no amount', async () => {
    const ticketId = await ask(1, 'quoted', 'Payante')
    const scope = await scopeIn('camille')
    const request = { id: newId(), kind: 'ticket', title: 'Prix', amount: 987_654, currency: 'EUR', ticketId }
    const rest = { createdAt: scope.now, stateAt: scope.now, createdBy: people.camille.membership }
    await scope.commit([scope.insert('paymentRequests', { ...request, ...rest } as never)], [])
    for (const name of ['camille', 'equipe', 'lea', 'hugo'] as const)
      for (const path of [at, `${at}?view=list`]) {
        const answer = await (await as(name)).get(path)
        expect(answer.headers.get('X-D1-Round-Trips')).toBe('2')
        const html = await answer.text()
        expect(html).toContain('Payant')
        expect(html).not.toMatch(/9\W?876|987\W?654/)
      }
  })

  it('keeps the fifty last done, newest first, and tells how many there are', async () => {
    const scope = await scopeIn('camille')
    const done = Array.from({ length: 53 }, (_, i) => ({
      ...{ id: newId(), title: `Faite ${i}`, position: 'a0', state: 'done' as const, doneAt: i * day },
      ...{ createdAt: 1, updatedAt: 1 },
    }))
    for (let i = 0; i < 53; i += 5) await scope.commit([scope.insert('tasks', done.slice(i, i + 5))], [])
    const camille = await as('camille')
    const html = await camille.html(at)
    const shown = cardsOf(html, 'done')
    expect([shown.length, shown[0], shown.at(-1)]).toEqual([50, 'Faite 52', 'Faite 3'])
    expect(countOf(html, 'done')).toBe(53)
    expect(html).toContain('Les 50 dernières, sur 53')
    expect(cardsOf(await camille.html(`${at}?q=faite+1`), 'done')).toHaveLength(15)
    expect(cardsOf(await camille.html(`${at}?q=faite+2`), 'done')).toContain('Faite 2')
  })

  it('is filtered by its address: origin, person, words', async () => {
    const ticketId = await ask(12, 'accepted', 'Le formulaire')
    await ask(13, 'open', 'Une question')
    await put('Le formulaire', { ticketId })
    await put('Échéancier', { assigneeId: people.equipe.membership })
    const camille = await as('camille')
    const shown = async (query: string) => cardsOf(await camille.html(`${at}?${query}`), 'backlog')
    expect(await shown('show=project')).toEqual(['Échéancier'])
    expect(await shown('show=tickets')).toEqual(['Le formulaire'])
    expect(await shown(`who=${people.equipe.membership}`)).toEqual(['Échéancier'])
    expect(await shown('who=none')).toEqual(['Le formulaire'])
    expect(await shown('q=ECHEANCIER')).toEqual(['Échéancier'])
    expect(await shown('q=%2312')).toEqual(['Le formulaire'])
    expect(await shown('q=rien')).toEqual([])
    expect(await camille.html(`${at}?show=project`)).not.toContain('list-requests')
    expect(cardsOf(await camille.html(`${at}?q=question`), 'requests')).toEqual(['Une question'])
    const live = /hx-get="([^"]*)"/.exec(await camille.html(`${at}?show=tickets&q=le+form`))?.[1]
    expect(live?.replaceAll('&amp;', '&')).toBe(`${at}?show=tickets&q=le+form`)
  })

  it('reads only in an archived project', async () => {
    await put('Ancienne')
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    const html = await (await as('camille')).html(at)
    expect(html).toContain('Ancienne')
    expect(html).not.toMatch(/data-move|data-movable|new-task/)
  })

  it('stays light with three hundred tasks', async () => {
    const scope = await scopeIn('camille')
    const list = Array.from({ length: 300 }, (_, i) => ({
      ...{
        id: newId(),
        title: `Préparer la page numéro ${i} du site`,
        position: `a${i}`,
        createdAt: 1,
        updatedAt: 1,
      },
      ...{ assigneeId: people.camille.membership, phaseId: world.phase.id, dueOn: '2030-01-01' },
    }))
    for (let i = 0; i < 300; i += 5) await scope.commit([scope.insert('tasks', list.slice(i, i + 5))], [])
    const html = await (await as('camille')).html(at)
    const zipped = new Blob([html]).stream().pipeThrough(new CompressionStream('gzip'))
    const bytes = (await new Response(zipped).arrayBuffer()).byteLength
    expect(bytes).toBeLessThan(20_000)
  })
})
