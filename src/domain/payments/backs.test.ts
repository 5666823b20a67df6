import * as fc from 'fast-check'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { rows, scopeIn } from '../../../test/harness'
import { attemptRows, FakeProvider, quietQueues, requestRow } from '../../../test/payments'
import { makeWorld } from '../../../test/world'
import { newId } from '../../lib/id'
import type { Back } from '../../outside/provider'
import { kinds } from '../../outside/providers'
import { applyReceived } from './backs'
import { startCheckout } from './checkout'
import { confirm } from './confirm'

beforeAll(() => quietQueues())
beforeEach(makeWorld)

const currencies = ['EUR', 'CAD', 'XOF'] as const
const states = ['pending', 'succeeded', 'failed'] as const

/** A payment of some amount, parts of it that went back, and words about them in any order and number. */
const story = fc
  .record({
    currency: fc.constantFrom(...currencies),
    parts: fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 4 }),
    kept: fc.integer({ min: 1, max: 50_000 }),
    ends: fc.array(fc.constantFrom(...states), { minLength: 4, maxLength: 4 }),
  })
  .chain(told => {
    const words = told.parts.flatMap((amount, i) =>
      states
        .slice(0, 1 + states.indexOf(told.ends[i] ?? 'pending'))
        .map((state): Back => ({ ref: `re_${i}`, key: null, amount, state })),
    )
    const often = fc.array(fc.constantFrom(...words), { maxLength: 6 })
    return often.chain(more =>
      fc
        .shuffledSubarray([...words, ...more], { minLength: words.length + more.length })
        .map(heard => ({ ...told, heard })),
    )
  })

it('what went back adds up to the last unit, whatever is told first, twice or last', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ currency, parts, kept, ends, heard }) => {
      const amount = parts.reduce((sum, part) => sum + part, kept)
      const [camille, lea, provider] = [await scopeIn('camille'), await scopeIn('lea'), new FakeProvider()]
      const id = newId()
      const asked = { kind: 'deposit' as const, title: 'Acompte', amount, taxes: [], currency }
      const at = { stateAt: camille.now, createdAt: camille.now }
      await camille.commit([camille.insert('paymentRequests', { id, ...asked, ...at })], [])
      await startCheckout(lea, id, provider, 'http://parvis.test')
      const attempt = String((await attemptRows(id))[0]?.id)
      await confirm(camille, attempt, provider.said(`cs_${attempt}`, { state: 'paid' }), 'webhook')
      const received = await provider.received(`pi_${attempt}`)
      for (const word of heard)
        await applyReceived(
          camille,
          attempt,
          { ...received, backs: [{ ...word, ref: `${word.ref}_${id}` }] },
          'webhook',
        )

      const out = parts.reduce((sum, part, i) => (ends[i] === 'failed' ? sum : sum + part), 0)
      const state = out === 0 ? 'paid' : 'partly_refunded'
      expect(await requestRow(id)).toMatchObject({ state, refunded: out, amount })
      expect(await attemptRows(id)).toMatchObject([{ refunded: out, amount }])
      const sums = await rows(
        "select sum(amount) out from refunds where request_id = ? and state in ('pending', 'succeeded')",
        id,
      )
      expect(sums[0]?.out ?? 0).toBe(out)
    }),
    { numRuns: 25 },
  )
}, 60_000)

it('mobile money takes whole francs in fives, and nothing that it would have to round', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('XOF', 'XAF', 'EUR', 'CAD'),
      fc.nat({ max: 1_000_000 }),
      (currency, amount) => {
        const takes = kinds.cinetpay.takes(amount, currency)
        expect(takes).toBe(['XOF', 'XAF'].includes(currency) && amount >= 100 && amount % 5 === 0)
      },
    ),
  )
  expect(kinds.cinetpay.takes(500, 'USD')).toBe(true)
  for (const cents of [501, 550, 600, 499]) expect(kinds.cinetpay.takes(cents, 'USD')).toBe(false)
})
