import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn, system } from '../../../test/harness'
import { offerFor, ticketIn } from '../../../test/tickets'
import { makeWorld, type PersonName, people, START, world } from '../../../test/world'
import type { ProjectScope } from '../../db/scope'
import { newId } from '../../lib/id'
import { meaningOf } from '../activity/registry'
import type { Happened } from '../events/meaning'
import { acceptedByPayment, acceptTicket } from './accept'
import { agreeToPrice } from './agree'
import { assignTicket } from './assign'
import { askClarification } from './clarify'
import { declineTicket, refuseTicket, reopenRefused, withdrawTicket } from './decide'
import { dossier } from './dossier'
import { followTicket, unfollowTicket } from './followers'
import { mergeTicket } from './merge'
import { moveTask } from './move-task'
import { openTicket } from './open'
import { priceTicket, withdrawPrice } from './price'
import { replyToTicket } from './reply'
import { confirmTicket, reopenTicket, resolveTicket } from './resolve'
import { expirePrices } from './time'

beforeEach(makeWorld)

const NOW = START + 3_600_000
const as = (name: PersonName) => scopeIn(name, world.site, NOW)
const idOf = (name: PersonName) => people[name].membership
const nameOf = (id: string) => Object.entries(people).find(([, p]) => p.membership === id)?.[0] ?? id
const everyTeam = ['ada', 'camille', 'equipe', 'limited']
const words = { type: 'bug', urgency: 'urgent', subject: 'S', body: 'Des mots', phaseId: null } as const

/** Everybody who is told of the last thing that happened, by the person. */
async function told(): Promise<string[]> {
  const [row] = await rows<Record<string, string>>('select * from events order by rowid desc limit 1')
  const facts = JSON.parse(row?.facts ?? 'null')
  const money = JSON.parse(row?.money ?? 'null')
  const event = { ...row, actorId: row?.actor_id, subjectId: row?.subject_id, facts, money, at: NOW }
  const scope = await system(NOW).project(world.site.id)
  const tell = meaningOf(row?.kind ?? '')?.tell
  const tellings = (await tell?.(scope, event as unknown as Happened)) ?? []
  return tellings.flatMap(t => t.to.map(nameOf)).sort()
}

const follow = async (id: string, ...names: PersonName[]) => {
  for (const name of names)
    await rows(
      'insert into ticket_followers (workspace_id, client_id, project_id, ticket_id, membership_id, created_at) values (?, ?, ?, ?, ?, 0)',
      world.atelier.id,
      world.lune.id,
      world.site.id,
      id,
      idOf(name),
    )
}

const price = { amount: '80', entry: 'ttc', description: 'X', delayDays: null, validUntil: null } as const

