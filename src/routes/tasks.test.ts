import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeIn } from '../../test/harness'
import { makeWorld, type PersonName, people, world } from '../../test/world'
import { newId } from '../lib/id'

beforeEach(makeWorld)

const at = `/w/atelier/p/${world.site.id}/tasks`
const board = `/w/atelier/p/${world.site.id}/board`

/** A task made by its form; its id. */
async function make(title: string, fields: Record<string, string> = {}, by: PersonName = 'camille') {
  const answer = await (await as(by)).post(at, { title, ...fields })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')?.split('/').at(-1) ?? ''
}

/** A ticket that the team accepted, and its task. */
async function accepted(state: 'accepted' | 'in_progress' | 'resolved' = 'accepted') {
  const scope = await scopeIn('camille')
  const [ticketId, id, now] = [newId(), newId(), scope.now]
  const times = { createdAt: now, updatedAt: now }
  const ticket = {
    id: ticketId,
    number: 7,
    state,
    subject: 'Bug',
    body: '…',
    stateAt: now,
    openedBy: people.lea.membership,
  }
  const task = {
    id,
    ticketId,
    title: 'Bug',
    position: 'a0',
    state: state === 'resolved' ? 'done' : 'backlog',
  }
  await scope.commit(
    [
      scope.insert('tickets', { ...ticket, type: 'bug', urgency: 'maintenance', ...times } as never),
      scope.insert('tasks', { ...task, ...times } as never),
    ],
    [],
  )
  return { id, ticketId }
}

const taskRow = async (id: string) => (await rows('select * from tasks where id = ?', id))[0]
const stateOf = async (ticketId: string) =>
  (await rows<{ state: string }>('select state from tickets where id = ?', ticketId))[0]?.state
const inOrder = async () =>
  (await rows<{ title: string }>("select title from tasks where state = 'backlog' order by position")).map(
    t => t.title,
  )

