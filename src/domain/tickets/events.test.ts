import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn, system } from '../../../test/harness'
import { offerFor, taskFor, ticketIn } from '../../../test/tickets'
import { makeWorld, type PersonName, people, START, world } from '../../../test/world'
import { sha256 } from '../../lib/crypto'
import { meaningOf } from '../activity/registry'
import type { Happened, Telling } from '../events/meaning'
import { acceptTicket } from './accept'
import { agreementText, agreeToPrice } from './agree'
import { askClarification } from './clarify'
import { declineTicket, refuseTicket, withdrawTicket } from './decide'
import { dossier } from './dossier'
import { mergeTicket } from './merge'
import { moveTask } from './move-task'
import { openTicket } from './open'
import { priceTicket, withdrawPrice } from './price'
import { noteOnTicket, replyToTicket } from './reply'

beforeEach(makeWorld)

const NOW = START + 3_600_000
const as = (name: PersonName) => scopeIn(name, world.site, NOW)
const nameOf = (id: string) => Object.entries(people).find(([, p]) => p.membership === id)?.[0]

/** Who is told of the last thing that happened, as the queue would find it. */
async function told(): Promise<Telling[]> {
  const [row] = await rows<Record<string, string>>('select * from events order by rowid desc limit 1')
  const event = {
    ...row,
    actorId: row?.actor_id ?? null,
    subjectId: row?.subject_id,
    facts: JSON.parse(row?.facts ?? 'null'),
    money: JSON.parse(row?.money ?? 'null'),
  } as unknown as Happened
  const scope = await system(NOW).project(world.site.id)
  const tellings = (await meaningOf(row?.kind ?? '')?.tell?.(scope, event)) ?? []
  const everybody = tellings.filter(t => t.mail).flatMap(t => t.to)
  expect(new Set(everybody).size).toBe(everybody.length)
  expect(everybody).not.toContain(event.actorId)
  return tellings
}
const names = (tellings: Telling[], kind: string) =>
  tellings
    .filter(t => t.mail?.kind === kind)
    .flatMap(t => t.to.map(nameOf))
    .sort()

const team = ['ada', 'camille', 'equipe', 'limited']
const price = {
  amount: '777,77',
  entry: 'ttc',
  description: 'Le réparer',
  delayDays: 3,
  terms: 'later',
  validUntil: null,
} as const

