import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn, system } from '../../../test/harness'
import { offerFor, ticketIn } from '../../../test/tickets'
import { makeWorld, START, world } from '../../../test/world'
import { ticketStates } from '../../db/schema/tickets'
import type { ProjectScope } from '../../db/scope'
import { Conflict, NotFound } from '../../lib/errors'
import { acceptedByPayment, acceptTicket } from './accept'
import { agreeToPrice } from './agree'
import { askClarification, resumeTicket } from './clarify'
import { declineTicket, refuseTicket, reopenRefused, withdrawTicket } from './decide'
import { dossier } from './dossier'
import { mergeTicket } from './merge'
import { moveTask } from './move-task'
import { type MoveName, movesFor, type TicketState } from './moves'
import { priceTicket, withdrawPrice } from './price'
import { replyToTicket } from './reply'
import { confirmTicket, reopenTicket, resolveTicket } from './resolve'
import { closeOldTickets, expirePrices } from './time'
import { allow } from './transition'

beforeEach(makeWorld)

const NOW = START + 3_600_000
const all = ticketStates
const price = {
  amount: '80',
  entry: 'ttc',
  description: 'Le réparer',
  delayDays: 3,
  terms: 'now',
  validUntil: null,
} as const

type Try = (scope: ProjectScope, id: string) => Promise<unknown>
type Line = {
  from: TicketState[]
  /** Who may: the others get a `NotFound`. */
  by: ('camille' | 'ada' | 'equipe' | 'lea' | 'hugo')[]
  run: Try
  to: TicketState | ((from: TicketState) => TicketState)
  kind: string
  task?: 'backlog' | 'in_progress' | 'done'
  request?: 'pending' | 'cancelled'
}

const team = ['camille', 'ada', 'equipe'] as const
const pricers = ['camille', 'ada'] as const
const contacts = ['lea', 'hugo'] as const
const workable: TicketState[] = ['open', 'waiting_client', 'accepted', 'in_progress']
const undecided: TicketState[] = ['open', 'waiting_client', 'quoted']

/** The product's table, written a second time: what the code must do, not what it says of itself. */
const table: Record<string, Line> = {
  ask: {
    from: ['open', 'accepted', 'in_progress'],
    by: [...team],
    run: (s, id) => askClarification(s, id, 'Quel navigateur ?'),
    to: 'waiting_client',
    kind: 'ticket.clarification_asked',
  },
  resume: {
    from: ['waiting_client'],
    by: [...team],
    run: resumeTicket,
    to: 'open',
    kind: 'ticket.resumed',
  },
  accept: {
    from: ['open'],
    by: [...team],
    run: acceptTicket,
    to: 'accepted',
    kind: 'ticket.accepted',
    task: 'backlog',
  },
  price: {
    from: ['open', 'quoted'],
    by: [...pricers],
    run: (s, id) => priceTicket(s, id, price),
    to: 'quoted',
    kind: 'ticket.priced',
    request: 'pending',
  },
  agree: {
    from: ['quoted'],
    by: ['lea'],
    run: async (s, id) => {
      const { offer } = await dossier(s, id)
      return agreeToPrice(s, id, offer?.id ?? id)
    },
    to: 'accepted',
    kind: 'ticket.agreed',
    task: 'backlog',
    request: 'pending',
  },
  pay: {
    from: ['quoted'],
    by: ['camille', 'ada', 'lea'],
    run: async (s, id) => {
      const { ticket, offer } = await dossier(s, id)
      allow(s, ticket, offer, 'pay')
      const { writes, events } = acceptedByPayment(s, ticket)
      return s.commit(writes, events)
    },
    to: 'accepted',
    kind: 'ticket.paid',
    task: 'backlog',
  },
  decline: {
    from: ['quoted'],
    by: [...contacts],
    run: declineTicket,
    to: 'declined',
    kind: 'ticket.declined',
    request: 'cancelled',
  },
  withdrawPrice: {
    from: ['quoted'],
    by: [...team],
    run: withdrawPrice,
    to: 'open',
    kind: 'ticket.price_withdrawn',
    request: 'cancelled',
  },
  refuse: {
    from: undecided,
    by: [...team],
    run: (s, id) => refuseTicket(s, id, 'Hors sujet'),
    to: 'refused',
    kind: 'ticket.refused',
    request: 'cancelled',
  },
  withdraw: {
    from: undecided,
    by: [...contacts],
    run: withdrawTicket,
    to: 'withdrawn',
    kind: 'ticket.withdrawn',
    request: 'cancelled',
  },
  resolve: {
    from: workable,
    by: [...team],
    run: resolveTicket,
    to: 'resolved',
    kind: 'ticket.resolved',
    task: 'done',
  },
  reopen: {
    from: ['resolved'],
    by: [...contacts],
    run: (s, id) => reopenTicket(s, id, 'Toujours cassé'),
    to: 'in_progress',
    kind: 'ticket.reopened',
    task: 'in_progress',
  },
  confirm: {
    from: ['resolved'],
    by: [...contacts],
    run: confirmTicket,
    to: 'closed',
    kind: 'ticket.confirmed',
  },
  reopenRefused: {
    from: ['refused', 'declined'],
    by: [...team],
    run: reopenRefused,
    to: 'open',
    kind: 'ticket.reopened_by_team',
  },
  merge: {
    from: [
      'open',
      'waiting_client',
      'quoted',
      'accepted',
      'in_progress',
      'resolved',
      'refused',
      'declined',
      'withdrawn',
    ],
    by: [...team],
    run: async (s, id) => mergeTicket(s, id, '#2'),
    to: 'merged',
    kind: 'ticket.merged',
    request: 'cancelled',
  },
}

