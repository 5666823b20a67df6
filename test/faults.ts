import { env } from 'cloudflare:workers'
import type { Env } from '../src/config'

/** Thrown in place of the call that was to fail: the process died there. */
export class Died extends Error {}

/**
 * The Worker's bindings, of which the k-th outward call (a D1 batch, a queue, the room) never returns: `before` it
 * does anything, or `after` it did everything. `calls` says how many there were, so that a test can walk them all.
 */
export function dyingEnv(k: number, when: 'before' | 'after'): { env: Env; calls: () => number } {
  let calls = 0
  const guarded = async <T>(run: () => Promise<T>): Promise<T> => {
    calls++
    if (calls > k) throw new Died()
    if (calls === k && when === 'before') throw new Died()
    const result = await run()
    if (calls === k) throw new Died()
    return result
  }
  const around = <T extends object>(target: T, names: string[]): T =>
    new Proxy(target, {
      get(on, name) {
        const member = Reflect.get(on, name) as unknown
        if (typeof member !== 'function') return member
        const bound = (member as (...args: unknown[]) => unknown).bind(on)
        return names.includes(String(name))
          ? (...args: unknown[]) => guarded(async () => bound(...args))
          : bound
      },
    })
  const real = env as unknown as Env
  return {
    env: {
      ...real,
      DB: around(real.DB, ['batch']),
      MAIL: around(real.MAIL, ['send', 'sendBatch']),
      EVENTS: around(real.EVENTS, ['send', 'sendBatch']),
    },
    calls: () => calls,
  }
}