describe('who is told', () => {
  it('of a new request: the team, with its words', async () => {
    const scope = await as('hugo')
    await openTicket(scope, { type: 'bug', urgency: 'urgent', subject: 'S', body: 'Mes mots', phaseId: null })
    const tellings = await told()
    expect(names(tellings, 'tickets.mail.opened')).toEqual(team)
    expect(tellings[0]?.mail?.quote).toBe('Mes mots')
    expect(await rows("select id from events where facts like '%Mes mots%'")).toEqual([])
  })

  it('of a reply: the other side alone; of a note: nobody', async () => {
    const id = await ticketIn('open')
    await replyToTicket(await as('lea'), id, 'Bonjour')
    expect(names(await told(), 'tickets.mail.reply')).toEqual(team)
    await replyToTicket(await as('equipe'), id, 'Bonjour')
    expect(names(await told(), 'tickets.mail.reply')).toEqual(['lea'])
    await noteOnTicket(await as('equipe'), id, 'Entre nous')
    expect(await told()).toEqual([])
  })

  it('of a price: those who may see it with its amount, the others without', async () => {
    const id = await ticketIn('open')
    await rows('update tickets set opened_by = ?', people.hugo.membership)
    await priceTicket(await as('camille'), id, price)
    const tellings = await told()
    expect(names(tellings, 'tickets.mail.priced')).toEqual(['lea'])
    expect(names(tellings, 'tickets.mail.priced_plain')).toEqual(['hugo'])
    const plain = tellings.filter(t => t.mail?.kind !== 'tickets.mail.priced')
    expect(JSON.stringify(plain)).not.toMatch(/777[,. ]?77|77_?777/)
    expect(tellings[0]?.mail).toMatchObject({
      finance: true,
      quote: 'Le réparer',
      facts: { amount: { money: 77_777, currency: 'EUR' }, delay: 3 },
      path: `/w/atelier/p/${world.site.id}/tickets/${id}`,
    })
  })

  it('of an agreement: the team, the amount for managers only', async () => {
    const id = await ticketIn('quoted')
    await agreeToPrice(await as('lea'), id, await offerFor(id, { amount: 77_777 }))
    const tellings = await told()
    expect(names(tellings, 'tickets.mail.agreed')).toEqual(team)
    const plain = tellings.filter(t => !t.mail?.finance)
    expect(plain.flatMap(t => t.to.map(nameOf)).sort()).toEqual(['equipe', 'limited'])
    expect(JSON.stringify(plain)).not.toMatch(/777[,. ]?77|77_?777/)
  })

  it('of the end of a price: those who were to decide about it too', async () => {
    const ends: [string, (id: string) => Promise<unknown>, string[]][] = [
      ['price_gone', async id => withdrawPrice(await as('ada'), id), ['hugo', 'lea']],
      ['refused', async id => refuseTicket(await as('ada'), id, 'Non'), ['hugo', 'lea']],
      ['withdrawn', async id => withdrawTicket(await as('hugo'), id), ['lea', ...team].sort()],
      [
        'merged',
        async id => mergeTicket(await as('ada'), id, await ticketIn('open', { number: 99 })),
        ['hugo', 'lea'],
      ],
      ['declined', async id => declineTicket(await as('lea'), id), ['hugo', ...team].sort()],
    ]
    for (const [number, [kind, end, to]] of ends.entries()) {
      const id = await ticketIn('quoted', { number: number + 1 })
      await rows('update tickets set opened_by = ?', people.hugo.membership)
      await offerFor(id)
      await end(id)
      expect([kind, names(await told(), `tickets.mail.${kind}`)]).toEqual([kind, to])
    }
    // One that had no price is none of theirs.
    const id = await ticketIn('open', { number: 50 })
    await rows('update tickets set opened_by = ?', people.hugo.membership)
    await refuseTicket(await as('ada'), id, 'Non')
    expect(names(await told(), 'tickets.mail.refused')).toEqual(['hugo'])
  })

  it('of an agreement: whoever asked for it, that it is accepted', async () => {
    const id = await ticketIn('quoted')
    await rows('update tickets set opened_by = ?', people.hugo.membership)
    await agreeToPrice(await as('lea'), id, await offerFor(id))
    expect(names(await told(), 'tickets.mail.accepted')).toEqual(['hugo'])
  })

  it('of a question, an acceptance, a no and a withdrawal: the other side, and whoever else opened it', async () => {
    const id = await ticketIn('open')
    await askClarification(await as('camille'), id, 'Lequel ?')
    expect((await told())[0]?.mail?.quote).toBe('Lequel ?')
    await withdrawTicket(await as('hugo'), id)
    expect(names(await told(), 'tickets.mail.withdrawn')).toEqual(['camille', 'lea'])
    await acceptTicket(await as('ada'), await ticketIn('open', { number: 2 }))
    expect(names(await told(), 'tickets.mail.accepted')).toEqual(['lea'])
    const quoted = await ticketIn('quoted', { number: 3 })
    await offerFor(quoted)
    await declineTicket(await as('lea'), quoted, 'Trop cher')
    expect((await told())[0]?.mail?.quote).toBe('Trop cher')
  })

  it('of a task that waits for them: the contacts, with what is needed, while it is', async () => {
    const id = await taskFor(null, 'accepted')
    const equipe = await as('equipe')
    await moveTask(equipe, id, { to: 'waiting_client', reason: 'Vos textes' })
    const tellings = await told()
    expect(names(tellings, 'tasks.mail.blocked')).toEqual(['hugo', 'lea'])
    expect(tellings[0]?.mail?.quote).toBe('Vos textes')
    await rows("update tasks set state = 'in_progress'")
    expect(await told()).toEqual([])
  })

  it('of a card dropped on Terminé and taken back: nobody', async () => {
    const id = await ticketIn('in_progress')
    const [task] = await rows<{ id: string }>('select id from tasks')
    await moveTask(await as('equipe'), task?.id ?? '', { to: 'done' })
    expect(names(await told(), 'tickets.mail.resolved')).toEqual(['lea'])
    await rows("update tickets set state = 'in_progress' where id = ?", id)
    expect(await told()).toEqual([])
  })
})

describe('a sealed agreement', () => {
  it('can be made again from its row, and changes with every word of it', async () => {
    const id = await ticketIn('quoted')
    const offer = await offerFor(id)
    await agreeToPrice(await as('lea'), id, offer)
    const { ticket, offer: agreed } = await dossier(await as('camille'), id)
    const [{ sealed } = { sealed: '' }] = await rows<{ sealed: string }>(
      'select agreed_sha256 sealed from payment_requests where id = ?',
      offer,
    )
    if (!agreed) throw new Error('the request stays due')
    expect(agreed).toMatchObject({ agreedBy: people.lea.membership, agreedAt: NOW })
    expect(await sha256(agreementText(ticket, agreed))).toBe(sealed)
    expect(await sha256(agreementText(ticket, { ...agreed, description: 'Autre chose' }))).not.toBe(sealed)
    const [event] = await rows<{ facts: string }>("select facts from events where kind = 'ticket.agreed'")
    expect(JSON.parse(event?.facts ?? '').sha256).toBe(sealed)
  })
})
