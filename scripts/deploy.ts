import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { unstable_readConfig as readConfig } from 'wrangler'
import { importBundled } from './local/bundle.ts'
import { root } from './local/paths.ts'
import { configPath, wranglerScript } from './local/wrangler.ts'

/** Long enough for a key and well-formed for an address: stands for a secret, whose value nobody can read back. */
const PLACEHOLDER = 'https://a-secret-set-on-cloudflare.example'

try {
  await deploy()
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

/** Checks, migrates, deploys; stops at the first thing that is not right. docs/operations.md tells the whole way. */
async function deploy(): Promise<void> {
  const config = readConfig({ config: configPath }) as {
    vars: Record<string, unknown>
    d1_databases: { database_id?: string }[]
  }
  if (/^[0-]*$/.test(config.d1_databases[0]?.database_id ?? '')) {
    throw new Error(
      'wrangler.toml has no database_id yet: npx wrangler d1 create parvis (docs/operations.md).',
    )
  }
  node('the check', join(root, 'scripts/check.ts'))
  await refuseIncomplete(config.vars)
  wrangler('the migrations', ['d1', 'migrations', 'apply', 'DB', '--remote'])
  wrangler('the deployment', ['deploy', '--minify', '--upload-source-maps'])
}

/** The Worker's own reading of its configuration, over what is set on Cloudflare: what it would miss stops us here. */
async function refuseIncomplete(vars: Record<string, unknown>): Promise<void> {
  const listed = spawnSync(process.execPath, [wranglerScript, 'secret', 'list', '--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['inherit', 'pipe', 'pipe'],
  })
  if (listed.status !== 0) {
    throw new Error(`The secrets could not be listed: put them first (docs/operations.md).\n${listed.stderr}`)
  }
  const secrets = JSON.parse(listed.stdout) as { name: string }[]
  const { configOf } = await importBundled<typeof import('../src/config.ts')>('src/config.ts')
  configOf({ ...vars, ...Object.fromEntries(secrets.map(({ name }) => [name, PLACEHOLDER])) })
}

function wrangler(what: string, args: string[]): void {
  node(what, wranglerScript, args)
}

function node(what: string, script: string, args: string[] = []): void {
  const { status } = spawnSync(process.execPath, ['--no-warnings', script, ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`Stopped: ${what} failed.`)
}
