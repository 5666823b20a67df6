import { expect, it } from 'vitest'
import { awaitedFirst } from './order'

it('puts what is to be paid first, the soonest due before, and leaves the rest as it came', () => {
  const of = (id: string, state: string, dueOn: string | null) => ({ id, state, dueOn })
  const ordered = awaitedFirst([
    of('paid', 'paid', '2026-01-01'),
    of('asked later', 'pending', null),
    of('asked before', 'pending', null),
    of('in February', 'pending', '2027-02-12'),
    of('cancelled', 'cancelled', null),
    of('late', 'pending', '2026-11-19'),
  ])
  expect(ordered.map(p => p.id)).toEqual([
    'late',
    'in February',
    'asked before',
    'asked later',
    'paid',
    'cancelled',
  ])
})