describe('a task', () => {
  it('is made with a title alone, at the end of Backlog, or with everything', async () => {
    await make('Première')
    const answer = await (await as('equipe')).post(at, { title: 'Vite fait', back: 'board' })
    expect(answer.headers.get('Location')).toBe(board)
    const id = await make('Complète', {
      description: 'Avec *soin*',
      priority: 'high',
      assigneeId: people.equipe.membership,
      phaseId: world.phase.id,
      dueOn: '2026-12-05',
      internal: '1',
      state: 'in_progress',
    })
    expect(await inOrder()).toEqual(['Première', 'Vite fait'])
    expect(await taskRow(id)).toMatchObject({
      priority: 'high',
      assignee_id: people.equipe.membership,
      phase_id: world.phase.id,
      due_on: '2026-12-05',
      shared: 0,
      state: 'in_progress',
    })
    expect(await kindsOf()).toEqual(['task.created', 'task.created', 'task.created'])
    const html = await (await as('camille')).html(`${at}/${id}`)
    for (const words of [
      'Avec <em>soin</em>',
      'Equipe',
      'Haute',
      '5 décembre 2026',
      'Maquette',
      'L’équipe seulement',
    ])
      expect(html).toContain(words)
  })

  it('keeps what was typed when something is wrong with it', async () => {
    const answer = await (await as('camille')).post(at, {
      title: ' ',
      description: 'Tout ceci',
      dueOn: 'demain',
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Tout ceci')
    expect(html).toContain('Indiquez une date valable.')
    const given = await (await as('camille')).post(at, { title: 'x', assigneeId: people.lea.membership })
    expect(given.status).toBe(422)
    expect(await kindsOf()).toEqual([])
  })

  it('is edited, its form shown again when refused', async () => {
    const id = await make('Avant')
    const camille = await as('camille')
    expect(await camille.html(`${at}/${id}/edit`)).toContain('value="Avant"')
    const answer = await camille.post(`${at}/${id}/edit`, { title: 'Après', priority: 'low', internal: '1' })
    expect(answer.headers.get('Location')).toBe(`${at}/${id}`)
    expect(await taskRow(id)).toMatchObject({ title: 'Après', priority: 'low', shared: 0 })
    expect((await camille.post(`${at}/${id}/edit`, { title: '' })).status).toBe(422)
  })

  it('is read by contacts when shared, without the team’s controls, in two round trips', async () => {
    const [shared, internal] = [await make('Partagée'), await make('Interne', { internal: '1' })]
    const lea = await as('lea')
    const answer = await lea.get(`${at}/${shared}`)
    expect(answer.headers.get('X-D1-Round-Trips')).toBe('2')
    expect(await answer.text()).not.toMatch(/<form[^>]*tasks|Priorité|Visible par|\/edit"|\/removal"/)
    for (const path of [
      internal,
      newId(),
      'rien',
      `${shared}/edit`,
      `${shared}/removal`,
      `${shared}/position`,
      'new',
    ])
      expect((await lea.get(`${at}/${path}`)).status).toBe(404)
  })

  it('is changed by the team of its project only', async () => {
    const id = await make('Sûre')
    for (const name of ['lea', 'nadia', 'awa', 'stranger'] as const) {
      const browser = await as(name)
      for (const path of [
        '',
        `/${id}/edit`,
        `/${id}/position`,
        `/${id}/block`,
        `/${id}/block/removal`,
        `/${id}/removal`,
      ])
        expect((await browser.post(at + path, { title: 'x', to: 'done', reason: 'x' })).status).toBe(404)
    }
    const elsewhere = `/w/atelier/p/${world.cafe.id}/tasks/${id}`
    const camille = await as('camille')
    expect((await camille.get(elsewhere)).status).toBe(404)
    for (const path of ['edit', 'position', 'removal'])
      expect((await camille.post(`${elsewhere}/${path}`, { title: 'x', to: 'done' })).status).toBe(404)
    expect(await kindsOf()).toEqual(['task.created'])
  })

  it('is deleted after a question; that of a live request stays, with the way out', async () => {
    const id = await make('À jeter')
    const camille = await as('camille')
    expect(await camille.html(`${at}/${id}/removal`)).toContain('À jeter')
    expect((await camille.post(`${at}/${id}/removal`)).headers.get('Location')).toBe(board)
    expect(await taskRow(id)).toBeUndefined()
    const live = await accepted('in_progress')
    expect(await camille.html(`${at}/${live.id}/removal`)).toContain(`/tickets/${live.ticketId}`)
    const refused = await camille.post(`${at}/${live.id}/removal`)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(`/tickets/${live.ticketId}`)
    expect(await taskRow(live.id)).toBeDefined()
  })

  it('changes no more in an archived project', async () => {
    const id = await make('Figée')
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    const camille = await as('camille')
    expect((await camille.post(`${at}/${id}/position`, { to: 'done' })).status).toBe(403)
    expect((await camille.post(at, { title: 'Non' })).status).toBe(403)
    expect(await camille.html(`${at}/${id}`)).not.toContain('id="place"')
  })
})

describe('a move', () => {
  it('keeps the order it is given', async () => {
    const [a, b, c] = [await make('A'), await make('B'), await make('C')]
    const camille = await as('camille')
    await camille.post(`${at}/${c}/position`, { to: 'backlog', before: a })
    expect(await inOrder()).toEqual(['C', 'A', 'B'])
    await camille.post(`${at}/${c}/position`, { to: 'backlog', after: a })
    expect(await inOrder()).toEqual(['A', 'C', 'B'])
    await camille.post(`${at}/${a}/position`, { to: 'backlog', after: b })
    expect(await inOrder()).toEqual(['C', 'B', 'A'])
  })

  it('to wait for the client wants a reason, which the client then reads', async () => {
    const id = await make('Textes')
    const camille = await as('camille')
    for (const path of ['position', 'block']) {
      const refused = await camille.post(`${at}/${id}/${path}`, { to: 'waiting_client', reason: ' ' })
      expect(refused.status).toBe(422)
      expect(await refused.text()).toMatch(/<option value="waiting_client" selected/)
    }
    expect(await taskRow(id)).toMatchObject({ state: 'backlog' })
    await camille.post(`${at}/${id}/position`, { to: 'waiting_client', reason: 'Vos textes d’accueil' })
    for (const path of [board, `${board}?view=list`, `${at}/${id}`])
      expect(await (await as('lea')).html(path)).toContain('Vos textes d’accueil')
    await camille.post(`${at}/${id}/block/removal`)
    expect(await taskRow(id)).toMatchObject({ state: 'in_progress', blocked_reason: '' })
    expect((await camille.post(`${at}/${id}/block/removal`)).status).toBe(409)
    await camille.post(`${at}/${id}/block`, { reason: 'Encore' })
    expect(await taskRow(id)).toMatchObject({ state: 'waiting_client', blocked_reason: 'Encore' })
  })

  it('takes its request along', async () => {
    const { id, ticketId } = await accepted()
    const equipe = await as('equipe')
    for (const [to, state] of [
      ['in_progress', 'in_progress'],
      ['backlog', 'accepted'],
      ['in_progress', 'in_progress'],
      ['done', 'resolved'],
      ['in_progress', 'in_progress'],
    ] as const) {
      expect((await equipe.post(`${at}/${id}/position`, { to })).status).toBe(303)
      expect(await stateOf(ticketId)).toBe(state)
    }
  })

  it('made ten times at once happens once', async () => {
    const { id, ticketId } = await accepted()
    const camille = await as('camille')
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        camille.post(`${at}/${id}/position`, { to: i % 2 ? 'in_progress' : 'done' }),
      ),
    )
    const statuses = answers.map(a => a.status)
    expect(statuses.filter(s => s === 303 || s === 409)).toHaveLength(10)
    const won = statuses.filter(s => s === 303).length
    expect(won).toBeGreaterThan(0)
    const kinds = await kindsOf()
    expect(kinds.filter(k => k.startsWith('task.'))).toHaveLength(won)
    const after = (await taskRow(id))?.state
    expect(await stateOf(ticketId)).toBe(after === 'done' ? 'resolved' : 'in_progress')
  })

  it('refuses a column that does not exist', async () => {
    const id = await make('Ici')
    const answer = await (await as('camille')).post(`${at}/${id}/position`, { to: 'nulle_part' })
    expect(answer.status).toBe(422)
    expect(await kindsOf()).toEqual(['task.created'])
  })
})
