import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn, system } from '../../../test/harness'
import { offerFor, ticketIn } from '../../../test/tickets'
import { follow, idOf, told } from '../../../test/told'
import { makeWorld, type PersonName, START, world } from '../../../test/world'
import { acceptedByPayment, acceptTicket } from './accept'
import { agreeToPrice } from './agree'
import { assignTicket } from './assign'
import { askClarification } from './clarify'
import { declineTicket, refuseTicket, reopenRefused, withdrawTicket } from './decide'
import { dossier } from './dossier'
import { mergeTicket } from './merge'
import { moveTask } from './move-task'
import { priceTicket, withdrawPrice } from './price'
import { replyToTicket } from './reply'
import { confirmTicket, reopenTicket, resolveTicket } from './resolve'
import { expirePrices } from './time'

beforeEach(makeWorld)

const NOW = START + 3_600_000
const as = (name: PersonName) => scopeIn(name, world.site, NOW)
const everyTeam = ['ada', 'camille', 'equipe', 'limited']

const price = { amount: '80', entry: 'ttc', description: 'X', delayDays: null, validUntil: null } as const

describe('who hears of a ticket', () => {
  const own = ['lea']
  const copied = ['hugo', 'lea']
  /** With Hugo, whom Léa put in copy; of what Ada says, those who have it too. */
  const inCharge = ['equipe', 'hugo', 'limited']
  const moves: Record<string, [Parameters<typeof ticketIn>[0], (id: string) => Promise<unknown>, string[]]> =
    {
      replied: [
        'open',
        async id => replyToTicket(await as('ada'), id, 'Voilà'),
        ['equipe', 'hugo', 'lea', 'limited'],
      ],
      asked: ['open', async id => askClarification(await as('ada'), id, 'Lequel ?'), copied],
      accepted: ['open', async id => acceptTicket(await as('ada'), id), copied],
      refused: ['open', async id => refuseTicket(await as('ada'), id, 'Non'), copied],
      resolved: ['in_progress', async id => resolveTicket(await as('ada'), id), copied],
      price_gone: [
        'quoted',
        async id => {
          await offerFor(id)
          await withdrawPrice(await as('ada'), id)
        },
        copied,
      ],
      merged: [
        'open',
        async id => mergeTicket(await as('ada'), id, await ticketIn('open', { number: 9 })),
        copied,
      ],
      withdrawn: ['open', async id => withdrawTicket(await as('lea'), id), inCharge],
      answered: ['waiting_client', async id => replyToTicket(await as('lea'), id, 'Le rouge'), inCharge],
      reopened: ['resolved', async id => reopenTicket(await as('lea'), id, 'Non'), inCharge],
      confirmed: ['resolved', async id => confirmTicket(await as('lea'), id), inCharge],
      declined: [
        'quoted',
        async id => {
          await offerFor(id)
          await declineTicket(await as('lea'), id)
        },
        inCharge,
      ],
    }

  for (const [name, [state, move, followed]] of Object.entries(moves)) {
    it(`${name}: its opener and followers, or who is in charge`, async () => {
      const first = await ticketIn(state, { stateAt: NOW - 1000 })
      await move(first)
      expect(await told()).toEqual(followed.includes('lea') ? own : everyTeam)
      await rows('update tickets set number = number + 100')
      const second = await ticketIn(state, { number: 2, stateAt: NOW - 1000 })
      await follow(second, 'hugo', 'limited')
      await rows('update tickets set assignee_id = ? where id = ?', idOf('equipe'), second)
      await rows('update tickets set number = 50 where number = 9')
      await move(second)
      expect(await told()).toEqual(followed)
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
    await rows('update memberships set removed_at = 1 where id = ?', idOf('hugo'))
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
    // A reply is for the other side, even when its writer has lost access since.
    await rows('delete from ticket_followers where membership_id = ?', idOf('ada'))
    await replyToTicket(await as('hugo'), id, 'Merci')
    expect(await told()).toEqual(['ada', 'camille', 'equipe'])
    await rows('update memberships set removed_at = 1 where id = ?', idOf('hugo'))
    expect(await told()).toEqual(['ada', 'camille', 'equipe'])
  })
})
