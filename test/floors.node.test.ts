import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.endsWith('.gen.ts'))

type Import = { from: string; to: string; typeOnly: boolean; dynamic: boolean }

/** What a file imports: our own files as paths from the root, packages by name. */
function importsOf(path: string): Import[] {
  const text = readFileSync(join(root, path), 'utf8')
  const found: Import[] = []
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g
  for (const [, type, fixed, dynamic] of text.matchAll(pattern)) {
    const target = fixed ?? dynamic ?? ''
    const to = target.startsWith('.') ? relative(root, normalize(join(root, dirname(path), target))) : target
    found.push({ from: path, to, typeOnly: Boolean(type), dynamic: dynamic !== undefined })
  }
  return found
}

const imports = [...sources('src'), ...sources('templates'), ...sources('locales')].flatMap(importsOf)

/** The floors, highest first: a file imports from its own floor or below. */
const floors = [
  'worker',
  'app',
  'jobs',
  'routes',
  'live',
  'web',
  'domain',
  'outside',
  'db',
  'urls',
  'lib',
] as const
const beside: Record<string, string[]> = { worker: ['app'], jobs: [], routes: [] }
type Floor = (typeof floors)[number]

function floorOf(path: string): Floor | 'config' | undefined {
  const [, second = ''] = path.split('/')
  if (!path.startsWith('src/')) return undefined
  const name = second.replace(/\.tsx?$/, '')
  return name === 'config' ? 'config' : (name as Floor)
}

const said = (i: Import) => `${i.from} → ${i.to}`

describe('imports', () => {
  it('are read at all, so that what follows means something', () => {
    expect(imports.length).toBeGreaterThan(300)
    expect(imports.map(said)).toContain('src/worker.ts → src/app')
  })

  it('go downward only', () => {
    const upward = imports.filter(i => {
      const [from, to] = [floorOf(i.from), floorOf(i.to)]
      if (!from || !to || to === 'config' || from === 'config') return false
      if (from === to || beside[from]?.includes(to)) return false
      // A queue's consumer and a page are on one level: neither needs the other.
      if ((from === 'jobs' && to === 'routes') || (from === 'routes' && to === 'jobs')) return true
      return floors.indexOf(to) < floors.indexOf(from)
    })
    expect(upward.map(said)).toEqual([])
  })

  it('go up the features in one order', () => {
    const order = [
      'events',
      'accounts',
      'workspaces',
      'clients',
      'projects',
      'notes',
      'files',
      'tasks',
      'tickets',
      'imports',
      'payments',
      'delivery',
      'approvals',
      'reminders',
      'messages',
      'inbound',
      'deliveries',
      'board',
      'overview',
      'reports',
      'activity',
      'notifications',
    ]
    const feature = (path: string) => /^src\/domain\/([^/]+)\//.exec(path)?.[1]
    const sideways = imports.filter(i => {
      const [from, to] = [feature(i.from), feature(i.to)]
      return from && to && order.indexOf(to) > order.indexOf(from)
    })
    expect(sideways.map(said)).toEqual([])
    expect(imports.map(i => feature(i.from)).filter(f => f && !order.includes(f))).toEqual([])
  })

  it('leave tables and the D1 handle to src/db', () => {
    const outside = imports.filter(
      i =>
        !i.from.startsWith('src/db/') &&
        !i.typeOnly &&
        (/^src\/db\/(schema|tables|connection|writes|views)/.test(i.to) ||
          /^drizzle-orm\/(d1|sqlite-core)/.test(i.to)),
    )
    // Not the handle but the meter, with which a job counts what it cost.
    const allowed = ['src/web/session.ts → src/db/connection', 'src/jobs/purge.ts → src/db/connection']
    expect(outside.map(said).filter(line => !allowed.includes(line))).toEqual([])
  })

  it('open scopes in one place', () => {
    const text = (path: string) => readFileSync(join(root, path), 'utf8')
    const opening = sources('src').filter(path =>
      /(Workspace|Project|Person|System)Scope\.open\(/.test(text(path)),
    )
    // A scope itself opens the projects that its own view shows.
    expect(opening).toEqual(['src/db/enter.ts', 'src/db/scope.ts', 'src/db/system.ts'])
    const system = sources('src').filter(
      path => path !== 'src/db/enter.ts' && /\benterSystem\(/.test(text(path)),
    )
    expect(
      system.filter(path => !path.startsWith('src/jobs/') && !path.startsWith('src/domain/activity/')),
    ).toEqual([])
  })

  it('keep templates to words and shapes', () => {
    const allowed = /^(locales|templates|src\/lib|src\/urls|hono)/
    const doing = imports.filter(i => i.from.startsWith('templates/') && !i.typeOnly && !allowed.test(i.to))
    expect(doing.map(said)).toEqual([])
  })

  it('have no cycle', () => {
    const files = new Set([...sources('src'), ...sources('templates'), ...sources('locales')])
    const resolve = (to: string) => [to, `${to}.ts`, `${to}.tsx`, `${to}/index.ts`].find(p => files.has(p))
    const edges = new Map<string, string[]>()
    for (const i of imports) {
      const to = i.typeOnly ? undefined : resolve(i.to)
      if (to && !i.from.startsWith('src/db/schema/')) edges.set(i.from, [...(edges.get(i.from) ?? []), to])
    }
    const cycles: string[] = []
    const done = new Set<string>()
    const walk = (at: string, path: string[]) => {
      if (path.includes(at)) return void cycles.push([...path.slice(path.indexOf(at)), at].join(' → '))
      if (done.has(at)) return
      for (const next of edges.get(at) ?? []) walk(next, [...path, at])
      done.add(at)
    }
    for (const file of edges.keys()) walk(file, [])
    expect(cycles).toEqual([])
  })
})

describe('the repository', () => {
  it('writes no path of the portal outside urls.ts', () => {
    const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm
    const literal = /['"`]\/(?:w|p|f|sign-in|sign-out|account|invitations|reset|forgot)(?:\/|['"`?])/
    const written = [...sources('src'), ...sources('templates')].filter(
      path =>
        path !== 'src/urls.ts' &&
        path !== 'src/app.ts' &&
        !path.startsWith('src/routes/') &&
        !path.startsWith('templates/dev/') &&
        literal.test(readFileSync(join(root, path), 'utf8').replace(comments, '')),
    )
    expect(written).toEqual([])
  })
})
