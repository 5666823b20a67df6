/// <reference types="@cloudflare/vitest-plugin/types" />
import type { D1Migration } from 'cloudflare:test'
import type { Env as WorkerEnv } from '../src/config'

declare global {
  namespace Cloudflare {
    /** `import { env } from 'cloudflare:workers'` in a test: the Worker's bindings and the migrations. */
    interface Env extends WorkerEnv {
      TEST_MIGRATIONS: D1Migration[]
    }
    /** So `exports.default.fetch(…)` of `cloudflare:workers` is the Worker’s own. */
    interface GlobalProps {
      mainModule: typeof import('../src/worker')
    }
  }
}
