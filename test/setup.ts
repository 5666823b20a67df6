import { afterEach, beforeEach, expect } from 'vitest'
import { freshStores } from './fresh'

/** Each test begins with empty stores at the newest migration. */
beforeEach(freshStores)

/** What the product told and its table of kinds does not know; tests' own kinds of events may be unknown to it. */
const unknown: string[] = []
const log = console.log
console.log = (...args: unknown[]) => {
  const line = String(args[0])
  if (line.startsWith('{"what":"unknown telling"') && !line.includes('"kind":"test.')) unknown.push(line)
  log(...args)
}
afterEach(() => expect(unknown.splice(0)).toEqual([]))
