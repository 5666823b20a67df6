import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { holidaySets, holidaysFrom } from '../src/lib/holidays'
import { holidaysSource, target } from './holidays'

it('are what the package says today: otherwise run node scripts/holidays.ts', () => {
  expect(readFileSync(target, 'utf8')).toBe(holidaysSource())
})

it('stand in their year, eleven in France, eight in Québec, fourteen in Côte d’Ivoire', () => {
  const found = holidaySets.map(set =>
    holidaysFrom(set, '2027-01-01', 365).map(day => `${day.on} ${day.word}`),
  )
  expect(found.map(days => days.length)).toEqual([11, 8, 14])
  expect(found[0]).toContain('2027-05-06 ascension')
  expect(found[1]).toContain('2027-05-24 patriots_day')
  expect(found[2]).toContain('2027-05-16 eid_al_adha')
  expect(found[1]?.join()).not.toContain('first_of_may')
})
