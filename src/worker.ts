import { app } from './app'
import type { Env } from './config'
import { queue } from './jobs/queue'
import { sweep } from './jobs/sweep'

export { ProjectRoom } from './live/room'

export default {
  fetch: app.fetch,
  queue: (batch, env) => queue(batch, env),
  scheduled: (_controller, env) => sweep(env),
} satisfies ExportedHandler<Env>
