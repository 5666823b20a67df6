import { parseArgs } from 'node:util'
import { unstable_readConfig as readConfig } from 'wrangler'
import { withBindings } from './local/bindings.ts'
import { importBundled } from './local/bundle.ts'
import { migrate } from './local/database.ts'
import { openState } from './local/state.ts'
import { localPorts, workerVariables } from './local/variables.ts'
import { configPath } from './local/wrangler.ts'
import type { NewWorkspace } from './workspace/main.ts'

const usage = `npm run workspace:create -- --slug atelier --name "Atelier Lumen" --owner camille@atelier.fr
  --owner-name "Camille"    how the invitation greets them
  --locale fr               fr, en, fr-CA … (default fr)
  --timezone Europe/Paris   (default Europe/Paris)
  --currency EUR            (default EUR)
  --remote                  in the deployed database (wrangler login or CLOUDFLARE_API_TOKEN), not the local one`

try {
  await main()
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const { workspace, remote } = read(process.argv.slice(2))
  const state = openState()
  if (!remote) migrate(state)
  const variables = remote ? deployedVariables() : workerVariables(localPorts(), state)
  const { default: create } =
    await importBundled<typeof import('./workspace/main.ts')>('scripts/workspace/main.ts')
  const link = await withBindings({ state, variables, remote }, env => create(env, workspace))
  console.log(`The workspace ${workspace.slug} is there. Its owner comes in by this link:\n\n  ${link}\n`)
}

function read(args: string[]): { workspace: NewWorkspace; remote: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      slug: { type: 'string' },
      name: { type: 'string' },
      owner: { type: 'string' },
      'owner-name': { type: 'string' },
      locale: { type: 'string', default: 'fr' },
      timezone: { type: 'string', default: 'Europe/Paris' },
      currency: { type: 'string', default: 'EUR' },
      remote: { type: 'boolean', default: false },
    },
  })
  const { slug, name, owner, locale, timezone, currency, remote } = values
  if (!slug || !name || !owner) throw new Error(`--slug, --name and --owner are needed.\n\n${usage}`)
  const ownerName = values['owner-name']
  return { workspace: { slug, name, ownerEmail: owner, ownerName, locale, timezone, currency }, remote }
}

/** What the deployed Worker is configured with, as far as it stands in wrangler.toml; the environment may add to it. */
function deployedVariables(): Record<string, string> {
  const { vars } = readConfig({ config: configPath }) as { vars: Record<string, unknown> }
  const known = ['ORIGIN', 'SECRET_KEY', 'MAIL_FROM']
  const entries = known.map((name): [string, unknown] => [name, process.env[name] || vars[name]])
  const variables = Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >
  if (!variables.ORIGIN) throw new Error('ORIGIN is needed: the invitation’s link begins with it.')
  return variables
}
