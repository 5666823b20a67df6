import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './paths.ts'

/**
 * Loads a script that uses the Worker's own code (`src/`: imports without extension, JSX), which Node alone does not
 * read: bundled for Node, packages left out, imported, and the bundle removed again.
 * @param entry path below the repository
 * @returns the module; its type is the caller's knowledge
 */
export async function importBundled<Module>(entry: string): Promise<Module> {
  // Below the repository, so that the packages the bundle names are found.
  const folder = join(root, 'dist/scripts')
  const outfile = join(folder, `${entry.replaceAll(/[^a-z]+/g, '-')}-${process.pid}.mjs`)
  mkdirSync(folder, { recursive: true })
  try {
    await build({
      entryPoints: [join(root, entry)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      packages: 'external',
      sourcemap: 'inline',
      logLevel: 'error',
    })
    process.setSourceMapsEnabled(true)
    return (await import(pathToFileURL(outfile).href)) as Module
  } finally {
    rmSync(outfile, { force: true })
  }
}
