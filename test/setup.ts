import 'client-zip'
import 'entities'
import 'file-type'
import 'jose'
import 'markdown-it'
import 'papaparse'
import 'postal-mime'
import 'resend'
import 'stripe'
import { afterEach, beforeEach, expect } from 'vitest'
import { freshStores } from './fresh'

declare global {
  interface ImportMeta {
    /** Vite's: imports whatever these patterns match. */
    glob(patterns: string[], options: { eager: true }): Record<string, unknown>
  }
}

// What the Worker loads when it first needs it is loaded here beforehand: the test runner fetches modules by a channel
// that a queue's consumer or an object may not use, and would wait for ever where it was the first to ask.
import.meta.glob(
  ['../src/**/*.{ts,tsx}', '../templates/**/*.{ts,tsx}', '../locales/**/*.ts', '!**/*.test.{ts,tsx}'],
  {
    eager: true,
  },
)

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
