import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild, stopChild } from '../local/children.ts'
import { root } from '../local/paths.ts'
import { findChromium, installChromium } from './chromium.ts'
import { type Counts, playwrightCounts, stageCounts, vitestCounts } from './counts.ts'

const MINUTE = 60_000
const folder = mkdtempSync(join(tmpdir(), 'parvis-test-'))
const vitestReport = join(folder, 'vitest.json')
const playwrightReport = join(folder, 'playwright.json')
const results: { name: string; seconds: number; counts: Counts }[] = []
let running: Child | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void abandon())
process.on('disconnect', () => void abandon())
process.channel?.unref()

await stage('check', 15, () => ['scripts/check.ts', []])
await stage(
  'vitest',
  30,
  () => [
    'node_modules/vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
  ],
  () => vitestCounts(vitestReport),
)
await stage(
  'browser',
  35,
  () => {
    process.env.CHROMIUM_PATH = findChromium() ?? installChromium()
    process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = playwrightReport
    return ['node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json']]
  },
  () => playwrightCounts(playwrightReport),
)

rmSync(folder, { recursive: true, force: true })
console.log()
for (const { name, seconds, counts } of results) {
  const mark = counts.failed > 0 ? '✗' : '✓'
  const tests =
    counts.passed + counts.failed > 0 ? `${counts.passed} passed, ${counts.failed} failed` : 'passed'
  console.log(`${mark} ${name}: ${tests} (${seconds.toFixed(1)} s)`)
}
const sum = (key: keyof Counts) => results.reduce((total, { counts }) => total + counts[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') > 0 ? 1 : 0)

/** Runs one stage to its end, or to its limit in minutes, and keeps what it counted. */
async function stage(
  name: string,
  limit: number,
  command: () => [script: string, args: string[]],
  read?: () => Counts,
): Promise<void> {
  console.log(`\n— ${name}`)
  const started = performance.now()
  let succeeded = false
  try {
    const [script, args] = command()
    const child = startChild(name, join(root, script), args, {
      env: process.env,
      onOutput: text => process.stdout.write(text),
    })
    running = child
    const timer = setTimeout(() => {
      console.error(`✗ ${name} took longer than ${limit} minutes.`)
      void stopChild(child)
    }, limit * MINUTE)
    succeeded = (await child.gone) === 0
    clearTimeout(timer)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  running = undefined
  results.push({ name, seconds: (performance.now() - started) / 1000, counts: stageCounts(succeeded, read) })
}

/** Ended from outside: nothing that this run began stays behind. */
async function abandon(): Promise<void> {
  if (running) await stopChild(running)
  rmSync(folder, { recursive: true, force: true })
  process.exit(130)
}