const everybody = ['camille', 'ada', 'equipe', 'lea', 'hugo'] as const

async function seen(id: string) {
  const [ticket] = await rows<Record<string, unknown>>('select * from tickets where id = ?', id)
  const tasks = await rows<{ state: string }>('select state from tasks where ticket_id = ?', id)
  const requests = await rows<{ state: string }>(
    'select state from payment_requests where ticket_id = ? order by created_at, id',
    id,
  )
  const replies = await rows('select id from replies where ticket_id = ?', id)
  return { ticket, tasks, requests, replies, kinds: await kindsOf() }
}

describe.each(Object.entries(table))('%s', (_, line) => {
  it.each(all)('from %s, by everybody', async state => {
    await ticketIn('open', { number: 2, subject: 'L’autre' })
    for (const [at, who] of everybody.entries()) {
      const id = await ticketIn(state, { number: 10 + at })
      if (state === 'quoted') await offerFor(id)
      const before = await seen(id)
      const scope = await scopeIn(who, world.site, NOW)
      const mayAtAll = line.by.includes(who)
      const allowed = mayAtAll && line.from.includes(state)
      const outcome = await line.run(scope, id).then(
        () => 'done',
        (e: Error) => e,
      )
      const after = await seen(id)
      if (!allowed) {
        expect(outcome).toBeInstanceOf(mayAtAll ? Conflict : NotFound)
        expect(after).toEqual(before)
        continue
      }
      expect(outcome).toBe('done')
      const to = typeof line.to === 'function' ? line.to(state) : line.to
      expect(after.ticket?.state).toBe(to)
      expect(after.kinds.length).toBe(before.kinds.length + 1)
      const kind = line.kind === 'ticket.priced' && state === 'quoted' ? 'ticket.repriced' : line.kind
      expect(after.kinds.at(-1)).toBe(kind)
      const hadTask = before.tasks.length > 0
      if (line.task === 'backlog' || (line.task && hadTask))
        expect(after.tasks).toEqual([{ state: line.task }])
      else expect(after.tasks).toEqual(before.tasks)
      if (line.request && (state === 'quoted' || line.request === 'pending'))
        expect(after.requests.at(-1)?.state).toBe(line.request)
      expect(after.requests.filter(r => r.state === 'pending').length).toBeLessThanOrEqual(1)
    }
  })
})

describe('what the page offers', () => {
  const named: Partial<Record<MoveName, string>> = {
    withdraw_price: 'withdrawPrice',
    reopen_refused: 'reopenRefused',
  }
  it.each(all)('in %s is exactly what the table allows', async state => {
    const id = await ticketIn(state)
    if (state === 'quoted') await offerFor(id)
    for (const who of everybody) {
      const scope = await scopeIn(who, world.site, NOW)
      const { ticket, offer } = await dossier(scope, id)
      const offered = movesFor(scope, ticket, offer)
        .map(m => named[m] ?? m)
        .filter(m => m in table)
      const expected = Object.entries(table)
        .filter(([, l]) => l.from.includes(state) && l.by.includes(who))
        .map(([name]) => name)
      expect(new Set(offered)).toEqual(new Set(expected))
    }
  })
})

