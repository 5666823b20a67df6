import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeAt, scopeIn } from '../../../test/harness'
import { aRequest, asking, moneyTooMany, quietQueues, requestRow } from '../../../test/payments'
import { makeWorld, people, world } from '../../../test/world'
import { NotFound } from '../../lib/errors'
import { referenceOf } from '../../lib/reference'
import { exportAcross, listAcross } from './across'
import { noFilter, type PaymentFilter, paymentFilter } from './filter'
import { createRequest } from './requests'
import { monthsAround } from './totals'
import { recordTransfer } from './transfer'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

/** Friday 20 November 2026, noon in Paris. */
const NOW = Date.parse('2026-11-20T11:00:00Z')

const ask = async (title: string, more: object = {}, project: typeof world.site = world.site) =>
  createRequest(await scopeIn('camille', project, NOW), { ...asking, title, ...more })

const titles = async (filter: Partial<PaymentFilter>) =>
  (await listAcross(await scopeAt('camille', 'atelier', NOW), { ...noFilter, ...filter })).payments
    .map(p => p.title)
    .sort()

describe('the list over all projects', () => {
  it('is cut by client, project, state, kind, flag, words and period', async () => {
    const late = await ask('Acompte', { dueOn: '2026-11-01' })
    const paid = await ask('Jalon', { kind: 'milestone', dueOn: '2026-12-24' })
    await ask('Solde du café', { kind: 'balance' }, world.cafe as unknown as typeof world.site)
    await recordTransfer(await scopeIn('camille', world.site, NOW), paid, { reference: 'VIR LUNE 7' })
    await rows('update payment_requests set disputed = 1 where id = ?', late)
    expect(await titles({})).toEqual(['Acompte', 'Jalon', 'Solde du café'])
    expect(await titles({ client: world.zinc.id })).toEqual(['Solde du café'])
    expect(await titles({ project: world.site.id })).toEqual(['Acompte', 'Jalon'])
    expect(await titles({ state: 'pending' })).toEqual(['Acompte', 'Solde du café'])
    expect(await titles({ state: 'overdue' })).toEqual(['Acompte'])
    expect(await titles({ state: 'received' })).toEqual(['Jalon'])
    expect(await titles({ kind: 'balance' })).toEqual(['Solde du café'])
    expect(await titles({ flag: 'disputed' })).toEqual(['Acompte'])
    expect(await titles({ q: 'lune 7' })).toEqual(['Jalon'])
    expect(await titles({ q: referenceOf({ id: paid }) })).toEqual(['Jalon'])
    expect(await titles({ q: '%' })).toEqual([])
    expect(await titles({ by: 'due', from: '2026-12-01', to: '2026-12-24' })).toEqual(['Jalon'])
    expect(await titles({ by: 'paid', from: '2026-11-20', to: '2026-11-20' })).toEqual(['Jalon'])
    expect(await titles({ by: 'asked', from: '2026-11-21' })).toEqual([])
  })

  it('counts what wants a look, whatever the filter: disputes, and money too many that was not given back', async () => {
    const id = await ask('Acompte')
    const look = async () =>
      (await listAcross(await scopeAt('camille', 'atelier', NOW), { ...noFilter, q: 'nothing' })).look
    expect(await look()).toEqual({ disputed: 0, duplicate: 0, late: 0 })
    await rows('update payment_requests set disputed = 1 where id = ?', id)
    await moneyTooMany(id, 'duplicate')
    await moneyTooMany(id, 'late', 45_000)
    expect(await look()).toEqual({ disputed: 1, duplicate: 1, late: 0 })
  })

  it('takes what it does not know in an address for nothing said', () => {
    const odd = { state: "x' or 1", client: 'x', from: 'yesterday', kind: ['a'], before: '1; drop' }
    expect(paymentFilter.parse(odd)).toEqual(noFilter)
  })

  it('adds by currency, and never across currencies', async () => {
    await ask('Acompte', { dueOn: '2026-11-01' })
    const paid = await ask('Jalon')
    await recordTransfer(await scopeIn('camille', world.site, NOW), paid, { reference: 'VIR' })
    const dollars = await ask('En dollars')
    await rows("update payment_requests set currency = 'CAD', amount = 700 where id = ?", dollars)
    const { sums } = await listAcross(await scopeAt('camille', 'atelier', NOW), noFilter)
    expect(sums).toEqual([
      { currency: 'CAD', awaited: 700, overdue: 0, received: 0, refunded: 0 },
      { currency: 'EUR', awaited: 45_000, overdue: 45_000, received: 45_000, refunded: 0 },
    ])
  })

  it('puts each amount into its month, of the workspace’s zone', async () => {
    await ask('En retard', { dueOn: '2026-10-31' })
    await ask('En janvier', { dueOn: '2027-01-15' })
    await ask('Sans échéance')
    const paid = await ask('Payé')
    await recordTransfer(await scopeIn('camille', world.site, NOW), paid, { reference: 'VIR' })
    // The last evening of September in UTC is October in Paris.
    await rows(
      'update payment_requests set paid_at = ? where id = ?',
      Date.parse('2026-09-30T22:30:00Z'),
      paid,
    )
    const { pictures } = await listAcross(await scopeAt('camille', 'atelier', NOW), noFilter)
    const months = pictures.find(p => p.currency === 'EUR')?.months ?? []
    expect(months.filter(m => m.received + m.awaited + m.overdue > 0)).toEqual([
      { month: '2026-10', received: 45_000, awaited: 0, overdue: 45_000 },
      { month: '2026-11', received: 0, awaited: 45_000, overdue: 0 },
      { month: '2027-01', received: 0, awaited: 45_000, overdue: 0 },
    ])
    expect(monthsAround('Europe/Paris', NOW)).toHaveLength(12)
  })

  it('is a contact’s own company’s alone, and nobody’s without finance', async () => {
    await ask('Acompte')
    await ask('Solde du café', {}, world.cafe as unknown as typeof world.site)
    const lea = await listAcross(await scopeAt('lea', 'atelier', NOW), noFilter)
    expect(lea.payments.map(p => p.title)).toEqual(['Acompte'])
    expect(lea.sums).toMatchObject([{ awaited: 45_000 }])
    expect(lea.projects.every(p => p.clientId === people.lea.client)).toBe(true)
    for (const name of ['equipe', 'hugo'] as const) {
      await expect(listAcross(await scopeAt(name, 'atelier'), noFilter)).rejects.toThrow(NotFound)
      await expect(exportAcross(await scopeAt(name, 'atelier'), noFilter, false)).rejects.toThrow(NotFound)
    }
  })

  it('is another workspace’s own', async () => {
    const id = await aRequest()
    expect((await requestRow(id)).title).toBe('Acompte de 30 %')
    const { payments, sums, clients } = await listAcross(await scopeAt('awa'), noFilter)
    expect([payments, sums, clients.map(c => c.id)]).toEqual([[], [], [world.baobab.id]])
  })
})
