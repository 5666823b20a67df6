import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { cinetpayApi } from './cinetpay/api.ts'
import { cinetpayPayPage } from './cinetpay/pay-page.ts'
import type { HonoEnv, Sandbox } from './context.ts'
import { controlApi } from './control/control.ts'
import { createCourier } from './courier.ts'
import { consolePages } from './pages/console.ts'
import { pageAssets, pageHeaders } from './pages/layout.ts'
import { pushApi } from './push/api.ts'
import { resendApi } from './resend/api.ts'
import { inbox } from './resend/inbox.ts'
import { type Settings, settingsFrom } from './settings.ts'
import { openStore } from './store.ts'
import { stripeApi } from './stripe/api.ts'
import { expireDue } from './stripe/checkout.ts'
import { stripePayPage } from './stripe/pay-page.ts'

const EXPIRY_EVERY = 1000

export type RunningSandbox = {
  /** `http://localhost:<port>` */
  origin: string
  port: number
  settings: Settings
  /** Ends what is under way, writes the state and frees the port. */
  close(): Promise<void>
}

/** Starts a sandbox. `given` wins over the defaults; port 0 takes a free one. Rejects if the port is taken. */
export async function startSandbox(
  given: Partial<Settings> = {},
  log: (line: string) => void = () => {},
): Promise<RunningSandbox> {
  const settings = { ...settingsFrom({}), ...given }
  const store = openStore(settings.state)
  const courier = createCourier(store, settings, log)
  const stopping = new AbortController()
  const sandbox: Sandbox = {
    settings,
    store,
    courier,
    calls: [],
    origin: '',
    stopping: stopping.signal,
    log,
  }
  const { fetch } = mount(sandbox)
  const first = createAdaptorServer({ fetch }) as Server
  const port = await listen(first, settings.port, '127.0.0.1')
  // «localhost» is ::1 for some callers. Where there is no IPv6 the first will do.
  const second = createAdaptorServer({ fetch }) as Server
  await listen(second, port, '::1').catch(() => undefined)
  sandbox.origin = `http://localhost:${port}`
  courier.resume()
  const expiry = setInterval(() => expireDue(sandbox), EXPIRY_EVERY)

  return {
    origin: sandbox.origin,
    port,
    settings,
    async close() {
      clearInterval(expiry)
      stopping.abort()
      courier.stop()
      await Promise.all([first, second].map(shut))
      store.flush()
    },
  }
}

/** Every URL of the sandbox. */
function mount(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  app.use(pageHeaders)
  app.get('/health', c => c.json({ status: 'ok' }))
  app.route('/v1', stripeApi(sandbox))
  app.route('/v2', cinetpayApi(sandbox))
  app.route('/resend', resendApi(sandbox))
  app.route('/push', pushApi(sandbox))
  app.route('/control', controlApi(sandbox))
  app.route('/pay/stripe', stripePayPage(sandbox))
  app.route('/pay/cinetpay', cinetpayPayPage(sandbox))
  app.route('/inbox', inbox(sandbox))
  app.route('/', consolePages(sandbox))
  app.route('/', pageAssets())
  app.onError((error, c) => {
    sandbox.log(`error on ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`)
    return c.text('The sandbox itself failed here; its log says why.', 500)
  })
  return app
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function shut(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
