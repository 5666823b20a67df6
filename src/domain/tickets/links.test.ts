import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn } from '../../../test/harness'
import { ticketIn } from '../../../test/tickets'
import { makeWorld, type PersonName, people, START, world } from '../../../test/world'
import { newId } from '../../lib/id'
import { acceptTicket } from './accept'
import { linkTickets, unlinkTickets } from './links'
import { mergeTicket } from './merge'
import { readTicket } from './page'
import { replyToTicket } from './reply'

beforeEach(makeWorld)

const NOW = START + 3_600_000
const as = (name: PersonName, now = NOW) => scopeIn(name, world.site, now)
const eventsOf = (kind: string) => rows('select id from events where kind = ?', kind)

describe('linked tickets', () => {
  it('are linked once by fifty tries, whichever way round, and unlinked once', async () => {
    const [a, b] = [await ticketIn('open'), await ticketIn('closed', { number: 2 })]
    const team = await as('equipe')
    const tries = Array.from({ length: 50 }, (_, i) =>
      i % 2 ? linkTickets(team, a, '#2') : linkTickets(team, b, '1'),
    )
    await Promise.all(tries)
    expect(await rows('select 1 from ticket_links')).toHaveLength(1)
    expect(await eventsOf('ticket.linked')).toHaveLength(1)
    expect((await readTicket(team, a)).linked).toMatchObject([{ id: b, number: 2, state: 'closed' }])
    expect((await readTicket(team, b)).linked).toMatchObject([{ id: a, number: 1 }])
    expect((await readTicket(await as('lea'), a)).linked).toEqual([])
    const out = await Promise.allSettled(Array.from({ length: 50 }, () => unlinkTickets(team, b, a)))
    expect(out.filter(o => o.status === 'fulfilled')).toHaveLength(1)
    expect(await rows('select 1 from ticket_links')).toEqual([])
    expect(await eventsOf('ticket.unlinked')).toHaveLength(1)
  })

  it('stand in one project, and never with themselves', async () => {
    const id = await ticketIn('open')
    await rows(
      'update tickets set project_id = ?, number = 5 where id = ?',
      world.shop.id,
      await ticketIn('open', { number: 2 }),
    )
    const team = await as('camille')
    for (const other of ['#5', '#1', id, '#404', 'rien', newId()])
      await expect(linkTickets(team, id, other)).rejects.toMatchObject({
        fields: { other: 'tickets.error.into' },
      })
    await expect(linkTickets(await as('lea'), id, '#1')).rejects.toMatchObject({ status: 404 })
    expect(await eventsOf('ticket.linked')).toEqual([])
  })
})

describe('a task made of a request', () => {
  const draft = {
    title: 'Réparer le formulaire',
    description: 'Voir les journaux',
    priority: 'low',
    phaseId: world.phase.id,
    assigneeId: people.equipe.membership,
  } as const

  it('is as the team wrote it, seen by the client, in one commit and one event of fifty tries', async () => {
    const id = await ticketIn('open')
    const team = await as('camille')
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => acceptTicket(team, id, draft)))
    expect(tries.filter(t => t.status === 'fulfilled')).toHaveLength(1)
    const [task, ...more] = await rows('select * from tasks')
    expect(more).toEqual([])
    expect(task).toMatchObject({
      ticket_id: id,
      title: draft.title,
      description: draft.description,
      priority: 'low',
      phase_id: world.phase.id,
      assignee_id: draft.assigneeId,
      state: 'backlog',
      shared: 1,
    })
    expect(await eventsOf('ticket.accepted')).toHaveLength(1)
    expect(await rows('select subject, body from tickets')).toEqual([
      { subject: 'Le formulaire', body: 'Rien ne part.' },
    ])
  })

  it('says what the request says, where nobody says otherwise', async () => {
    const id = await ticketIn('open')
    expect((await readTicket(await as('camille'), id)).draft).toMatchObject({
      title: 'Le formulaire',
      priority: 'high',
    })
    await acceptTicket(await as('equipe'), id)
    expect(await rows('select title, description, priority from tasks')).toEqual([
      { title: 'Le formulaire', description: 'Rien ne part.', priority: 'high' },
    ])
  })

  it('takes no person or phase of elsewhere', async () => {
    const id = await ticketIn('open')
    for (const name of ['lea', 'nadia', 'koffi', 'removed'] as const)
      await expect(
        acceptTicket(await as('camille'), id, { ...draft, assigneeId: people[name].membership }),
      ).rejects.toMatchObject({ fields: { assigneeId: 'errors.choice' } })
    await expect(acceptTicket(await as('camille'), id, { ...draft, phaseId: newId() })).rejects.toMatchObject(
      { status: 404 },
    )
    expect(await rows('select id from tasks')).toEqual([])
  })
})

describe("a request's history", () => {
  it('tells everything, with who; contacts read nothing internal', async () => {
    const [id, other] = [await ticketIn('open'), await ticketIn('open', { number: 2 })]
    const team = await as('equipe')
    await replyToTicket(team, id, 'Bonjour')
    await linkTickets(await as('ada', NOW + 1), other, '#1')
    await mergeTicket(await as('camille', NOW + 2), other, id)
    const history = async (name: PersonName) =>
      (await readTicket(await as(name), id)).history.map(h => [h.kind, h.actor])
    expect(await history('limited')).toEqual([
      ['ticket.merged', 'Camille'],
      ['ticket.linked', 'Ada'],
      ['ticket.replied', 'Equipe'],
    ])
    expect(await history('lea')).toEqual([
      ['ticket.merged', 'Camille'],
      ['ticket.replied', 'Equipe'],
    ])
  })
})
