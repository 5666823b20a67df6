import { join } from 'node:path'
import { getPlatformProxy } from 'wrangler'
import { scriptConfig } from './config.ts'
import type { State } from './state.ts'
import { noEnvFile, wranglerEnv } from './wrangler.ts'

/** What a script gets of the Worker's bindings. */
export interface Bindings {
  DB: D1Database
  FILES: R2Bucket
}

/**
 * Opens the database and the bucket in this process, hands them to `use` with the variables, and closes them again.
 * Locally they are the very ones that `wrangler dev --persist-to <state>` serves.
 * @param options.remote true means the deployed ones
 * @returns what `use` returns
 */
export async function withBindings<V extends object, T>(
  options: { state: State; variables: V; remote?: boolean },
  use: (env: Bindings & V) => Promise<T>,
): Promise<T> {
  const { state, variables, remote = false } = options
  // This process plays wrangler's part: it gets the same silence.
  Object.assign(process.env, wranglerEnv(state.dir), {
    CLOUDFLARE_INCLUDE_PROCESS_ENV: 'false',
    WRANGLER_LOG: process.env.WRANGLER_LOG ?? 'error',
  })
  const proxy = await getPlatformProxy<Bindings>({
    configPath: scriptConfig(join(state.dir, 'wrangler'), remote),
    persist: remote ? false : { path: state.store },
    envFiles: [noEnvFile],
    remoteBindings: remote,
  })
  try {
    return await use({ ...proxy.env, ...variables })
  } finally {
    await proxy.dispose()
  }
}
