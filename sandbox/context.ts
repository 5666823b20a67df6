import type { HttpBindings } from '@hono/node-server'
import type { Courier } from './courier.ts'
import type { Settings } from './settings.ts'
import type { Service } from './state.ts'
import type { Store } from './store.ts'

/** One call of a provider's API, as the control API shows it. Kept in memory only. */
export type ApiCall = {
  at: number
  service: Service
  method: string
  path: string
  status: number
  idempotencyKey: string | null
}

/** What every part of one running sandbox shares. */
export type Sandbox = {
  settings: Settings
  store: Store
  courier: Courier
  /** The latest 500, oldest first. */
  calls: ApiCall[]
  /** Where browsers and the application reach the sandbox. */
  origin: string
  /** Aborted when the sandbox stops, so that nothing keeps waiting. */
  stopping: AbortSignal
  log(line: string): void
}

export type HonoEnv = { Bindings: HttpBindings }
