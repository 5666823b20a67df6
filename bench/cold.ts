import { join } from 'node:path'
import { type Bundle, buildOwn } from './bundle.ts'
import { fetchOnce } from './load.ts'
import { median } from './measure.ts'
import { serve, serveLoader } from './server.ts'

/** Milliseconds to the first answer. */
export type Pair = { ours: number; empty: number }
/** `process`: from nothing, the runtime's own start included; `isolate`: in a runtime that already serves others. */
export type Cold = { process: Pair; isolate: Pair }

const sides = ['ours', 'empty'] as const
type Side = (typeof sides)[number]

/** Starts our Worker and an empty one in turns, each time anew. */
export async function coldStarts(bundle: Bundle, times: number, folder: string): Promise<Cold> {
  const codes = { ours: bundle.code, empty: await buildOwn('empty') }
  return {
    process: await inTurns(Math.ceil(times / 2), (side, n) =>
      inProcess(codes[side], join(folder, `${side}${n}`)),
    ),
    isolate: await inIsolates(codes, times),
  }
}

/** The first of each side also warms the disk and the machine: it does not count. */
async function inTurns(times: number, start: (side: Side, n: number) => Promise<number>): Promise<Pair> {
  const took: Record<Side, number[]> = { ours: [], empty: [] }
  for (let n = 0; n <= times; n++)
    for (const side of sides) {
      const ms = await start(side, n)
      if (n > 0) took[side].push(ms)
    }
  return { ours: median(took.ours), empty: median(took.empty) }
}

async function inProcess(main: string, state: string): Promise<number> {
  const started = performance.now()
  const server = await serve({ main }, state)
  await fetchOnce({ url: `${server.url}/nothing-here`, headers: {} })
  const ms = performance.now() - started
  await server.stop()
  return ms
}

async function inIsolates(codes: Record<Side, string>, times: number): Promise<Pair> {
  const server = await serveLoader(await buildOwn('loader'), { OURS: codes.ours, EMPTY: codes.empty })
  try {
    return await inTurns(times, async (side, n) => {
      const started = performance.now()
      const { body } = await fetchOnce({ url: `${server.url}/${side}/${n}`, headers: {} })
      const expected = side === 'ours' ? '404' : '200'
      if (body.toString() !== expected) throw new Error(`The cold start of ${side} answered ${body}`)
      return performance.now() - started
    })
  } finally {
    await server.stop()
  }
}
