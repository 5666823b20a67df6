import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './local/paths.ts'

/** Everything that reads the code without running it. The types need the list of assets, which is made, not kept. */
const stages: [name: string, command: string, args: string[]][] = [
  ['assets', 'node', [join(root, 'scripts/assets.ts')]],
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--noEmit', '--pretty']],
  ['migrations', 'node', [join(root, 'scripts/check-migrations.ts')]],
]

const failed: string[] = []
for (const [name, command, args] of stages) {
  const started = performance.now()
  const { status } = spawnSync(join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (status !== 0) failed.push(name)
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}. Formatting is mended by npm run format.`)
  process.exitCode = 1
}
