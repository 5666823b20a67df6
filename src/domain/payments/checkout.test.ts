import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn } from '../../../test/harness'
import {
  aPricedTicket,
  aRequest,
  asking,
  attemptRows,
  FakeProvider,
  quietQueues,
  requestRow,
} from '../../../test/payments'
import { makeWorld, world } from '../../../test/world'
import { Conflict, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { ProviderFailure } from '../../outside/provider'
import { startCheckout } from './checkout'
import { confirm } from './confirm'
import { cancelRequest, changeRequest } from './requests'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const ORIGIN = 'http://parvis.test'
const start = async (id: string, provider = new FakeProvider(), now?: number) =>
  startCheckout(await scopeIn('lea', world.site, now), id, provider, ORIGIN)

describe('a checkout', () => {
  it('has its row before the provider is asked, and the row’s id is the key', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    let before: unknown[] = []
    const open = provider.open.bind(provider)
    provider.open = async order => {
      before = await attemptRows(id)
      return open(order)
    }
    const url = await start(id, provider)
    const [attempt] = await attemptRows(id)
    expect(before).toMatchObject([{ id: attempt?.id, state: 'created', amount: 45_000, checkout_url: null }])
    expect(attempt).toMatchObject({ provider_ref: `cs_${attempt?.id}`, checkout_url: url, currency: 'EUR' })
    expect(provider.calls).toEqual([`open ${attempt?.id}`])
    expect(await kindsOf()).toEqual(['payment.requested', 'payment.started'])
  })

  it('is given out again while it is open: by a second tab, and by another contact', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    const urls = await Promise.all([1, 2, 3, 4].map(() => start(id, provider)))
    urls.push(await start(id, provider))
    expect(new Set(urls).size).toBe(1)
    expect(await attemptRows(id)).toHaveLength(1)
  })

  it('gives the same page after a crash between the row and the answer', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    provider.fault = { error: new ProviderFailure('down', 'no_answer'), after: true }
    await expect(start(id, provider)).rejects.toThrow(ProviderFailure)
    expect(await attemptRows(id)).toMatchObject([{ state: 'created', checkout_url: null }])
    const url = await start(id, provider)
    expect(provider.pages.size).toBe(1)
    expect(await attemptRows(id)).toMatchObject([{ state: 'created', checkout_url: url }])
  })

  it('opens another where the first one’s answer is lost for good', async () => {
    const id = await aRequest()
    const provider = new FakeProvider('cinetpay')
    provider.fault = { error: new ProviderFailure('taken', '620') }
    const url = await start(id, provider)
    expect(await attemptRows(id)).toMatchObject([
      { state: 'failed', problem: '620' },
      { state: 'created', checkout_url: url },
    ])
  })

  it('is given up where the provider refuses, and said in the journal', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    provider.fault = { error: new ProviderFailure('refused', 'amount_too_small') }
    await expect(start(id, provider)).rejects.toThrow('amount_too_small')
    expect(await attemptRows(id)).toMatchObject([{ state: 'failed', problem: 'amount_too_small' }])
    expect(await kindsOf()).toContain('payment.not_opened')
  })

  it('is replaced when its page is about to close', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    await start(id, provider)
    const url = await start(id, provider, Date.now() + 24 * 3_600_000)
    expect(await attemptRows(id)).toMatchObject([
      { state: 'expired' },
      { state: 'created', checkout_url: url },
    ])
  })

  it.each(['hugo', 'nadia', 'camille', 'ada', 'equipe'] as const)('is not for %s', async name => {
    const id = await aRequest()
    const at = name === 'nadia' ? world.cafe : world.site
    await expect(startCheckout(await scopeIn(name, at), id, new FakeProvider(), ORIGIN)).rejects.toThrow(
      NotFound,
    )
    expect(await attemptRows(id)).toEqual([])
  })

  it('does not exist for a random request, and is refused for one that is over', async () => {
    await expect(start(newId())).rejects.toThrow(NotFound)
    const id = await aRequest()
    await cancelRequest(await scopeIn('ada'), id)
    await expect(start(id)).rejects.toThrow(Conflict)
    const lapsed = await aRequest()
    await rows("update payment_requests set valid_until = '2020-01-01' where id = ?", lapsed)
    await expect(start(lapsed)).rejects.toThrow(Conflict)
    expect(await rows('select * from payment_attempts')).toEqual([])
  })

  it('waits while another provider is at work', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    await start(id, provider)
    const [attempt] = await attemptRows(id)
    const truth = provider.said(String(attempt?.provider_ref), { state: 'processing' })
    await confirm(await scopeIn('camille'), String(attempt?.id), truth, 'check')
    await expect(start(id, new FakeProvider('cinetpay'))).rejects.toThrow('processing')
    await expect(cancelRequest(await scopeIn('camille'), id)).rejects.toThrow('processing')
    await expect(changeRequest(await scopeIn('camille'), id, asking)).rejects.toThrow('processing')
  })

  it('is voided with its old price, and the amount of the next is the new one', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    const old = await start(id, provider)
    await changeRequest(await scopeIn('camille'), id, { ...asking, amount: '500' })
    const url = await start(id, provider)
    expect(url).not.toBe(old)
    expect(await attemptRows(id)).toMatchObject([
      { state: 'voided', amount: 45_000 },
      { state: 'created', amount: 50_000 },
    ])
  })

  it('does not lead to a page whose price was changed while the provider was answering', async () => {
    const id = await aRequest()
    const provider = new FakeProvider()
    const open = provider.open.bind(provider)
    provider.open = async order => {
      await changeRequest(await scopeIn('camille'), id, { ...asking, amount: '500' })
      return open(order)
    }
    await expect(start(id, provider)).rejects.toThrow(Conflict)
    const [attempt] = await attemptRows(id)
    expect(attempt).toMatchObject({ state: 'voided', provider_ref: `cs_${attempt?.id}` })
  })

  it('is for a ticket’s price while the ticket is priced', async () => {
    const camille = await scopeIn('camille')
    const { ticketId, requestId } = await aPricedTicket(camille)
    await start(requestId)
    await rows('update tickets set state = ? where id = ?', 'open', ticketId)
    await expect(start(requestId, new FakeProvider('cinetpay'))).rejects.toThrow(Conflict)
    expect(await requestRow(requestId)).toMatchObject({ state: 'pending' })
  })
})
