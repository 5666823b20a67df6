import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Waits until the address answers 200. A build that failed never will, though wrangler keeps the port open: then, and
 * after `limit` ms, it throws with the end of the log.
 */
export async function until200(url: string, name: string, log: string, limit = 90_000): Promise<void> {
  const deadline = Date.now() + limit
  for (;;) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined)
    if (answer?.status === 200) return
    if (readFileSync(log, 'utf8').includes('[ERROR] Build failed')) {
      throw new Error(`The ${name} could not be built.\n${lastWords(log)}`)
    }
    if (Date.now() > deadline) {
      const said = answer ? `answers ${answer.status}` : 'does not answer'
      throw new Error(`The ${name} ${said} at ${url} after ${limit / 1000} s.\n${lastWords(log)}`)
    }
    await wait(150)
  }
}

/** The end of a log, for a person. */
export function lastWords(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-60).join('\n')
}
