import { app } from './app'
import type { Env } from './config'

export { ProjectRoom } from './live/room'

/** Whoever opens a page waits for the pages alone: what works behind them is loaded by the isolates that do. */
export default {
  fetch: app.fetch,
  queue: async (batch, env) => (await import('./jobs/queue')).queue(batch, env),
  email: async (message, env) => (await import('./jobs/inbound')).receiveMail(message, env),
  scheduled: async (_controller, env) => (await import('./jobs/sweep')).sweep(env),
} satisfies ExportedHandler<Env>
