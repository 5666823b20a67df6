import * as z from 'zod'
import type { Config } from '../../config'
import type { ProjectScope } from '../../db/scope'
import { Invalid } from '../../lib/errors'
import { line, optionalDay } from '../../lib/fields'
import { newId } from '../../lib/id'
import { decimals, type Priced, parseMoney, priceOf } from '../../lib/money'
import { divided } from '../../lib/shares'
import { optionalId } from './input'
import { offersFor } from './offers'
import { mustBeActive, mustKeepBooks } from './policy'

export const MOST_PARTS = 12

/** A plan is for whoever may ask for money here, now. @throws NotFound, Forbidden (archived) */
export function mayMakePlan(scope: ProjectScope): void {
  mustKeepBooks(scope)
  mustBeActive(scope)
}

/** What every amount in a currency must be a multiple of, in minor units: mobile money takes fives of what has no cents. */
export function stepIn(config: Config, ways: Parameters<typeof offersFor>[1], currency: string): number {
  const isMobile = offersFor(config, ways, { amount: 0, currency }).some(offer => offer.method === 'mobile')
  return isMobile && decimals(currency) === 0 ? 5 : 1
}

/** Shares are kept in hundredths of a percent. */
const WHOLE = 10_000

const texts = z.union([z.string().transform(one => [one]), z.array(z.string())]).default([])

/** A plan as its form sends it: the total, and the parts column by column. */
export const planInput = z.object({
  total: line(40),
  basis: z.enum(['with', 'without']).default('with'),
  share: texts,
  title: texts,
  kind: texts,
  dueOn: texts,
  phaseId: texts,
})
export type PlanInput = z.output<typeof planInput>

const partInput = z.object({
  title: line(120),
  kind: z.enum(['deposit', 'milestone', 'balance'], 'errors.choice'),
  dueOn: optionalDay,
  phaseId: optionalId,
})

/** One payment of a plan: what its request will say. */
export type PlannedPart = z.output<typeof partInput> &
  Priced & {
    /** Hundredths of a percent of the total. */
    share: number
  }
export type Planned = { total: Priced; currency: string; parts: PlannedPart[] }

/**
 * What a plan comes to: parts whose amounts, and whose taxes one by one, add up to the total's to the last cent.
 * @param step the multiple that every amount must be (mobile money takes fives)
 * @throws Invalid (`total`, `shares`, or a part's `title-2`, `dueOn-2`…)
 */
export function planned(scope: ProjectScope, input: PlanInput, step = 1): Planned {
  const { currency, taxes } = scope.workspace
  const total = priceOf(input.total, currency, taxes, input.basis)
  if (!total) throw new Invalid({ total: 'errors.amount' })
  if (total.amount % step !== 0) throw new Invalid({ total: 'payments.error.fives' })
  const count = input.title.length
  if (count < 2 || count > MOST_PARTS) throw new Invalid({ shares: 'payments.error.parts' })
  const shares = input.title.map((_, i) => shareOf(input.share[i] ?? ''))
  const sum = shares.reduce<number>((all, one) => all + (one ?? Number.NaN), 0)
  if (sum !== WHOLE) throw new Invalid({ shares: 'payments.error.shares' })
  const weights = shares as number[]
  const amounts = divided(total.amount, weights, step)
  if (amounts.some(amount => amount <= 0)) throw new Invalid({ total: 'payments.error.too_small' })
  const parts = total.taxes.map(tax => divided(tax.amount, amounts))
  return {
    total,
    currency,
    parts: amounts.map((amount, i) => ({
      ...wordsOf(input, i),
      share: weights[i] ?? 0,
      amount,
      taxes: total.taxes.map((tax, j) => ({ ...tax, amount: parts[j]?.[i] ?? 0 })),
    })),
  }
}

/** «30», «33,34»: hundredths of a percent, or null for what is no share. */
function shareOf(text: string): number | null {
  const clean = text.replace(/[\s\u00a0\u202f%]/g, '')
  const hundredths = clean === '' ? null : parseMoney(clean, 'EUR')
  return hundredths !== null && hundredths <= WHOLE ? hundredths : null
}

function wordsOf(input: PlanInput, i: number): z.output<typeof partInput> {
  const parsed = partInput.safeParse({
    title: input.title[i] ?? '',
    kind: input.kind[i] ?? '',
    dueOn: input.dueOn[i] ?? '',
    phaseId: input.phaseId[i] ?? '',
  })
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0] ?? 'title')
  const why = { title: 'errors.required', dueOn: 'errors.date' }[field] ?? 'errors.choice'
  throw new Invalid({ [`${field}-${i + 1}`]: why })
}

/**
 * Asks for a whole plan in one commit: a request for each part, one line in the journal and one mail for all of them.
 * @returns the plan's id
 * @throws NotFound (also a phase of elsewhere), Forbidden (archived), Invalid as `planned`
 */
export async function makePlan(scope: ProjectScope, input: PlanInput, step = 1): Promise<string> {
  mayMakePlan(scope)
  const { total, currency, parts } = planned(scope, input, step)
  const planId = newId(scope.now)
  const { now } = scope
  // Their ids keep them in their order.
  const rows = parts.map(({ share, ...part }, i) => ({
    ...part,
    id: newId(now + i),
    planId,
    currency,
    stateAt: now,
    createdBy: scope.actor.membershipId,
    createdAt: now,
  }))
  await scope.commit([scope.insert('paymentRequests', rows)], {
    kind: 'payment.planned',
    subjectId: planId,
    facts: { count: rows.length, requests: rows.map(r => r.id).join(' ') },
    money: { amount: total.amount, currency },
  })
  return planId
}
