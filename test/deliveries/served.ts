import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { children } from '../../bench/processor'

const root = join(import.meta.dirname, '../..')
export const SECRET = 'whsec_of_the_deliveries'

/** The Worker, running by itself behind a real port. */
export type Served = {
  url: string
  rows<T>(sql: string, ...values: unknown[]): Promise<T[]>
  batch(statements: [sql: string, ...values: unknown[]][]): Promise<void>
  /** Ends it as a power cut would: whatever it was at stays where it was. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** The Worker as one module. */
export async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/worker.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    platform: 'neutral',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
    external: ['node:*', 'cloudflare:*'],
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * @param state folder of its database, which outlives it
 * @param variables its own, over what it needs to start at all
 */
export async function serve(
  code: string,
  state: string,
  variables: Record<string, string>,
  port = 0,
): Promise<Served> {
  const before = new Set(children())
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port,
      logRequests: false,
      telemetry: { enabled: false },
      handleStructuredLogs: () => {},
      unsafeTriggerHandlers: true,
      resourcePersistencePath: state,
      workers: [
        {
          name: 'parvis',
          modules: [{ type: 'ESModule', path: '/main.js', contents: code }],
          modulesRoot: '/',
          compatibilityDate: '2026-09-18',
          compatibilityFlags: ['nodejs_compat'],
          bindings: {
            ORIGIN: 'https://portail.parvis.test',
            SECRET_KEY: 'a-key-for-deliveries-and-nothing-else',
            STRIPE_SECRET_KEY: 'sk_test_deliveries',
            STRIPE_WEBHOOK_SECRET: SECRET,
            RESEND_API_KEY: 're_none',
            MAIL_FROM: 'bonjour@parvis.test',
            ...variables,
          },
          d1Databases: { DB: 'parvis' },
          r2Buckets: ['FILES'],
          durableObjects: { ROOM: { className: 'ProjectRoom', useSQLite: true } },
          queueProducers: { EVENTS: 'parvis-events', MAIL: 'parvis-mail', WEBHOOKS: 'parvis-webhooks' },
          // What follows from an event (mails, screens) is not what is tried here.
          queueConsumers: {
            'parvis-webhooks': { maxBatchSize: 5, maxBatchTimeout: 0, maxRetries: 8, retryDelay: 1 },
          },
        },
      ],
    }),
  )
  const url = (await mf.ready).href.replace(/\/$/, '')
  const pids = children().filter(pid => !before.has(pid))
  const db = (await mf.getD1Database('DB')) as unknown as D1Database
  const bind = ([sql, ...values]: [string, ...unknown[]]) => db.prepare(sql).bind(...values)
  return {
    url,
    rows: async (sql, ...values) => (await bind([sql, ...values]).all()).results as never,
    batch: async statements => {
      for (let at = 0; at < statements.length; at += 100)
        await db.batch(statements.slice(at, at + 100).map(bind))
    },
    async kill() {
      for (const pid of pids) process.kill(pid, 'SIGKILL')
      await mf.dispose().catch(() => {})
    },
    stop: () => mf.dispose(),
  }
}

export async function migrate(served: Served): Promise<void> {
  const files = readdirSync(join(root, 'migrations')).filter(name => name.endsWith('.sql'))
  for (const name of files.sort()) {
    const text = readFileSync(join(root, 'migrations', name), 'utf8')
    for (const statement of text.split('--> statement-breakpoint')) await served.batch([[statement]])
  }
}
