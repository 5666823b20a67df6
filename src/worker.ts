import { app } from './app'
import type { Env } from './config'

export { ProjectRoom } from './live/room'

export default {
  fetch: app.fetch,
  async queue(_batch: MessageBatch<unknown>, _env: Env) {},
  async scheduled(_controller: ScheduledController, _env: Env) {},
} satisfies ExportedHandler<Env>
