import { readFileSync } from 'node:fs'

/** How many tests passed and failed. */
export interface Counts {
  passed: number
  failed: number
}

/**
 * Reads the report that `vitest --reporter=json` wrote; a file that could not be loaded is one failure.
 * @throws when there is no report
 */
export function vitestCounts(path: string): Counts {
  const report = JSON.parse(readFileSync(path, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }
  const unloaded = report.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
}

/**
 * Reads the report of Playwright's JSON reporter. A test that passed only when tried again did not pass.
 * @throws when there is no report
 */
export function playwrightCounts(path: string): Counts {
  const { stats } = JSON.parse(readFileSync(path, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number }
  }
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
}

/** What a stage adds: its tests, or one failure when it failed without counting any (it did not even begin). */
export function stageCounts(succeeded: boolean, read?: () => Counts): Counts {
  let counts: Counts = { passed: 0, failed: 0 }
  try {
    counts = read?.() ?? counts
  } catch {
    succeeded = false
  }
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}
