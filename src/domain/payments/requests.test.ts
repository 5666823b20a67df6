import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn, system } from '../../../test/harness'
import {
  aPricedTicket,
  aRequest,
  asking,
  attemptRows,
  FakeProvider,
  quietQueues,
  requestRow,
} from '../../../test/payments'
import { makeWorld, type PersonName, world } from '../../../test/world'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { startCheckout } from './checkout'
import { confirm } from './confirm'
import { expireRequest } from './expire'
import { refundAttempt } from './refund'
import { cancelRequest, changeRequest, createRequest } from './requests'
import { recordTransfer } from './transfer'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const states = ['pending', 'paid', 'cancelled', 'expired', 'partly_refunded', 'refunded'] as const
type State = (typeof states)[number]

/** A request as it stands in each state, with a payment behind it where there was one. */
async function inState(state: State): Promise<{ id: string; attempt: string; provider: FakeProvider }> {
  const id = await aRequest()
  const provider = new FakeProvider()
  await startCheckout(await scopeIn('lea'), id, provider, 'http://parvis.test')
  const [attempt] = await attemptRows(id)
  const camille = await scopeIn('camille')
  const ref = String(attempt?.provider_ref)
  if (state === 'cancelled') await cancelRequest(camille, id)
  if (state === 'expired') {
    await rows('update payment_requests set valid_until = ? where id = ?', '2020-01-01', id)
    await expireRequest(camille, id)
  }
  if (['paid', 'partly_refunded', 'refunded'].includes(state)) {
    const truth = provider.said(ref, { state: 'paid' })
    await confirm(camille, String(attempt?.id), truth, 'webhook')
  }
  const back = state === 'refunded' ? '450' : '100'
  if (state.endsWith('refunded'))
    await refundAttempt(
      camille,
      { request: id, attempt: String(attempt?.id) },
      { amount: back, base: 0 },
      provider,
    )
  expect(await requestRow(id)).toMatchObject({ state })
  return { id, attempt: String(attempt?.id), provider }
}

type Case = Awaited<ReturnType<typeof inState>>
type Move = {
  does: (scope: Awaited<ReturnType<typeof scopeIn>>, at: Case) => Promise<unknown>
  by: PersonName[]
  from: State[]
  to: (from: State) => State
}

const moves: Record<string, Move> = {
  change: {
    does: (s, { id }) => changeRequest(s, id, { ...asking, amount: '99' }),
    by: ['camille', 'ada'],
    from: ['pending'],
    to: () => 'pending',
  },
  cancel: {
    does: (s, { id }) => cancelRequest(s, id),
    by: ['camille', 'ada'],
    from: ['pending'],
    to: () => 'cancelled',
  },
  transfer: {
    does: (s, { id }) => recordTransfer(s, id, { reference: 'VIR 12' }),
    by: ['camille', 'ada'],
    from: ['pending'],
    to: () => 'paid',
  },
  checkout: {
    does: (s, { id, provider }) => startCheckout(s, id, provider, 'http://parvis.test'),
    by: ['lea'],
    from: ['pending'],
    to: () => 'pending',
  },
  refund: {
    does: async (s, { id, attempt, provider }) => {
      const base = Number(
        (await rows('select refunded from payment_attempts where id = ?', attempt))[0]?.refunded,
      )
      return refundAttempt(s, { request: id, attempt }, { amount: '50', base }, provider)
    },
    by: ['camille', 'ada'],
    from: ['paid', 'partly_refunded'],
    to: () => 'partly_refunded',
  },
}

const everybody: PersonName[] = ['camille', 'ada', 'equipe', 'limited', 'lea', 'hugo']
const table = Object.keys(moves).flatMap(name => states.map(from => ({ name, from })))

describe('the table of requests', () => {
  it.each(table)(
    '$name from $from: allowed ones alone, and nothing written by the others',
    async ({ name, from }) => {
      const move = moves[name] as Move
      for (const person of everybody) {
        const at = await inState(from)
        const before = [await requestRow(at.id), await attemptRows(at.id), (await kindsOf()).length]
        const result = move.does(await scopeIn(person), at)
        if (!move.by.includes(person)) await expect(result).rejects.toThrow(NotFound)
        else if (!move.from.includes(from)) await expect(result).rejects.toThrow(Conflict)
        else {
          await result
          expect(await requestRow(at.id)).toMatchObject({ state: move.to(from) })
          continue
        }
        expect([await requestRow(at.id), await attemptRows(at.id), (await kindsOf()).length]).toEqual(before)
      }
    },
    30_000,
  )
})

