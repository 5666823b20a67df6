import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { children } from './processor.ts'

const compatibility = { compatibilityDate: '2026-09-18', compatibilityFlags: ['nodejs_compat'] }

/** What is logged is read, so that no pipe fills up, and dropped. */
const silence = { logRequests: false, telemetry: { enabled: false }, handleStructuredLogs: () => {} }

/** A running worker. `url` ends without a slash. */
export type Server = {
  url: string
  pid: number
  database(): Promise<D1Database>
  stop(): Promise<void>
}

export type Code = { main: string; beside?: Record<string, string> }

const variables = {
  ORIGIN: 'https://portail.parvis.test',
  SECRET_KEY: 'a-key-for-measuring-and-nothing-else',
  STRIPE_SECRET_KEY: 'sk_test_bench',
  STRIPE_WEBHOOK_SECRET: 'whsec_bench',
  RESEND_API_KEY: 're_bench',
  MAIL_FROM: 'bonjour@parvis.test',
}

type Options = Parameters<typeof convertV4MiniflareOptions>[0]

async function start(options: Options): Promise<Server> {
  const before = new Set(children())
  const mf = new Miniflare(convertV4MiniflareOptions({ host: '127.0.0.1', port: 0, ...silence, ...options }))
  const url = (await mf.ready).href.replace(/\/$/, '')
  return {
    url,
    pid: children().find(pid => !before.has(pid)) ?? 0,
    database: () => mf.getD1Database('DB') as unknown as Promise<D1Database>,
    stop: () => mf.dispose(),
  }
}

/**
 * Starts a worker in miniflare, alone: no dev proxy, no assets in front, no inspector; what it logs is thrown away.
 * Every worker gets the same bindings, so that the processes differ by their code alone.
 * @param state folder of its database
 */
export function serve(code: Code, state: string, extra: Record<string, string> = {}): Promise<Server> {
  const modules = Object.entries({ 'main.js': code.main, ...code.beside }).map(([path, contents]) => ({
    type: 'ESModule' as const,
    path: `/${path}`,
    contents,
  }))
  const queues = ['events', 'mail', 'webhooks']
  return start({
    resourcePersistencePath: state,
    workers: [
      {
        name: 'bench',
        modules,
        modulesRoot: '/',
        ...compatibility,
        bindings: { ...variables, ENVIRONMENT: 'production', ...extra },
        d1Databases: { DB: 'bench' },
        r2Buckets: ['FILES'],
        queueProducers: Object.fromEntries(queues.map(name => [name.toUpperCase(), `bench-${name}`])),
        durableObjects: { ROOM: { className: 'ProjectRoom', useSQLite: true } },
      },
    ],
  })
}

/** Starts the worker that loads others, each into an isolate of its own. */
export function serveLoader(main: string, candidates: Record<string, string>): Promise<Server> {
  return start({
    workers: [
      {
        name: 'loader',
        modules: [{ type: 'ESModule', path: '/main.js', contents: main }],
        modulesRoot: '/',
        ...compatibility,
        bindings: { ...candidates, VARIABLES: variables },
        workerLoaders: { LOADER: {} },
      },
    ],
  })
}
