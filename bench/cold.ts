import { type Bundle, buildOwn } from './bundle.ts'
import { fetchOnce } from './load.ts'
import { median } from './measure.ts'
import { serveLoader } from './server.ts'

/** Milliseconds from nothing to the first answer, in a new isolate of a running process. */
export type Cold = { ours: number; empty: number }

/** Loads our Worker and an empty one in turns, each time anew. */
export async function coldStarts(bundle: Bundle, times: number): Promise<Cold> {
  const server = await serveLoader(await buildOwn('loader'), {
    OURS: bundle.code,
    EMPTY: await buildOwn('empty'),
  })
  const took: Record<'ours' | 'empty', number[]> = { ours: [], empty: [] }
  try {
    for (let n = 0; n < times; n++)
      for (const name of ['ours', 'empty'] as const) {
        const started = performance.now()
        const { status, body } = await fetchOnce({ url: `${server.url}/${name}/${n}`, headers: {} })
        const expected = name === 'ours' ? '404' : '200'
        if (status !== 200 || body.toString() !== expected)
          throw new Error(`The cold start of ${name} answered ${status}: ${body}`)
        // The very first of each also warms the process itself.
        if (n > 0) took[name].push(performance.now() - started)
      }
  } finally {
    await server.stop()
  }
  return { ours: median(took.ours), empty: median(took.empty) }
}