describe('who hears of a ticket', () => {
  const own = ['lea']
  const copied = ['hugo', 'lea']
  const moves: Record<string, [Parameters<typeof ticketIn>[0], (id: string) => Promise<unknown>, boolean]> = {
    replied: ['open', async id => replyToTicket(await as('ada'), id, 'Voilà'), true],
    asked: ['open', async id => askClarification(await as('ada'), id, 'Lequel ?'), true],
    accepted: ['open', async id => acceptTicket(await as('ada'), id), true],
    refused: ['open', async id => refuseTicket(await as('ada'), id, 'Non'), true],
    resolved: ['in_progress', async id => resolveTicket(await as('ada'), id), true],
    price_gone: [
      'quoted',
      async id => {
        await offerFor(id)
        await withdrawPrice(await as('ada'), id)
      },
      true,
    ],
    merged: [
      'open',
      async id => mergeTicket(await as('ada'), id, await ticketIn('open', { number: 9 })),
      true,
    ],
    withdrawn: ['open', async id => withdrawTicket(await as('lea'), id), false],
    answered: ['waiting_client', async id => replyToTicket(await as('lea'), id, 'Le rouge'), false],
    reopened: ['resolved', async id => reopenTicket(await as('lea'), id, 'Non'), false],
    confirmed: ['resolved', async id => confirmTicket(await as('lea'), id), false],
    declined: [
      'quoted',
      async id => {
        await offerFor(id)
        await declineTicket(await as('lea'), id)
      },
      false,
    ],
  }

  for (const [name, [state, move, toClient]] of Object.entries(moves)) {
    it(`${name}: its opener and followers, or who is in charge`, async () => {
      const first = await ticketIn(state, { stateAt: NOW - 1000 })
      await move(first)
      expect(await told()).toEqual(toClient ? own : everyTeam)
      await rows('update tickets set number = number + 100')
      const second = await ticketIn(state, { number: 2, stateAt: NOW - 1000 })
      await follow(second, 'hugo', 'limited')
      await rows('update tickets set assignee_id = ? where id = ?', idOf('equipe'), second)
      await rows('update tickets set number = 50 where number = 9')
      await move(second)
      expect(await told()).toEqual(toClient ? copied : ['equipe', 'limited'])
    })
  }

  it('a price: every payer, and the others who follow', async () => {
    const id = await ticketIn('open')
    await rows('update tickets set opened_by = ? where id = ?', idOf('hugo'), id)
    await priceTicket(await as('camille'), id, { ...price, terms: 'later' })
    expect(await told()).toEqual(['hugo', 'lea'])
    const other = await ticketIn('open', { number: 2 })
    await priceTicket(await as('camille'), other, { ...price, terms: 'now' })
    expect(await told()).toEqual(['lea'])
  })

  it('what neither side did, and what nobody is mailed about: both sides, their followers', async () => {
    const expired = await ticketIn('quoted')
    await offerFor(expired, { validUntil: '2026-11-18' })
    await follow(expired, 'equipe')
    await expirePrices(system(NOW))
    expect(await told()).toEqual(['equipe', 'lea'])
    const started = await ticketIn('accepted', { number: 2 })
    await follow(started, 'hugo')
    const [task] = await rows<{ id: string }>('select id from tasks where ticket_id = ?', started)
    await moveTask(await as('ada'), task?.id ?? '', { to: 'in_progress' })
    expect(await told()).toEqual(['hugo', 'lea'])
    await reopenRefused(await as('ada'), await ticketIn('refused', { number: 3 }))
    expect(await told()).toEqual(['lea'])
    const paid = await ticketIn('quoted', { number: 4 })
    await offerFor(paid)
    await rows('update tickets set assignee_id = ?, opened_by = ?', idOf('limited'), idOf('hugo'))
    const scope = await system(NOW).project(world.site.id)
    const { ticket } = await dossier(scope, paid)
    const { writes, events } = acceptedByPayment(scope, ticket)
    await scope.commit(writes, events)
    // Managers and payers hear of the money itself.
    expect(await told()).toEqual(['hugo', 'limited'])
    const again = await ticketIn('quoted', { number: 5 })
    await offerFor(again)
    await priceTicket(await as('ada'), again, { ...price, terms: 'now' })
    expect(await told()).toEqual(['lea'])
  })

  it('an agreement: every manager with the amount, and who is in charge', async () => {
    const id = await ticketIn('quoted')
    await rows('update tickets set assignee_id = ? where id = ?', idOf('equipe'), id)
    await agreeToPrice(await as('lea'), id, await offerFor(id))
    expect(await told()).toEqual(['ada', 'camille', 'equipe'])
  })

  it('an assignment: the one it is given to', async () => {
    const id = await ticketIn('open')
    await assignTicket(await as('ada'), id, idOf('equipe'))
    expect(await told()).toEqual(['equipe'])
  })

  it('leaves out followers who lost access, and then tells the others again', async () => {
    const id = await ticketIn('open')
    await follow(id, 'removed', 'limited')
    await rows('delete from project_access where membership_id = ?', idOf('limited'))
    await rows('update memberships set removed_at = 1 where id = ?', idOf('lea'))
    await replyToTicket(await as('ada'), id, 'Voilà')
    expect(await told()).toEqual(['hugo'])
    await rows('delete from ticket_followers where membership_id = ?', idOf('ada'))
    await replyToTicket(await as('hugo'), id, 'Merci')
    expect(await told()).toEqual(['ada', 'camille', 'equipe'])
  })
})

