import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { playwrightCounts, stageCounts, vitestCounts } from './counts.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parvis-counts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function report(content: object): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

it('reads vitest’s report, and counts a file that could not be loaded as one failure', () => {
  const files = [
    { status: 'passed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ]
  const path = report({ numPassedTests: 12, numFailedTests: 1, testResults: files })
  expect(vitestCounts(path)).toEqual({ passed: 12, failed: 2 })
})

it('counts a browser test that passed only when tried again as failed', () => {
  const path = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 } })
  expect(playwrightCounts(path)).toEqual({ passed: 5, failed: 2 })
})

it('counts a stage that failed without a failed test as one failure', () => {
  expect(stageCounts(false, () => ({ passed: 3, failed: 0 }))).toEqual({ passed: 3, failed: 1 })
  expect(stageCounts(false, () => ({ passed: 3, failed: 2 }))).toEqual({ passed: 3, failed: 2 })
  expect(stageCounts(true)).toEqual({ passed: 0, failed: 0 })
  expect(stageCounts(false)).toEqual({ passed: 0, failed: 1 })
})

it('counts a stage without its report as one failure, whatever it answered', () => {
  expect(stageCounts(true, () => vitestCounts(join(folder, 'none.json')))).toEqual({ passed: 0, failed: 1 })
})
