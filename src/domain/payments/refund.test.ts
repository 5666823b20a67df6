import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, scopeIn } from '../../../test/harness'
import { aRequest, attemptRows, FakeProvider, quietQueues, requestRow } from '../../../test/payments'
import { makeWorld } from '../../../test/world'
import { Conflict, Invalid, NotFound } from '../../lib/errors'
import { ProviderFailure } from '../../outside/provider'
import { applyReceived } from './backs'
import { startCheckout } from './checkout'
import { confirm } from './confirm'
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
      expect(await applyReceived(camille, attempt, { ...told, refunded: 500, ...wrong }, 'webhook')).toBe(
        'mismatch',
      )
    expect(await requestRow(id)).toMatchObject({ state: 'paid', refunded: 0 })
  })
})
