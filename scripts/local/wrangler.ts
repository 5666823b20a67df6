import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './paths.ts'

/** wrangler's program itself: its `bin` only starts this one in yet another process. */
export const wranglerScript = join(
  dirname(createRequire(import.meta.url).resolve('wrangler/package.json')),
  'wrangler-dist/cli.js',
)

/** An empty file of variables: given to wrangler so that a stray `.env` or `.dev.vars` never mixes in. */
export const noEnvFile = '/dev/null'

/** What every child needs of our environment to run at all, and nothing else of it. */
export function plainEnv(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'].flatMap(name => {
    const value = process.env[name]
    return value ? [[name, value]] : []
  })
  return Object.fromEntries(kept)
}

/**
 * How wrangler runs here: no prompt, no metrics, no call home, its own files under the state folder. `variables`
 * become the Worker's (CLOUDFLARE_INCLUDE_PROCESS_ENV), so that no secret stands in a command line or a file.
 */
export function wranglerEnv(
  stateDir: string,
  variables: Record<string, string> = {},
): Record<string, string> {
  return {
    ...plainEnv(),
    ...variables,
    CI: '1',
    NO_COLOR: '1',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_NO_SKILLS_UPDATE_PROMPTS: 'true',
    WRANGLER_LOG_PATH: join(stateDir, 'wrangler'),
    WRANGLER_CACHE_DIR: join(stateDir, 'wrangler'),
    WRANGLER_REGISTRY_PATH: join(stateDir, 'wrangler/registry'),
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'true',
    CLOUDFLARE_INCLUDE_PROCESS_ENV: 'true',
    X_LOCAL_EXPLORER: 'false',
    X_LOCAL_OBSERVABILITY: 'false',
  }
}

/** Where wrangler.toml stands. */
export const configPath = join(root, 'wrangler.toml')
