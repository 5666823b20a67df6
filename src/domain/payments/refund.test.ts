import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn, system } from '../../../test/harness'
import { aRequest, attemptRows, FakeProvider, quietQueues, requestRow } from '../../../test/payments'
import { makeWorld } from '../../../test/world'
import { Conflict, Invalid, NotFound } from '../../lib/errors'
import { ProviderFailure } from '../../outside/provider'
import { applyReceived } from './backs'
import { startCheckout } from './checkout'
import { confirm } from './confirm'
import { dueRefunds } from './find'
import { recheckRefunds } from './recheck'
import { refundAttempt } from './refund'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

async function paid() {
  const id = await aRequest()
  const provider = new FakeProvider()
  await startCheckout(await scopeIn('lea'), id, provider, 'http://parvis.test')
  const [row] = await attemptRows(id)
  const attempt = String(row?.id)
  const camille = await scopeIn('camille')
  await confirm(camille, attempt, provider.said(`cs_${attempt}`, { state: 'paid' }), 'webhook')
  return { id, attempt, provider, camille }
}

describe('a refund', () => {
  it('goes in parts, never beyond what came', async () => {
    const { id, attempt, provider, camille } = await paid()
    await refundAttempt(camille, { request: id, attempt }, { amount: '150', base: 0 }, provider)
    expect(await requestRow(id)).toMatchObject({ state: 'partly_refunded', refunded: 15_000 })
    const more = { amount: '300,01', base: 15_000 }
    await expect(refundAttempt(camille, { request: id, attempt }, more, provider)).rejects.toThrow(Invalid)
    await refundAttempt(camille, { request: id, attempt }, { amount: '300', base: 15_000 }, provider)
    expect(await requestRow(id)).toMatchObject({ state: 'refunded', refunded: 45_000 })
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded', refunded: 45_000 }])
  })

  it('is found by its own request alone', async () => {
    const [{ attempt, provider, camille }, other] = [await paid(), await aRequest()]
    const ask = refundAttempt(camille, { request: other, attempt }, { amount: '10', base: 0 }, provider)
    await expect(ask).rejects.toThrow(NotFound)
    expect(await kindsOf()).not.toContain('payment.refund_asked')
  })

  it('pressed twice goes once', async () => {
    const { id, attempt, provider, camille } = await paid()
    const press = () => refundAttempt(camille, { request: id, attempt }, { amount: '100', base: 0 }, provider)
    await Promise.allSettled(Array.from({ length: 10 }, press))
    await expect(press()).rejects.toThrow(Conflict)
    expect(await requestRow(id)).toMatchObject({ refunded: 10_000 })
    expect((await kindsOf()).filter(k => k === 'payment.refunded')).toHaveLength(1)
  })

  it('of another amount at the same moment does not go too', async () => {
    const { id, attempt, provider, camille } = await paid()
    const ask = (amount: string) =>
      refundAttempt(camille, { request: id, attempt }, { amount, base: 0 }, provider)
    const outcomes = await Promise.allSettled([ask('100'), ask('150')])
    expect(outcomes.map(o => o.status).sort()).toEqual(['fulfilled', 'rejected'])
    const [row] = await attemptRows(id)
    expect([10_000, 15_000]).toContain(row?.refunded)
  })

  it('whose answer was lost is not sent again, and appears by the webhook', async () => {
    const { id, attempt, provider, camille } = await paid()
    provider.fault = { error: new ProviderFailure('down', 'no_answer'), after: true }
    const ask = { amount: '100', base: 0 }
    await expect(refundAttempt(camille, { request: id, attempt }, ask, provider)).rejects.toThrow(
      ProviderFailure,
    )
    expect(await requestRow(id)).toMatchObject({ state: 'paid', refunded: 0 })
    expect(await kindsOf()).toContain('payment.refund_asked')
    await refundAttempt(camille, { request: id, attempt }, ask, provider)
    expect(await requestRow(id)).toMatchObject({ state: 'partly_refunded', refunded: 10_000 })
    const told = await provider.received(`pi_${attempt}`)
    expect(await applyReceived(camille, attempt, told, 'webhook')).toBe('same')
    expect(await requestRow(id)).toMatchObject({ refunded: 10_000 })
  })

  it('told of another amount or currency than ours is not taken', async () => {
    const { id, attempt, provider, camille } = await paid()
    const told = await provider.received(`pi_${attempt}`)
    for (const wrong of [{ amount: 1 }, { currency: 'XOF' }, { attemptId: 'another' }])
      expect(
        await applyReceived(
          camille,
          attempt,
          { ...told, backs: [{ ref: 're_1', key: null, amount: 500, state: 'succeeded' }], ...wrong },
          'webhook',
        ),
      ).toBe('mismatch')
    expect(await requestRow(id)).toMatchObject({ state: 'paid', refunded: 0 })
  })

  it('stands as a row before the money moves, and says how it goes', async () => {
    const { id, attempt, provider, camille } = await paid()
    provider.fault = { error: new ProviderFailure('refused', 'charge_disputed') }
    const ask = { amount: '100', base: 0 }
    await expect(refundAttempt(camille, { request: id, attempt }, ask, provider)).rejects.toThrow('refused')
    await refundAttempt(camille, { request: id, attempt }, ask, provider)
    const kept = await rows('select state, amount, problem, provider_ref from refunds order by state')
    expect(kept).toMatchObject([
      { state: 'failed', amount: 10_000, problem: 'charge_disputed', provider_ref: null },
      { state: 'succeeded', amount: 10_000, problem: null },
    ])
    expect((await kindsOf()).filter(k => k === 'payment.refund_failed')).toHaveLength(1)
  })

  it('that the bank sends back is taken back in the totals, and said loudly, once', async () => {
    const { id, attempt, provider, camille } = await paid()
    await refundAttempt(camille, { request: id, attempt }, { amount: '450', base: 0 }, provider)
    expect(await requestRow(id)).toMatchObject({ state: 'refunded', refunded: 45_000 })
    const told = await provider.received(`pi_${attempt}`)
    const failed = {
      ...told,
      backs: told.backs.map(b => ({ ...b, state: 'failed' as const, problem: 'closed' })),
    }
    expect(await applyReceived(camille, attempt, failed, 'webhook')).toBe('applied')
    expect(await applyReceived(camille, attempt, failed, 'webhook')).toBe('same')
    // An older word comes late: nothing goes back again.
    expect(await applyReceived(camille, attempt, told, 'webhook')).toBe('same')
    expect(await requestRow(id)).toMatchObject({ state: 'paid', refunded: 0 })
    expect(await attemptRows(id)).toMatchObject([{ state: 'succeeded', refunded: 0 }])
    expect((await kindsOf()).filter(k => k === 'payment.refund_failed')).toHaveLength(1)
    await refundAttempt(camille, { request: id, attempt }, { amount: '50', base: 0 }, provider)
    expect(await requestRow(id)).toMatchObject({ state: 'partly_refunded', refunded: 5000 })
  })

  it('given over there is kept too', async () => {
    const { id, attempt, provider, camille } = await paid()
    const told = await provider.received(`pi_${attempt}`)
    const backs = [
      { ref: 're_1', key: null, amount: 1000, state: 'pending' as const },
      { ref: 're_2', key: null, amount: 2000, state: 'succeeded' as const },
      { ref: 're_3', key: null, amount: 4000, state: 'failed' as const },
    ]
    await Promise.all(
      Array.from({ length: 8 }, () => applyReceived(camille, attempt, { ...told, backs }, 'webhook')),
    )
    expect(await requestRow(id)).toMatchObject({ state: 'partly_refunded', refunded: 3000 })
    expect(await rows('select provider_ref, state from refunds order by provider_ref')).toEqual([
      { provider_ref: 're_1', state: 'pending' },
      { provider_ref: 're_2', state: 'succeeded' },
      { provider_ref: 're_3', state: 'failed' },
    ])
  })

  it('whose answer was lost is found by the cron, or given up where it never arrived', async () => {
    for (const arrived of [true, false]) {
      const { id, attempt, provider, camille } = await paid()
      provider.fault = { error: new ProviderFailure('down', 'no_answer'), after: arrived }
      const ask = refundAttempt(camille, { request: id, attempt }, { amount: '100', base: 0 }, provider)
      await expect(ask).rejects.toThrow(ProviderFailure)
      const [due] = await dueRefunds(system(Date.now() + 3 * 60_000))
      if (!due) throw new Error('nothing is due')
      expect(await dueRefunds(system(Date.now() + 3 * 60_000))).toEqual([])
      const later = await system(Date.now() + 2 * 3_600_000).project(due.projectId)
      await recheckRefunds(later, due, provider)
      expect(await requestRow(id)).toMatchObject({ refunded: arrived ? 10_000 : 0 })
      expect(await rows('select state, problem from refunds where request_id = ?', id)).toEqual([
        arrived ? { state: 'succeeded', problem: null } : { state: 'failed', problem: 'never_arrived' },
      ])
    }
  })

  it('of a second payment is one call, and takes nothing from the first', async () => {
    const { id, provider, camille } = await paid()
    await rows('update payment_requests set state = ?', 'pending')
    await rows('update payment_attempts set state = ?', 'expired')
    await startCheckout(await scopeIn('lea'), id, provider, 'http://parvis.test')
    const [first, second] = (await attemptRows(id)).map(a => String(a.id))
    for (const one of [first, second])
      await confirm(camille, String(one), provider.said(`cs_${one}`, { state: 'paid' }), 'webhook')
    expect(await requestRow(id)).toMatchObject({ state: 'paid', duplicate: 1 })
    const named = { request: id, attempt: String(second) }
    await refundAttempt(camille, named, { amount: '450', base: 0 }, provider)
    expect(await requestRow(id)).toMatchObject({ state: 'paid', refunded: 0 })
    expect((await attemptRows(id)).map(a => [a.flag, a.refunded])).toEqual([
      [null, 0],
      ['duplicate', 45_000],
    ])
  })

  it('is asked of the account that was paid into, and of no other', async () => {
    const { id, attempt, camille } = await paid()
    const other = new FakeProvider()
    other.accountId = 'another'
    const ask = refundAttempt(camille, { request: id, attempt }, { amount: '100', base: 0 }, other)
    await expect(ask).rejects.toThrow(NotFound)
    expect(await rows('select * from refunds')).toEqual([])
  })
})
