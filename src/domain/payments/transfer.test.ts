import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn } from '../../../test/harness'
import { aPricedTicket, aRequest, env, quietQueues, requestRow } from '../../../test/payments'
import { makeWorld, people, world } from '../../../test/world'
import { Conflict, Invalid, NotFound } from '../../lib/errors'
import { remind } from './remind'
import { cancelRequest } from './requests'
import { isSettled } from './things'
import { recordRepayment, recordTransfer } from './transfer'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const NOON = Date.parse('2026-11-20T11:00:00Z')
const DAY = 86_400_000

describe('a transfer', () => {
  it('keeps its day, who noted it, and the proof that the team keeps to itself', async () => {
    const id = await aRequest()
    const file = new File(['relevé'], 'releve.txt', { type: 'text/plain' })
    const camille = await scopeIn('camille', world.site, NOON)
    await recordTransfer(
      camille,
      id,
      { reference: 'VIR 12', receivedOn: '2026-11-18' },
      { file, bucket: env.FILES as R2Bucket },
    )
    const [proof] = await rows<{ id: string; shared: number }>('select id, shared from files')
    expect(proof?.shared).toBe(0)
    expect(await requestRow(id)).toMatchObject({
      state: 'paid',
      paid_source: 'transfer',
      transfer_on: '2026-11-18',
      transfer_by: people.camille.membership,
      transfer_reference: 'VIR 12',
      proof_file_id: proof?.id,
    })
  })

  it('is of today where nothing else is said, and never of tomorrow', async () => {
    const id = await aRequest()
    const camille = await scopeIn('camille', world.site, NOON)
    await expect(recordTransfer(camille, id, { reference: 'VIR', receivedOn: '2026-11-21' })).rejects.toThrow(
      Invalid,
    )
    await recordTransfer(camille, id, { reference: 'VIR' })
    expect(await requestRow(id)).toMatchObject({ transfer_on: '2026-11-20' })
  })
})

describe('what came by transfer', () => {
  const paidByTransfer = async () => {
    const id = await aRequest()
    await recordTransfer(await scopeIn('camille'), id, { reference: 'VIR 12' })
    return id
  }

  it('is noted as given back, in parts, to the whole', async () => {
    const id = await paidByTransfer()
    const camille = await scopeIn('camille')
    await recordRepayment(camille, id, { amount: '100', base: 0, reason: 'Geste' })
    expect(await requestRow(id)).toMatchObject({ state: 'partly_refunded', refunded: 10_000 })
    await recordRepayment(camille, id, { amount: '350', base: 10_000, reason: '' })
    expect(await requestRow(id)).toMatchObject({ state: 'refunded', refunded: 45_000 })
    expect(
      await rows('select attempt_id, amount, state, reason, created_by from refunds order by amount'),
    ).toMatchObject([
      { attempt_id: null, amount: 10_000, state: 'succeeded', reason: 'Geste' },
      { amount: 35_000, created_by: people.camille.membership },
    ])
    expect((await kindsOf()).filter(k => k === 'payment.refunded')).toHaveLength(2)
  })

  it('goes back once of twenty at once', async () => {
    const id = await paidByTransfer()
    const camille = await scopeIn('camille')
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => recordRepayment(camille, id, { amount: '450', base: 0, reason: '' })),
    )
    expect(tries.filter(t => t.status === 'fulfilled')).toHaveLength(1)
    expect(await rows('select amount from refunds')).toEqual([{ amount: 45_000 }])
  })

  it('never goes back beyond what came, or where nothing came by transfer', async () => {
    const id = await paidByTransfer()
    const camille = await scopeIn('camille')
    const back = (request: string, amount: string) =>
      recordRepayment(camille, request, { amount, base: 0, reason: '' })
    await expect(back(id, '450,01')).rejects.toThrow(Invalid)
    await expect(back(await aRequest(), '1')).rejects.toThrow(Conflict)
    await expect(
      recordRepayment(await scopeIn('lea'), id, { amount: '1', base: 0, reason: '' }),
    ).rejects.toThrow(NotFound)
  })
})

describe('a reminder', () => {
  it('goes once a day, unless another is meant', async () => {
    const id = await aRequest()
    const at = (ms: number) => scopeIn('camille', world.site, ms)
    await remind(await at(NOON), id, false)
    await expect(remind(await at(NOON + DAY / 2), id, false)).rejects.toThrow(Invalid)
    await remind(await at(NOON + DAY / 2), id, true)
    await remind(await at(NOON + 2 * DAY), id, false)
    expect((await kindsOf()).filter(k => k === 'payment.reminded')).toHaveLength(3)
    expect(await requestRow(id)).toMatchObject({ reminded_at: NOON + 2 * DAY })
  })

  it('goes once of twenty at once', async () => {
    const id = await aRequest()
    const camille = await scopeIn('camille')
    await Promise.allSettled(Array.from({ length: 20 }, () => remind(camille, id, false)))
    expect((await kindsOf()).filter(k => k === 'payment.reminded')).toHaveLength(1)
  })

  it('is for what can be paid now, by those who keep the books', async () => {
    const id = await aRequest()
    for (const name of ['equipe', 'lea', 'hugo'] as const)
      await expect(remind(await scopeIn(name), id, false)).rejects.toThrow(NotFound)
    await cancelRequest(await scopeIn('camille'), id)
    await expect(remind(await scopeIn('camille'), id, false)).rejects.toThrow(Conflict)
  })
})

describe('a thing', () => {
  it('is settled once paid, while nothing of it is asked for any more', async () => {
    const camille = await scopeIn('camille')
    const project = { project: world.site.id }
    expect(await isSettled(camille, project)).toBe(false)
    const [one, two] = [await aRequest(), await aRequest()]
    await recordTransfer(camille, one, { reference: 'VIR' })
    expect(await isSettled(camille, { request: one })).toBe(true)
    expect(await isSettled(camille, { request: two })).toBe(false)
    expect(await isSettled(camille, project)).toBe(false)
    await recordTransfer(camille, two, { reference: 'VIR' })
    expect(await isSettled(camille, project)).toBe(true)
    expect(await isSettled(await scopeIn('camille', world.cafe), project)).toBe(false)
  })

  it('that is a ticket’s price is settled by its request', async () => {
    const camille = await scopeIn('camille')
    const { ticketId, requestId } = await aPricedTicket(camille)
    expect(await isSettled(camille, { ticket: ticketId })).toBe(false)
    await recordTransfer(camille, requestId, { reference: 'VIR' })
    expect(await isSettled(camille, { ticket: ticketId })).toBe(true)
  })
})
