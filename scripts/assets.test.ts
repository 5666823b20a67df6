import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const out = path.join(root, 'dist/public')
/** The project's own Node reads TypeScript; the one that runs the tests may be older. */
const build = () =>
  promisify(execFile)(path.join(root, 'node_modules/.bin/node'), [path.join(root, 'scripts/assets.ts')])

/** `app.css` → `/assets/app-….css`, as the templates read it. */
const published = async (): Promise<Map<string, string>> => {
  const text = await readFile(path.join(root, 'templates/shared/assets.gen.ts'), 'utf8')
  return new Map([...text.matchAll(/'([^']+)': '([^']+)'/g)].map(([, name = '', href = '']) => [name, href]))
}

const body = async (name: string) => readFile(path.join(out, (await published()).get(name) ?? name))
const compressed = async (...names: string[]) =>
  (await Promise.all(names.map(body))).reduce((sum, file) => sum + gzipSync(file).length, 0)

describe('the asset build', () => {
  beforeAll(async () => void (await build()))

  it('publishes each name once, under a hash, and leaves nothing else behind', async () => {
    const hrefs = [...(await published()).values()].map(href => path.basename(href))
    expect(hrefs.every(href => /-[A-Za-z0-9]{6,8}\.\w+$/.test(href))).toBe(true)
    expect((await readdir(path.join(out, 'assets'))).sort()).toEqual(hrefs.sort())
  })

  it('gives the same names when nothing changed', async () => {
    const before = await published()
    await build()
    expect(await published()).toEqual(before)
  })

  it('keeps all styles within 25 kB and the base scripts within 18 kB, compressed', async () => {
    expect(await compressed('app.css')).toBeLessThan(25_000)
    expect(await compressed('htmx.js', 'theme.js', 'ui.js')).toBeLessThan(18_000)
  })

  it('points the styles at the published font and at nothing outside', async () => {
    const css = String(await body('app.css'))
    expect(css).toContain((await published()).get('inter.woff2'))
    expect(css).not.toMatch(/url\("?(https?:|\/\/)/)
  })

  it('lets browsers keep the files for ever', async () => {
    expect(String(await readFile(path.join(out, '_headers')))).toContain('immutable')
  })

  it('serves all of them with the headers that the Worker gives everything else', async () => {
    const served = String(await readFile(path.join(out, '_headers'))).split(/^(?=\/)/m)
    const source = String(await readFile(path.join(root, 'src/web/security.ts')))
    const given = [...source.matchAll(/set\('([A-Z][\w-]+)'/g)].map(([, name]) => name)
    expect(given.length).toBeGreaterThan(8)
    expect(served.length).toBeGreaterThan(1)
    for (const files of served)
      for (const name of given.filter(name => name !== 'Vary')) expect(files).toContain(`  ${name}: `)
  })

  it('leaves what is missing among them to the Worker, whose 404 nobody keeps', async () => {
    expect(String(await readFile(path.join(root, 'wrangler.toml')))).not.toMatch(
      /^run_worker_first = .*assets/m,
    )
  })
})
