import { parseArgs } from 'node:util'
import { withBindings } from './local/bindings.ts'
import { importBundled } from './local/bundle.ts'
import { openState } from './local/state.ts'

const usage = `npm run journal:verify -- [--slug atelier] [--remote]
  --slug atelier   one workspace's journal (default: all of them)
  --remote         of the deployed database (wrangler login or CLOUDFLARE_API_TOKEN), not the local one`

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

/** @returns whether every chain holds */
async function main(): Promise<boolean> {
  const { slug, remote } = read(process.argv.slice(2))
  const { default: verify } =
    await importBundled<typeof import('./journal/main.ts')>('scripts/journal/main.ts')
  const found = await withBindings({ state: openState(), variables: {}, remote }, env => verify(env, slug))
  if (found.length === 0) console.log('There is no workspace yet, and so no journal.')
  for (const { line, intact } of found) intact ? console.log(`✓ ${line}`) : console.error(`✗ ${line}`)
  return found.every(journal => journal.intact)
}

function read(args: string[]) {
  try {
    const options = { slug: { type: 'string' }, remote: { type: 'boolean', default: false } } as const
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`)
  }
}
