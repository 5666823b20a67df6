/**
 * Builds what the browser loads: `dist/public` (names carry a hash of the content, so that they can be cached
 * for ever) and the two generated modules the templates read, `assets.gen.ts` and `icons.gen.ts`.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { iconNames } from './icons.ts'
import { writePress } from './press.ts'

const root = path.resolve(import.meta.dirname, '..')
const from = (...parts: string[]) => path.join(root, ...parts)
const out = from('dist/public')
const published: Record<string, string> = {}

/** Writes one file under /assets and remembers its public address. */
async function publish(name: string, body: string | Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(body).digest('base64url').replace(/[-_]/g, '').slice(0, 8)
  const { name: base, ext } = path.parse(name)
  const href = `/assets/${base}-${hash}${ext}`
  await writeFile(path.join(out, href), body)
  published[name] = href
  return href
}

/** Leaves the file alone when nothing changed, so that watchers do not run in circles. */
async function writeIfChanged(file: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '')
  if (before !== text) await writeFile(file, text)
}

async function icons(): Promise<void> {
  const shapes: Record<string, string> = {}
  for (const name of iconNames) {
    const svg = await readFile(from('node_modules/lucide-static/icons', `${name}.svg`), 'utf8')
    const shape = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1]
    if (!shape) throw new Error(`lucide-static has no readable icon «${name}»`)
    shapes[name] = shape.replace(/\s+/g, ' ').replace(/> </g, '><').replace(/ \/>/g, '/>').trim()
  }
  const lines = Object.entries(shapes).map(([name, shape]) => `  '${name}':\n    '${shape}',`)
  await writeIfChanged(
    from('templates/shared/icons.gen.ts'),
    `// Made by scripts/assets.ts from lucide-static (ISC licence): do not edit.\nexport const icons = {\n${lines.join('\n')}\n} as const\n`,
  )
  const symbols = Object.entries(shapes).map(
    ([name, shape]) => `<symbol id="${name}" viewBox="0 0 24 24">${shape}</symbol>`,
  )
  await publish('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`)
}

async function styles(): Promise<void> {
  const cli = from('node_modules/@tailwindcss/cli/dist/index.mjs')
  const run = promisify(execFile)
  const [font, { stdout }] = await Promise.all([
    readFile(from('node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')),
    run(process.execPath, [cli, '--input', from('public/css/app.css'), '--minify'], {
      cwd: root,
      maxBuffer: 1e7,
    }),
  ])
  const fontHref = await publish('inter.woff2', font)
  await publish('app.css', stdout.replaceAll('/assets/inter.woff2', fontHref))
}

async function copies(): Promise<void> {
  const vendor = {
    'htmx.js': 'htmx.org/dist/htmx.min.js',
    'hx-ws.js': 'htmx.org/dist/ext/hx-ws.min.js',
    'hx-preload.js': 'htmx.org/dist/ext/hx-preload.min.js',
    'hx-download.js': 'htmx.org/dist/ext/hx-download.min.js',
  }
  for (const [name, file] of Object.entries(vendor)) {
    const code = await readFile(from('node_modules', file), 'utf8')
    await publish(name, code.replace(/\n?\/\/# sourceMappingURL=\S+/, ''))
  }
}

/** The typeface of the PDFs, which the Worker reads from its own assets. */
async function typefaces(): Promise<void> {
  for (const name of ['Roboto-Regular.ttf', 'Roboto-Medium.ttf'])
    await publish(name, await readFile(from('node_modules/pdfmake/build/fonts/Roboto', name)))
}

/** Sortable as a module of its own; a script that says `import Sortable from 'sortablejs'` is pointed at it. */
async function scripts(): Promise<void> {
  const options = { bundle: true, minify: true, write: false, format: 'esm', target: 'es2022' } as const
  const sortable = await build({
    ...options,
    entryPoints: [from('node_modules/sortablejs/modular/sortable.esm.js')],
  })
  const sortableHref = await publish('sortable.js', sortable.outputFiles[0]?.contents ?? '')
  const names = (await readdir(from('public'))).filter(name => name.endsWith('.js'))
  const built = await build({
    ...options,
    entryPoints: names.map(name => from('public', name)),
    outdir: out,
    plugins: [
      {
        name: 'published',
        setup({ onResolve }) {
          onResolve({ filter: /^sortablejs$/ }, () => ({ path: sortableHref, external: true }))
        },
      },
    ],
  })
  for (const file of built.outputFiles) {
    const name = path.basename(file.path)
    // A browser asks for a service worker at one address for ever, and lets it serve only what lies beside or below.
    if (name === 'sw.js') await writeFile(path.join(out, name), file.contents)
    else await publish(name, file.contents)
  }
}

/** Stale files go last, so that a running Worker is never without its assets. */
async function sweep(): Promise<void> {
  const kept = new Set(Object.values(published).map(href => path.basename(href)))
  for (const name of await readdir(path.join(out, 'assets')))
    if (!kept.has(name)) await rm(path.join(out, 'assets', name))
}

await mkdir(path.join(out, 'assets'), { recursive: true })
await Promise.all([icons(), copies(), typefaces(), writePress(root), scripts(), styles()])
await writeFile(path.join(out, '_headers'), await readFile(from('public/_headers')))
const entries = Object.entries(published)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, href]) => `  '${name}': '${href}',`)
await writeIfChanged(
  from('templates/shared/assets.gen.ts'),
  `// Made by scripts/assets.ts: do not edit.\nexport const asset = {\n${entries.join('\n')}\n} as const\n`,
)
await sweep()
