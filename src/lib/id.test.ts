import { expect, it } from 'vitest'
import { idFrom, isId, newId } from './id'

it('ids are UUIDv7, never twice the same, and sorted by their instant', () => {
  const ids = [newId(1_001), newId(1_000), newId(1_002)]
  expect(ids.every(isId)).toBe(true)
  expect([...ids].sort()).toEqual([ids[1], ids[0], ids[2]])
  expect(newId(5)).not.toBe(newId(5))
  expect(isId('0190000000007000800000000000abcd')).toBe(false)
})

it('an id of the same bits is the same, and has the form of any other', () => {
  const bits = 'f'.repeat(64)
  expect(isId(idFrom(bits))).toBe(true)
  expect(idFrom(bits)).toBe(idFrom(bits))
  expect(idFrom(`0${bits.slice(1)}`)).not.toBe(idFrom(bits))
})