describe('time', () => {
  it.each(all)('closes %s after 14 days only when it is resolved', async state => {
    const id = await ticketIn(state)
    expect(await closeOldTickets(system(START + 14 * 86_400_000 - 1))).toBe(0)
    await closeOldTickets(system(START + 14 * 86_400_000))
    await closeOldTickets(system(START + 14 * 86_400_000))
    expect((await seen(id)).ticket?.state).toBe(state === 'resolved' ? 'closed' : state)
    expect(await kindsOf()).toEqual(state === 'resolved' ? ['ticket.closed'] : [])
  })

  it('lets the client reopen for 14 days and not one more', async () => {
    const id = await ticketIn('resolved')
    const late = await scopeIn('lea', world.site, START + 14 * 86_400_000)
    await expect(reopenTicket(late, id, 'Encore')).rejects.toThrow(Conflict)
    const early = await scopeIn('lea', world.site, START + 14 * 86_400_000 - 1)
    await reopenTicket(early, id, 'Encore')
    expect((await seen(id)).ticket).toMatchObject({ state: 'in_progress', resolved_at: null })
  })

  it('lets a price lapse after its last day in the workspace’s zone, twice without harm', async () => {
    const id = await ticketIn('quoted')
    await offerFor(id, { validUntil: '2026-11-20' })
    expect(await expirePrices(system(Date.parse('2026-11-20T22:59:00Z')))).toBe(0)
    expect(await expirePrices(system(Date.parse('2026-11-20T23:01:00Z')))).toBe(1)
    expect(await expirePrices(system(Date.parse('2026-11-20T23:02:00Z')))).toBe(0)
    const after = await seen(id)
    expect(after.ticket?.state).toBe('open')
    expect(after.requests).toEqual([{ state: 'expired' }])
    expect(await kindsOf()).toEqual(['ticket.price_expired'])
  })

  it('refuses an agreement to a price that has lapsed', async () => {
    const id = await ticketIn('quoted')
    const offer = await offerFor(id, { validUntil: '2026-11-18' })
    await expect(agreeToPrice(await scopeIn('lea', world.site, NOW), id, offer)).rejects.toThrow(Conflict)
  })
})

describe('where a waiting ticket goes back to', () => {
  it.each(['open', 'accepted', 'in_progress'] as const)('is %s', async cameFrom => {
    const ask = await ticketIn(cameFrom, { number: 1 })
    await askClarification(await scopeIn('equipe', world.site, NOW), ask, 'Lequel ?')
    const scope = await scopeIn('hugo', world.site, NOW + 60_000)
    await replyToTicket(scope, ask, 'Celui du bas')
    expect((await seen(ask)).ticket).toMatchObject({
      state: cameFrom,
      came_from: null,
      worked_ms: 3_600_000,
      runs_since: NOW + 60_000,
      first_reply_at: NOW,
      first_took: 3_600_000,
    })
    expect(await kindsOf()).toEqual(['ticket.clarification_asked', 'ticket.answered'])
  })
})

describe('the task and its ticket', () => {
  const cases: [TicketState, string, 'backlog' | 'in_progress' | 'waiting_client' | 'done', TicketState][] = [
    ['accepted', 'backlog', 'in_progress', 'in_progress'],
    ['in_progress', 'in_progress', 'backlog', 'accepted'],
    ['accepted', 'backlog', 'done', 'resolved'],
    ['in_progress', 'in_progress', 'done', 'resolved'],
    ['in_progress', 'in_progress', 'waiting_client', 'in_progress'],
    ['resolved', 'done', 'in_progress', 'in_progress'],
    ['resolved', 'done', 'backlog', 'in_progress'],
    ['closed', 'done', 'in_progress', 'closed'],
    ['refused', 'backlog', 'in_progress', 'refused'],
  ]
  it.each(cases)('%s: from %s to %s makes it %s', async (state, _column, to, becomes) => {
    const id = await ticketIn(state, { task: true })
    if (state === 'closed') await rows("update tasks set state = 'done'")
    const [task] = await rows<{ id: string }>('select id from tasks')
    const scope = await scopeIn('equipe', world.site, NOW)
    await moveTask(scope, task?.id ?? '', { to, reason: 'Vos textes' })
    const after = await seen(id)
    expect(after.ticket?.state).toBe(becomes)
    expect(after.tasks).toEqual([{ state: to }])
    expect(after.kinds).toHaveLength(state === becomes ? 1 : 2)
  })
})

describe('fifty confirmed payments at once', () => {
  it('accept the ticket once, with one task', async () => {
    const id = await ticketIn('quoted')
    await offerFor(id)
    const scope = await system(NOW).project(world.site.id)
    const { ticket } = await dossier(scope, id)
    const pay = () => {
      const { writes, events } = acceptedByPayment(scope, ticket)
      return scope.commit(writes, events)
    }
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, pay))
    expect(outcomes.filter(o => o.status === 'fulfilled')).toHaveLength(1)
    const after = await seen(id)
    expect(after.ticket?.state).toBe('accepted')
    expect(after.tasks).toEqual([{ state: 'backlog' }])
    expect(after.kinds).toEqual(['ticket.paid'])
    const late = await dossier(scope, id)
    expect(acceptedByPayment(scope, late.ticket)).toEqual({ writes: [], events: [] })
  })
})

describe('a ticket accepted a second time', () => {
  it('gets its first task back instead of another', async () => {
    const id = await ticketIn('open', { task: true })
    await rows("update tasks set state = 'done'")
    await acceptTicket(await scopeIn('equipe', world.site, NOW), id)
    expect((await seen(id)).tasks).toEqual([{ state: 'backlog' }])
  })
})