describe('a request', () => {
  it.each(['equipe', 'limited', 'lea', 'hugo'] as const)('is not made by %s', async name => {
    await expect(createRequest(await scopeIn(name), asking)).rejects.toThrow(NotFound)
    expect(await rows('select * from payment_requests')).toEqual([])
  })

  it('is asked in the workspace’s currency, with its line in the journal and the amount apart', async () => {
    const id = await aRequest()
    expect(await requestRow(id)).toMatchObject({
      amount: 45_000,
      currency: 'EUR',
      taxes: '[]',
      state: 'pending',
    })
    const [event] = await rows('select kind, facts, money from events')
    expect(event).toEqual({
      kind: 'payment.requested',
      facts: '{"kind":"deposit"}',
      money: '{"amount":45000,"currency":"EUR"}',
    })
  })

  it.each(['0', '-5', '12,345', 'abc', '1e9', '99999999999'])('refuses the amount «%s»', async amount => {
    await expect(createRequest(await scopeIn('camille'), { ...asking, amount })).rejects.toThrow(Invalid)
  })

  it('names no phase of another project, and none that is not there', async () => {
    const shop = await scopeIn('camille', world.shop)
    await expect(createRequest(shop, { ...asking, phaseId: world.phase.id })).rejects.toThrow(NotFound)
    await expect(createRequest(shop, { ...asking, phaseId: newId() })).rejects.toThrow(NotFound)
  })

  it('is not made or changed in an archived project, but can be paid and cancelled there', async () => {
    const [one, two] = [await aRequest(), await aRequest()]
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    await expect(createRequest(await scopeIn('camille'), asking)).rejects.toThrow(Forbidden)
    await expect(changeRequest(await scopeIn('camille'), one, asking)).rejects.toThrow(Forbidden)
    await startCheckout(await scopeIn('lea'), one, new FakeProvider(), 'http://parvis.test')
    await cancelRequest(await scopeIn('camille'), two)
    expect(await requestRow(two)).toMatchObject({ state: 'cancelled' })
  })

  it('belongs to its ticket while that is priced', async () => {
    const { requestId } = await aPricedTicket(await scopeIn('camille'))
    await expect(cancelRequest(await scopeIn('camille'), requestId)).rejects.toThrow(Forbidden)
    await expect(changeRequest(await scopeIn('camille'), requestId, asking)).rejects.toThrow(Forbidden)
  })

  it('does not exist for another client’s project, or by a random id', async () => {
    const id = await aRequest()
    const cafe = await scopeIn('camille', world.cafe)
    for (const one of [id, newId()]) {
      await expect(cancelRequest(cafe, one)).rejects.toThrow(NotFound)
      await expect(recordTransfer(cafe, one, { reference: 'x' })).rejects.toThrow(NotFound)
    }
  })

  it('expires the day after its validity, in the workspace’s zone, not before', async () => {
    const id = await aRequest()
    await rows("update payment_requests set valid_until = '2026-11-20' where id = ?", id)
    const at = async (iso: string) => expireRequest(await system(Date.parse(iso)).project(world.site.id), id)
    expect(await at('2026-11-20T22:59:00Z')).toBe(false)
    expect(await at('2026-11-20T23:01:00Z')).toBe(true)
    expect(await requestRow(id)).toMatchObject({ state: 'expired' })
    expect(await kindsOf()).toEqual(['payment.requested', 'payment.expired'])
  })
})

describe('a transfer', () => {
  it('is kept once of fifty at once', async () => {
    const id = await aRequest()
    const camille = await scopeIn('camille')
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () => recordTransfer(camille, id, { reference: 'VIR 12' })),
    )
    expect(tries.filter(t => t.status === 'fulfilled')).toHaveLength(1)
    expect(await requestRow(id)).toMatchObject({
      state: 'paid',
      paid_source: 'transfer',
      transfer_reference: 'VIR 12',
    })
    expect((await kindsOf()).filter(k => k === 'payment.received')).toHaveLength(1)
  })

  it('accepts a priced ticket, with its one task', async () => {
    const { requestId } = await aPricedTicket(await scopeIn('camille'))
    await recordTransfer(await scopeIn('ada'), requestId, { reference: 'VIR 12' })
    expect(await rows('select state from tickets')).toEqual([{ state: 'accepted' }])
    expect(await rows('select state from tasks')).toEqual([{ state: 'backlog' }])
  })

  it('voids the open checkout', async () => {
    const { id } = await inState('pending')
    await recordTransfer(await scopeIn('camille'), id, { reference: 'VIR 12' })
    expect(await attemptRows(id)).toMatchObject([{ state: 'voided' }])
  })
})