describe('following', () => {
  const followers = async (id: string) =>
    (await rows<{ m: string }>('select membership_id m from ticket_followers where ticket_id = ?', id))
      .map(f => nameOf(f.m))
      .sort()

  it('begins by opening and by replying', async () => {
    const id = await openTicket(await as('hugo'), words)
    expect(await followers(id)).toEqual(['hugo'])
    await replyToTicket(await as('equipe'), id, 'Oui')
    await replyToTicket(await as('equipe'), id, 'Encore')
    expect(await followers(id)).toEqual(['equipe', 'hugo'])
  })

  it('of a request that the team opens: for everybody, or for one contact', async () => {
    const team = await as('equipe')
    expect(await followers(await openTicket(team, words))).toEqual(['equipe', 'hugo', 'lea'])
    expect(await told()).toEqual(['hugo', 'lea'])
    const one = await openTicket(team, { ...words, forWhom: idOf('hugo') })
    expect(await followers(one)).toEqual(['equipe', 'hugo'])
    expect(await told()).toEqual(['hugo'])
    for (const wrong of [idOf('nadia'), idOf('koffi'), idOf('removed'), idOf('ada'), newId()])
      await expect(openTicket(team, { ...words, forWhom: wrong })).rejects.toMatchObject({ status: 422 })
    const mine = await openTicket(await as('lea'), { ...words, forWhom: idOf('hugo') })
    expect(await followers(mine)).toEqual(['lea'])
  })

  it('puts a colleague in copy, who is told; fifty at once are one', async () => {
    const id = await ticketIn('open')
    const lea = await as('lea')
    await Promise.all(Array.from({ length: 50 }, () => followTicket(lea, id, idOf('hugo'))))
    expect(await followers(id)).toEqual(['hugo'])
    expect(await rows("select id from events where kind = 'ticket.followed'")).toHaveLength(1)
    expect(await rows('select event_id from outbox')).toHaveLength(1)
    expect(await told()).toEqual(['hugo'])
    await unfollowTicket(await as('hugo'), id, idOf('hugo'))
    expect(await followers(id)).toEqual([])
  })

  it('of a contact: their own company and this project alone', async () => {
    const id = await ticketIn('open')
    await rows('update memberships set all_projects = 0 where id = ?', idOf('hugo'))
    const refused: PersonName[] = ['hugo', 'nadia', 'koffi', 'equipe', 'removed']
    for (const name of refused)
      await expect(followTicket(await as('lea'), id, idOf(name))).rejects.toMatchObject({ status: 422 })
    await rows(
      'insert into project_access (workspace_id, client_id, project_id, membership_id) values (?, ?, ?, ?)',
      world.atelier.id,
      world.lune.id,
      world.site.id,
      idOf('hugo'),
    )
    await followTicket(await as('lea'), id, idOf('hugo'))
    expect(await followers(id)).toEqual(['hugo'])
    await expect(unfollowTicket(await as('lea'), id, idOf('hugo'))).rejects.toMatchObject({ status: 404 })
    await expect(followTicket(await scopeIn('nadia', world.cafe), id, idOf('nadia'))).rejects.toMatchObject({
      status: 404,
    })
  })

  it('is left once by fifty tries', async () => {
    const id = await ticketIn('open')
    await follow(id, 'hugo')
    const hugo = await as('hugo')
    const left = await Promise.allSettled(
      Array.from({ length: 50 }, () => unfollowTicket(hugo, id, idOf('hugo'))),
    )
    expect(left.filter(l => l.status === 'fulfilled')).toHaveLength(1)
    expect(await rows("select id from events where kind = 'ticket.unfollowed'")).toHaveLength(1)
  })

  it('always leaves somebody of the client to be told', async () => {
    const id = await openTicket(await as('equipe'), words)
    const leave = async (name: PersonName) => unfollowTicket(await as(name), id, idOf(name))
    const left = await Promise.allSettled([leave('lea'), leave('hugo')])
    expect(left.filter(l => l.status === 'fulfilled')).toHaveLength(1)
    expect((await followers(id)).filter(name => name !== 'equipe')).toHaveLength(1)
    await unfollowTicket(await as('ada'), id, idOf('equipe'))
    expect(
      await rows("select id from events where kind = 'ticket.unfollowed' and internal = 1"),
    ).toHaveLength(1)
  })

  it('goes along when two requests become one', async () => {
    const [from, into] = [await ticketIn('open'), await ticketIn('open', { number: 2 })]
    await follow(from, 'hugo', 'equipe')
    await follow(into, 'hugo')
    const merge = async (scope: ProjectScope) => mergeTicket(scope, from, '#2')
    await Promise.allSettled(Array.from({ length: 50 }, async () => merge(await as('ada'))))
    expect(await followers(into)).toEqual(['equipe', 'hugo', 'lea'])
    expect(await told()).toEqual(['hugo', 'lea'])
    expect(await rows("select id from events where kind = 'ticket.merged'")).toHaveLength(1)
  })
})
