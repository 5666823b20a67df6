import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn } from '../../../test/harness'
import { quietQueues } from '../../../test/payments'
import { makeWorld, world } from '../../../test/world'
import type { ProjectScope } from '../../db/scope'
import { Forbidden, Invalid, NotFound } from '../../lib/errors'
import { makePlan, type PlanInput, planned } from './plan'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const asked = (more: Partial<PlanInput> = {}): PlanInput => ({
  total: '1 000,01',
  basis: 'with',
  share: ['30', '40', '30'],
  title: ['Acompte', 'Milieu', 'Solde'],
  kind: ['deposit', 'milestone', 'balance'],
  dueOn: ['2026-12-01', '', ''],
  phaseId: ['', world.phase.id, ''],
  ...more,
})

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
const places = [
  { currency: 'EUR', taxes: [{ name: 'TVA', rate: 20_000 }], step: 1, units: 100 },
  { currency: 'EUR', taxes: [], step: 1, units: 100 },
  {
    currency: 'CAD',
    taxes: [
      { name: 'TPS', rate: 5000 },
      { name: 'TVQ', rate: 9975 },
    ],
    step: 1,
    units: 100,
  },
  { currency: 'XOF', taxes: [{ name: 'TVA', rate: 18_000 }], step: 5, units: 1 },
] as const
/** Whole percents that add up to a hundred. */
const splits = fc
  .array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 4 })
  .map(parts => [...parts, 100 - sum(parts)])
  .filter(parts => parts.every(p => p > 0))

describe.each(places)('a plan in $currency with $taxes.length taxes', ({ currency, taxes, step, units }) => {
  const scope = { workspace: { currency, taxes } } as unknown as ProjectScope
  const totals = fc.integer({ min: 1000, max: 5_000_000 }).map(n => n * step)

  it('adds up to its total, and its taxes to the total’s, to the last unit', () => {
    fc.assert(
      fc.property(totals, splits, fc.constantFrom('with', 'without'), (total, split, basis) => {
        const text = (total / units).toFixed(units === 1 ? 0 : 2)
        const words = (text: string) => split.map(() => text)
        const input = asked({
          total: text,
          basis: step > 1 ? 'with' : (basis as 'with'),
          share: split.map(String),
          title: words('Part'),
          kind: words('milestone'),
          dueOn: words(''),
          phaseId: words(''),
        })
        const plan = planned(scope, input, step)
        expect(sum(plan.parts.map(p => p.amount))).toBe(plan.total.amount)
        for (const [i, tax] of plan.total.taxes.entries())
          expect(sum(plan.parts.map(p => p.taxes[i]?.amount ?? Number.NaN))).toBe(tax.amount)
        for (const part of plan.parts) {
          expect(part.amount % step).toBe(0)
          expect(sum(part.taxes.map(t => t.amount))).toBeLessThan(part.amount)
        }
      }),
    )
  })
})

describe('a plan', () => {
  it('is asked for in one commit: each part a request, one line in the journal', async () => {
    const planId = await makePlan(await scopeIn('camille'), asked())
    const found = await rows(
      'select kind, title, amount, due_on, phase_id, plan_id, state from payment_requests order by id',
    )
    expect(found).toEqual(
      [
        { kind: 'deposit', title: 'Acompte', amount: 30_000, due_on: '2026-12-01', phase_id: null },
        { kind: 'milestone', title: 'Milieu', amount: 40_001, due_on: null, phase_id: world.phase.id },
        { kind: 'balance', title: 'Solde', amount: 30_000, due_on: null, phase_id: null },
      ].map(part => ({ ...part, plan_id: planId, state: 'pending' })),
    )
    expect(await kindsOf()).toEqual(['payment.planned'])
    const [event] = await rows<{ facts: string; money: string }>('select facts, money from events')
    expect(JSON.parse(event?.facts ?? '')).toMatchObject({ count: 3 })
    expect(JSON.parse(event?.money ?? '')).toEqual({ amount: 100_001, currency: 'EUR' })
  })

  it.each([
    ['shares that fall short', { share: ['30', '40', '29'] }, 'shares'],
    ['a share that is none', { share: ['30', 'x', '30'] }, 'shares'],
    ['a single part', { title: ['Tout'], share: ['100'] }, 'shares'],
    ['no total', { total: '0' }, 'total'],
    ['a total too small for its parts', { total: '0,02' }, 'total'],
    ['a part without words', { title: ['Acompte', ' ', 'Solde'] }, 'title-2'],
    ['a day that is none', { dueOn: ['', '', '2026-02-30'] }, 'dueOn-3'],
    ['a kind of its own', { kind: ['deposit', 'ticket', 'balance'] }, 'kind-2'],
  ])('refuses %s beside its field', async (_, more, field) => {
    const refused = makePlan(await scopeIn('camille'), asked(more))
    await expect(refused).rejects.toThrow(Invalid)
    await expect(refused).rejects.toMatchObject({ fields: { [field]: expect.any(String) } })
    expect(await rows('select id from payment_requests')).toEqual([])
  })

  it('takes only fives where mobile money does, and says so', async () => {
    const scope = await scopeIn('awa', world.baobabSite)
    const input = asked({ total: '100 003', phaseId: ['', '', ''] })
    await expect(makePlan(scope, input, 5)).rejects.toMatchObject({
      fields: { total: 'payments.error.fives' },
    })
    await makePlan(scope, { ...input, total: '100 005' }, 5)
    const amounts = await rows<{ amount: number }>('select amount from payment_requests order by id')
    expect(amounts.map(r => r.amount)).toEqual([30_000, 40_005, 30_000])
  })

  it('names no phase of another project', async () => {
    const shop = await scopeIn('camille', world.shop)
    await expect(makePlan(shop, asked())).rejects.toThrow(NotFound)
    expect(await rows('select id from payment_requests')).toEqual([])
  })

  it.each(['equipe', 'limited', 'lea', 'hugo'] as const)('is not made by %s', async name => {
    await expect(makePlan(await scopeIn(name), asked())).rejects.toThrow(NotFound)
  })

  it('is not made in an archived project', async () => {
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    await expect(makePlan(await scopeIn('camille'), asked())).rejects.toThrow(Forbidden)
  })
})
