import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { type Bindings, withBindings } from './bindings.ts'
import { importBundled } from './bundle.ts'
import { root } from './paths.ts'
import type { State } from './state.ts'
import type { Variables } from './variables.ts'
import { noEnvFile, wranglerEnv, wranglerScript } from './wrangler.ts'

/** Brings the local database to the newest migration. Refuses with wrangler's own words when one fails. */
export function migrate(state: State): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--no-warnings',
      wranglerScript,
      ...['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state.dir, '--env-file', noEnvFile],
    ],
    { cwd: root, env: wranglerEnv(state.dir), encoding: 'utf8', timeout: 120_000 },
  )
  if (status !== 0)
    throw new Error(
      `The migrations could not be applied (npm start -- --reset begins anew).\n${stdout}${stderr}`,
    )
}

/**
 * Writes the demo world into a migrated database that holds no workspace yet.
 * @returns false, having changed nothing, when there is one already
 */
export async function seedIfEmpty(state: State, variables: Variables): Promise<boolean> {
  return withBindings({ state, variables }, async env => {
    const found = await env.DB.prepare('SELECT 1 FROM workspaces LIMIT 1').first()
    if (found) return false
    const { default: seed } = await importBundled<{ default: (env: Bindings & Variables) => Promise<void> }>(
      'scripts/seed/main.ts',
    )
    writeFileSync(state.seeding, '')
    await seed(env)
    rmSync(state.seeding)
    return true
  })
}

/** A seed that was cut short left half a world, which nobody can use: it is forgotten, and the next one is whole. */
export function forgetHalfSeeded(state: State): void {
  if (!existsSync(state.seeding)) return
  rmSync(state.store, { recursive: true, force: true })
  rmSync(state.seeding)
}
