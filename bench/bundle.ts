import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, transformSync } from 'esbuild'
import { wranglerEnv, wranglerScript } from '../scripts/local/wrangler.ts'
import { root } from './settings.ts'

/**
 * The Worker as it would be deployed. `eager`: without what is imported lazily; both compressed, in bytes. `assets`:
 * the folder of what browsers load.
 */
export type Bundle = { code: string; gzip: number; eager: number; lazy: string[]; assets: string }

type Metafile = {
  inputs: Record<string, { imports: { path: string; kind: string; external?: boolean }[] }>
  outputs: Record<string, { entryPoint?: string }>
}

/** Compressed as a CDN would, not to the last byte. */
export const gzipped = (body: string | Uint8Array): number => gzipSync(body).length

/** Builds the assets and the Worker with wrangler, exactly as a deployment does, and deploys nothing. */
export function buildWorker(folder: string): Bundle {
  mkdirSync(folder, { recursive: true })
  run('scripts/assets.ts')
  const metafile = join(folder, 'meta.json')
  const [out, readable] = [join(folder, 'worker'), join(folder, 'readable')]
  run(wranglerScript, 'deploy', '--dry-run', '--minify', '--outdir', out)
  // What is lazy can be told apart only where the modules' names still stand; it is minified afterwards.
  run(wranglerScript, 'deploy', '--dry-run', '--outdir', readable, '--metafile', metafile)
  // A copy, which no other build sweeps away meanwhile.
  const assets = join(folder, 'public')
  cpSync(join(root, 'dist/public'), assets, { recursive: true })
  const code = readFileSync(join(out, 'worker.js'), 'utf8')
  const named = readFileSync(join(readable, 'worker.js'), 'utf8')
  const { kept, lazy } = eagerPart(named, JSON.parse(readFileSync(metafile, 'utf8')))
  const eager = transformSync(kept, { minify: true, format: 'esm', target: 'es2024' }).code
  return { code, gzip: gzipped(code), eager: gzipped(eager), lazy, assets }
}

function run(script: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', script, ...args], {
    cwd: root,
    env: wranglerEnv(join(root, '.state')),
    encoding: 'utf8',
    timeout: 120_000,
  })
  if (status !== 0) throw new Error(`${script} failed.\n${stdout}${stderr}`)
}

/**
 * A bundle is one file in which each module stands under a comment with its path: those that only `await import()`
 * reaches are cut out. `lazy` names their packages.
 */
function eagerPart(code: string, { inputs, outputs }: Metafile): { kept: string; lazy: string[] } {
  const entry = Object.values(outputs).find(output => output.entryPoint)?.entryPoint
  if (!entry) throw new Error('The bundle names no entry point.')
  const eager = new Set<string>([entry])
  for (const path of eager)
    for (const { path: next, kind, external } of inputs[path]?.imports ?? [])
      if (!external && kind !== 'dynamic-import') eager.add(next)
  const lazy = new Set<string>()
  let keeping = true
  const kept = code.split('\n').filter(line => {
    const path = line.startsWith('// ') ? line.slice(3) : ''
    if (inputs[path]) {
      keeping = eager.has(path)
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1]
      if (!keeping && name) lazy.add(name)
    }
    return keeping
  })
  return { kept: kept.join('\n'), lazy: [...lazy].sort() }
}

/** One of the bench's own workers, as JavaScript. `external`: modules it is given beside itself. */
export async function buildOwn(name: string, external: string[] = []): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench/workers', `${name}.ts`)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external,
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}
