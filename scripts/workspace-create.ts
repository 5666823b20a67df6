import { parseArgs } from 'node:util'
import { unstable_readConfig as readConfig } from 'wrangler'
import type { NewWorkspace } from '../src/domain/workspaces/workspaces.ts'
import { withBindings } from './local/bindings.ts'
import { importBundled } from './local/bundle.ts'
import { migrate } from './local/database.ts'
import { openState } from './local/state.ts'
import { localPorts, type Variables, workerVariables } from './local/variables.ts'
import { configPath } from './local/wrangler.ts'

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

/** What an invitation needs of the deployed Worker's variables: from the environment, or from wrangler.toml. */
function deployedVariables(): Pick<Variables, 'ORIGIN' | 'SECRET_KEY'> {
  const { vars } = readConfig({ config: configPath }) as { vars: Record<string, string | undefined> }
  const ORIGIN = process.env.ORIGIN || vars.ORIGIN
  const SECRET_KEY = process.env.SECRET_KEY
  if (!ORIGIN) throw new Error('ORIGIN is needed: the invitation’s link begins with it.')
  if (!SECRET_KEY) throw new Error('SECRET_KEY is needed, the deployed one: it seals the invitation’s mail.')
  return { ORIGIN, SECRET_KEY }
}
