import { app } from './app'
import type { Env } from './config'
import { queue } from './jobs/queue'
import { sweep } from './jobs/sweep'

export { ProjectRoom } from './live/room'

export default {
  fetch: app.fetch,
  queue: (batch, env) => queue(batch, env),
  // Read by few isolates, so loaded by those alone.
  email: async (message, env) => (await import('./jobs/inbound')).receiveMail(message, env),
  scheduled: (_controller, env) => sweep(env),
} satisfies ExportedHandler<Env>
